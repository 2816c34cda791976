"""Discriminant analysis: one Gaussian cloud a class, with a shared or an own shape."""

from typing import Self

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.covariance import ledoit_wolf
from sklearn.discriminant_analysis import (
    LinearDiscriminantAnalysis,
    QuadraticDiscriminantAnalysis,
)

from lib.base_models._entry import BaseModel
from lib.catalogue.controls import Choice

THINNEST = 1e-3  # variance a cloud has at least in any direction, where a feature's own is 1


class CloudShape(BaseEstimator):
    """A covariance that can always be inverted, whatever the rows.

    Shrunk by Ledoit and Wolf (2004), because the plain one fails with fewer rows than features;
    then widened a little, because a category that never varies within a class has no width at all.
    """

    def fit(self, X: np.ndarray) -> Self:
        n_samples, n_features = X.shape
        shrunk = ledoit_wolf(X)[0] if n_samples > 1 else np.zeros((n_features, n_features))
        self.covariance_ = shrunk + THINNEST * np.eye(n_features)
        return self


def make(random_state: int, boundary: str) -> ClassifierMixin:
    """Nothing is drawn at random here; the seed is part of the contract."""
    if boundary == "curved":
        return QuadraticDiscriminantAnalysis(solver="eigen", covariance_estimator=CloudShape())
    return LinearDiscriminantAnalysis(solver="lsqr", covariance_estimator=CloudShape())


ENTRY = BaseModel(
    title="Discriminant analysis",
    short="Discriminant",
    summary="Sees each class as an oval cloud of points and asks which cloud a new point fits.",
    make=make,
    controls={
        "boundary": Choice(
            "Boundary",
            {"straight": "straight (LDA)", "curved": "curved (QDA)"},
            default="straight",
            help="Straight gives all classes one shape of cloud; curved gives each its own, which "
            "needs more rows.",
        )
    },
    needs_scaling=True,
    order=30,
)
