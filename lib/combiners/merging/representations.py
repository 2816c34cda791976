"""What a view is turned into before views are joined: a few numbers learned with the labels."""

from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin, clone
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.utils.validation import check_is_fitted, validate_data

from lib.networks.network import hidden, read


class HiddenLayer(TransformerMixin, BaseEstimator):
    """(n_samples, units): what the hidden units of a small network say. network : unfitted."""

    def __init__(self, network: Any = None) -> None:
        self.network = network

    def fit(self, Z: np.ndarray, y: np.ndarray) -> Self:
        Z, y = validate_data(self, Z, y)
        self.network_ = read(clone(self.network).fit(Z, y))
        return self

    def transform(self, Z: np.ndarray) -> np.ndarray:
        check_is_fitted(self)
        return hidden(self.network_, validate_data(self, Z, reset=False))


class Projection(TransformerMixin, BaseEstimator):
    """(n_samples, n_classes), one column for two classes: linear discriminants (Fisher 1936).

    The scores of the classes, which span the same space as the discriminants. Covariance shrunk
    (Ledoit and Wolf 2004), so that more features than rows are no problem.
    """

    def fit(self, Z: np.ndarray, y: np.ndarray) -> Self:
        Z, y = validate_data(self, Z, y)
        self.model_ = LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto").fit(Z, y)
        return self

    def transform(self, Z: np.ndarray) -> np.ndarray:
        check_is_fitted(self)
        Z = validate_data(self, Z, reset=False)
        return np.asarray(self.model_.decision_function(Z)).reshape(len(Z), -1)
