"""Holding rows back inside one fit, when even a class of two rows must stay in every part."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.base import clone
from sklearn.utils import _safe_indexing

from lib.datasets.cutting.bonds import Bonds, fit, held_back

INNER_FOLDS = 3


def answers(model: Any, X: Any, n_classes: int) -> np.ndarray:
    """(n_samples, n_classes); zero for classes the model has not seen. Classes are 0, 1, ..."""
    P = np.zeros((X.shape[0], n_classes))
    P[:, model.classes_] = model.predict_proba(X)
    return P


def held_back_answers(
    models: Sequence[Any],
    X: Any,
    codes: np.ndarray,
    random_state: int,
    bonds: Bonds | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """What each model, fitted without a row, says of that row; in `INNER_FOLDS` parts.

    Returns (n,) the rows that are ever held back, which the only row of a class is not, and
    (n, n_models, n_classes) about these.
    """
    n_classes = int(codes.max()) + 1
    P = np.zeros((len(codes), len(models), n_classes))
    is_known = np.zeros(len(codes), dtype=bool)
    rng = np.random.default_rng(random_state)
    for train, test in held_back(codes, INNER_FOLDS, rng, bonds):
        own = None if bonds is None else bonds.take(train)
        is_known[test] = True
        for i, model in enumerate(models):
            fitted = fit(clone(model), _safe_indexing(X, train), codes[train], own)
            P[test, i] = answers(fitted, _safe_indexing(X, test), n_classes)
    return np.flatnonzero(is_known), P[is_known]
