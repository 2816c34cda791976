"""Combiners against independent solutions: scikit-learn's on the same tensor, scipy's optimum."""

import numpy as np
import pytest
from scipy.optimize import minimize
from sklearn.ensemble import StackingClassifier, VotingClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from lib.combiners.loss_weighted_vote import GAP, LossWeightedVote
from lib.combiners.majority_vote import MajorityVote
from lib.combiners.rules.ties import ballots, leaders
from lib.combiners.soft_vote import SoftVote
from lib.combiners.stacking_boosting import BoostingStacking
from lib.combiners.stacking_logistic import LogisticStacking
from lib.combiners.stacking_neighbours import NeighboursStacking
from lib.combiners.stacking_nonnegative import NonNegativeStacking
from lib.combiners.weighted_vote import WeightedVote
from tests.combiners._probabilities import (
    check_probabilities,
    make_probabilities,
    make_table,
    recite,
)

CASES = [(2, 0), (3, 1), (6, 2)]


@pytest.mark.parametrize(("n_classes", "seed"), CASES)
def test_votes_equal_voting_classifier(n_classes, seed):
    P, y = make_probabilities(200, 4, n_classes, seed)
    members, X = recite(P, y)
    soft = VotingClassifier(members, voting="soft").fit(X, y)
    ours = SoftVote().fit(P, y).predict_proba(P)
    np.testing.assert_allclose(ours, soft.predict_proba(X), atol=1e-12)

    weights = [0.5, 2, 0, 1]
    weighted = VotingClassifier(members, voting="soft", weights=weights).fit(X, y)
    ours = WeightedVote(weights).fit(P, y).predict_proba(P)
    np.testing.assert_allclose(ours, weighted.predict_proba(X), atol=1e-12)

    hard = VotingClassifier(members, voting="hard").fit(X, y).predict(X)
    ours = MajorityVote().fit(P, y).predict_proba(P).argmax(axis=1)
    votes = ballots(P).mean(axis=1)
    tied = leaders(votes).sum(axis=1) > 1
    assert tied.any()
    np.testing.assert_array_equal(ours[~tied], hard[~tied])
    # scikit-learn names the lowest of tied classes, ours the one with the higher summed probability
    named = np.where(leaders(votes), P.sum(axis=1), 0).argmax(axis=1)
    np.testing.assert_array_equal(ours, named)


@pytest.mark.parametrize("passthrough", [False, True])
@pytest.mark.parametrize(("n_classes", "seed"), CASES)
@pytest.mark.parametrize(
    ("kind", "knob", "value"),
    [
        (LogisticStacking, "C", 0.1),
        (BoostingStacking, "max_iter", 10),
        (NeighboursStacking, "n_neighbors", 3),
    ],
)
def test_stackings_equal_stacking_classifier(kind, knob, value, n_classes, seed, passthrough):
    P, y = make_probabilities(200, 4, n_classes, seed)
    members, X = recite(P, y)
    rule = kind(value, passthrough=passthrough)
    learner = kind(passthrough=passthrough).make_learner().set_params(**{knob: value})
    if passthrough and rule.scales:
        learner = make_pipeline(StandardScaler(), learner)
    theirs = StackingClassifier(
        members, learner, cv="prefit", stack_method="predict_proba", passthrough=passthrough
    ).fit(X, y)
    ours = rule.fit(P, y, X).predict_proba(P, X)
    np.testing.assert_allclose(ours, theirs.predict_proba(X), atol=1e-12)
    np.testing.assert_array_equal(rule.table(P, X), theirs.transform(X))


@pytest.mark.parametrize("kind", [LogisticStacking, BoostingStacking, NeighboursStacking])
def test_a_stack_that_sees_features_sees_categories_and_words_and_fills_gaps(kind):
    """The answer hangs on a category alone, and the members know nothing."""
    table, (P, _) = make_table(200), make_probabilities(200, 3, 2)
    y = (table["colour"] == "red").to_numpy().astype(int)
    P = np.full(P.shape, 0.5)
    rule = kind(passthrough=True).fit(P, y, table)
    assert (rule.predict_proba(P, table).argmax(axis=1) == y).mean() > 0.9
    read = rule.features_read()
    assert len(read) == rule.table(P, table).shape[1] - 3
    # "nothing" is empty and left out; "green" never occurs
    assert read[:3] == [(0, ""), (2, "blue"), (2, "red")]
    assert {column for column, _ in read} == {0, 2, 3}
    gone = table.mask(np.ones(table.shape, bool))
    check_probabilities(rule.predict_proba(P, gone), 200, 2)


def test_boosting_without_room_for_a_split_gives_the_class_shares():
    P, y = make_probabilities(19, 3, 2)  # a leaf needs ten rows on either side
    shares = np.bincount(y) / 19
    np.testing.assert_allclose(
        BoostingStacking().fit(P, y).predict_proba(P), np.tile(shares, (19, 1)), atol=1e-9
    )


def on_simplex(loss, n_models):
    """The smallest loss over the simplex that sequential quadratic programming finds, and where."""
    starts = [np.full(n_models, 1 / n_models), *(0.9 * np.eye(n_models) + 0.1 / n_models)]
    solutions = [
        minimize(
            loss,
            start,
            method="SLSQP",
            bounds=[(0, 1)] * n_models,
            constraints={"type": "eq", "fun": lambda w: w.sum() - 1},
            options={"ftol": 1e-14, "maxiter": 1000},
        )
        for start in starts
    ]
    return min(solutions, key=lambda solution: solution.fun)


def log_loss(weights, P, y):
    return -np.log(np.maximum(P[np.arange(len(y)), :, y] @ weights, 1e-15)).mean()


def squared_error(weights, P, y):
    targets = np.eye(P.shape[2])[y]
    return ((targets - np.einsum("m,nmk->nk", weights, P)) ** 2).sum() / len(y)


@pytest.mark.parametrize("sizes", [(150, n_models, *case) for n_models in (2, 5) for case in CASES])
@pytest.mark.parametrize(
    ("rule", "loss", "gap", "apart"),
    [
        (LossWeightedVote, log_loss, 10 * GAP, 0.02),
        (NonNegativeStacking, squared_error, 1e-12, 1e-4),
    ],
)
def test_weights_reach_the_optimum(rule, loss, gap, apart, sizes):
    P, y = make_probabilities(*sizes)
    best = on_simplex(lambda weights: loss(weights, P, y), P.shape[1])
    weights = rule().fit(P, y).weights_
    assert weights.min() >= 0
    np.testing.assert_allclose(weights.sum(), 1)
    assert loss(weights, P, y) <= best.fun + gap
    np.testing.assert_allclose(weights, best.x, atol=apart)


def test_members_that_are_no_help_get_no_weight():
    P, y = make_probabilities(300, 2, 3)
    noise = np.random.default_rng(5).dirichlet(np.ones(3), size=(300, 3))
    mixed = np.concatenate([0.8 * np.eye(3)[y][:, None] + 0.2 * P[:, :1], noise], axis=1)
    for rule in (NonNegativeStacking(), LossWeightedVote()):
        np.testing.assert_array_equal(rule.fit(mixed, y).models_used(), [True, False, False, False])


def test_log_loss_weights_survive_members_that_all_rule_out_the_truth():
    y = np.array([0, 1, 0, 1])
    P = np.stack([np.eye(2)[1 - y]] * 2, axis=1)
    np.testing.assert_allclose(LossWeightedVote().fit(P, y).weights_, [0.5, 0.5])
