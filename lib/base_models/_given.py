"""Models that are not here: of each only its answers about the rows, as columns of the data."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin

from lib.base_models._entry import BaseModel, Member
from lib.datasets import Dataset
from lib.words.outside import shortened

GIVEN = "given"  # the key of what is in no catalogue
SHORT = 16  # letters of a name in small pictures


class PassedOn(ClassifierMixin, BaseEstimator):
    """Answers with what stands in its columns: the probability of each class, or for two classes
    that of the second alone. Learns nothing.

    columns : positions in X. What is no probability, as between the rows of a picture, is cut to
    0 and 1 and made to sum to 1.
    """

    def __init__(self, columns: Sequence[int] = ()) -> None:
        self.columns = columns

    def fit(self, X: Any, y: np.ndarray) -> Self:
        """Only notes how many classes its columns speak of."""
        self.classes_ = np.arange(max(2, len(self.columns)))
        return self

    def predict_proba(self, X: Any) -> np.ndarray:
        """(n_samples, n_classes)."""
        P = np.clip(np.asarray(X, dtype=float)[:, list(self.columns)], 0, 1)
        if P.shape[1] == 1:
            return np.hstack([1 - P, P])
        total = P.sum(axis=1, keepdims=True)
        return np.where(total > 0, P / np.where(total > 0, total, 1), 1 / P.shape[1])

    def predict(self, X: Any) -> np.ndarray:
        """The most probable class of each row."""
        return self.classes_[self.predict_proba(X).argmax(axis=1)]


@dataclass(frozen=True)
class GivenModel(Member):
    """A model trained elsewhere. title : what its owner calls it. positions : of its answers."""

    title: str = ""
    positions: tuple[int, ...] = ()

    @property
    def entry(self) -> BaseModel:
        short = shortened(self.title, SHORT)
        return BaseModel(self.title, short, "Trained elsewhere; only its answers are here.", _make)

    def columns(self, dataset: Dataset) -> tuple[int, ...]:
        return self.positions

    def build(self, dataset: Dataset, random_state: int) -> BaseEstimator:
        return PassedOn(self.positions)


def _make(random_state: int) -> PassedOn:
    return PassedOn()


def given_models(dataset: Dataset) -> tuple[GivenModel, ...]:
    """The models whose answers a data set holds."""
    return tuple(GivenModel(GIVEN, title=t, positions=at) for t, at in dataset.answers.items())
