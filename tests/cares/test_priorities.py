"""Priorities turn the same evidence into another pick, by a rule that can be followed by hand."""

import math
from dataclasses import replace

import pytest

from lib.cares import NO_WISH, PRESETS, Priorities, preset_of
from lib.verdict.grounds import why
from lib.verdict.notes import more_repeats, repeats_note
from lib.verdict.rule import recommend
from lib.verdict.sentences import bottom_line, headline
from lib.verdict.wishes import steps
from tests.synthetic import USUAL, Fake, around, case_of, make_results, single

MEMBERS = USUAL[:2]
SCORES = {"best_single": 0.80, "vote": 0.84, "stack": 0.845, "fuse": 0.838}
THREE = (
    *MEMBERS,
    single(milliseconds=0.1),
    Fake("vote", models=3, milliseconds=0.4, title="Soft voting"),
    Fake("stack", kind="stacking", models=5, milliseconds=1.0, title="Stacking"),
    Fake("fuse", family="fusion", kind="early", models=1, milliseconds=3.0, title="Early fusion"),
)


MEASURED = {
    "explain": {"best_single": 1, "vote": 3, "stack": 6, "fuse": 1},
    "robust": dict.fromkeys(SCORES, 0.01),
}
PICKS = dict(zip(PRESETS, ("fuse", "fuse", "fuse", "stack", "fuse"), strict=True))


def judged(priorities=NO_WISH, measured=None, scores=SCORES, spread=0.002, methods=THREE):
    accuracy = {
        key: around(value, spread, seed) for seed, (key, value) in enumerate(scores.items())
    }
    results = make_results(methods, n_rows=5000, scores={"accuracy": accuracy})
    return case_of(results, priorities, measured)


def weights(**pairs):
    return Priorities(tuple(pairs.items()))


def limits(**pairs):
    return Priorities((), tuple(pairs.items()))


def sentences(case):
    told = [headline(case), why(case), bottom_line(case)]
    return [*told, *(step.sentence for step in steps(case))]


def test_without_a_wish_the_rule_is_the_old_one():
    case = judged()
    verdict = case.verdict
    assert verdict == recommend(case.results, "accuracy", 1.0, dataset=case.scenario.dataset)
    assert verdict.pick == "fuse"  # fewest models of the eligible
    assert all(math.isnan(candidate.price) for candidate in verdict.candidates)


@pytest.mark.parametrize(
    ("priorities", "pick"),
    [
        (weights(latency=1), "vote"),
        (weights(score=4), "stack"),
        (weights(latency=4, models=0.5), "vote"),
        (weights(latency=0.5, models=4), "fuse"),
    ],
)
def test_the_cheapest_on_what_matters_is_picked_of_those_that_keep_up(priorities, pick):
    verdict = judged(priorities).verdict
    assert verdict.pick == pick
    assert verdict.candidate(pick).is_eligible
    # cheap, but 4 points behind: not eligible
    assert not verdict.candidate("best_single").is_eligible


def test_the_price_is_a_weighted_mean_of_times_the_cheapest():
    verdict = judged(weights(latency=3, models=1)).verdict
    assert verdict.candidate("vote").price == pytest.approx(3 ** (1 / 4))
    assert verdict.candidate("stack").price == pytest.approx((2.5**3 * 5) ** (1 / 4))
    assert verdict.candidate("fuse").price == pytest.approx(7.5 ** (3 / 4))
    prices = [
        [candidate.price for candidate in judged(wish).verdict.candidates]
        for wish in (weights(latency=1, size=2), weights(latency=2, size=4))
    ]
    assert prices[0] == pytest.approx(prices[1])  # only the ratios of weights count


def test_times_that_measuring_again_would_part_anew_count_as_equal():
    near = tuple(replace(f, milliseconds=0.5) if f.key == "stack" else f for f in THREE)
    verdict = judged(weights(latency=1), methods=near).verdict
    assert verdict.candidate("stack").price == verdict.candidate("vote").price == 1
    assert verdict.pick == "vote"  # the simpler


def test_what_does_not_keep_up_may_be_cheaper_than_all_that_do():
    verdict = judged(weights(latency=1)).verdict
    assert verdict.candidate("best_single").price == pytest.approx(0.1 / 0.4)
    unsure = SCORES | {"vote": 0.85, "stack": 0.85, "fuse": 0.80}
    case = judged(weights(latency=4), scores=unsure, spread=0.05)
    verdict = case.verdict
    assert headline(case).startswith("Too close to call: ")
    assert steps(case)[2].keys == ()
    assert not verdict.candidate("best_single").is_eligible
    assert verdict.pick is None  # neither shown to be better, nor cheaper


def test_no_chance_of_measuring_decides_among_those_that_are_as_cheap():
    for early, vote in ((1.9, 2.1), (2.1, 1.9), (2.0, 2.0)):  # as often as they are measured
        slow = {"stack": 9.0, "fuse": early, "vote": vote}
        methods = [replace(f, milliseconds=slow.get(f.key, 0.5), models=3) for f in THREE[2:]]
        verdict = judged(weights(latency=4), methods=(*MEMBERS, *methods)).verdict
        assert verdict.pick == "vote"  # the first in the list, neither being simpler
        assert verdict.candidate("vote").price == verdict.candidate("fuse").price


def test_about_at_a_limit_is_kept_and_said_and_clearly_over_it_is_not():
    over = {f.key: f for f in THREE}["vote"].milliseconds * 1000
    for most, is_kept in ((over, True), (over / 1.4, True), (over / 1.6, False)):
        case = judged(limits(latency_us=most))
        assert (not case.verdict.candidate("vote").breaks) is is_kept
        said = steps(case)[0].sentence
        assert ("About at a limit" in said) is (is_kept and most < over)
    assert (
        "soft voting (400 µs for one row (4 µs a row in a batch))"
        in steps(judged(limits(latency_us=over / 1.4)))[0].sentence
    )
    assert judged(limits(models=2)).verdict.candidate("vote").breaks  # what is counted is exact


@pytest.mark.parametrize(
    ("priorities", "out"),
    [
        (limits(models=1), {"vote", "stack"}),
        (limits(models=3), {"stack"}),
        (limits(latency_us=400), {"stack", "fuse"}),
        (limits(size_kb=2, latency_us=1000), {"vote", "stack", "fuse"}),
        (limits(training_ms=30), {"stack"}),
    ],
)
def test_a_limit_rules_out_and_says_by_what_fact(priorities, out):
    case = judged(priorities)
    verdict = case.verdict
    assert {candidate.key for candidate in verdict.candidates if candidate.breaks} == out
    assert verdict.pick not in out
    first = steps(case)[0]
    assert set(first.keys) == {"best_single", "vote", "stack", "fuse"} - out
    for key in out:
        assert case.results.method(key).title.lower() in first.sentence
    assert "allowed: " in first.sentence


def test_the_leader_is_the_best_of_those_a_limit_leaves():
    verdict = judged(limits(models=1)).verdict
    assert verdict.leader.key == "fuse"
    assert verdict.candidates[0].key == "stack"
    assert verdict.rival == "fuse"
    assert repeats_note(judged(limits(models=1)), 30)


def test_when_every_combination_is_ruled_out_more_repeats_settle_nothing_and_it_is_said():
    case = judged(limits(latency_us=200))
    verdict = case.verdict
    assert verdict.leader.key == verdict.pick == "best_single"
    assert verdict.outcome == "single"
    assert (repeats_note(case, 30), more_repeats(case, 30)) == ("", None)
    assert why(case).startswith("Of 4 candidates, only one keeps your limits: ")
    assert "rule out stacking, whose mean is 4.5 points better" in bottom_line(case)
    assert "rule out" not in bottom_line(judged(limits(latency_us=9000)))


def test_when_everything_is_ruled_out_nothing_is_picked_and_it_is_said():
    case = judged(Priorities((("size", 4),), (("latency_us", 1),)))
    assert (case.verdict.pick, case.verdict.problem) == (None, "all ruled out")
    assert headline(case) == "No pick: your limits rule out all 4 candidates."
    assert "100 µs for one row (1 µs a row in a batch), allowed: 1 µs for one row" in why(case)
    assert "Loosen a limit" in bottom_line(case)


def test_a_single_model_over_the_limit_is_no_fallback():
    slow = tuple(replace(f, milliseconds=9.0) if f.key == "best_single" else f for f in THREE)
    case = case_of(make_results(slow, n_rows=2000), limits(latency_us=5000))
    assert case.verdict.pick not in (None, "best_single")
    assert "alone breaks one of your limits" in bottom_line(case)


def test_a_combination_that_is_not_better_must_be_cheaper_on_what_matters():
    near = SCORES | dict.fromkeys(("vote", "stack", "fuse"), 0.801)
    calm = {"robust": {"best_single": 0.20, "vote": 0.02, "stack": 0.05, "fuse": 0.2}}
    assert judged(scores=near).verdict.pick == "best_single"
    assert judged(weights(latency=4), scores=near).verdict.pick == "best_single"
    case = judged(weights(robust=4), calm, scores=near)
    assert case.verdict.pick == "vote"
    assert "is not shown" in bottom_line(case)
    unsure = SCORES | {"vote": 0.82, "stack": 0.82, "fuse": 0.82}
    verdict = judged(weights(latency=4), scores=unsure, spread=0.05).verdict
    assert verdict.pick in (None, "best_single")
    tied = judged(weights(models=4), scores=near).verdict
    assert tied.candidate("fuse").price == tied.candidate("best_single").price == 1
    assert tied.pick == "best_single"


def test_what_was_not_measured_does_not_count_and_it_is_said():
    case = judged(weights(explain=4, latency=1))
    assert case.verdict.pick == judged(weights(latency=1)).verdict.pick
    assert "Not measured, so not counted: easy to explain" in why(case)
    assert judged(weights(explain=4, latency=1), MEASURED).verdict.pick == "fuse"


@pytest.mark.parametrize(("key", "pick"), PICKS.items())
def test_each_preset_has_its_own_pick_on_these_costs(key, pick):
    case = judged(PRESETS[key].priorities, MEASURED)
    assert case.verdict.pick == pick
    assert preset_of(PRESETS[key].priorities) == key
    assert all(text and text[0].isupper() for text in sentences(case))


def test_a_visitors_own_priorities_are_no_preset_and_kept_in_order():
    assert preset_of(weights(size=0.5)) is None
    mixed = Priorities((("size", 1), ("score", 0), ("latency", 2)), (("size_kb", 9), ("models", 2)))
    own = Priorities((("latency", 2), ("size", 1)), (("models", 2), ("size_kb", 9)))
    assert mixed.ordered == own
    assert own.with_weight("score", 3).weights == (("score", 3), *own.weights)
    assert own.with_weight("latency", 0).weights == (("size", 1),)
    assert own.with_limit("models", 0).limits == (("size_kb", 9),)
    assert (own.weight("latency"), own.weight("score")) == (2, 0)
