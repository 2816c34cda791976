"""Teacher and student: one small model learns what several say about rows near the data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from sklearn.base import clone
from sklearn.pipeline import Pipeline
from sklearn.utils import _safe_indexing
from sklearn.utils.validation import check_memory

from lib.base_models.preparation import number_columns, preparation
from lib.catalogue.controls import Choice, Control, Slider, Value
from lib.catalogue.entries import load_entries
from lib.combiners._entry import Combiner, Members
from lib.combiners.best_single import BestSingle
from lib.combiners.distilling.students import LOGISTIC, NETWORK, TREE, Student, teach
from lib.combiners.merging.holding_out import answers, held_back_answers
from lib.combiners.merging.one_model import OneModel, filled_and_scaled, two_models
from lib.combiners.rules.base import BaseCombiner
from lib.combiners.soft_vote import SoftVote
from lib.datasets import Dataset
from lib.datasets.cutting.bonds import Bonds, fit

LABELS, PLAIN = "labels", "plain"
Teaching = BaseCombiner | Literal["vote", "single", "labels", "plain"]
RULES: Mapping[str, type[BaseCombiner]] = {"vote": SoftVote, "single": BestSingle}

# A student of a kind that nobody chose would be praised, or blamed, for its kind.
OWN, KIND_OF = (
    "own",
    {"neural_network": NETWORK, "decision_tree": TREE, "logistic_regression": LOGISTIC},
)
STUDENT = Choice(
    "Student",
    {
        OWN: "of a kind among yours",
        NETWORK: "small network",
        TREE: "decision tree",
        LOGISTIC: "logistic regression",
    },
    default=OWN,
    help="What kind of model learns to answer alone: one of your own, a network if you have one, "
    "else a tree, else a logistic regression; a network where none of them is yours.",
)
WIDTH = Slider(
    "Network: units a layer", 2, 64, 16, help="More can draw finer shapes; for a network only."
)
LAYERS = Slider(
    "Network: hidden layers", 1, 2, 1, help="A second one bends the bends; for a network only."
)
DEPTH = Slider(
    "Tree: depth", 2, 10, 8, help="How many questions in a row it may ask; for a tree only."
)
SIZES: dict[str, dict[str, Control]] = {
    NETWORK: {"width": WIDTH, "layers": LAYERS},
    TREE: {"depth": DEPTH},
    LOGISTIC: {},
}
STUDENT_CONTROLS: dict[str, Control] = {
    "student": STUDENT,
    **{name: control for sizes in SIZES.values() for name, control in sizes.items()},
}
JITTER = 0.3  # standard deviations; of 0.1, 0.3, 0.5 and steps to a neighbour the best on balance
MOST_COPIES = 9
ENOUGH_ROWS = 4000  # more made students slower and hardly better


@dataclass
class Teacher:
    """Several fitted models and the fitted rule that makes their answers one.

    models : None in the place of one that the rule does not run.
    """

    models: list[Any]
    rule: BaseCombiner
    n_classes: int

    @property
    def classes_(self) -> np.ndarray:
        """(n_classes,) what the columns of its answers stand for."""
        return np.arange(self.n_classes)

    def predict_proba(self, X: Any) -> np.ndarray:
        """(n_rows, n_classes)."""
        P = np.full((len(X), len(self.models), self.n_classes), 1 / self.n_classes)
        for i, model in enumerate(self.models):
            if model is not None:
                P[:, i] = answers(model, X, self.n_classes)
        return self.rule.predict_proba(P, X)


def prepare_teacher(
    models: Sequence[Any],
    rule: BaseCombiner,
    X: Any,
    codes: np.ndarray,
    random_state: int,
    bonds: Bonds | None = None,
) -> Teacher:
    """A fitted teacher. codes : (n_samples,) classes as 0, 1, ... bonds : which rows may not part.

    A rule that learns is fitted on what the models, fitted without a row, say of that row (three
    parts, each held back once: Wolpert 1992); every model that it then runs is fitted on all rows.
    Raises ValueError when there are no models.
    """
    if not len(models):
        raise ValueError("there is no teacher; one read from a file has left its teachers behind")
    n_classes = int(codes.max()) + 1
    if rule.learns:
        known, P = held_back_answers(models, X, codes, random_state, bonds)
    else:
        known = np.arange(len(codes))
        P = np.full((len(codes), len(models), n_classes), np.nan)
    if not len(known):
        raise ValueError("every class has a single row, so none can be held back to learn from")
    rule = clone(rule).fit(P, codes[known], _safe_indexing(X, known))
    used = rule.models_used()
    fitted = [
        fit(clone(m), X, codes, bonds) if runs else None
        for m, runs in zip(models, used, strict=True)
    ]
    return Teacher(fitted, rule, n_classes)


def study(
    teachers: Sequence[Any],
    lesson: Teaching,
    X: Any,
    codes: np.ndarray,
    random_state: int,
    bonds: Bonds | None = None,
) -> tuple[Any, np.ndarray]:
    """What a student is to learn: rows, and (n_rows, n_classes) the soft label of each."""
    if lesson == PLAIN:
        return X, np.eye(int(codes.max()) + 1)[codes]
    rows, source = near(X, np.random.default_rng(random_state))
    if lesson == LABELS:
        return rows, np.eye(int(codes.max()) + 1)[codes[source]]
    rule = RULES[lesson]() if isinstance(lesson, str) else lesson
    teacher = prepare_teacher(teachers, rule, X, codes, random_state, bonds)
    return rows, teacher.predict_proba(rows)


class Distilled(OneModel):
    """One student taught by several models; what they say goes through rows near the data.

    teachers : unfitted classifiers on X; None for two. student : its kind, or a `Student`, which
    says its size too. lesson : what the student learns about each row: what a combiner makes of the
    teachers' probabilities ("vote" is their mean, "single" those of the teacher with the best
    accuracy on held-back rows); "labels", the label of the row it was made from; or "plain", the
    training rows and their labels, which is how such a model is usually trained. A combiner that
    learns does so on held-back rows, see `prepare_teacher`. Rows: numbers are the training rows and
    jittered copies of them (normal noise of 0.3 standard deviations on each feature); a frame with
    categories or words, which cannot be jittered, is taken as it is, so there a student sees
    nothing but the training rows. prepare : transformer in front of the student; None fills gaps
    and puts numbers on one scale. memory : as in scikit-learn's Pipeline, keeps what the teachers
    said for the next student of the same lesson. Only the student is kept, in a file too.
    """

    reads_missing = True  # whoever cannot is told so by the teacher or the student itself
    reads_frames = True

    def __init__(
        self,
        teachers: Sequence[Any] | None = None,
        student: Student | str = NETWORK,
        lesson: Teaching = "vote",
        prepare: Any = None,
        random_state: int = 0,
        memory: Any = None,
    ) -> None:
        self.teachers = teachers
        self.student = student
        self.lesson = lesson
        self.prepare = prepare
        self.random_state = random_state
        self.memory = memory

    def merge(self, X: Any, codes: np.ndarray, bonds: Any = None) -> None:
        teachers = two_models() if self.teachers is None else list(self.teachers)
        remembered = check_memory(self.memory).cache(study)
        rows, S = remembered(teachers, self.lesson, X, codes, self.random_state, bonds)
        rows, S = self._some(rows, S)
        self.prepare_ = clone(filled_and_scaled() if self.prepare is None else self.prepare)
        Z = self.prepare_.fit(X).transform(rows)
        # all rows together count as often as the data themselves: restraint keeps its meaning
        self.student_ = teach(self.student, Z, S, len(codes) / len(S), self.random_state)

    def answer(self, X: Any) -> np.ndarray:
        return self.student_.predict_proba(self.prepare_.transform(X))

    def __getstate__(self) -> dict[str, Any]:
        state = dict(super().__getstate__())
        return state | {"teachers": ()} if "student_" in state else state

    def _some(self, rows: Any, S: np.ndarray) -> tuple[Any, np.ndarray]:
        """As many rows as the student asked for."""
        n = self.student.rows if isinstance(self.student, Student) else None
        if n is None or n >= len(S):
            return rows, S
        drawn = np.random.default_rng(self.random_state).permutation(len(S))[:n]
        return _safe_indexing(rows, drawn), S[drawn]


def near(X: Any, rng: np.random.Generator) -> tuple[Any, np.ndarray]:
    """(rows like those of X, (n_rows,) the row of X each was made from); first X itself."""
    n = len(X)
    if not can_be_jittered(X):
        return X, np.arange(n)
    if isinstance(X, pd.DataFrame):
        rows, source = near(X.to_numpy(dtype=float), rng)
        return pd.DataFrame(rows, columns=X.columns), source
    copies = int(np.clip(ENOUGH_ROWS // n - 1, 1, MOST_COPIES))
    source = np.tile(np.arange(n), copies + 1)
    numbers = np.isfinite(X)
    mean = np.where(numbers, X, 0).sum(axis=0) / np.maximum(numbers.sum(axis=0), 1)
    spread = np.sqrt(np.where(numbers, (X - mean) ** 2, 0).sum(axis=0) / n)
    noise = rng.normal(size=(n * copies, X.shape[1])) * spread * JITTER
    return X[source] + np.vstack([np.zeros(X.shape), noise]), source


def can_be_jittered(X: Any) -> bool:
    """Whether every column holds numbers; half a word or category means nothing."""
    return len(number_columns(X)) == X.shape[1]


def student_of(members: Members, student: Value, **size: Value) -> Student:
    """The student that the knobs of a distilled entry describe, for these members."""
    models = {member.model for member in members}
    own = next((kind for model, kind in KIND_OF.items() if model in models), NETWORK)
    kind = own if student == OWN else str(student)
    return Student(kind, **{name: int(value) for name, value in size.items()})


def over_models(
    dataset: Dataset, models: Sequence[Any], student: Student, lesson: Teaching, random_state: int
) -> Distilled:
    """The student of these models, unfitted, on the columns of `dataset.X`."""
    everything = np.arange(dataset.X.shape[1])
    scale = student.kind != TREE
    steps = preparation(dataset.X, everything, scale=scale, impute=True, dense=True)
    prepare = Pipeline([*steps, ("done", "passthrough")])
    return Distilled(list(models), student, lesson, prepare, random_state)


def possible_teachers() -> dict[str, Combiner]:
    """Every combination of the visitor's own models that does not distil itself, by key."""
    every = load_entries("lib.combiners", apart_from=("distilled",))
    return {k: e for k, e in every.items() if e.family != "single" and not e.fuses_sources}
