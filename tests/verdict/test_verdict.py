"""The rule on made-up results of every kind, and that the sentences say what was measured."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib import charts
from lib.engine.results import Mishap
from lib.scenario.record import Scenario
from lib.statistics.comparison import Comparison
from lib.statistics.metrics import METRICS
from lib.verdict import card
from lib.verdict.advice import use_if
from lib.verdict.card import of_100
from lib.verdict.caveats import caveats, terms
from lib.verdict.comparisons import is_right, region_of, score_of, versus
from lib.verdict.elsewhere import prior_of
from lib.verdict.first_screen import explore_headline, explore_why
from lib.verdict.grounds import why
from lib.verdict.notes import (
    against_tuned,
    misleading_accuracy,
    more_repeats,
    region_note,
    repeats_note,
    rescued_broken,
    selected,
    why_selected,
)
from lib.verdict.phrases import alone_and_together, argued, gain_shown
from lib.verdict.reasons import cons, pros
from lib.verdict.rule import LIKELY, word_of
from lib.verdict.sentences import (
    bottom_line,
    detail,
    headline,
    kicker,
    lead,
)
from lib.words import signed, whole
from tests.synthetic import (
    USUAL,
    Fake,
    answering,
    around,
    case_of,
    fitted,
    make_results,
    member,
    single,
)

MEMBERS = USUAL[:2]
VOTE = Fake("soft_vote", 0.9, title="Soft voting")
CLEAR = (*MEMBERS, single(0.8), VOTE)
STACKING = Fake("stacking", 0.9, kind="stacking", models=5)
TUNED = Fake("equal_budget", 0.9, "single", "single", models=1, title="One strong model")


def scored(*more, methods=CLEAR, metric="accuracy", **scores):
    """The case of these methods, with these scores by key."""
    made = make_results((*methods, *more), n_rows=5000, scores={metric: scores})
    return case_of(made, metric=metric)


def of(*methods, **more):
    """The case of these methods as they are."""
    return case_of(make_results(methods, **more))


def every_sentence(case):
    notes = [rescued_broken(case), against_tuned(case), repeats_note(case, 30)]
    notes += [region_note(case), misleading_accuracy(case)]
    if case.verdict.candidates:
        notes.append(why_selected(case, selected(case, 20)))
    reasons = [
        text
        for each in (*pros(case), *cons(case), *use_if(case))
        for text in (each.sentence, each.fact)
        if text.endswith(".")
    ]
    whole = [headline(case), lead(case), detail(case), explore_headline(case), explore_why(case)]
    whole += [why(case), bottom_line(case), *(meaning for _, meaning in terms(case))]
    return [*filter(None, whole), *reasons, *filter(None, notes), *caveats(case)]


CHEAP = Fake("pruned", 0.9, kind="selection", models=1, milliseconds=4)
FUSED = Fake("early_fusion", 0.95, "fusion", "early", models=1)
STUDENT = Fake("distilled", 0.9, "fusion", "knowledge", title="Student", models=1)
UNSURE = around(0.80, 0.05)
TABLE = {
    "a clear winner is picked": (
        ((), {"soft_vote": around(0.84, seed=1)}),
        ("ensembling", "soft_vote", "practically better"),
        "Combine: let both models vote. | Right: 80.0 % with the best single model → 84.0 % "
        "together on these rows; expect about 4 pumps more in 100 on new ones. We are over 99 % "
        "sure that it "
        "is at least one in 100. | Soft voting against your best single model, k-nearest "
        "neighbours: +4.0 points on these rows, | 25 trials. | Two models together get 4 more of "
        "100 pumps right than "
        "the best of them alone. | Accuracy 84.0 % against 80.0 % of",
    ),
    "equal methods keep the single model": (
        ((), {"soft_vote": around(0.8003, seed=1)}),
        ("single", "best_single", "practically equivalent"),
        "Don’t combine: keep k-nearest neighbours. | Right: 80.0 % with the best single model → "
        "80.0 % together on these rows (soft voting). | sure that it does not bring at least one "
        "in 100. | Combining brings nothing "
        "here: one model gets 80 of 100 pumps right. | Keep k-nearest neighbours:",
    ),
    "a wide interval is too close to call": (
        ((), {"best_single": UNSURE, "soft_vote": around(0.845, 0.05, seed=1)}),
        ("too close", None, "undecided"),
        "Too close to call: keep k-nearest neighbours for now. | If running two models costs you "
        "nothing, let both models vote: expect +1.1, it could be −2.5. | from about 7.3 points on "
        "| rows would settle "
        "it | 10 % narrower",
    ),
    "worse combinations keep the single model": (
        ((), {"soft_vote": around(0.75, seed=1)}),
        ("single", "best_single", "worse"),
        "Don’t combine | Soft voting against your best single model, k-nearest neighbours: −5.0 "
        "points",
    ),
    "the simplest that keeps up is picked": (
        (
            (STACKING, CHEAP),
            {
                "soft_vote": around(0.9, seed=1),
                "stacking": around(0.903, seed=2),
                "pruned": around(0.901, seed=3),
            },
        ),
        ("ensembling", "pruned", "practically better"),
        "it is simpler than stacking, which has the best mean | let one of both models vote",
    ),
    "a noisy leader does not hide a clear combination": (
        (
            (replace(STACKING, models=3),),
            {"soft_vote": around(0.83, seed=1), "stacking": around(0.84, 0.12, seed=2)},
        ),
        ("ensembling", "soft_vote", "practically better"),
        "stacking, though ahead on average, varies too much",
    ),
    "a student is not simpler than the vote it learns from": (
        ((STUDENT,), {"soft_vote": around(0.84, seed=1), "distilled": around(0.843, seed=2)}),
        ("ensembling", "soft_vote", "practically better"),
        "it is simpler than student, which has the best mean",
    ),
    "fusion can win": (
        ((FUSED,), {"soft_vote": around(0.80), "early_fusion": around(0.84, seed=1)}),
        ("fusion", "early_fusion", "practically better"),
        "which runs one model too",
    ),
    "a combination is not praised for being bigger": (
        ((TUNED,), {"soft_vote": around(0.85, seed=1), "equal_budget": around(0.849, seed=2)}),
        ("tuned single", "equal_budget", "practically better"),
        "Don’t combine: tune one strong model instead. | 80.0 % with the best single model → 84.9 "
        "% tuned | "
        "soft voting is 0.1 points ahead of it (95 % interval −0.1 to 0.3): practically "
        "equivalent.",
    ),
    "a combination that beats the strong model too is picked": (
        ((TUNED,), {"soft_vote": around(0.85, seed=1), "equal_budget": around(0.81, seed=2)}),
        ("ensembling", "soft_vote", "practically better"),
        "4.0 points ahead of it",
    ),
    "nothing is clear while the strong model is ahead, though the combination is worse": (
        (
            (TUNED,),
            {
                "best_single": UNSURE,
                "soft_vote": UNSURE - 0.05 + around(0, seed=3),
                "equal_budget": around(0.85, 0.05, seed=2),
            },
        ),
        ("too close", None, "undecided"),
        "Too close to call | 85.0 % tuned on these rows (one strong model) | one strong model is "
        "better | soft "
        "voting is",
    ),
}


@pytest.mark.parametrize("name", TABLE)
def test_what_is_picked_is_said(name):
    (more, scores), (outcome, pick, word), parts = TABLE[name]
    case = scored(*more, **{"best_single": around(0.80)} | scores)
    verdict = case.verdict
    assert (verdict.outcome, verdict.pick, verdict.word) == (outcome, pick, word)
    text = " ".join(every_sentence(case))
    for part in parts.split(" | "):
        assert part in text
    assert ("that was not compared" in text) == (TUNED not in more)
    settled = word != "undecided"
    assert (f"clear: {word}" in repeats_note(case, 30)) == settled
    doubled = [more_repeats(case, most) for most in (30, 8, 5)]
    assert doubled == ([None] * 3 if settled else [10, 8, None])
    assert ("rows, not repeats" in repeats_note(case, 5)) != settled


def test_a_difference_without_variance_is_no_certainty():
    few_rows = of(*CLEAR, n_rows=250, scores={"accuracy": {"best_single": 0.80, "soft_vote": 0.82}})
    gain = few_rows.verdict.candidate("soft_vote").against_single
    assert gain.p_better < 0.95
    assert gain.low < gain.mean < gain.high


def test_one_model_has_nothing_to_be_combined_with():
    case = of(
        member("model1", title="Decision tree"),
        single(),
    )
    assert (case.verdict.outcome, case.verdict.pick) == ("single", "best_single")
    assert case.verdict.problem == "no combination"
    assert headline(case).startswith("Add a second model to combine")
    assert "decision tree" in headline(case)
    assert pros(case) == cons(case) == use_if(case) == ()
    two = of(*CLEAR[:3])
    assert two.verdict.problem == "no combination"
    assert headline(two).startswith("Nothing is combined here")


def test_a_score_that_is_nowhere_defined_gives_no_verdict():
    case = scored(metric="roc_auc", **dict.fromkeys([fake.key for fake in CLEAR], np.nan))
    verdict = case.verdict
    assert (verdict.outcome, verdict.pick, verdict.problem) == ("too close", None, "no score")
    assert verdict.candidates == ()
    assert all("nan" not in text for text in every_sentence(case))


def test_undefined_folds_and_methods_are_left_out():
    gappy = around(0.9, seed=1)
    gappy[::3] = np.nan
    scores = {"best_single": around(0.8), "soft_vote": gappy, "broken": np.nan}
    verdict = scored(Fake("broken"), metric="roc_auc", **scores).verdict
    assert verdict.pick == "soft_vote"
    assert verdict.candidate("soft_vote").against_single.n == 16
    assert "broken" not in {c.key for c in verdict.candidates}


@pytest.mark.parametrize("metric", METRICS)
def test_direction_and_region_follow_the_metric(metric):
    good, bad = (0.9, 0.8) if METRICS[metric].greater_is_better else (0.1, 0.2)
    case = scored(metric=metric, best_single=around(bad), soft_vote=around(good, seed=1))
    assert (case.verdict.pick, case.verdict.word) == ("soft_vote", "practically better")
    gain = case.verdict.candidate("soft_vote").against_single
    assert gain.rope == region_of(metric, 1.0)
    assert ("10.0 points" if METRICS[metric].as_percent else "0.100") in detail(case)
    undone = scored(metric=metric, best_single=around(good), soft_vote=around(bad, seed=1))
    assert undone.verdict.word == "worse"


def test_ties_between_probabilities_are_undecided():
    unknown = [float("nan")] * 6
    assert word_of(Comparison(*unknown, n=1, rope=1.0)) == "undecided"
    assert word_of(Comparison(2, 1, 3, 0.0, 1 - LIKELY, LIKELY, 25, 1)) == "undecided"
    assert word_of(Comparison(2, 1, 3, 0.0, 0.99 - LIKELY, LIKELY + 0.01, 25, 1)) == "likely better"


@pytest.mark.parametrize("n_classes", [2, 3, 5])
@pytest.mark.parametrize("metric", METRICS)
def test_every_sentence_is_finished(metric, n_classes):
    results = make_results(n_classes=n_classes, n_rows=120, shape=(4, 2))
    case = case_of(results, metric=metric, rope=0.5)
    for text in every_sentence(case):
        assert text.strip().endswith(".")
        assert "nan" not in text.replace("cannot", "")
        assert "  " not in text
    assert [use.way for use in use_if(case)] == ["one", "vote", "stack", "fuse"]
    assert sum(use.is_advised for use in use_if(case)) == 1
    assert len(explore_headline(case)) <= 95
    for point in (*pros(case), *cons(case)):
        assert point.sentence[0].isupper()
        assert not point.sentence.endswith(".")


@settings(max_examples=40, deadline=None)
@given(st.floats(0.55, 1), st.floats(0.55, 1), st.integers(0, 999), st.integers(2, 4))
def test_a_hundred_rows_agree_with_the_scores_beside_them(alone, together, seed, n_classes):
    methods = (*MEMBERS, single(alone), replace(VOTE, accuracy=together))
    case = case_of(make_results(methods, n_rows=120, shape=(4, 2), n_classes=n_classes, seed=seed))
    found, best = of_100(case), argued(case)
    four = (found.right, found.rescued, found.broken, found.wrong)
    assert sum(four) == 100
    assert min(four) >= 0
    shown = [float(score.split(" ")[0]) for score in alone_and_together(case)[7:].split(" → ")]
    gain = gain_shown(case, best.key)
    assert gain == pytest.approx(shown[1] - shown[0])  # what stands side by side subtracts
    assert found.rescued - found.broken == whole(gain)
    assert abs(found.rescued - best.rescued) <= 1.5
    expected = round(best.against_single.expected, 1)
    assert card.gain_text(case) == f"{signed('accuracy', expected)} in 100 expected"
    assert best.against_single.low <= expected + 0.05 <= best.against_single.high + 0.1


def test_the_facts_are_those_of_the_results():
    case = of(*CLEAR)
    results, vote = case.results, case.verdict.candidate("soft_vote")
    right = {k: is_right(results, k) for k in ("soft_vote", "best_single")}
    rescued, broken = (
        100 * (right[ours] & ~right[theirs]).mean()
        for ours, theirs in (("soft_vote", "best_single"), ("best_single", "soft_vote"))
    )
    assert (vote.rescued, vote.broken) == pytest.approx((rescued, broken), abs=0.1)
    assert vote.rescued - vote.broken == pytest.approx(gain_shown(case, "soft_vote"))
    assert score_of(results, "soft_vote", "accuracy") == vote.score
    prior = prior_of(results.method("soft_vote"), "accuracy", "moons")
    gain = versus(results, "soft_vote", "best_single", "accuracy", 1.0, prior)
    assert gain == vote.against_single
    assert versus(results, "soft_vote", "best_single", "accuracy", 1.0).mean == gain.mean


def test_the_data_the_seed_and_what_was_chosen_afterwards_are_said():
    text = " ".join(caveats(case_of(make_results(), dataset_knobs=(("flip", 20),), seed=7)))
    for part in ("300 rows of Two moons", "seed 7", "5 × 5-fold", "20 %", "best of 4 candidates"):
        assert part in text
    hindsight = of(*MEMBERS, VOTE)  # without a reference the best member serves
    assert (hindsight.verdict.reference, hindsight.verdict.is_hindsight) == ("model1", True)
    assert "chosen afterwards" in " ".join(caveats(hindsight))


def test_fits_that_failed_now_and_then_are_said():
    results = make_results()
    first, *others = results.repeats
    hurt = replace(first, mishaps=(Mishap("Tree", "one class only", 1, 15),))
    text = " ".join(caveats(case_of(replace(results, repeats=(hurt, *others)))))
    assert f"Tree could not be fitted in 1 of {15 * len(results.repeats)} trainings" in text


@pytest.mark.parametrize("metric", ["log_loss", "brier", "calibration_error", "accuracy"])
def test_shares_of_votes_are_not_ranked_against_probabilities(metric):
    """Neither by the verdict nor by a chart, and it is said; calibrated, they are ranked."""
    asked = Scenario(
        dataset_knobs=(("rows", 120),),
        folds=3,
        repeats=1,
        metric=metric,
        methods=("best_single", "soft_vote", "majority_vote"),
    )
    for calibrate in (False, True):
        case = fitted(replace(asked, calibrate=calibrate))
        is_ranked = calibrate or metric == "accuracy"
        text = " ".join(caveats(case))
        assert ("Majority vote. Shares of votes are not probabilities" not in text) == is_ranked
        for found in (
            {candidate.key for candidate in case.verdict.candidates},
            set(charts.entries()["scores"].table(case)["key"]),
        ):
            assert ("majority_vote" in found) == is_ranked


def test_rows_without_a_label_and_infinite_numbers_are_said():
    case = case_of(make_results())
    odd = replace(case.dataset, n_unlabelled=27, n_infinite=1)
    text = " ".join(caveats(replace(case, experiment=replace(case.experiment, dataset=odd))))
    assert "27 rows without a label are left out." in text
    assert "1 infinite number counts as missing." in text


def test_text_from_data_stays_plain():
    case = of(member("model1", title="<b>Tree</b> (sees a&b)"), *CLEAR[1:])
    assert "&lt;" not in headline(case)


def test_a_kicker_says_on_what_and_a_count_that_goes_on_is_said_in_the_line_below():
    made = make_results(shape=(5, 3), n_rows=1000)
    case = case_of(made, dataset_knobs=(("flip", 20),), repeats=5)
    assert kicker(case) == (
        "Which pumps are worn? · 1,000 pumps, one label in five wrong, two models"
    )
    assert "15 of 25 trials" in detail(case)
    assert "15 of 25 trials" in explore_why(case)
    assert headline(case) == headline(case_of(made, repeats=3))


ONE_STEP = st.sampled_from([0.8, 0.82, 0.84, 0.85])


@settings(max_examples=40, deadline=None)
@given(st.data(), st.lists(ONE_STEP, min_size=1, max_size=4), st.integers(0, 99))
def test_the_pick_depends_on_no_measured_time_and_on_nothing_as_good_and_less_simple(
    data, accuracies, seed
):
    """The simplest of what keeps up stays so whatever the clock says, and whoever joins."""
    n = len(accuracies)
    kinds = data.draw(st.lists(st.sampled_from(["voting", "stacking", "early"]), min_size=n))
    sizes = data.draw(st.lists(st.integers(1, 4), min_size=n, max_size=n))
    members = [member(f"model{i}", 0.78, title=f"Model {i}") for i in range(5)]
    found = [Fake(f"c{i}", kind=kinds[i], models=sizes[i], milliseconds=i + 1) for i in range(n)]
    scores = {f"c{i}": around(accuracies[i], 0.01, seed + i) for i in range(n)}
    scores["best_single"] = around(0.8, 0.01, seed + 99)

    def pick(combinations, scores):
        methods = (*members, single(), *combinations)
        made = make_results(methods, n_rows=500, scores={"accuracy": scores})
        return case_of(made).verdict.pick

    before = pick(found, scores)
    times = data.draw(st.permutations(range(n)))
    assert before == pick(
        [replace(f, milliseconds=t + 1) for f, t in zip(found, times, strict=True)], scores
    )
    twin = data.draw(st.sampled_from(found))
    larger = replace(twin, key="more", models=5, kind="stacking")
    assert before == pick([*found, larger], scores | {"more": scores[twin.key]})


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.floats(0.6, 0.95), min_size=1, max_size=4),
    st.integers(0, 1000),
    st.sampled_from([0.5, 1.0, 3.0]),
    st.sampled_from(sorted(METRICS)),
)
def test_nobody_is_crowned_without_evidence(accuracies, seed, rope, metric):
    combinations = [
        Fake(f"c{i}", accuracy, "fusion" if i % 2 else "ensembling", models=i + 1)
        for i, accuracy in enumerate(accuracies)
    ]
    results = make_results((*CLEAR[:3], *combinations), n_rows=90, shape=(3, 2), seed=seed)
    case = case_of(results, metric=metric, rope=rope)
    verdict = case.verdict
    if verdict.outcome in ("ensembling", "fusion"):
        pick = verdict.candidate(verdict.pick)
        assert pick.against_single.p_better > LIKELY
        assert pick.family == verdict.outcome
        assert verdict.word in ("practically better", "likely better")
        assert not verdict.candidate("best_single").is_eligible
    else:
        assert verdict.pick in ("best_single", None)
        assert not headline(case).startswith("Combine")


@pytest.mark.parametrize(
    ("metric", "single_score", "rope", "expected"),
    [
        ("accuracy", 0.80, 1.0, 1.0),
        ("accuracy", 0.95, 1.0, 1.0),
        ("accuracy", 0.975, 1.0, 0.5),
        ("accuracy", 0.99, 2.0, 0.4),
        ("accuracy", 1.0, 1.0, 0.02),  # one row of 5000
        ("roc_auc", 0.98, 1.0, 0.4),
        ("log_loss", 0.025, 1.0, 0.5),
        ("log_loss", 0.4, 1.0, 1.0),
    ],
)
def test_the_region_shrinks_where_there_is_little_to_gain(metric, single_score, rope, expected):
    made = scored(metric=metric, best_single=around(single_score), soft_vote=around(0.8, seed=1))
    case = case_of(made.results, metric=metric, rope=rope)
    verdict = case.verdict
    assert verdict.rope == pytest.approx(expected)
    assert verdict.candidate("soft_vote").against_single.rope == region_of(metric, expected)
    assert bool(region_note(case)) == (expected != rope)
    if expected != rope:
        assert region_note(case) in caveats(case)
    few = make_results(CLEAR, n_rows=50, scores={"accuracy": {"best_single": 0.999}})
    assert case_of(few, rope=0.5).verdict.rope == 0.5  # never grows to reach one row


def test_rows_too_few_to_say_anything_give_no_pick():
    case = of(*CLEAR, n_rows=24, shape=(4, 2))
    verdict = case.verdict
    assert (verdict.outcome, verdict.pick, verdict.problem) == ("too close", None, "too few rows")
    assert "24 rows are too few" in headline(case)
    assert "more rows" in bottom_line(case)
    assert more_repeats(case, 30) is None
    assert all(text.endswith(".") for text in every_sentence(case))
    assert of(*CLEAR, n_rows=30).verdict.problem == ""


def test_where_a_guess_does_as_well_there_is_no_pick():
    """Half of the rows are of one class, so a coin is right as often."""
    case = scored(best_single=around(0.44), soft_vote=around(0.499, seed=1))
    assert case.verdict.candidate("soft_vote").against_single.p_better > LIKELY
    assert (case.verdict.outcome, case.verdict.pick) == ("too close", None)
    assert "a guess that reads no column" in headline(case)
    assert all(text.endswith(".") for text in every_sentence(case))
    assert not scored(best_single=around(0.5), soft_vote=around(0.6)).verdict.problem


def test_too_few_mistakes_leave_no_room_and_it_is_said():
    """About 6 / error rows are needed before even perfection could be told apart."""
    few, many = (of(*MEMBERS, single(score), VOTE, n_rows=150) for score in (0.98, 0.80))
    assert not few.verdict.facts.has_room
    assert few.verdict.facts.single_errors == pytest.approx(3)
    assert "about 3 rows of 150" in " ".join(caveats(few))
    assert many.verdict.facts.has_room
    assert "without a mistake" not in " ".join(caveats(many))


def test_the_selected_score_is_that_of_the_declared_candidates():
    case = of(*USUAL)
    verdict, found = case.verdict, selected(case)
    assert found.n_candidates == len(verdict.candidates)
    assert found.key == verdict.leader.key
    assert found.raw == verdict.leader.score.mean
    assert found.corrected < found.raw
    text = why_selected(case, found)
    assert text.startswith(f"{found.n_candidates} candidates were named before")
    assert f"{100 * (found.raw - found.corrected):.1f} points worse" in text
    assert METRICS["accuracy"].format(found.corrected) in text
    alone = of(*CLEAR[:3])
    assert "one candidate" in why_selected(alone, selected(alone))
    assert "not defined" in why_selected(case, replace(found, corrected=np.nan))


def with_majority(share, accuracy):
    """The mistakes of the best single model fall on the smaller class."""
    results = make_results((*MEMBERS, single(accuracy), VOTE), n_rows=400)
    y = results.y.copy()
    wrong = np.flatnonzero(~(results.predicted("best_single") == y))
    n_small = round((1 - share) * 400)
    small = np.concatenate([wrong, np.setdiff1d(np.arange(400), wrong)])[:n_small]
    relabelled = np.zeros(400, dtype=int)
    relabelled[small] = 1
    right = np.stack([repeat.P.argmax(axis=2) == y for repeat in results.repeats])
    return case_of(answering(results, right, relabelled))


@pytest.mark.parametrize(("share", "accuracy"), [(0.85, 0.9), (0.66, 0.75)])
def test_accuracy_flatters_where_one_class_is_large_or_a_smaller_one_is_missed(share, accuracy):
    case = with_majority(share, accuracy)
    text = misleading_accuracy(case)
    assert f"Accuracy flatters here. {100 * share:.0f} % of the rows are “class 0”" in text
    assert ("whoever always says so" in text) == (share > 0.7)
    for metric in ("accuracy", "balanced_accuracy"):
        mean = case.results.means(metric)[case.results.positions["best_single"]]
        assert METRICS[metric].format(mean) in text
    assert misleading_accuracy(case_of(case.results, metric="balanced_accuracy")) == ""
    assert misleading_accuracy(of(*USUAL)) == ""


def test_weights_that_may_be_a_peek_are_never_picked_and_that_is_said():
    by_hand = Fake("weighted_vote", 0.99, title="Weighted vote")
    case = of(*USUAL, by_hand)
    assert "weighted_vote" not in {c.key for c in case.verdict.candidates}
    assert any("set by hand" in caveat for caveat in caveats(case))
    alone = of(*MEMBERS, single(0.8), by_hand)  # there is nothing else to speak of
    assert "weighted_vote" in {c.key for c in alone.verdict.candidates}
