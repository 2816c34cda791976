"""Early fusion with every view prepared on its own before they are put side by side."""

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.decomposition import PCA
from sklearn.pipeline import FeatureUnion, Pipeline
from sklearn.utils.validation import check_is_fitted, validate_data

from lib.base_models import Member
from lib.base_models import entries as base_models
from lib.base_models.preparation import preparation
from lib.catalogue.controls import settings
from lib.datasets import Dataset


class MainDirections(TransformerMixin, BaseEstimator):
    """The first principal components, at most as many as there are; 0 keeps all columns."""

    def __init__(self, n_directions: int = 0) -> None:
        self.n_directions = n_directions

    def fit(self, X: np.ndarray, y: object = None) -> Self:
        X = validate_data(self, X, dtype=float)
        self.components_ = None
        if 0 < self.n_directions < X.shape[1]:
            kept = min(self.n_directions, len(X))
            self.components_ = PCA(kept, svd_solver="full").fit(X)
        return self

    def transform(self, X: np.ndarray) -> np.ndarray:
        check_is_fitted(self)
        X = validate_data(self, X, dtype=float, reset=False)
        return X if self.components_ is None else self.components_.transform(X)


class EqualSpread(TransformerMixin, BaseEstimator):
    """Multiplies all columns by one number, so that their variances add up to `total`."""

    def __init__(self, total: float = 1) -> None:
        self.total = total

    def fit(self, X: np.ndarray, y: object = None) -> Self:
        X = validate_data(self, X, dtype=float)
        spread = X.var(axis=0).sum()
        self.factor_ = float(np.sqrt(self.total / spread)) if spread > 0 else 1.0
        return self

    def transform(self, X: np.ndarray) -> np.ndarray:
        check_is_fitted(self)
        return validate_data(self, X, dtype=float, reset=False) * self.factor_


def join_views(
    dataset: Dataset,
    members: Sequence[Member],
    random_state: int,
    scale_views: bool = False,
    directions: int = 0,
) -> Pipeline:
    """One classifier, unfitted, on all views: each view in standard units, then `directions`
    principal components of it, then the same spread for every view, then side by side.

    All of it is learned inside the folds. The classifier gets the columns as they come out, for
    one that puts columns on one scale would undo what was done for the views. With the spread of
    all views equal, a column has variance one on average, as in standard units.
    """
    (member,) = members
    views = {name: columns for name, columns in dataset.views.items() if columns}
    widths = [min(len(columns), directions or len(columns)) for columns in views.values()]
    prepared: list[tuple[str, Any]] = []
    for position, columns in enumerate(views.values()):
        steps = preparation(dataset.X, np.array(columns), scale=True, impute=True, dense=True)
        steps.append(("reduce", MainDirections(directions)))
        if scale_views:
            steps.append(("spread", EqualSpread(float(np.mean(widths)))))
        prepared.append((f"view {position}", Pipeline(steps)))
    entry = base_models()[member.model]
    classifier = entry.make(random_state=random_state, **settings(entry.controls, member.knobs))
    return Pipeline([("views", FeatureUnion(prepared)), ("model", classifier)])
