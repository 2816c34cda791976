"""Our small changes to scikit-learn's models taken off again, wherever they change nothing."""

from typing import Any

import numpy as np
from sklearn.base import clone
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.model_selection import StratifiedKFold
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import Pipeline
from sklearn.svm import SVC

from lib.base_models.k_nearest_neighbours import MOST_ROWS, Neighbours
from lib.base_models.neural_network import SmallNetwork
from lib.base_models.preparation import Gaps, NumberColumns
from lib.base_models.support_vector_machine import CalibratedSVM

CALIBRATION_FOLDS = 3  # as in CalibratedSVM


def as_scikit_learn(
    estimator: Any, training_parts: list[np.ndarray], is_bound: bool = False
) -> Any:
    """The unfitted estimator in scikit-learn's own classes, where these give the same answers.

    training_parts : the labels, whole numbers, of every part that it will be fitted on. Ours differ
    only when such a part has fewer rows than neighbours, or hardly a row of some class.
    """
    sizes = [len(y) for y in training_parts]
    fewest = 0 if max(sizes) > MOST_ROWS else min(sizes)  # scikit-learn's remembers every row
    rarest = min(int(np.bincount(y)[np.unique(y)].min()) for y in training_parts)
    rarest = 0 if is_bound else rarest
    return _convert(estimator, fewest, rarest)


def _convert(estimator: Any, fewest: int, rarest: int) -> Any:
    if isinstance(estimator, Pipeline):
        steps = [(name, _convert(step, fewest, rarest)) for name, step in estimator.steps]
        return clone(estimator).set_params(steps=steps)
    if isinstance(estimator, ColumnTransformer):
        parts = [(n, _convert(part, fewest, rarest), c) for n, part, c in estimator.transformers]
        return clone(estimator).set_params(transformers=parts)
    if isinstance(estimator, NumberColumns):
        return ColumnTransformer([("view", "passthrough", list(estimator.columns))])
    if isinstance(estimator, Gaps) and estimator.fill:  # no data set has an infinite number
        return SimpleImputer(strategy="median")
    if isinstance(estimator, SmallNetwork):
        return MLPClassifier(**estimator.get_params())
    if isinstance(estimator, Neighbours) and estimator.n_neighbors <= fewest:
        return KNeighborsClassifier(estimator.n_neighbors, weights=estimator.weights)
    if isinstance(estimator, CalibratedSVM) and rarest >= CALIBRATION_FOLDS:
        folds = StratifiedKFold(
            CALIBRATION_FOLDS, shuffle=True, random_state=estimator.random_state
        )
        machine = SVC(C=estimator.C, gamma=estimator.gamma)
        return CalibratedClassifierCV(machine, ensemble=False, cv=folds)
    return estimator
