"""k-nearest neighbours: ask the training rows most like this one."""

from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.neighbors import KNeighborsClassifier
from sklearn.utils.validation import check_is_fitted, validate_data

from lib.base_models._entry import BaseModel
from lib.catalogue.controls import Choice, Slider


class Neighbours(ClassifierMixin, BaseEstimator):
    """scikit-learn's k-nearest neighbours, where `n_neighbors` means "at most so many"."""

    def __init__(self, n_neighbors: int = 5, weights: str = "uniform") -> None:
        self.n_neighbors = n_neighbors
        self.weights = weights

    def fit(self, X: Any, y: np.ndarray) -> Self:
        X, y = validate_data(self, X, y)
        n_neighbors = min(self.n_neighbors, X.shape[0])
        self.model_ = KNeighborsClassifier(n_neighbors, weights=self.weights).fit(X, y)
        self.classes_ = self.model_.classes_
        return self

    def predict_proba(self, X: Any) -> np.ndarray:
        check_is_fitted(self)
        return self.model_.predict_proba(validate_data(self, X, reset=False))

    def predict(self, X: Any) -> np.ndarray:
        check_is_fitted(self)
        return self.model_.predict(validate_data(self, X, reset=False))


def make(random_state: int, n_neighbors: int, weights: str) -> Neighbours:
    """Nothing is drawn at random here; the seed is part of the contract."""
    return Neighbours(n_neighbors=n_neighbors, weights=weights)


ENTRY = BaseModel(
    title="k-nearest neighbours",
    short="Neighbours",
    summary="Looks up the most similar rows it has seen and lets them vote.",
    make=make,
    controls={
        "n_neighbors": Slider(
            "Neighbours",
            1,
            50,
            5,
            help="How many similar rows vote: few give a ragged boundary, many a smooth one.",
        ),
        "weights": Choice(
            "Weights",
            {"uniform": "all the same", "distance": "nearer counts more"},
            default="uniform",
            help="Whether a nearer neighbour has a stronger vote.",
        ),
    },
    needs_scaling=True,
    order=40,
)
