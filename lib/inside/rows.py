"""Rows as plain numbers, with one fold held back: what the labs that open a model work on."""

from dataclasses import dataclass

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.pipeline import Pipeline
from sklearn.utils import _safe_indexing

from lib.combiners.merging.networks import on_one_scale
from lib.datasets import DataError, Dataset
from lib.engine.folds import learned_from
from lib.engine.plane import Plane
from lib.scenario.experiment import Experiment


@dataclass(frozen=True, eq=False)
class Encoded:
    """Rows as models read them: prepared on the training rows only.

    X_train, X_held : (n, n_inputs). y_train, y_held : (n,) class positions. train, held : positions
    in the data set. fold : the one held back of `n_folds`, from 0. steps : the fitted preparation.
    """

    dataset: Dataset
    steps: Pipeline
    X_train: np.ndarray
    y_train: np.ndarray
    X_held: np.ndarray
    y_held: np.ndarray
    train: np.ndarray
    held: np.ndarray
    fold: int
    n_folds: int

    def cells(self, plane: Plane) -> np.ndarray:
        """(n_cells, n_inputs) the cells of a picture as models read them."""
        return np.asarray(self.steps.transform(plane.grid(self.dataset)))


def held_fold(y: np.ndarray, folds: np.ndarray) -> int:
    """The first fold without which every class is still there to learn from.

    Raises DataError when there is none.
    """
    classes = set(y)
    for fold in range(int(folds.max()) + 1):
        if set(y[learned_from(folds, fold)]) == classes:
            return fold
    raise DataError(
        "In every fold some class is missing from the rows to learn from, so no model could know "
        "all classes. Use more rows, or fewer folds."
    )


def encode(experiment: Experiment) -> Encoded:
    """Numbers on one scale, categories and words as numbers, learned from the training rows.

    The rows are parted as in the first pass over the folds. Raises DataError: see `held_fold`.
    """
    dataset, folds = experiment.dataset, experiment.folds(0)
    fold = held_fold(dataset.y, folds)
    train, held = np.flatnonzero(learned_from(folds, fold)), np.flatnonzero(folds == fold)
    steps = on_one_scale(dataset, (), BaseEstimator())[:-1]
    X_train = steps.fit_transform(_safe_indexing(dataset.X, train), dataset.y[train])
    return Encoded(
        dataset=dataset,
        steps=steps,
        X_train=np.asarray(X_train),
        y_train=dataset.y[train],
        X_held=np.asarray(steps.transform(_safe_indexing(dataset.X, held))),
        y_held=dataset.y[held],
        train=train,
        held=held,
        fold=fold,
        n_folds=int(folds.max()) + 1,
    )


def status(title: str, rows: Encoded, opened: str, seed: int) -> str:
    """What a lab learned from. title : of the data set. opened : what was fitted on the rows."""
    return (
        f"{title}: {len(rows.train):,} rows to learn from, {len(rows.held):,} held out (fold "
        f"{rows.fold + 1} of {rows.n_folds}), {opened}, seed {seed}."
    )
