"""Small models that learn from soft labels: the probability of every class for every row."""

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from sklearn.tree import DecisionTreeRegressor

from lib.combiners._holding_out import answers

NETWORK, TREE, LOGISTIC = "network", "tree", "logistic"

SMALLEST_SHARE = 0.01  # a class below this is not worth a row of its own


@dataclass
class SoftTree:
    """A tree whose leaves hold the mean of the soft labels.

    Least squares on all classes at once: with labels of 0 and 1 these are the cuts of the Gini
    index, so this is the usual classification tree, taught more gently.
    """

    tree: Any

    def predict_proba(self, Z: np.ndarray) -> np.ndarray:
        P = np.clip(self.tree.predict(Z), 0, 1)
        return np.asarray(P / P.sum(axis=1, keepdims=True))


@dataclass
class Weighted:
    """A classifier that was given every row once for each class, weighted by its soft label."""

    model: Any
    n_classes: int

    def predict_proba(self, Z: np.ndarray) -> np.ndarray:
        return answers(self.model, Z, self.n_classes)


def teach(
    kind: str, Z: np.ndarray, S: np.ndarray, weight: float, random_state: int
) -> SoftTree | Weighted:
    """The fitted student. Z : (n_rows, n_features), S : (n_rows, n_classes), weight : of a row."""
    if kind == TREE:
        tree = DecisionTreeRegressor(max_depth=8, min_samples_leaf=10, random_state=random_state)
        return SoftTree(tree.fit(Z, S))
    rows, labels, weights = replicate(S)
    model = _classifier(kind, random_state)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # it is meant to stop early
        model.fit(Z[rows], labels, sample_weight=weight * weights)
    return Weighted(model, S.shape[1])


def replicate(S: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(row, class, weight) such that weighted log-loss on them is cross-entropy with S.

    Classes with next to no probability are left out, the others scaled up to sum to one.
    """
    kept = (S >= SMALLEST_SHARE) | np.isclose(S, S.max(axis=1, keepdims=True))
    shares = np.where(kept, S, 0)
    shares /= shares.sum(axis=1, keepdims=True)
    rows, labels = np.nonzero(kept)
    return rows, labels, shares[rows, labels]


def _classifier(kind: str, random_state: int) -> Any:
    if kind == LOGISTIC:
        return LogisticRegression(max_iter=2000)
    # with the restraint of a network that learns from labels (1) it fell 1.3 points behind its
    # teachers on moons: these were held back already, and soft labels hold back once more
    return MLPClassifier((16,), alpha=0.1, solver="lbfgs", max_iter=150, random_state=random_state)
