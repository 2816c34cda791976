"""Teacher and student: one small model learns what several say about rows near the data."""

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, clone
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from lib.base_models import Member
from lib.base_models._preparation import number_columns, preparation
from lib.combiners._holding_out import answers, stratified_folds
from lib.combiners._one_model import OneModel
from lib.combiners._students import LOGISTIC, NETWORK, TREE, teach
from lib.controls import Choice
from lib.datasets import Dataset

Lesson = Literal["vote", "single", "labels"]

STUDENT = Choice(
    "Student",
    {NETWORK: "small network", TREE: "decision tree", LOGISTIC: "logistic regression"},
    default=NETWORK,
    help="What kind of model learns to answer alone.",
)
JITTER = 0.3  # standard deviations; of 0.1, 0.3, 0.5 and steps to a neighbour the best on balance
MOST_COPIES = 9
ENOUGH_ROWS = 4000  # more made students slower and hardly better
INNER_FOLDS = 3


class Distilled(OneModel):
    """One student taught by several models; what they say goes through rows near the data.

    teachers : unfitted classifiers on X; None for two. lesson : what the student learns about each
    row: "vote", the mean of the teachers' probabilities; "single", those of the teacher with the
    best accuracy on held-back rows; "labels", the label of the row it was made from. Rows: numbers
    are the training rows and jittered copies of them (normal noise of 0.3 standard deviations on
    each feature); a frame with categories or words, which cannot be jittered, is taken as it is, so
    there a student sees nothing but the training rows. prepare : transformer in front
    of the student; None fills gaps and puts numbers on one scale. Only the student is kept.
    """

    reads_missing = True  # whoever cannot is told so by the teacher or the student itself
    reads_frames = True

    def __init__(
        self,
        teachers: Sequence[Any] | None = None,
        student: str = NETWORK,
        lesson: Lesson = "vote",
        prepare: Any = None,
        random_state: int = 0,
    ) -> None:
        self.teachers = teachers
        self.student = student
        self.lesson = lesson
        self.prepare = prepare
        self.random_state = random_state

    def merge(self, X: Any, codes: np.ndarray) -> None:
        rng = np.random.default_rng(self.random_state)
        rows, source = near(X, rng)
        S = self._soft_labels(X, codes, rows, source)
        self.prepare_ = clone(_on_one_scale() if self.prepare is None else self.prepare)
        Z = self.prepare_.fit(X).transform(rows)
        # all rows together count as often as the data themselves: restraint keeps its meaning
        weight = len(codes) / len(source)
        self.student_ = teach(self.student, Z, S, weight, self.random_state)

    def answer(self, X: Any) -> np.ndarray:
        return self.student_.predict_proba(self.prepare_.transform(X))

    def _soft_labels(self, X: Any, codes: np.ndarray, rows: Any, source: np.ndarray) -> np.ndarray:
        """(n_rows, n_classes) what the student is to learn."""
        n_classes = len(self.classes_)
        if self.lesson == "labels":
            return np.eye(n_classes)[codes[source]]
        teachers = _two_teachers() if self.teachers is None else list(self.teachers)
        if self.lesson == "single" and len(teachers) > 1:
            teachers = [teachers[self._best(teachers, X, codes)]]
        fitted = [clone(teacher).fit(X, codes) for teacher in teachers]
        return np.mean([answers(model, rows, n_classes) for model in fitted], axis=0)

    def _best(self, teachers: list[Any], X: Any, codes: np.ndarray) -> int:
        """Position of the teacher with the most right answers about rows it did not see."""
        rng = np.random.default_rng(self.random_state)
        folds = stratified_folds(codes, INNER_FOLDS, rng)
        n_classes = len(self.classes_)
        right = np.zeros(len(teachers))
        for fold in range(INNER_FOLDS):
            train, test = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
            for i, teacher in enumerate(teachers if len(test) else []):
                model = clone(teacher).fit(_take(X, train), codes[train])
                P = answers(model, _take(X, test), n_classes)
                right[i] += (P.argmax(axis=1) == codes[test]).sum()
        return int(right.argmax())


def near(X: Any, rng: np.random.Generator) -> tuple[Any, np.ndarray]:
    """(rows like those of X, (n_rows,) the row of X each was made from); first X itself."""
    n = len(X)
    if isinstance(X, pd.DataFrame):
        if len(number_columns(X)) < X.shape[1]:
            return X, np.arange(n)
        rows, source = near(X.to_numpy(dtype=float), rng)
        return pd.DataFrame(rows, columns=X.columns), source
    copies = int(np.clip(ENOUGH_ROWS // n - 1, 1, MOST_COPIES))
    source = np.tile(np.arange(n), copies + 1)
    numbers = np.isfinite(X)
    mean = np.where(numbers, X, 0).sum(axis=0) / np.maximum(numbers.sum(axis=0), 1)
    spread = np.sqrt(np.where(numbers, (X - mean) ** 2, 0).sum(axis=0) / n)
    noise = rng.normal(size=(n * copies, X.shape[1])) * spread * JITTER
    return X[source] + np.vstack([np.zeros(X.shape), noise]), source


def over_members(
    dataset: Dataset,
    members: Sequence[Member],
    student: str,
    lesson: Lesson,
    random_state: int,
) -> BaseEstimator:
    """The student of these members, unfitted, on the columns of `dataset.X`."""
    everything = np.arange(dataset.X.shape[1])
    scale = student != TREE
    steps = preparation(dataset.X, everything, scale=scale, impute=True, dense=True)
    return Distilled(
        [member.build(dataset, random_state) for member in members],
        student,
        lesson,
        Pipeline([*steps, ("done", "passthrough")]),
        random_state,
    )


def _on_one_scale() -> Pipeline:
    return make_pipeline(SimpleImputer(keep_empty_features=True), StandardScaler())


def _two_teachers() -> list[Any]:
    tree = DecisionTreeClassifier(min_samples_leaf=5, random_state=0)
    return [make_pipeline(_on_one_scale(), LogisticRegression(max_iter=2000)), tree]


def _take(X: Any, rows: np.ndarray) -> Any:
    return X.iloc[rows] if isinstance(X, pd.DataFrame) else X[rows]
