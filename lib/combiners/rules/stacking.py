"""What all stackings share: the table of probabilities that a second model learns from."""

from typing import Any

import numpy as np
from sklearn.base import ClassifierMixin
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from lib.base_models.preparation import Gaps, number_columns, preparation
from lib.catalogue.controls import Toggle
from lib.combiners.rules.base import BaseCombiner

PASSTHROUGH = Toggle(
    "See features",
    default=False,
    help="The second model also sees all features themselves, not only the models' answers.",
)


class Stacking(BaseCombiner):
    """p(c | x) = g_c(p_1(. | x) ... p_M(. | x)): a second model g over the members' answers.

    Wolpert (1992); Ting and Witten (1999). P : (n_samples, n_models, n_classes) becomes a table as
    scikit-learn's StackingClassifier makes it: the columns of each member in turn, without the
    first class when there are two, then, with `passthrough`, all columns of X as numbers: gaps hold
    the median, categories are flags, texts a few topics. A subclass says which second model.
    It cannot do without a member: where a source does not arrive, its gaps are filled in.
    """

    leaves_out = False  # its second model reads all answers, those of models whose gaps are filled
    scales = False  # whether the second model needs features on one scale

    def __init__(self, passthrough: bool = False, random_state: int = 0) -> None:
        self.passthrough = passthrough
        self.random_state = random_state

    def make_learner(self) -> ClassifierMixin:
        """The unfitted second model."""
        raise NotImplementedError

    def learn(self, P: np.ndarray, y: np.ndarray, X: Any) -> None:
        kinds = _kinds(_given(X)) if self.passthrough else []
        self.features_ = [(columns, _as_numbers(X, columns)) for columns in kinds]
        learner = self.make_learner()
        # probabilities share a scale already; features are what makes scaling necessary
        scaled = (
            make_pipeline(StandardScaler(), learner) if self.scales and self.passthrough else None
        )
        self.learner_ = (scaled or learner).fit(self.table(P, X), y)

    def combine(self, P: np.ndarray, X: Any = None) -> np.ndarray:
        combined = np.zeros((len(P), P.shape[2]))
        combined[:, self.learner_.classes_] = self.learner_.predict_proba(self.table(P, X))
        return combined

    def table(self, P: np.ndarray, X: Any = None) -> np.ndarray:
        """(n_samples, n_columns) what the second model reads, once `fit` has seen the columns."""
        first = 1 if P.shape[2] == 2 else 0
        answers = P[:, :, first:].reshape(len(P), -1)
        if not self.passthrough:
            return answers
        return np.hstack([answers, *[steps.transform(_given(X)) for _, steps in self.features_]])

    def features_read(self) -> list[tuple[int, str]]:
        """For each column of the table behind the answers: where in X it comes from, and which part
        of that column it is: "" for a number, a category, or the number of a topic."""
        return [
            (column, part)
            for columns, steps in self.features_
            for column, part in _parts(columns, steps[-1])
        ]


def _kinds(X: Any) -> list[tuple[int, ...]]:
    """The columns of X: all numbers together, every other one by itself."""
    numbers = number_columns(X)
    others = [(c,) for c in range(X.shape[1]) if c not in numbers]
    return [columns for columns in (numbers, *others) if columns]


def _as_numbers(X: Any, columns: tuple[int, ...]) -> Pipeline:
    steps = preparation(X, np.array(columns), scale=False, impute=True, dense=True)
    return Pipeline(steps).fit(X)


def _parts(columns: tuple[int, ...], step: Any) -> list[tuple[int, str]]:
    if isinstance(step, Gaps):
        return [(columns[kept], "") for kept in step.kept_]
    ((_, made, _), *_) = step.transformers_
    if isinstance(made, OneHotEncoder):
        return [(columns[0], str(category)) for category in made.categories_[0]]
    return [(columns[0], str(topic + 1)) for topic in range(made.width_)]


def _given(X: Any) -> Any:
    if X is None:
        raise ValueError("Stacking that sees the features needs X, the data the members saw.")
    return X
