"""What would change a pick is found by the same rule, and said."""

import math
from dataclasses import replace

import numpy as np
import pytest

from lib import datasets
from lib.base_models import Member
from lib.cares import Priorities
from lib.scenario.record import DEFAULT, Scenario
from lib.verdict.variations import (
    NO_PICK,
    Rerun,
    Variation,
    as_it_is,
    decision_sentence,
    limit_sentence,
    picked,
    rerun_of,
    rerun_sentence,
    scans,
    title_of,
    variations,
    weight_sentence,
)
from tests.cares.test_priorities import SCORES, judged, limits, weights


def test_another_weight_is_decided_as_if_it_had_been_asked_for():
    for wish in (weights(latency=1), weights(score=4), weights(models=2, latency=2)):
        assert picked(judged(), wish) == judged(wish).verdict.pick
    wish = Priorities((("latency", 2),), (("models", 3),))
    assert picked(judged(limits(models=3)), wish) == judged(wish).verdict.pick


def test_a_scan_finds_the_nearest_weight_that_flips_the_pick():
    case = judged(weights(models=2))
    assert case.verdict.pick == "fuse"
    every = scans(case)
    found = {scan.care: scan for scan in every}
    flip, pick = found["latency"].flip
    assert pick == "vote"
    for weight, flips in ((flip - 0.5, False), (flip, True)):
        wish = case.scenario.priorities.with_weight("latency", weight)
        assert (judged(wish).verdict.pick != "fuse") is flips
    assert found["training"].flip is None
    distances = [abs(scan.flip[0] - scan.now) if scan.flip else math.inf for scan in every]
    assert distances == sorted(distances)
    sentence = weight_sentence(case, every)
    assert f"“quick answers” a weight of {flip:g} instead of 0 and it is soft voting" in sentence
    assert "No weight on " in sentence
    steady = [scan for scan in every if scan.flip is None]
    assert weight_sentence(case, steady).startswith("No weight alone")


def test_a_limit_just_below_what_the_pick_costs_gives_another_pick():
    case = judged()
    sentence = limit_sentence(case)
    assert case.verdict.pick == "fuse"
    assert "below 2 ms for one row it would be soft voting" in sentence
    assert "1 model" not in sentence  # no method runs fewer
    assert "nothing" not in limit_sentence(judged(limits(latency_us=9000, models=1)))
    bound = judged(limits(models=1, latency_us=4000))
    assert "below 2 ms for one row it would be your best single model" in limit_sentence(bound)
    undecided = judged(scores=SCORES | {"vote": 0.85, "stack": 0.84, "fuse": 0.8}, spread=0.05)
    assert undecided.verdict.pick is None
    assert limit_sentence(undecided) == ""
    assert title_of(undecided, None) == NO_PICK


@pytest.mark.parametrize("key", datasets.entries())
def test_every_data_set_can_be_varied(key):
    scenario = Scenario(dataset=key)
    found = variations(scenario)
    has_rows = "rows" in datasets.entries()[key].controls  # of what is drawn there are no others
    knobs = {dict(each.scenario.dataset_knobs).get("rows") for each in found}
    assert len(knobs - {None}) >= has_rows
    assert {each.what for each in found} == {"flip", "members", *["rows"] * has_rows}
    assert all(each.scenario.repeats == scenario.repeats for each in found)  # like with like
    assert len({each.scenario.question for each in found} | {DEFAULT.question}) >= len(found)
    if has_rows:
        rows = [each.value for each in found if each.what == "rows"]
        now = as_it_is(scenario, "rows")[1]
        assert min(np.diff(sorted([now, *rows]))) > 0.1 * now  # clearly apart
        assert min(rows) < now
    assert all(each.value != as_it_is(scenario, each.what)[1] for each in found)


def test_each_member_is_left_out_once_and_one_is_never_left_out():
    found = [each for each in variations(DEFAULT) if each.what == "members"]
    assert [set(DEFAULT.members) - set(each.scenario.members) for each in found] == [
        {member} for member in DEFAULT.members
    ]
    alone = replace(DEFAULT, members=(Member("decision_tree"),))
    assert "members" not in {each.what for each in variations(alone)}


def test_changes_of_the_decision_are_told_first_then_those_of_the_pick():
    tried = [each for each in variations(DEFAULT) if each.what == "rows"]
    standing = Rerun(Variation("rows", "", 0, DEFAULT), "combine", "soft voting")
    reruns = [
        Rerun(tried[0], "too close", NO_PICK),
        Rerun(tried[1], "combine", "stacking"),
        Rerun(tried[2], "combine", "soft voting"),
    ]
    few, half, many = (each.label for each in tried)
    assert decision_sentence("combine", reruns) == "Combine in 2 of 3 variations."
    assert "Nothing that was tried changes" in decision_sentence("combine", reruns[1:])
    assert rerun_sentence("rows", reruns, standing) == (
        f"With {few}: too close to call. It stays “combine” with {half} or {many}. With {half} it "
        "would be stacking."
    )
    failed = [Rerun(tried[0], "too close", "", "There are too few rows.")]
    assert rerun_sentence("rows", failed, standing) == (
        f"With {few} it could not be tried: There are too few rows."
    )
    assert rerun_sentence("members", reruns, standing) == ""


def test_a_rerun_says_what_is_decided_there_or_why_nothing_is():
    tried = variations(DEFAULT)[0]
    assert rerun_of(tried, judged()) == Rerun(tried, "combine", "early fusion")
    none = judged(limits(latency_us=1))
    assert rerun_of(tried, none) == Rerun(tried, "too close", "", "it gives no verdict there.")
    assert scans(none) == ()
