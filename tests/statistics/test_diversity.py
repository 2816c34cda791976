"""Measures of diversity against other people's, and sums that must add up for any numbers."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss, cohen_kappa_score, confusion_matrix, log_loss

from lib.statistics.diversity import logarithmic, pairs, squared
from lib.statistics.metrics import METRICS

ENDS = np.finfo(float).eps


@st.composite
def votes(draw):
    """(y, P, weights) of any size, from evenly unsure to quite certain, weights of zero among
    them."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n, n_models, n_classes = (draw(st.integers(*ends)) for ends in ((1, 12), (1, 6), (2, 5)))
    sharpness = draw(st.sampled_from([0.01, 1.0, 30.0]))
    P = rng.dirichlet(np.full(n_classes, 1 / sharpness), (n, n_models))
    if draw(st.booleans()):  # a tree says 0 and 1
        P[:, 0] = np.eye(n_classes)[P[:, 0].argmax(axis=1)]
    weights = rng.dirichlet(np.ones(n_models)) * (rng.random(n_models) < 0.8)
    if not weights.any():
        weights[0] = 1
    return rng.integers(0, n_classes, n), P, weights / weights.sum()


@settings(deadline=None, max_examples=40)
@given(votes(), st.booleans())
def test_average_less_ambiguity_is_the_error_together_for_any_answers_and_weights(asked, equal):
    y, P, weights = asked
    weights = np.full(P.shape[1], 1 / P.shape[1]) if equal else weights
    for found in (squared(y, P, weights), logarithmic(y, P, weights)):
        tolerance = 1e-12 * max(1.0, found.average)
        assert found.average - found.ambiguity == pytest.approx(found.together, abs=tolerance)
        assert found.ambiguity >= -tolerance
        assert found.average == pytest.approx(weights @ found.members)
    if equal:
        assert squared(y, P).ambiguity == squared(y, P, weights).ambiguity


@settings(deadline=None, max_examples=40)
@given(votes())
def test_errors_are_those_of_the_scores_and_the_combinations_those_of_the_rules(asked):
    y, P, weights = asked
    n_classes = P.shape[2]
    brier, loss = squared(y, P, weights), logarithmic(y, P, weights)
    mean = np.einsum("m,nmk->nk", weights, P)
    pooled = np.prod(np.clip(P, ENDS, None) ** weights[:, None], axis=1)
    pooled /= pooled.sum(axis=1, keepdims=True)
    for m, (one, other) in enumerate(zip(brier.members, loss.members, strict=True)):
        assert one == pytest.approx(METRICS["brier"].compute(y, P[:, m]))
        assert other == pytest.approx(METRICS["log_loss"].compute(y, P[:, m]), abs=1e-12)
    labels = range(n_classes)
    assert brier.together == pytest.approx(
        brier_score_loss(y, mean, labels=labels, scale_by_half=n_classes == 2)
    )
    assert loss.together == pytest.approx(log_loss(y, pooled, labels=labels), abs=1e-12)


@settings(deadline=None, max_examples=40)
@given(
    n_models=st.integers(2, 5),
    n_classes=st.integers(2, 4),
    n=st.integers(1, 40),
    seed=st.integers(0, 99),
)
def test_pairs_are_what_their_tables_of_two_by_two_say(n_models, n_classes, n, seed):
    rng = np.random.default_rng(seed)
    y = rng.integers(0, n_classes, n)
    noise = rng.integers(0, n_classes, (n_models, n))
    answers = np.where(rng.random((n_models, n)) < 0.6, y, noise)
    found = pairs(y, answers)
    assert [(pair.first, pair.second) for pair in found] == list(combinations(range(n_models), 2))
    for pair in found:
        one, other = answers[pair.first], answers[pair.second]
        (d, c), (b, a) = confusion_matrix(one == y, other == y, labels=[False, True])
        assert pair.only_one * n == pytest.approx(b + c)
        assert pair.both * n == pytest.approx(d)
        assert pair.error == pytest.approx((np.mean(one != y) + np.mean(other != y)) / 2)
        if a * d + b * c:
            assert pair.q == pytest.approx((a * d - b * c) / (a * d + b * c))
        else:
            assert np.isnan(pair.q)
        if len({*one, *other}) == 1:
            assert np.isnan(pair.kappa)  # which scikit-learn warns of
        else:
            assert pair.kappa == pytest.approx(cohen_kappa_score(one, other))


def test_yules_q_is_one_for_twins_that_err_and_minus_one_for_opposites():
    y = np.zeros(8, int)
    one = np.array([0, 0, 0, 1, 1, 0, 0, 1])
    assert pairs(y, np.array([one, one]))[0].q == 1
    assert pairs(y, np.array([one, 1 - one]))[0].q == -1
