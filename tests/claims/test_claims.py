"""Claims: complete, judged as their rule says, and shown with what they rest on."""

import re
from functools import cache

import numpy as np
import pandas as pd
import pytest

from lib import claims
from lib.claims import RANKING, Outcome
from lib.claims._effects import Effect
from lib.claims._entry import more_there, usual
from lib.datasets import entries as datasets
from lib.evidence.plan import AT_SHARES
from lib.evidence.store import read
from lib.scenario.experiment import prepare
from lib.scenario.link import from_query, to_query
from tests.claims.records import USUAL, ranked
from tests.evidence.evidence import gains, made_up

CLAIMS, SHIPPED = claims.entries(), read()
OF_CONDITIONS = [key for key, claim in CLAIMS.items() if claim.pair]
every_claim = pytest.mark.parametrize("key", CLAIMS)


@cache
def even(points, seeds=4):
    """Evidence in which every combination gains the same."""
    combined = ("ensembling", "fusion")
    return made_up(lambda cell, method, family: points if family in combined else 0.0, seeds)


def datasets_of(field):
    return {key for key, entry in datasets().items() if field in entry.fields}


def part(low, high, n=10):
    return Effect((low + high) / 2, low, high, pd.Series(np.linspace(low, high, n)))


@every_claim
def test_a_claim_is_complete_and_its_case_can_be_shown(key):
    claim = CLAIMS[key]
    assert claim.text.startswith(claim.family.capitalize())
    assert claim.question.endswith("?")
    for text in (claim.text, claim.limits, claim.look, claim.compared.strip()):
        assert text.endswith(".")
    assert not re.search(r"\d+(\.\d+)? points", claim.look)  # numbers are measured, never typed
    assert from_query(to_query(claim.scenario)) == (claim.scenario, ())
    assert len(prepare(claim.scenario).members) >= 2


def test_claims_stand_in_the_order_of_the_page():
    families = [claim.family for claim in CLAIMS.values()]
    assert families == sorted(families)
    assert min(families.count("ensembling"), families.count("fusion")) >= 7  # those of the page
    first = list(CLAIMS).index("finance")  # of the table, whose rows stand together
    assert list(CLAIMS)[first : first + 3] == ["finance", "healthcare", "autonomous_systems"]
    assert len({claim.order for claim in CLAIMS.values()}) == len(CLAIMS)
    assert len({claim.case for claim in CLAIMS.values()}) == len(CLAIMS)  # one button each


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        (1.1, 9.0, "holds"),
        (0.9, 9.0, "too close"),
        (-5.0, 5.0, "too close"),
        (-5.0, 0.9, "does not hold"),
        (-0.5, 0.5, "does not hold"),
        (np.nan, np.nan, "not testable"),
    ],
)
def test_the_rule(low, high, word):
    assert usual({"main": part(low, high)}, {}).word == word


def test_a_condition_rescues_only_what_is_not_settled():
    parts = {"main": part(-1, 2), "other": part(3, 4)}
    assert usual(parts, {"other": "it rains"}) == Outcome("holds if", "it rains")
    assert usual(parts, {"unknown": "it rains"}).word == "too close"
    assert usual({"main": part(2, 3), "other": part(3, 4)}, {"other": "x"}).word == "holds"
    assert usual({}, {}).word == "not testable"


def words(more, there, only=None):
    parts = {"more": part(*more), "there": part(*there)} | ({"unfair": part(*only)} if only else {})
    return more_there(parts, {"unfair": "it rains"}).word


def test_a_condition_is_judged_by_its_contrast():
    """More must be gained there than elsewhere; a gain that is there everywhere is not enough."""
    assert words((0.2, 2.0), (0.6, 2.7)) == "holds"
    assert words((-1.0, 0.9), (3.0, 5.0)) == "does not hold"
    assert words((0.1, 0.8), (3.0, 5.0)) == "does not hold"  # never more than what matters
    assert words((-1.0, 2.0), (3.0, 5.0)) == "too close"
    assert words((1.0, 2.0), (-3.0, -1.0)) == "does not hold"  # less is lost there, but lost
    assert words((1.0, 2.0), (-0.5, 1.0)) == "too close"
    assert words((-1.0, 0.5), (1.0, 2.0), (1.0, 2.0)) == "holds if"
    assert words((np.nan, np.nan), (1.0, 2.0)) == "not testable"
    assert more_there({"there": part(1, 2)}, {}).word == "not testable"


@every_claim
@pytest.mark.parametrize(("points", "word"), [(6.0, "holds"), (0.0, "does not hold")])
def test_an_effect_that_is_there_is_found_and_one_that_is_not_is_not(key, points, word):
    """With gains made up, the same for every combination and under every condition: claims about
    gains say what is put in, and no condition or fair rival makes a difference."""
    finding = claims.confront(CLAIMS[key], even(points))
    if key in OF_CONDITIONS:
        points, word = 0.0, "does not hold"
    if key == "small_devices":
        points, word = 0.0, "holds if"  # the student is no better than its rival, but loses nothing
    if len(finding.effect.by_set) == 1 and not points:
        word = "too close"  # a single data set has too few rows to show that nothing is there
    assert finding.outcome.word == word
    assert finding.effect.typical == pytest.approx(points, abs=0.5)


def test_each_claim_looks_at_its_own_field_or_condition_only():
    finance = datasets_of("finance")
    rows = made_up(lambda c, m, family: 8.0 * (c.dataset in finance and family == "ensembling"))
    assert claims.confront(CLAIMS["finance"], rows).outcome.word == "holds"
    assert claims.confront(CLAIMS["healthcare"], rows).outcome.word == "does not hold"
    rows = made_up(gains(5.0, condition="noisy", family="ensembling"), seeds=2)
    found = claims.confront(CLAIMS["noisy_data"], rows)
    assert found.outcome.word == "holds"
    assert abs(found.parts["No wrong labels"].typical) < 0.5
    rows = made_up(gains(5.0, condition="noisy", family="fusion"), seeds=2)
    assert claims.confront(CLAIMS["noisy_fusion"], rows).outcome.word == "holds"
    assert claims.confront(CLAIMS["noisy_data"], rows).outcome.word == "does not hold"


def test_a_gain_that_differs_between_data_sets_tells_where_models_complement_each_other():
    """The made-up rows give more room to some data sets; only those gain."""
    rows = made_up(seeds=2)
    room = rows.groupby("dataset")["someone_right"].mean()
    best = rows[rows["family"] == "member"].pivot_table(
        index="dataset", columns="method", values="accuracy"
    )
    roomy = room - best.max(axis=1)
    gaining = set(roomy.index[roomy > roomy.median()])
    rows = made_up(lambda c, m, family: 5.0 * (c.dataset in gaining and family == "ensembling"), 2)
    found = claims.confront(CLAIMS["complementary_models"], rows)
    assert found.outcome.word == "holds"
    assert found.effect.typical == pytest.approx(5, abs=1)


def test_a_rare_class_is_judged_against_a_moved_threshold():
    """Fusion gains five points with a rare class, and so does one model by moving its threshold."""

    def with_a_rare_class(cell, method, family):
        return 5.0 * (family == "fusion" and cell.condition.startswith("rare"))

    rows = made_up(with_a_rare_class, seeds=2)
    claim = CLAIMS["imbalanced_data"]
    assert claims.confront(claim, rows).outcome.word == "holds"
    is_moved = rows["condition"].str.startswith("rare") & (rows["method"] == "best_single")
    rows.loc[is_moved, AT_SHARES] += 0.05
    found = claims.confront(claim, rows)
    assert found.outcome == Outcome("holds if", next(iter(claim.only_if.values())))
    unknown = claims.confront(claim, rows.drop(columns=AT_SHARES))
    assert unknown.outcome.word == "not testable"  # as in evidence without the fair rival
    assert "threshold" in unknown.outcome.why
    nothing = even(0.0).drop(columns=AT_SHARES)  # what fails against the weaker rival has failed
    assert claims.confront(claim, nothing).outcome.word == "does not hold"


def test_a_small_model_is_judged_against_one_as_small_without_teachers():
    claim = CLAIMS["small_devices"]
    taught = claims.confront(claim, made_up(gains(5.0, method="distilled"), seeds=2))
    assert taught.outcome.word == "holds"
    assert "4 times the room" in taught.facts
    rows = made_up(gains(-5.0, method="distilled"), seeds=2)
    assert claims.confront(claim, rows).outcome.word == "does not hold"
    alone = rows[rows["method"] != "distilled_labels"]
    assert claims.confront(claim, alone).outcome.word == "not testable"


def test_the_best_of_many_is_judged_on_other_seeds():
    """Luck that changes from seed to seed earns nothing."""
    rng = np.random.default_rng(1)
    rows = made_up(lambda cell, method, family: rng.normal(0, 5), seeds=10)
    found = claims.confront(CLAIMS["competitions"], rows)
    fusion = rows[(rows["family"] == "fusion") & (rows["condition"] == "plain")]
    in_hindsight = fusion.groupby(["dataset", "method"])["gain"].mean().groupby("dataset").max()
    assert found.effect.typical < in_hindsight.median() - 0.5


@every_claim
def test_partial_evidence_is_no_error(key):
    rows = even(0.0, seeds=1)
    for condition in rows["condition"].unique():
        claims.confront(CLAIMS[key], rows[rows["condition"] == condition])
    claims.confront(CLAIMS[key], rows[rows["dataset"] == "iris"])
    assert claims.confront(CLAIMS[key], rows.iloc[:0]).outcome.word == "not testable"
    found = claims.confront(CLAIMS[key], SHIPPED.rows)
    assert found.outcome.word != "not testable" or found.outcome.why
    assert found.parts


@every_claim
def test_what_is_named_is_measured_and_every_data_set_is_drawn_once(key):
    claim, finding = CLAIMS[key], claims.confront(CLAIMS[key], even(0.0))
    assert {*claim.only_if, *claim.pair} <= set(finding.parts)
    assert not claim.pair or claim.pair[0] == list(finding.parts)[1]
    display = claims.effects_chart(claim)
    answer = {"holds": "Yes.", "holds if": "Yes, if ", "does not hold": "Not here."}
    assert display.words(finding).startswith(answer.get(finding.outcome.word, "These data"))
    dots = sum(len(trace.x) for trace in display.draw(finding).data[:2])
    assert dots == sum(len(each.by_set) for each in finding.parts.values()) <= 250
    assert len(display.table(finding)) >= max(p.n_sets for p in finding.parts.values())


def test_a_contrast_is_drawn_as_lines_between_the_same_data_sets():
    """As many lines as data sets were measured both ways; none where no data set can be."""
    rows = made_up(gains(5.0, condition="noisy"), seeds=1)
    for key, is_paired in (("noisy_data", True), ("complementary_models", False)):
        finding = claims.confront(CLAIMS[key], rows)
        lines = [
            t for t in claims.effects_chart(finding.claim).draw(finding).data if t.mode == "lines"
        ]
        assert len(lines) == is_paired
        if is_paired:
            there, elsewhere = (finding.parts[name].by_set for name in finding.claim.pair)
            x = np.array(lines[0].x).reshape(-1, 3)
            assert len(x) == finding.effect.n_sets
            assert sorted(x[:, 0] - x[:, 1]) == pytest.approx(sorted(finding.effect.by_set))
            assert set(x[:, 0]) == set(there)
            assert set(x[:, 1]) == set(elsewhere)


def test_in_general_every_way_meets_the_best_single_model_of_all_columns():
    """Fusion of sources is measured where each model reads one source, but its rival is not."""
    condition = ["plain", "plain", "views", "views"]
    rows = pd.DataFrame(
        {
            "dataset": "iris",
            "seed": 0,
            "condition": condition,
            "method": ["best_single", "soft_vote", "best_single", "log_linear_pool"],
            "accuracy": [0.80, 0.83, 0.60, 0.75],
        }
    )
    gains = claims.in_general(rows).gains
    assert {way: round(each.typical, 6) for way, each in gains.items()} == {
        "Vote": 3,
        "Fuse sources": -5,
    }
    said = claims.bottom_line(claims.in_general(rows))
    assert "on 0 of 1 data set" in said
    assert said.index("vote") < said.index("fuse sources")


def test_the_ranking_shows_the_most_probably_better_first():
    ranking = ranked(USUAL)
    table = RANKING.table(ranking)
    assert table["Way to combine"].tolist()[:2] == ["Soft vote", "gone"]
    assert table[["Worse", "As good", "Better"]].sum(axis=1).to_numpy() == pytest.approx(100)
    assert "1 of 3" in RANKING.words(ranking)
    assert "+4.0 points typically over 9 data sets" in RANKING.words(ranking)
