"""The rule on made-up results of every kind, and that the sentences say what was measured."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.metrics import METRICS
from lib.statistics.comparison import Comparison
from lib.verdict.advice import use_if
from lib.verdict.caveats import Setting, limits
from lib.verdict.comparisons import region_of, score_of, versus
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
from lib.verdict.reasons import cons, pros
from lib.verdict.rule import recommend, word_of
from lib.verdict.sentences import bottom_line, headline, why
from tests.synthetic import USUAL, Fake, make_results, member, single

MEMBERS = USUAL[:2]
VOTE = Fake("soft_vote", 0.9, title="Soft voting")
CLEAR = (*MEMBERS, single(0.8), VOTE)


def around(value, spread=0.002, seed=0):
    """Fold scores with this mean, exactly, and this spread."""
    noise = np.random.default_rng(seed).normal(0, spread, 25)
    return value + noise - noise.mean()


def with_accuracy(single_scores, vote_scores, more=()):
    scores = {"best_single": single_scores, "soft_vote": vote_scores} | dict(more)
    return make_results(CLEAR, n_rows=5000, scores={"accuracy": scores})


def every_sentence(results, verdict):
    points = [
        text
        for p in pros(results, verdict) + cons(results, verdict)
        for text in (p.sentence, p.fact)
    ]
    uses = [text for u in use_if(results, verdict) for text in (u.sentence, u.fact)]
    setting = Setting("Two moons", 3, 0.2)
    whole = [headline(results, verdict), why(results, verdict), bottom_line(results, verdict)]
    around = [rescued_broken(verdict), against_tuned(verdict), repeats_note(verdict, 30)]
    around += [region_note(verdict), misleading_accuracy(results, verdict)]
    if verdict.candidates:
        around.append(why_selected(verdict, selected(results, verdict, 20)))
    around = [text for text in around if text]
    return [*whole, *points, *uses, *around, *limits(results, verdict, setting)]


def test_a_clear_winner_is_picked():
    results = with_accuracy(around(0.80), around(0.84, seed=1))
    verdict = recommend(results, "accuracy", 1.0)
    assert (verdict.outcome, verdict.pick, verdict.word) == (
        "ensembling",
        "soft_vote",
        "practically better",
    )
    gain = verdict.candidate("soft_vote").against_single
    assert headline(results, verdict) == (
        "Soft voting beats your best single model, k-nearest neighbours, by 4.0 points "
        f"(95 % interval {gain.low:.1f} to {gain.high:.1f})."
    )
    assert "84.0 %" in pros(results, verdict)[0].fact
    assert "80.0 %" in pros(results, verdict)[0].fact


def test_equal_methods_keep_the_single_model():
    results = with_accuracy(around(0.80), around(0.8003, seed=1))
    verdict = recommend(results, "accuracy", 1.0)
    assert (verdict.outcome, verdict.pick) == ("single", "best_single")
    assert verdict.word == "practically equivalent"
    assert "no practical difference" in headline(results, verdict)
    assert "k-nearest neighbours" in bottom_line(results, verdict)


def test_a_wide_interval_is_too_close_to_call():
    results = with_accuracy(around(0.80, 0.05), around(0.82, 0.05, seed=1))
    verdict = recommend(results, "accuracy", 1.0)
    assert (verdict.outcome, verdict.pick, verdict.word) == ("too close", None, "undecided")
    assert verdict.rival == verdict.subject == "soft_vote"
    gain = verdict.candidate("soft_vote").against_single
    assert headline(results, verdict).startswith(
        f"Too close to call: soft voting may be {-gain.low:.1f} points worse or {gain.high:.1f} "
    )
    advice = bottom_line(results, verdict)
    assert f"{verdict.facts.smallest_difference:.1f} points" in advice
    assert verdict.facts.rows_to_settle > len(results.y)
    assert "rows would settle it" in advice


def test_worse_combinations_keep_the_single_model():
    results = with_accuracy(around(0.80), around(0.75, seed=1))
    verdict = recommend(results, "accuracy", 1.0)
    assert (verdict.outcome, verdict.word) == ("single", "worse")
    assert verdict.leader.key == "best_single"
    assert "No combination reaches" in headline(results, verdict)
    assert "5.0 points behind" in headline(results, verdict)


def test_a_difference_without_variance_is_no_certainty():
    few_rows = make_results(
        CLEAR, n_rows=250, scores={"accuracy": {"best_single": 0.80, "soft_vote": 0.82}}
    )
    verdict = recommend(few_rows, "accuracy", 1.0)
    gain = verdict.candidate("soft_vote").against_single
    assert gain.p_better < 0.95
    assert gain.low < gain.mean < gain.high


def test_identical_scores_are_equivalent():
    results = with_accuracy(around(0.80), around(0.80))
    verdict = recommend(results, "accuracy", 1.0)
    assert verdict.pick == "best_single"
    assert verdict.candidate("soft_vote").against_single.p_equivalent == 1


def test_the_cheapest_that_keeps_up_is_picked():
    methods = (
        *CLEAR,
        Fake("stacking", 0.905, kind="stacking", models=5),
        Fake("pruned", 0.9, kind="selection", models=2, milliseconds=4),
    )
    scores = {"best_single": around(0.8), "soft_vote": around(0.9, seed=1)}
    scores |= {"stacking": around(0.903, seed=2), "pruned": around(0.901, seed=3)}
    results = make_results(methods, n_rows=5000, scores={"accuracy": scores})
    verdict = recommend(results, "accuracy", 1.0)
    assert verdict.leader.key == "stacking"
    assert verdict.pick == "pruned"
    assert "costs less than stacking" in why(results, verdict)


def test_noise_in_the_clock_does_not_choose():
    methods = (*CLEAR, Fake("product", 0.9, milliseconds=0.9))
    scores = {"best_single": around(0.8), "soft_vote": around(0.9), "product": around(0.899)}
    results = make_results(methods, n_rows=5000, scores={"accuracy": scores})
    assert recommend(results, "accuracy", 1.0).pick == "soft_vote"
    slow = (*MEMBERS, single(), replace(VOTE, milliseconds=9), methods[-1])
    results = make_results(slow, n_rows=5000, scores={"accuracy": scores})
    assert recommend(results, "accuracy", 1.0).pick == "product"


def test_a_noisy_leader_does_not_hide_a_clear_combination():
    methods = (*CLEAR, Fake("stacking", 0.9, kind="stacking"))
    scores = {"best_single": around(0.8), "soft_vote": around(0.83, seed=1)}
    scores |= {"stacking": around(0.84, 0.12, seed=2)}
    results = make_results(methods, n_rows=5000, scores={"accuracy": scores})
    verdict = recommend(results, "accuracy", 1.0)
    assert verdict.leader.key == "stacking"
    assert verdict.pick == "soft_vote"
    assert "varies too much" in why(results, verdict)


def test_fusion_can_win():
    methods = (*MEMBERS, single(), Fake("early_fusion", 0.95, "fusion", "early", models=1))
    verdict = recommend(make_results(methods), "accuracy", 1.0)
    assert (verdict.outcome, verdict.pick) == ("fusion", "early_fusion")


def test_a_method_that_equals_another_is_never_picked_over_it():
    twin = Fake("late_mean", 0.9, "fusion", "late", same_as="soft_vote", milliseconds=0.1)
    results = make_results((*CLEAR, twin))
    verdict = recommend(results, "accuracy", 1.0)
    assert verdict.pick == "soft_vote"
    assert verdict.duplicates == (("late_mean", "soft_vote"),)
    assert [c.key for c in verdict.candidates] == ["soft_vote", "best_single"]
    assert "late_mean = Soft voting" in " ".join(limits(results, verdict))


def test_of_two_that_name_each_other_the_first_counts():
    pair = (Fake("a", same_as="b"), Fake("b", same_as="a"), Fake("c", same_as="gone"))
    results = make_results((*MEMBERS, single(), *pair))
    assert [results.same_answers(key) for key in "abc"] == ["a", "a", "c"]
    assert {c.key for c in recommend(results, "accuracy", 1.0).candidates} == {
        "best_single",
        "a",
        "c",
    }


def test_one_model_has_nothing_to_be_combined_with():
    methods = (
        member("model1", title="Decision tree"),
        single(same_as="model1"),
        Fake("soft_vote", 0.8, same_as="model1", models=1),
    )
    results = make_results(methods)
    verdict = recommend(results, "accuracy", 1.0)
    assert (verdict.outcome, verdict.pick) == ("single", "best_single")
    assert verdict.problem == "no combination"
    assert headline(results, verdict).startswith("Add a second model to combine")
    assert "decision tree" in headline(results, verdict)
    assert pros(results, verdict) == cons(results, verdict) == use_if(results, verdict) == ()


def test_no_combination():
    results = make_results((*MEMBERS, single()))
    verdict = recommend(results, "accuracy", 1.0)
    assert verdict.problem == "no combination"
    assert "no combination" in headline(results, verdict)


def test_a_score_that_is_nowhere_defined_gives_no_verdict():
    undefined = dict.fromkeys([fake.key for fake in CLEAR], np.nan)
    results = make_results(CLEAR, scores={"roc_auc": undefined})
    verdict = recommend(results, "roc_auc", 1.0)
    assert (verdict.outcome, verdict.pick, verdict.problem) == ("too close", None, "no score")
    assert verdict.candidates == ()
    assert all("nan" not in text for text in every_sentence(results, verdict))


def test_undefined_folds_and_methods_are_left_out():
    gappy = around(0.9, seed=1)
    gappy[::3] = np.nan
    methods = (*CLEAR, Fake("broken"))
    scores = {"roc_auc": {"best_single": around(0.8), "soft_vote": gappy, "broken": np.nan}}
    results = make_results(methods, n_rows=5000, scores=scores)
    verdict = recommend(results, "roc_auc", 1.0)
    assert verdict.pick == "soft_vote"
    assert verdict.candidate("soft_vote").against_single.n == 16
    assert "broken" not in {c.key for c in verdict.candidates}


def test_without_a_reference_the_best_member_serves_and_it_is_said():
    results = make_results((*MEMBERS, VOTE))
    verdict = recommend(results, "accuracy", 1.0)
    assert (verdict.reference, verdict.is_hindsight) == ("model1", True)
    assert "chosen afterwards" in " ".join(limits(results, verdict))


@pytest.mark.parametrize("metric", METRICS)
def test_direction_and_region_follow_the_metric(metric):
    good, bad = (0.9, 0.8) if METRICS[metric].greater_is_better else (0.1, 0.2)
    scores = {metric: {"best_single": around(bad), "soft_vote": around(good, seed=1)}}
    results = make_results(CLEAR, n_rows=5000, scores=scores)
    verdict = recommend(results, metric, 1.0)
    assert (verdict.pick, verdict.word) == ("soft_vote", "practically better")
    gain = verdict.candidate("soft_vote").against_single
    assert gain.rope == region_of(metric, 1.0)
    written = "10.0 points" if METRICS[metric].as_percent else "0.100"
    assert written in headline(results, verdict)
    undone = {metric: {"best_single": around(good), "soft_vote": around(bad, seed=1)}}
    results = make_results(CLEAR, n_rows=5000, scores=undone)
    assert recommend(results, metric, 1.0).word == "worse"


def test_while_counting_nothing_is_claimed():
    results = make_results(CLEAR, shape=(5, 1))
    verdict = recommend(results, "accuracy", 1.0)
    assert headline(results, verdict, planned_repeats=5).startswith(
        "Still counting, 1 of 5 repeats"
    )
    assert "Still counting" not in headline(results, verdict, planned_repeats=1)


def test_ties_between_probabilities_are_undecided():
    unknown = [float("nan")] * 6
    assert word_of(Comparison(*unknown, n=1, rope=1.0)) == "undecided"
    assert word_of(Comparison(2, 1, 3, 0.0, 0.2, 0.8, 25, 1)) == "undecided"
    assert word_of(Comparison(2, 1, 3, 0.0, 0.19, 0.81, 25, 1)) == "likely better"


@pytest.mark.parametrize("n_classes", [2, 3, 5])
@pytest.mark.parametrize("metric", METRICS)
def test_every_sentence_is_finished(metric, n_classes):
    results = make_results(n_classes=n_classes, n_rows=120, shape=(4, 2))
    verdict = recommend(results, metric, 0.5)
    for text in every_sentence(results, verdict):
        assert text.strip().endswith(".")
        assert "nan" not in text.replace("cannot", "")
        assert "  " not in text
    assert [use.title for use in use_if(results, verdict)] == [
        "Voting",
        "Stacking or selection",
        "Fusion",
        "Best single model",
    ]


def test_the_facts_are_those_of_the_results():
    results = make_results(CLEAR)
    verdict = recommend(results, "accuracy", 1.0)
    vote = verdict.candidate("soft_vote")
    right = {k: results.predicted(k) == results.y for k in ("soft_vote", "best_single")}
    assert vote.rescued == (right["soft_vote"] & ~right["best_single"]).sum()
    assert vote.broken == (right["best_single"] & ~right["soft_vote"]).sum()
    facts = {
        point.sentence: point.fact for point in pros(results, verdict) + cons(results, verdict)
    }
    assert f"{vote.rescued} rows" in facts["It corrects more mistakes than it adds."]
    assert score_of(results, "soft_vote", "accuracy") == vote.score
    assert versus(results, "soft_vote", "best_single", "accuracy", 1.0) == vote.against_single


def test_limits_name_data_seed_and_wrong_labels():
    results = make_results()
    text = " ".join(limits(results, recommend(results, "accuracy", 1.0), Setting("Moons", 7, 0.2)))
    for part in ("300 rows of Moons", "seed 7", "5 × 5-fold", "20 %", "best of 4 candidates"):
        assert part in text


def test_text_from_data_stays_plain():
    methods = (member("model1", title="<b>Tree</b> (sees a&b)"), *MEMBERS[1:], single(), VOTE)
    results = make_results(methods)
    assert "&lt;" not in headline(results, recommend(results, "accuracy", 1.0))


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
    results = make_results((*MEMBERS, single(), *combinations), n_rows=90, shape=(3, 2), seed=seed)
    verdict = recommend(results, metric, rope)
    if verdict.outcome in ("ensembling", "fusion"):
        pick = verdict.candidate(verdict.pick)
        assert pick.against_single.p_better > 0.8
        assert pick.family == verdict.outcome
        assert verdict.word in ("practically better", "likely better")
        assert not verdict.candidate("best_single").is_eligible
    else:
        assert verdict.pick in ("best_single", None)
        assert " beats " not in headline(results, verdict)


TUNED = Fake("equal_budget", 0.9, "single", "single", models=1, title="One strong model")


def test_a_combination_is_not_praised_for_being_bigger():
    """One strong model given as many fits does as well, so it is the pick: it is one model."""
    scores = {"best_single": around(0.80), "soft_vote": around(0.85, seed=1)}
    scores |= {"equal_budget": around(0.849, seed=2)}
    results = make_results((*CLEAR, TUNED), n_rows=5000, scores={"accuracy": scores})
    verdict = recommend(results, "accuracy", 1.0)
    assert (verdict.outcome, verdict.pick, verdict.tuned) == (
        "tuned single",
        "equal_budget",
        "equal_budget",
    )
    assert verdict.rival == verdict.combination == "soft_vote"
    assert verdict.against_tuned == versus(results, "soft_vote", "equal_budget", "accuracy", 1.0)
    assert headline(results, verdict).startswith("One strong model beats your best single model")
    assert "ahead of it" in against_tuned(verdict)
    assert "practically equivalent" in against_tuned(verdict)


def test_a_combination_that_beats_the_strong_model_too_is_picked():
    scores = {"best_single": around(0.80), "soft_vote": around(0.85, seed=1)}
    scores |= {"equal_budget": around(0.81, seed=2)}
    results = make_results((*CLEAR, TUNED), n_rows=5000, scores={"accuracy": scores})
    verdict = recommend(results, "accuracy", 1.0)
    assert (verdict.outcome, verdict.pick) == ("ensembling", "soft_vote")
    assert "4.0 points ahead of it" in against_tuned(verdict)
    assert "not compared" not in " ".join(limits(results, verdict))


def test_when_the_strong_model_leads_the_doubt_is_about_it():
    """The combination is worse for sure, but nothing is clear while the strong model is ahead."""
    scores = {"best_single": around(0.80, 0.05), "soft_vote": around(0.75, seed=1)}
    scores |= {"equal_budget": around(0.82, 0.05, seed=2)}
    scores["soft_vote"] = scores["best_single"] - 0.05 + around(0, seed=3)
    results = make_results((*CLEAR, TUNED), n_rows=5000, scores={"accuracy": scores})
    verdict = recommend(results, "accuracy", 1.0)
    assert (verdict.outcome, verdict.rival, verdict.word) == (
        "too close",
        "equal_budget",
        "undecided",
    )
    assert verdict.combination == "soft_vote"
    assert headline(results, verdict).startswith("Too close to call: one strong model may be")
    assert "one strong model is better" in why(results, verdict)
    assert "soft voting is" in against_tuned(verdict)
    assert more_repeats(verdict, 30) == 10


def test_without_the_strong_model_it_is_said():
    results = make_results(CLEAR)
    verdict = recommend(results, "accuracy", 1.0)
    assert (verdict.tuned, verdict.against_tuned, against_tuned(verdict)) == (None, None, "")
    assert "that was not compared" in " ".join(limits(results, verdict))


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
    scores = {metric: {"best_single": around(single_score), "soft_vote": around(0.8, seed=1)}}
    results = make_results(CLEAR, n_rows=5000, scores=scores)
    verdict = recommend(results, metric, rope)
    assert verdict.rope == pytest.approx(expected)
    assert verdict.asked_rope == rope
    assert verdict.candidate("soft_vote").against_single.rope == region_of(metric, expected)
    assert bool(region_note(verdict)) == (expected != rope)
    if expected != rope:
        assert region_note(verdict) in limits(results, verdict)


def test_the_region_never_grows_to_reach_one_row():
    scores = {"accuracy": {"best_single": 0.999, "soft_vote": 0.9}}
    results = make_results(CLEAR, n_rows=50, scores=scores)
    assert recommend(results, "accuracy", 0.5).rope == 0.5


def test_rows_too_few_to_say_anything_give_no_pick():
    results = make_results(CLEAR, n_rows=24, shape=(4, 2))
    verdict = recommend(results, "accuracy", 1.0)
    assert (verdict.outcome, verdict.pick, verdict.problem) == ("too close", None, "too few rows")
    assert "24 rows are too few" in headline(results, verdict)
    assert "more rows" in bottom_line(results, verdict)
    assert more_repeats(verdict, 30) is None
    assert all(text.endswith(".") for text in every_sentence(results, verdict))
    assert recommend(make_results(CLEAR, n_rows=30), "accuracy", 1.0).problem == ""


def test_too_few_mistakes_leave_no_room_and_it_is_said():
    """About 6 / error rows are needed before even perfection could be told apart."""
    few = make_results((*MEMBERS, single(0.98), VOTE), n_rows=150)
    many = make_results((*MEMBERS, single(0.80), VOTE), n_rows=150)
    found = {name: recommend(r, "accuracy", 1.0) for name, r in {"few": few, "many": many}.items()}
    assert not found["few"].facts.has_room
    assert found["few"].facts.single_errors == pytest.approx(3)
    assert "about 3 rows of 150" in " ".join(limits(few, found["few"]))
    assert found["many"].facts.has_room
    assert "without a mistake" not in " ".join(limits(many, found["many"]))


def test_the_selected_score_is_that_of_the_declared_candidates():
    results = make_results()
    verdict = recommend(results, "accuracy", 1.0)
    found = selected(results, verdict)
    assert found.n_candidates == verdict.facts.n_candidates == len(verdict.candidates)
    assert found.key == verdict.leader.key
    assert found.raw == verdict.leader.score.mean
    assert found.corrected < found.raw
    text = why_selected(verdict, found)
    assert text.startswith(f"{found.n_candidates} candidates were named before")
    assert f"{100 * (found.raw - found.corrected):.1f} points worse" in text
    assert METRICS["accuracy"].format(found.corrected) in text
    alone = replace(verdict, candidates=verdict.candidates[:1])
    assert "one candidate" in why_selected(alone, selected(results, alone))
    undefined = replace(found, corrected=np.nan)
    assert "not defined" in why_selected(verdict, undefined)


def with_majority(share, accuracy=0.9):
    """The mistakes of the best single model fall on the smaller class."""
    results = make_results((*MEMBERS, single(accuracy), VOTE), n_rows=400)
    y = results.y.copy()
    wrong = np.flatnonzero(~(results.predicted("best_single") == y))
    n_small = round((1 - share) * 400)
    small = np.concatenate([wrong, np.setdiff1d(np.arange(400), wrong)])[:n_small]
    relabelled = np.zeros(400, dtype=int)
    relabelled[small] = 1
    repeats = []
    for repeat in results.repeats:
        right = repeat.P.argmax(axis=2) == y
        answer = np.where(right, relabelled, 1 - relabelled)
        P = np.where(np.eye(2, dtype=bool)[answer], 0.9, 0.1)
        parts = [repeat.folds == fold for fold in range(5)]
        scores = {
            name: np.stack([m.compute(relabelled[part], P[:, part]) for part in parts], axis=1)
            for name, m in METRICS.items()
        }
        repeats.append(replace(repeat, P=P, scores=scores))
    return replace(results, y=relabelled, repeats=tuple(repeats))


def test_accuracy_flatters_where_one_class_is_large():
    results = with_majority(0.85)
    verdict = recommend(results, "accuracy", 1.0)
    text = misleading_accuracy(results, verdict)
    assert "85 % of the rows are “class 0”" in text
    for metric in ("accuracy", "balanced_accuracy"):
        mean = results.means(metric)[results.positions["best_single"]]
        assert METRICS[metric].format(mean) in text
    assert misleading_accuracy(results, recommend(results, "balanced_accuracy", 1.0)) == ""


def test_accuracy_flatters_where_a_smaller_class_is_missed():
    """No class is large, but the mistakes fall on one of them."""
    results = with_majority(0.66, accuracy=0.75)
    text = misleading_accuracy(results, recommend(results, "accuracy", 1.0))
    assert text.startswith("Accuracy flatters")
    assert "whoever always says so" not in text


def test_accuracy_is_fair_where_classes_are_even():
    results = make_results()
    assert misleading_accuracy(results, recommend(results, "accuracy", 1.0)) == ""


def test_repeats_are_doubled_until_the_answer_is_clear():
    undecided = recommend(
        with_accuracy(around(0.80, 0.05), around(0.82, 0.05, seed=1)), "accuracy", 1.0
    )
    assert undecided.word == "undecided"
    assert more_repeats(undecided, 30) == 10
    assert more_repeats(undecided, 8) == 8
    assert more_repeats(undecided, 5) is None
    assert "5 repeats" in repeats_note(undecided, 30)
    assert "narrower" in repeats_note(undecided, 30)
    assert "rows, not repeats" in repeats_note(undecided, 5)


@pytest.mark.parametrize(
    ("vote", "word"),
    [(0.85, "practically better"), (0.8003, "practically equivalent"), (0.75, "worse")],
)
def test_a_clear_answer_needs_no_more_repeats(vote, word):
    verdict = recommend(with_accuracy(around(0.80), around(vote, seed=1)), "accuracy", 1.0)
    assert verdict.word == word
    assert more_repeats(verdict, 30) is None
    assert f"clear: {word}" in repeats_note(verdict, 30)


def test_rescued_and_broken_are_always_said():
    results = make_results(CLEAR)
    verdict = recommend(results, "accuracy", 1.0)
    vote = verdict.candidate("soft_vote")
    assert rescued_broken(verdict) == (
        f"Of 300 rows, soft voting rescues {vote.rescued} that your best single model gets wrong, "
        f"and breaks {vote.broken} that it gets right."
    )
    kept = recommend(with_accuracy(around(0.80), around(0.80)), "accuracy", 1.0)
    assert kept.pick == "best_single"
    assert "soft voting rescues" in rescued_broken(kept)
