"""Holding rows back inside one fit, when even a class of two rows must stay in every part."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from sklearn.base import clone
from sklearn.utils import _safe_indexing

INNER_FOLDS = 3


def stratified_folds(codes: np.ndarray, n_folds: int, rng: np.random.Generator) -> np.ndarray:
    """(n_samples,) fold of each row, classes spread evenly.

    A class never loses all its rows to one fold: the only row of a class is in fold -1, which is
    never held back. The class of the first row comes first, so that no numbering changes anything.
    """
    _, first, inverse = np.unique(codes, return_index=True, return_inverse=True)
    order = np.lexsort((rng.random(len(codes)), first[inverse]))
    folds = np.empty(len(codes), dtype=int)
    folds[order] = np.arange(len(codes)) % n_folds  # neighbours in one class, different folds
    counts = np.bincount(codes)
    folds[counts[codes] == 1] = -1
    return folds


def splits(folds: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """(rows to learn from, rows held back), once for each fold that is ever held back."""
    for fold in np.unique(folds[folds >= 0]):
        yield np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)


def answers(model: Any, X: Any, n_classes: int) -> np.ndarray:
    """(n_samples, n_classes); zero for classes the model has not seen. Classes are 0, 1, ..."""
    P = np.zeros((X.shape[0], n_classes))
    P[:, model.classes_] = model.predict_proba(X)
    return P


def held_back_answers(
    models: Sequence[Any], X: Any, codes: np.ndarray, random_state: int
) -> tuple[np.ndarray, np.ndarray]:
    """What each model, fitted without a row, says of that row; in `INNER_FOLDS` parts.

    Returns (n,) the rows that are ever held back, which the only row of a class is not, and
    (n, n_models, n_classes) about these.
    """
    n_classes = int(codes.max()) + 1
    P = np.zeros((len(codes), len(models), n_classes))
    folds = stratified_folds(codes, INNER_FOLDS, np.random.default_rng(random_state))
    for train, test in splits(folds):
        for i, model in enumerate(models):
            fitted = clone(model).fit(_safe_indexing(X, train), codes[train])
            P[test, i] = answers(fitted, _safe_indexing(X, test), n_classes)
    known = np.flatnonzero(folds >= 0)
    return known, P[known]
