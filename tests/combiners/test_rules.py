"""Each rule against a case computed by hand, ties and zeros included."""

import numpy as np
import pytest

from lib.base_models import Member
from lib.combiners import Models, entries
from lib.combiners.greedy_selection import GreedySelection
from lib.combiners.loss_weighted_vote import LossWeightedVote
from lib.combiners.score_weighted_vote import ScoreWeightedVote
from lib.combiners.weighted_vote import WeightedVote
from lib.statistics.metrics import METRICS
from tests.combiners._probabilities import default, knobs, make_probabilities, same_as

BALANCED = np.array([0, 1, 2])


def combine(key, *members, y=BALANCED, **knobs):
    """Fit a fixed rule for one row, about which each member says these probabilities."""
    P = np.array([members], dtype=float)
    return default(key, **knobs).fit(P, y).predict_proba(P)[0]


LATE = ("late_mean", "late_product", "late_max", "late_min", "late_median")
THREE = ([0.7, 0.2, 0.1], [0.5, 0.3, 0.2], [0.1, 0.6, 0.3])


EACH_ANOTHER = ([1, 0, 0], [0, 1, 0], [0, 0, 1])


@pytest.mark.parametrize(
    ("key", "members", "expected"),
    [
        ("late_mean", THREE, np.array([1.3, 1.1, 0.6]) / 3),
        ("late_product", THREE, np.array([0.035, 0.036, 0.006]) / 0.077),
        ("late_max", THREE, np.array([0.7, 0.6, 0.3]) / 1.6),
        ("late_min", THREE, np.array([0.1, 0.2, 0.1]) / 0.4),
        ("late_median", THREE, [0.5, 0.3, 0.2]),
        # of an even number, the middle between two
        ("late_median", (*THREE, [0.4, 0, 0.6]), np.array([0.45, 0.25, 0.25]) / 0.95),
        ("majority_vote", ([0.4, 0.4, 0.2],), [0.5, 0.5, 0]),  # torn: half a vote for each
        *[(key, EACH_ANOTHER, [1 / 3] * 3) for key in LATE[1:]],
        # points 2, 1, 0 and 0, 2, 1 and 2, 1, 0: nine in all
        ("borda", ([0.5, 0.3, 0.2], [0.1, 0.6, 0.3], [0.9, 0.08, 0.02]), np.array([4, 4, 1]) / 9),
        ("borda", ([0.4, 0.4, 0.2],), [0.5, 0.5, 0]),  # ties share their ranks
        ("borda", ([1, 0, 0],), [2 / 3, 1 / 6, 1 / 6]),
        ("borda", ([1 / 3] * 3, [0.5, 0.3, 0.2]), [0.5, 1 / 3, 1 / 6]),
    ],
)
def test_members_by_hand(key, members, expected):
    np.testing.assert_allclose(combine(key, *members), expected, atol=1e-9)


@pytest.mark.parametrize("key", ["majority_vote", "soft_vote", "weighted_vote", *LATE])
def test_a_tie_that_nothing_decides_goes_to_the_lowest_class(key):
    combined = combine(key, [0, 0.25, 0.75], [0, 0.75, 0.25])
    assert combined[1] == pytest.approx(combined[2])
    assert combined.argmax() == 1


@pytest.mark.parametrize("key", ["late_product", "late_min"])
def test_a_zero_is_a_veto(key):
    combined = combine(key, [0.9, 0.1, 0], [0, 0.5, 0.5], [0.9, 0.1, 0])
    assert combined.argmax() == 1
    assert combined[0] < 1e-9
    if key == "late_product":  # vetoed once, the others twice: no tie
        assert combine(key, [1, 0, 0], [1, 0, 0], [0, 1, 0]).argmax() == 0


def test_product_of_tiny_probabilities_keeps_their_order():
    tiny = [1e-300, 1e-299, 1 - 1e-299]
    against = [0.5, 0.5, 1e-300]
    combined = combine("late_product", *[tiny, against] * 5, prior=False)
    assert np.isfinite(combined).all()
    np.testing.assert_allclose(combined.sum(), 1)
    # class 2 gains 1e1495 and loses 1e1500 or so: beyond floating point, and still decided
    assert combined.argmax() == 1
    assert combined[1] > combined[2] > combined[0] >= 0


def test_min_and_max_agree_between_two_classes():
    P, y = make_probabilities(200, 5, 2)
    low, high = (default(key).fit(P, y).predict_proba(P) for key in ("late_min", "late_max"))
    np.testing.assert_array_equal(low.argmax(axis=1), high.argmax(axis=1))


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ("", [1 / 3, 1 / 3, 1 / 3]),
        ("2-1-1", [0.5, 0.25, 0.25]),
        ("0-0-3", [0, 0, 1]),
        ("3", [0.6, 0.2, 0.2]),
        ("0-0-0", [1 / 3, 1 / 3, 1 / 3]),
        ([1, 3, 0], [0.25, 0.75, 0]),
        ((1e-7, 0, 3e-7), [0.25, 0, 0.75]),
    ],
)
def test_weights_by_hand(weights, expected):
    P, y = make_probabilities(n_models=3)
    rule = WeightedVote(weights).fit(P, y)
    np.testing.assert_allclose(rule.weights_, expected)
    np.testing.assert_array_equal(rule.models_used(), np.array(expected) > 0)
    np.testing.assert_allclose(
        rule.predict_proba(P), np.average(P, axis=1, weights=expected), atol=1e-15
    )


def test_a_weight_below_zero_is_refused():
    P, y = make_probabilities(n_models=2)
    with pytest.raises(ValueError, match="below zero"):
        WeightedVote([1, -1]).fit(P, y)


def certain(*answers, confidence=0.9):
    """P of members that name these classes, equally sure each time."""
    named = np.array(answers).T
    return np.where(np.eye(2)[named] == 1, confidence, 1 - confidence)


Y = np.array([0, 0, 0, 1, 1, 1])


def test_weights_by_score_are_the_lead_over_guessing():
    # always the commonest class is right on 3 of 6; the members on 6, 4 and 2
    P = certain([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 1, 0], [1, 1, 0, 1, 0, 0])
    np.testing.assert_allclose(ScoreWeightedVote().fit(P, Y).weights_, [0.75, 0.25, 0])
    np.testing.assert_allclose(ScoreWeightedVote(power=2).fit(P, Y).weights_, [0.9, 0.1, 0])


@pytest.mark.parametrize(
    "metric", list(entries()["score_weighted_vote"].controls["metric"].options)
)
def test_weights_are_equal_when_nobody_beats_guessing(metric):
    P = certain(1 - Y, 1 - Y)
    np.testing.assert_allclose(ScoreWeightedVote(metric).fit(P, Y).weights_, [0.5, 0.5])
    one_class = np.zeros(6, dtype=int)  # guessing is perfect
    np.testing.assert_allclose(ScoreWeightedVote(metric).fit(P, one_class).weights_, [0.5, 0.5])


@pytest.mark.parametrize("rule", [ScoreWeightedVote, GreedySelection, LossWeightedVote])
def test_certain_and_wrong_is_passed_over(rule):
    y = np.array([0, 1, 0, 1])
    P = np.hstack([certain(1 - y, confidence=1), certain(y, confidence=0.6)])
    fitted = rule().fit(P, y)
    np.testing.assert_allclose(fitted.weights_, [0, 1])
    np.testing.assert_allclose(fitted.predict_proba(P), P[:, 1])


def test_best_single_breaks_ties_by_log_loss_then_order():
    unsure, sure = certain(Y, confidence=0.6), certain(Y, confidence=0.9)
    for members, expected in [((unsure, sure), 1), ((sure, unsure), 0), ((sure, sure), 0)]:
        assert default("best_single").fit(np.hstack(members), Y).best_ == expected
    rule, one_class = default("best_single", metric="roc_auc"), np.zeros(6, dtype=int)
    for members, expected in [((unsure, sure), 0), ((sure, unsure), 1)]:  # no score is defined
        assert rule.fit(np.hstack(members), one_class).best_ == expected


@pytest.mark.parametrize("metric", METRICS)
def test_best_single_goes_by_any_score(metric):
    P, y = make_probabilities(n_models=5)
    rule = default("best_single", metric=metric).fit(P, y)
    scores = METRICS[metric].compute(y, P.swapaxes(0, 1))
    is_best = scores.max() if METRICS[metric].greater_is_better else scores.min()
    assert scores[rule.best_] == pytest.approx(is_best, abs=1e-11)
    np.testing.assert_array_equal(rule.predict_proba(P), P[:, rule.best_])
    np.testing.assert_array_equal(rule.models_used(), np.arange(5) == rule.best_)


def test_greedy_selection_by_hand():
    # Right on rows 0-3, on 2-5 and on none. The first two tie at 4 of 6 and in log-loss, so the
    # first is taken. A second one of it stays at 4; with the second member the average is torn on
    # rows 0, 1, 4 and 5, but each is surer where it is right, so that all 6 come out right.
    sure, unsure = 0.9, 0.6
    right_first = np.array([sure, sure, sure, sure, 1 - unsure, 1 - unsure])
    right = np.stack([right_first, right_first[::-1], np.full(6, 0.1)], axis=1)
    P = np.zeros((6, 3, 2))
    P[np.arange(6), :, Y] = right
    P[np.arange(6), :, 1 - Y] = 1 - right
    rule = GreedySelection("accuracy", rounds=10).fit(P, Y)
    np.testing.assert_array_equal(rule.chosen_, [0, 1])
    np.testing.assert_allclose(rule.weights_, [0.5, 0.5, 0])
    np.testing.assert_array_equal(rule.models_used(), [True, True, False])


def test_greedy_selection_prefers_who_is_already_there():
    P = np.repeat(certain(Y), 3, axis=1)
    rule = GreedySelection("accuracy", rounds=8).fit(P, Y)
    np.testing.assert_array_equal(rule.weights_, [1, 0, 0])


@pytest.mark.parametrize("metric", METRICS)
def test_greedy_selection_is_never_worse_than_the_best_single_where_it_looked(metric):
    P, y = make_probabilities(80, 6, 3)
    bag = default("greedy_selection", metric=metric).fit(P, y).predict_proba(P)
    single = default("best_single", metric=metric).fit(P, y).predict_proba(P)
    compute = METRICS[metric].compute
    assert METRICS[metric].gain(compute(y, bag) - compute(y, single)) >= -1e-9


def test_greedy_selection_step_by_step():
    """The same bags as the loop of the paper, written out."""
    P, y = make_probabilities(50, 4, 3)
    bag, trajectory = [], []
    for _ in range(20):
        tried = [METRICS["log_loss"].compute(y, P[:, [*bag, m]].mean(axis=1)) for m in range(4)]
        bag.append(int(np.argmin(tried)))
        trajectory.append(min(tried))
    kept = bag[: int(np.argmin(trajectory)) + 1]
    np.testing.assert_array_equal(GreedySelection(rounds=20).fit(P, y).chosen_, kept)


ALL = (Member("decision_tree"), Member("logistic_regression", (("C", "10"),)))
VIEWS = (Member("decision_tree", view="a"), Member("decision_tree", view="b"))


def test_early_fusion_shows_every_view_to_each_kind_of_model_once():
    columns, usual = entries()["early_fusion"].columns, knobs("early_fusion")
    assert columns(Models(VIEWS, VIEWS), usual) == (Member("decision_tree"),)
    assert columns(Models(ALL, VIEWS), usual) == ALL
    other = usual | {"model": "extra_trees"}
    assert columns(Models(ALL, VIEWS), other) == (Member("extra_trees"),)


def test_identities_are_said_where_they_hold():
    assert same_as("weighted_vote", Models(ALL), weights="2-2")[0] == "soft_vote"
    assert same_as("weighted_vote", Models(ALL), weights="2-1") is None
    assert same_as("late_median", Models(ALL, VIEWS))[0] == "late_mean"
    assert same_as("late_median", Models(ALL, VIEWS * 2)) is None
    assert same_as("late_median", Models(ALL, VIEWS * 2, chooses=True))[0] == "late_mean"
    trees = (("n_estimators", 10),)
    forests = tuple(Member(key, trees) for key in ("random_forest", "extra_trees"))
    assert same_as("merged_forest", Models(forests))[0] == "soft_vote"
    larger = Member("extra_trees")
    copied = forests[:1] * 2  # the copy grows other trees here
    for others in (copied, (*forests, ALL[0]), (forests[0], larger)):
        assert same_as("merged_forest", Models(others)) is None


@pytest.mark.parametrize("n_models", [1, 2, 3])
def test_identities_hold_in_numbers(n_models):
    P, y = make_probabilities(n_models=n_models)
    keys = ["soft_vote", "late_mean", "weighted_vote", "late_median", "early_fusion", "best_single"]
    answers = {key: default(key).fit(P, y).predict_proba(P) for key in keys}
    np.testing.assert_array_equal(answers["late_mean"], answers["soft_vote"])
    np.testing.assert_allclose(answers["weighted_vote"], answers["soft_vote"], atol=1e-15)
    np.testing.assert_array_equal(answers["early_fusion"], answers["best_single"])
    if n_models < 3:
        np.testing.assert_allclose(answers["late_median"], answers["soft_vote"], atol=1e-15)
