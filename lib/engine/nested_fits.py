"""Every base model that a pass over the folds needs, each fitted without one or two of them."""

from collections.abc import Iterator, Sequence
from itertools import chain, combinations, groupby
from operator import itemgetter
from typing import Any

import numpy as np
from joblib import delayed
from sklearn.utils import _safe_indexing

from lib.engine.fitting import Fit, fit_and_predict, results_of
from lib.engine.progress import Progress, count
from lib.engine.task import Task

# Fits on the same rows travel together, but a job must end soon after a visitor has left.
MOST_FITS, MOST_CELLS = 8, 50_000

FitKey = tuple[int, tuple[int, ...]]  # (column of P, folds left out)


def fit_keys(task: Task, n_splits: int) -> list[FitKey]:
    """Every fit that is needed, those on the same rows together, those without one fold first."""
    columns = range(len(task.estimators))
    learned_from = {c for each in task.combinations if each.learns for c in each.inputs}
    outer = [(c, (fold,)) for fold in range(n_splits) for c in columns]
    pairs = combinations(range(n_splits), 2)
    return outer + [(c, pair) for pair in pairs for c in sorted(learned_from)]


def fit_base_models(
    task: Task, folds: np.ndarray, progress: Progress, keys: Sequence[FitKey]
) -> dict[FitKey, Fit]:
    """A Fit for each key; its P has a row for each row of the folds left out, in row order."""
    data = (task.X, task.y, task.n_classes)

    def job(some: Sequence[FitKey]) -> Any:
        estimators = [task.estimators[column] for column, _ in some]
        return delayed(_fit_some)(some, estimators, data, np.isin(folds, some[0][1]))

    fits: dict[FitKey, Fit] = {}
    with results_of(job(some) for some in batches(keys, task.X)) as results:
        for key, fit in chain.from_iterable(results):
            fits[key] = fit
            count(progress, len(fits), len(keys), task.titles[key[0]])
    return fits


def batches(keys: Sequence[FitKey], X: Any) -> Iterator[list[FitKey]]:
    """Keys of fits that leave out the same folds, as many as make a job worth sending."""
    n = int(np.clip(MOST_CELLS // (X.shape[0] * X.shape[1]), 1, MOST_FITS))
    for _, alike in groupby(keys, key=itemgetter(1)):
        listed = list(alike)
        yield from (listed[i : i + n] for i in range(0, len(listed), n))


def _fit_some(
    keys: Sequence[FitKey],
    estimators: Sequence[Any],
    data: tuple[Any, np.ndarray, int],
    held_back: np.ndarray,
) -> list[tuple[FitKey, Fit]]:
    """Fits on the same rows. held_back : (n_samples,) whether a row is to be answered."""
    X, y, n_classes = data
    known = (_safe_indexing(X, np.flatnonzero(~held_back)), y[~held_back], n_classes)
    rows = _safe_indexing(X, np.flatnonzero(held_back))
    return [
        (key, fit_and_predict(estimator, known, rows, key[1] == (0,)))
        for key, estimator in zip(keys, estimators, strict=True)
    ]


def inner_probabilities(
    fits: dict[FitKey, Fit], folds: np.ndarray, fold: int, shape: tuple[int, int]
) -> np.ndarray:
    """Out-of-fold P for the training rows of one outer fold; nan where nothing was asked for."""
    P = np.full((len(folds), *shape), np.nan)
    for other in set(folds.tolist()) - {fold}:
        pair = (min(fold, other), max(fold, other))
        is_other = folds == other
        asked_about = is_other[np.isin(folds, pair)]
        for column in range(shape[0]):
            if (column, pair) in fits:
                P[is_other, column] = fits[column, pair].P[asked_about]
    return P[folds != fold]
