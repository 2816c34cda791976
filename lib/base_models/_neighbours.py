"""k-nearest neighbours that also work when there are fewer rows than neighbours asked for."""

from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.neighbors import KNeighborsClassifier
from sklearn.utils.validation import check_is_fitted, validate_data


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
