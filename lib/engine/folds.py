"""Which rows are held back together, and when there are too few rows to hold any back."""

import numpy as np
from sklearn.model_selection import (
    GroupShuffleSplit,
    StratifiedGroupKFold,
    StratifiedKFold,
    StratifiedShuffleSplit,
)

MIN_SPLITS = 3  # two folds are left out of an inner fit, so a third must remain to learn from
GROUP_DRAWS = 200  # ways to set whole groups aside, of which the fairest is taken


class DataError(ValueError):
    """These rows cannot be evaluated; the message says why and what would help."""


def make_folds(
    y: np.ndarray, n_splits: int, random_state: int, groups: np.ndarray | None = None
) -> np.ndarray:
    """(n_samples,) the fold of each row: stratified, whole groups kept together.

    Uses fewer folds when the rarest class has fewer rows than folds, or when there are fewer
    groups. Raises DataError when there is only one class, or when a class or the number of groups
    is too small to be in the training part of every fold.
    """
    classes, counts = np.unique(y, return_counts=True)
    if len(classes) < 2:
        raise DataError("All rows belong to one class, so there is nothing to tell apart.")
    if counts.min() < MIN_SPLITS:
        raise DataError(
            f"The rarest class has {counts.min()} rows; at least {MIN_SPLITS} are needed, so that "
            "some are left to learn from when others are held back. Use more rows."
        )
    n_groups = len(y) if groups is None else len(np.unique(groups))
    if n_groups < MIN_SPLITS:
        raise DataError(
            f"The rows come from {n_groups} sources whose rows must stay together; at least "
            f"{MIN_SPLITS} are needed. Use more rows."
        )
    n_splits = max(MIN_SPLITS, min(n_splits, int(counts.min()), n_groups))
    kind = StratifiedKFold if groups is None else StratifiedGroupKFold
    splitter = kind(n_splits, shuffle=True, random_state=random_state)
    folds = np.empty(len(y), dtype=int)
    for fold, (_, test) in enumerate(splitter.split(np.zeros(len(y)), y, groups)):
        folds[test] = fold
    return folds


def set_aside(
    y: np.ndarray, percent: float, random_state: int, groups: np.ndarray | None = None
) -> np.ndarray:
    """(n_samples,) True for about `percent` % of the rows, to be kept from everything.

    Every class gives its share. Groups go whole: of many random ways to share them out, the one
    that comes closest to the share of every class is taken, and it may be far from it when there
    are few groups. Raises DataError when a class would be missing from the rows set aside, or
    have too few rows left to be cut into folds.
    """
    counts = np.bincount(y)
    counts = counts[counts > 0]
    wanted = percent / 100
    if counts.min() <= MIN_SPLITS or np.ceil(wanted * len(y)) < len(counts):
        raise _too_few_to_set_aside(percent, int(counts.min()), len(y))
    if groups is None:
        splitter = StratifiedShuffleSplit(1, test_size=wanted, random_state=random_state)
        cuts = [test for _, test in splitter.split(y, y)]
    else:
        shuffled = GroupShuffleSplit(GROUP_DRAWS, test_size=wanted, random_state=random_state)
        cuts = [test for _, test in shuffled.split(y, y, groups)]
    classes = np.unique(y, return_inverse=True)[1]
    given = np.array([np.bincount(classes[test], minlength=len(counts)) for test in cuts])
    fairest = int(np.abs(given - wanted * counts).sum(axis=1).argmin())
    if (given[fairest] < 1).any() or (counts - given[fairest] < MIN_SPLITS).any():
        raise _too_few_to_set_aside(percent, int(counts.min()), len(y))
    return np.isin(np.arange(len(y)), cuts[fairest])


def _too_few_to_set_aside(percent: float, rarest: int, n_rows: int) -> DataError:
    needed = max(np.ceil(100 / percent), np.ceil(MIN_SPLITS * 100 / (100 - percent)))
    return DataError(
        f"{percent:g} % of these {n_rows:,} rows cannot be set aside: the rarest class has "
        f"{rarest}. With this share it needs about {needed:.0f}, so that at least one is sealed "
        f"and at least {MIN_SPLITS} stay to learn from. Use more rows, or set another share aside "
        "under “How it is measured”."
    )
