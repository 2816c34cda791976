"""Rows as plain numbers, with one fold held back: what the labs that open a model work on."""

from dataclasses import dataclass

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.utils import _safe_indexing

from lib.combiners.merging.networks import on_one_scale
from lib.datasets import Dataset
from lib.engine.boundary import Plane
from lib.engine.folds import DataError


@dataclass(frozen=True, eq=False)
class Encoded:
    """Rows as models read them: prepared on the training rows only.

    X_train, X_held : (n, n_inputs). y_train, y_held : (n,) class positions. X_grid : the cells of
    the picture. train, held : positions in the data set. fold : the one held back, from 0.
    """

    X_train: np.ndarray
    y_train: np.ndarray
    X_held: np.ndarray
    y_held: np.ndarray
    X_grid: np.ndarray
    train: np.ndarray
    held: np.ndarray
    fold: int


def held_fold(y: np.ndarray, folds: np.ndarray) -> int:
    """The first fold without which every class is still there to learn from.

    Raises DataError when there is none.
    """
    classes = set(y)
    for fold in range(int(folds.max()) + 1):
        if set(y[folds != fold]) == classes:
            return fold
    raise DataError(
        "In every fold some class is missing from the rows to learn from, so no model could know "
        "all classes. Use more rows, or fewer folds."
    )


def encode(dataset: Dataset, folds: np.ndarray, plane: Plane) -> Encoded:
    """Numbers on one scale, categories and words as numbers, learned from the training rows.

    folds : (n_samples,) as `make_folds` gives them. Raises DataError: see `held_fold`.
    """
    fold = held_fold(dataset.y, folds)
    train, held = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
    steps = on_one_scale(dataset, (), BaseEstimator())[:-1]
    X_train = steps.fit_transform(_safe_indexing(dataset.X, train), dataset.y[train])
    return Encoded(
        X_train=np.asarray(X_train),
        y_train=dataset.y[train],
        X_held=np.asarray(steps.transform(_safe_indexing(dataset.X, held))),
        y_held=dataset.y[held],
        X_grid=np.asarray(steps.transform(plane.grid(dataset))),
        train=train,
        held=held,
        fold=fold,
    )
