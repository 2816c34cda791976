"""What all stackings share: the table of probabilities that a second model learns from."""

from typing import Any

import numpy as np
from sklearn.base import ClassifierMixin
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from lib.base_models.preparation import number_columns, select
from lib.catalogue.controls import Toggle
from lib.combiners.rules.base import BaseCombiner

PASSTHROUGH = Toggle(
    "See features",
    default=False,
    help="The second model also sees the features themselves, not only the models' answers.",
)


class Stacking(BaseCombiner):
    """p(c | x) = g_c(p_1(. | x) ... p_M(. | x)): a second model g over the members' answers.

    Wolpert (1992); Ting and Witten (1999). P : (n_samples, n_models, n_classes) becomes a table as
    scikit-learn's StackingClassifier makes it: the columns of each member in turn, without the
    first class when there are two, then, with `passthrough`, the number columns of X, where gaps
    hold the median. A subclass says which second model.
    """

    scales = False  # whether the second model needs features on one scale

    def __init__(self, passthrough: bool = False, random_state: int = 0) -> None:
        self.passthrough = passthrough
        self.random_state = random_state

    def make_learner(self) -> ClassifierMixin:
        """The unfitted second model."""
        raise NotImplementedError

    def learn(self, P: np.ndarray, y: np.ndarray, X: Any) -> None:
        if self.passthrough:
            # gaps may lie in new rows only, so the medians are always learned
            self.medians_ = SimpleImputer(strategy="median", keep_empty_features=True)
            self.columns_ = number_columns(_given(X))
            if self.columns_:
                self.medians_.fit(select(X, self.columns_))
        learner = self.make_learner()
        # probabilities share a scale already; features are what makes scaling necessary
        scaled = (
            make_pipeline(StandardScaler(), learner) if self.scales and self.passthrough else None
        )
        self.learner_ = (scaled or learner).fit(self.table(P, X), y)

    def predict_proba(self, P: np.ndarray, X: Any = None) -> np.ndarray:
        combined = np.zeros((len(P), P.shape[2]))
        combined[:, self.learner_.classes_] = self.learner_.predict_proba(self.table(P, X))
        return combined

    def table(self, P: np.ndarray, X: Any = None) -> np.ndarray:
        """(n_samples, n_columns) what the second model reads, once `fit` has seen the columns."""
        first = 1 if P.shape[2] == 2 else 0
        answers = P[:, :, first:].reshape(len(P), -1)
        if not (self.passthrough and self.columns_):
            return answers
        return np.hstack([answers, self.medians_.transform(select(_given(X), self.columns_))])


def _given(X: Any) -> Any:
    if X is None:
        raise ValueError("Stacking that sees the features needs X, the data the members saw.")
    return X
