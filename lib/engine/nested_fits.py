"""Every base model that a pass over the folds needs, each fitted without one or two of them."""

from collections.abc import Iterator, Sequence
from itertools import chain, combinations, groupby
from operator import itemgetter
from typing import Any

import numpy as np
from joblib import delayed
from sklearn.utils import _safe_indexing

from lib.engine.cluster import is_far
from lib.engine.fitting import Fit, fit_and_predict, results_of
from lib.engine.folds import KEPT, combined_from, is_forward, learned_from
from lib.engine.progress import Progress, count
from lib.engine.shared import Shared
from lib.engine.task import Task

# Fits on the same rows travel together, but a job must end soon after a visitor has left.
# (fits, fits times cells), to workers of this machine and to a cluster, where sending takes longer.
NEAR, FAR = (8, 50_000), (100, 20_000_000)

FitKey = tuple[int, tuple[int, ...]]  # (column of P, folds left out)


def fit_keys(task: Task, folds: np.ndarray) -> list[FitKey]:
    """Every fit that is needed, those on the same rows together, those without one fold first.

    In time order what a fold's own models say of it is all that later folds learn from, so one fit
    a fold is enough, and one for the fold that is never tested.
    """
    columns, n_splits = range(len(task.estimators)), int(folds.max()) + 1
    taught = sorted({c for each in task.combinations if each.learns for c in each.inputs})
    outer = [(c, (fold,)) for fold in range(n_splits) for c in columns]
    inner = combinations(range(n_splits), 2) if not is_forward(folds) else [(KEPT,)]
    return outer + [(c, out) for out in inner for c in taught]


def fit_base_models(
    task: Task, folds: np.ndarray, progress: Progress, keys: Sequence[FitKey]
) -> dict[FitKey, Fit]:
    """A Fit for each key; its P has a row for each row of the folds left out, in row order."""
    shared = Shared(task)

    def job(some: Sequence[FitKey]) -> Any:
        out = some[0][1]
        known = np.logical_and.reduce([learned_from(folds, fold) for fold in out])
        rows = np.flatnonzero(known), np.flatnonzero(np.isin(folds, out))
        return delayed(_fit_some)(some, shared, rows)

    fits: dict[FitKey, Fit] = {}
    most = FAR if is_far() else NEAR  # asked here: joblib takes jobs from threads of its own
    with results_of(job(some) for some in batches(keys, task.X, most)) as results:
        for key, fit in chain.from_iterable(results):
            fits[key] = fit
            count(progress, len(fits), len(keys), task.titles[key[0]])
    return fits


def batches(keys: Sequence[FitKey], X: Any, most: tuple[int, int] = NEAR) -> Iterator[list[FitKey]]:
    """Keys of fits that leave out the same folds, as many as make a job worth sending."""
    fits, cells = most
    n = int(np.clip(cells // (X.shape[0] * X.shape[1]), 1, fits))
    for _, alike in groupby(keys, key=itemgetter(1)):
        listed = list(alike)
        yield from (listed[i : i + n] for i in range(0, len(listed), n))


def _fit_some(
    keys: Sequence[FitKey], shared: Shared[Task], rows: tuple[np.ndarray, np.ndarray]
) -> list[tuple[FitKey, Fit]]:
    """Fits on the same rows. rows : positions of those to learn from, and of those to answer."""
    task, (train, asked) = shared.value, rows
    known = (_safe_indexing(task.X, train), task.y[train], task.n_classes)
    bonds = None if task.bonds is None else task.bonds.take(train)
    X_asked = _safe_indexing(task.X, asked)
    return [
        (key, fit_and_predict(task.estimators[key[0]], known, X_asked, key[1] == (0,), bonds))
        for key in keys
    ]


def inner_probabilities(
    fits: dict[FitKey, Fit], folds: np.ndarray, fold: int, shape: tuple[int, int]
) -> np.ndarray:
    """Out-of-fold P for the rows that combinations learn from when one outer fold is held back;
    nan where nothing was asked for."""
    P = np.full((len(folds), *shape), np.nan)
    rows = combined_from(folds, fold)
    for other in sorted(set(folds[rows].tolist())):
        out = (other,) if is_forward(folds) else (min(fold, other), max(fold, other))
        is_other = folds == other
        asked_about = is_other[np.isin(folds, out)]
        for column in range(shape[0]):
            if (column, out) in fits:
                P[is_other, column] = fits[column, out].P[asked_about]
    return P[rows]
