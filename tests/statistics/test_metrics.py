"""Our vectorised scores give scikit-learn's numbers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics as oracle

from lib.statistics.metrics import METRICS, N_BINS, costs_of_each, read_score, weighted


def problem(n_classes, n_samples=60, n_methods=3, seed=0):
    rng = np.random.default_rng(seed)
    y = rng.permutation(np.arange(n_samples) % n_classes)
    P = rng.dirichlet(np.ones(n_classes), size=(n_methods, n_samples))
    return y, P


def scikit_learn_score(name, y, p):
    labels = np.arange(p.shape[1])
    predicted = p.argmax(axis=1)
    return {
        "accuracy": lambda: oracle.accuracy_score(y, predicted),
        "balanced_accuracy": lambda: oracle.balanced_accuracy_score(y, predicted),
        "macro_f1": lambda: oracle.f1_score(y, predicted, average="macro"),
        "log_loss": lambda: oracle.log_loss(y, p, labels=labels),
        "brier": lambda: oracle.brier_score_loss(y, p if len(labels) > 2 else p[:, 1]),
        "roc_auc": lambda: oracle.roc_auc_score(
            y, p if len(labels) > 2 else p[:, 1], multi_class="ovr"
        ),
        "calibration_error": lambda: binned_error(y, p),
    }[name]()


def binned_error(y, p):
    """Guo et al. (2017), equation 3, bin by bin."""
    confidence, right = p.max(axis=1), p.argmax(axis=1) == y
    total = 0.0
    for low in range(N_BINS):
        inside = (confidence * N_BINS >= low) & (confidence * N_BINS < low + 1)
        if inside.any():
            total += inside.mean() * abs(right[inside].mean() - confidence[inside].mean())
    return total


@pytest.mark.parametrize("name", METRICS)
@pytest.mark.parametrize("n_classes", [2, 3, 7])
def test_equals_scikit_learn(name, n_classes):
    y, P = problem(n_classes)
    ours = METRICS[name].compute(y, P)
    assert ours.shape == (3,)
    np.testing.assert_allclose(ours, [scikit_learn_score(name, y, p) for p in P], atol=1e-12)


@pytest.mark.parametrize("name", ["accuracy", "balanced_accuracy", "macro_f1", "log_loss"])
def test_a_class_without_rows_is_left_out_as_scikit_learn_does(name):
    y, P = problem(3)
    y = np.where(y == 2, 0, y)
    P[:, :, 2] = 0
    P /= P.sum(axis=2, keepdims=True)
    expected = [scikit_learn_score(name, y, p) for p in P]
    np.testing.assert_allclose(METRICS[name].compute(y, P), expected, atol=1e-12)


def test_roc_auc_with_ties_and_without_a_class():
    y = np.array([0, 0, 1, 1])
    P = np.array([[[0.5, 0.5], [0.8, 0.2], [0.5, 0.5], [0.1, 0.9]]])
    assert METRICS["roc_auc"].compute(y, P)[0] == pytest.approx(oracle.roc_auc_score(y, P[0, :, 1]))
    assert np.isnan(METRICS["roc_auc"].compute(np.zeros(4, int), P)).all()


def test_gain_is_in_points_and_more_is_better():
    assert METRICS["accuracy"].gain(0.021) == pytest.approx(2.1)
    assert METRICS["log_loss"].gain(-0.3) == pytest.approx(0.3)
    assert METRICS["accuracy"].format(0.876) == "87.6 %"
    assert METRICS["log_loss"].format(0.41234) == "0.412"


COSTS = st.lists(st.integers(1, 10_000).map(lambda cents: cents / 100), max_size=5)


@settings(deadline=None, max_examples=50)
@given(COSTS, st.integers(2, 5))
def test_a_score_that_weighs_mistakes_answers_what_costs_least(costs, n_classes):
    """The expected cost of an answer is that of the classes which it is not."""
    name = weighted(costs)
    assert read_score(name) == name
    y, P = problem(n_classes)
    counts, score = costs_of_each(tuple(costs), n_classes), METRICS[name]
    answers = score.answers(P)
    cost = (P * counts).sum(axis=-1, keepdims=True) - P * counts  # of each answer
    chosen = np.take_along_axis(cost, answers[..., None], axis=-1)[..., 0]
    np.testing.assert_allclose(chosen, cost.min(axis=-1), atol=1e-12)
    expected = [oracle.accuracy_score(y, row, sample_weight=counts[y]) for row in answers]
    np.testing.assert_allclose(score.compute(y, P), expected)
    if len(set(counts)) == 1:
        np.testing.assert_allclose(score.compute(y, P), METRICS["accuracy"].compute(y, P))


def test_what_is_no_score_is_said_to_be_none():
    for name in ("", "weight", "weighted-0", "weighted-1-nan", "weighted--1", "weighted-101"):
        with pytest.raises(ValueError, match="is not one of accuracy, "):
            read_score(name)
