"""Which rows are held back together, and when there are too few rows to hold any back."""

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold

MIN_SPLITS = 3  # two folds are left out of an inner fit, so a third must remain to learn from


class DataError(ValueError):
    """These rows cannot be evaluated; the message says why and what would help."""


def make_folds(
    y: np.ndarray, n_splits: int, random_state: int, groups: np.ndarray | None = None
) -> np.ndarray:
    """(n_samples,) the fold of each row: stratified, whole groups kept together.

    Uses fewer folds when the rarest class has fewer rows than folds. Raises DataError when there
    is only one class, or a class is too small to be in the training part of every fold.
    """
    classes, counts = np.unique(y, return_counts=True)
    if len(classes) < 2:
        raise DataError("All rows belong to one class, so there is nothing to tell apart.")
    if counts.min() < MIN_SPLITS:
        raise DataError(
            f"The rarest class has {counts.min()} rows; at least {MIN_SPLITS} are needed, so that "
            "some are left to learn from when others are held back. Use more rows."
        )
    n_splits = max(MIN_SPLITS, min(n_splits, int(counts.min())))
    kind = StratifiedKFold if groups is None else StratifiedGroupKFold
    splitter = kind(n_splits, shuffle=True, random_state=random_state)
    folds = np.empty(len(y), dtype=int)
    for fold, (_, test) in enumerate(splitter.split(np.zeros(len(y)), y, groups)):
        folds[test] = fold
    return folds
