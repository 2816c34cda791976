"""Which other samples of the data are asked, and of whom."""

from dataclasses import replace

import numpy as np
import pytest

from lib import datasets
from lib.scenario.link import from_query, to_query
from lib.scenario.loading import load_dataset
from lib.scenario.record import DEFAULT, Scenario
from lib.verdict.samples import curve, curves, obstacle, redraws, stands
from tests.synthetic import USUAL, Fake, around, case_of, make_results

LATE = (Fake("late_mean", 0.78, "fusion", "late"), Fake("late_max", 0.76, "fusion", "late"))
VOTES = {"soft_vote": around(0.9), "majority_vote": around(0.901, seed=1)}
RESULTS = make_results(
    (*USUAL[:3], *[Fake(key, 0.9) for key in VOTES], *LATE), scores={"accuracy": VOTES}
)


@pytest.mark.parametrize("key", datasets.entries())
def test_every_data_set_is_sampled_by_ordinary_scenarios_of_one_pass(key):
    case = case_of(RESULTS, dataset=key, seed=9999)
    entry = datasets.entries()[key]
    plans = [redraws(case), *[curve(case, what) for what in curves(case.scenario)]]
    assert {"flip", "members"} <= {plan.what for plan in plans[1:]}
    for plan in plans:
        assert len({each.seed for row in plan.scenarios for each in row}) == plan.n_samples
        assert len(set(plan.every)) == len(plan.every)  # nothing is asked twice
        for each in plan.every:
            assert from_query(to_query(each)) == (each, ())  # it can be looked at itself
            assert each.seed != case.scenario.seed
            assert each.repeats == 1
            known, values = entry.at_hand(each.dataset_knobs)
            rows, most = values.get("rows", 0), known.get("rows")
            assert entry.fresh or not rows or rows <= max(most.high // 2, most.low)
        if plan.what:
            assert plan.scenarios[plan.now][0].seed == redraws(case).scenarios[0][0].seed
            assert len(plan.labels) == len(plan.scenarios) >= 2


def test_samples_of_generated_data_have_other_rows_and_halves_share_some():
    def samples_of(key):
        found = redraws(case_of(RESULTS, dataset=key)).every[:2]
        return [set(map(tuple, np.asarray(load_dataset(each).X))) for each in found]

    first, second = samples_of("moons")
    assert not first & second
    first, second = samples_of("sonar")
    assert 0.25 < len(first & second) / len(first) < 0.75


def test_the_pick_stands_for_its_way_and_is_not_chosen_anew():
    case = case_of(RESULTS)
    vote = case.verdict.pick
    assert vote == "soft_vote"  # the other vote has the better mean
    assert RESULTS.ranking("accuracy")[0] == "majority_vote"
    assert [stand.key for stand in stands(case)] == ["best_single", vote, "late_mean"]
    plan = redraws(case)
    assert plan.stands[plan.rival].key == case.verdict.combination
    assert {key for each in plan.every for key in each.compared} == {s.key for s in plan.stands}
    assert redraws(case_of(make_results(USUAL[:3]))) is None
    assert redraws(case_of(make_results((*USUAL[:2], USUAL[3])))) is None  # no single model


def test_models_are_left_out_by_lot_and_balance_is_drawn_where_it_can_be():
    plan = curve(case_of(RESULTS), "members")
    n = len(DEFAULT.members)
    assert [len(row[0].members) for row in plan.scenarios] == list(range(1, n + 1))
    assert len({each.members for each in plan.scenarios[0]}) > 1
    assert list(curves(Scenario(dataset="wine"))) == ["flip", "members"]  # half are the fewest rows
    shares = curve(case_of(RESULTS), "balance")
    rare = load_dataset(shares.scenarios[0][0])
    assert shares.labels[0] == f"{100 * np.mean(rare.y_true == 0):.0f} %"
    assert shares.noun == "“healthy”"
    alone = replace(DEFAULT, members=DEFAULT.members[:1])
    assert "members" not in curves(alone)


def test_sealed_rows_that_were_recorded_are_never_sampled():
    assert obstacle(DEFAULT) == obstacle(Scenario(sealed=20)) == ""
    assert "sealed" in obstacle(Scenario(dataset="iris", sealed=20))
