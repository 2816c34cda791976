"""What ties rows together: identical inputs, one group, one moment; and how inner cuts obey it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
import pandas as pd
from sklearn.pipeline import Pipeline
from sklearn.utils.validation import has_fit_parameter

from lib.datasets import Dataset

RANDOM, GROUP, TIME = "random", "group", "time"
FEWEST_INPUTS = 30  # distinct ones; of fewer, whole kinds of input would be missing from a fit


@dataclass(frozen=True, eq=False)
class Bonds:
    """Rows of one unit are held back together.

    units : (n_samples,) whole numbers. is_forward : units are moments, in their order, and who
    answers about one has learned from earlier ones only.
    """

    units: np.ndarray
    is_forward: bool = False

    def take(self, rows: np.ndarray) -> Self:
        """Those of some rows, none of them twice."""
        taken = type(self)(self.units[rows], self.is_forward)
        if self.are_loose:  # so are some of them: to find that out again takes long
            taken.__dict__["are_loose"] = True
        return taken

    @cached_property
    def are_loose(self) -> bool:
        """Whether every row is a unit of its own, in no order."""
        return not self.is_forward and len(np.unique(self.units)) == len(self.units)


def kinds_for(dataset: Dataset) -> tuple[str, ...]:
    """How these rows can be cut, the usual way first."""
    in_time = (TIME,) if dataset.times is not None else ()
    return (*in_time, *((GROUP,) if dataset.groups is not None else ()), RANDOM)


def bonds_of(dataset: Dataset, kind: str) -> Bonds:
    """What ties the rows when they are cut in this way, one of `kinds_for`.

    At random: identical inputs stay together, unless there are so few distinct ones that a fit
    would miss whole kinds of input.
    """
    if kind == RANDOM:
        alike = identical(dataset.X)
        return Bonds(alike if alike.max() + 1 >= FEWEST_INPUTS else np.arange(len(alike)))
    labels = np.asarray(dataset.times if kind == TIME else dataset.groups)
    return Bonds(np.unique(labels, return_inverse=True)[1], is_forward=kind == TIME)


def identical(X: np.ndarray | pd.DataFrame) -> np.ndarray:
    """(n_samples,) whole numbers from 0, equal for rows whose every cell is equal (a gap equals a
    gap)."""
    frame = pd.DataFrame(X).reset_index(drop=True)
    return np.asarray(pd.factorize(pd.util.hash_pandas_object(frame, index=False))[0])


def shares_alike(units: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Share of rows with an identical twin, and the highest accuracy there can be.

    units : (n_samples,) equal for identical inputs. Of each kind of input only the most common
    class can be answered right.
    """
    has_twin, n_classes = np.bincount(units)[units] > 1, int(y.max()) + 1
    kinds, kind = np.unique(units[has_twin], return_inverse=True)
    cells = len(kinds) * n_classes
    table = np.bincount(kind * n_classes + y[has_twin], minlength=cells).reshape(-1, n_classes)
    best = int(table.max(axis=1, initial=0).sum()) + int((~has_twin).sum())
    return float(has_twin.mean()), best / len(y)


def stretches(units: np.ndarray, borders: np.ndarray) -> np.ndarray:
    """(n_samples,) how many borders lie before each row in time.

    borders : sorted numbers of rows that stand before each border. No moment is torn: a border
    inside one moves to its end.
    """
    before = np.searchsorted(np.sort(units), units)  # as many rows are of earlier moments
    return np.asarray(np.searchsorted(borders, before, side="right"))


def held_back(
    codes: np.ndarray, n_folds: int, rng: np.random.Generator, bonds: Bonds | None = None
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """(rows to learn from, rows held back) for each inner fold: classes are spread evenly, and no
    class loses all its rows to one fold.

    codes : (n_samples,) classes. bonds : None when every row stands alone. In time order the oldest
    rows, until every class was seen, are never held back.
    """
    if bonds is not None and bonds.is_forward:
        folds = _forward(codes, n_folds, bonds.units)
        for fold in range(1, folds.max() + 1):
            yield np.flatnonzero(folds < fold), np.flatnonzero(folds == fold)
        return
    units = None if bonds is None or bonds.are_loose else bonds.units
    folds = stratified_folds(codes, n_folds, rng, units)
    for fold in np.unique(folds[folds >= 0]):
        yield np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)


def _forward(codes: np.ndarray, n_folds: int, units: np.ndarray) -> np.ndarray:
    """Fold 0 is the past of all others."""
    order = np.argsort(units, kind="stable")
    first = max(len(codes) // (n_folds + 1), first_with_all(codes[order]))
    found = stretches(units, np.linspace(first, len(codes), n_folds, endpoint=False).astype(int))
    return np.unique(found, return_inverse=True)[1]


def first_with_all(codes: np.ndarray) -> int:
    """How many rows must be read until every class was seen."""
    return int(np.unique(codes, return_index=True)[1].max()) + 1


def stratified_folds(
    codes: np.ndarray, n_folds: int, rng: np.random.Generator, units: np.ndarray | None = None
) -> np.ndarray:
    """(n_samples,) fold of each row, classes spread evenly: units that are neighbours in one class
    go to different folds. A class never loses all its rows to one fold: they are in fold -1, which
    is never held back. The class of the first row comes first, so that no numbering matters."""
    if units is None:
        units = np.arange(len(codes))
    seen, number = np.unique(codes, return_index=True, return_inverse=True)[1:]
    first, unit = np.unique(units, return_index=True, return_inverse=True)[1:]
    order = np.lexsort((rng.random(len(first)), seen[number[first]]))
    dealt = np.empty(len(first), dtype=int)
    dealt[order] = np.arange(len(first)) % n_folds
    folds = dealt[unit]
    for label in np.unique(codes):
        if len(set(folds[codes == label])) == 1:
            folds[np.isin(unit, unit[codes == label])] = -1
    return folds


def fit(estimator: Any, X: Any, y: np.ndarray, bonds: Bonds | None) -> Any:
    """`estimator.fit(X, y)`, told what it must know of the rows."""
    return estimator.fit(X, y, **told(estimator, bonds))


def told(estimator: Any, bonds: Bonds | None) -> dict[str, Bonds]:
    """What to add to a call of `fit`: whoever holds rows back inside learns which may not part."""
    last, prefix = estimator, ""
    while isinstance(last, Pipeline):
        prefix, last = f"{prefix}{last.steps[-1][0]}__", last.steps[-1][1]
    if bonds is None or bonds.are_loose or not has_fit_parameter(last, "bonds"):
        return {}
    return {f"{prefix}bonds": bonds}
