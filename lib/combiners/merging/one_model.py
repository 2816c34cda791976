"""What all models that were merged from several have in common: they are one classifier."""

from typing import Any, Self

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier
from sklearn.utils import Tags, assert_all_finite, column_or_1d
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data


class OneModel(ClassifierMixin, BaseEstimator):
    """A classifier that a subclass merges from several; only the result is kept.

    A subclass gives `merge` (called with y as positions in `classes_`, and with what may not part
    where rows are held back inside) and `answer`. It reads
    numbers, missing ones too with `reads_missing`; with `reads_frames` also categories and words.
    """

    reads_missing = False
    reads_frames = False
    reads_sparse = False

    def fit(self, X: Any, y: Any, bonds: Any = None) -> Self:
        """Train the several, and merge them. bonds : which rows may not part (`Bonds`)."""
        X = self._checked(X, reset=True)
        y = column_or_1d(y, warn=True)
        assert_all_finite(y, input_name="y")
        check_classification_targets(y)
        self.classes_, codes = np.unique(y, return_inverse=True)
        if len(codes) != X.shape[0]:
            raise ValueError(f"X and y have different lengths: {X.shape[0]} and {len(codes)}.")
        if len(self.classes_) < 2:
            raise ValueError("all rows belong to one class; at least two classes are needed")
        self.merge(X, codes, bonds)
        return self

    def predict_proba(self, X: Any) -> np.ndarray:
        """(n_samples, n_classes) in the order of `classes_`."""
        check_is_fitted(self)
        return self.answer(self._checked(X, reset=False))

    def predict(self, X: Any) -> np.ndarray:
        """The most probable class of each row."""
        P = self.predict_proba(X)
        return self.classes_[P.argmax(axis=1)]

    def merge(self, X: Any, codes: np.ndarray, bonds: Any = None) -> None:
        raise NotImplementedError

    def answer(self, X: Any) -> np.ndarray:
        raise NotImplementedError

    def __sklearn_tags__(self) -> Tags:
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = self.reads_missing
        tags.input_tags.sparse = self.reads_sparse
        return tags

    def _checked(self, X: Any, reset: bool) -> Any:
        if self.reads_frames and isinstance(X, pd.DataFrame):
            return validate_data(self, X, reset=reset, skip_check_array=True)
        return validate_data(
            self,
            X,
            reset=reset,
            dtype=np.float64,
            accept_sparse="csr" if self.reads_sparse else False,
            ensure_all_finite="allow-nan" if self.reads_missing else True,
        )


class Refused(ClassifierMixin, BaseEstimator):
    """Stands for what cannot be merged: its `fit` fails and says why."""

    def __init__(self, reason: str = "there is nothing to merge") -> None:
        self.reason = reason

    def fit(self, X: Any, y: Any) -> Self:
        raise ValueError(self.reason)


def two_models() -> list[BaseEstimator]:
    """Simple ones for data with gaps: what is tuned, or teaches, when nobody says otherwise."""
    tree = DecisionTreeClassifier(min_samples_leaf=5, random_state=0)
    return [make_pipeline(filled_and_scaled(), LogisticRegression(max_iter=2000)), tree]


def filled_and_scaled() -> Pipeline:
    """Numbers without gaps, on one scale: what is put in front when nobody says otherwise."""
    return make_pipeline(SimpleImputer(keep_empty_features=True), StandardScaler())
