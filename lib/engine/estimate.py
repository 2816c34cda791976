"""What a question will cost, before it is computed: fits x rows x model, to an order of magnitude.

A fit costs what one of its kind cost when the table was measured, times what this server has
measured of that kind since.
"""

from dataclasses import dataclass
from math import exp, log
from typing import Any

from sklearn.base import BaseEstimator
from sklearn.pipeline import Pipeline

from lib.engine.results import Repeat
from lib.engine.task import Task

REFERENCE = (1000, 10, 2)  # rows, columns, classes
MANY_ROWS = 6000  # so far was measured; beyond, nothing grows more slowly than its rows do
# Seconds of one processor for one fit there and a quarter as many answers, and the powers of rows,
# columns and classes with which they grow. Measured by `python -m benchmarks.rates`.
RATES = {
    "LogisticRegression": (0.0044, 0.3, 0.1, 0.5),
    "GaussianNB": (0.003, 0.4, 0.0, 0.2),
    "LinearDiscriminantAnalysis": (0.0037, 0.3, 0.2, 0.5),
    "Neighbours": (0.0076, 1.3, 0.0, 0.0),
    "DecisionTreeClassifier": (0.0076, 1.0, 0.9, 0.1),
    "CalibratedSVM": (0.068, 1.6, 0.3, 0.7),
    "SmallNetwork": (0.093, 0.7, 0.1, 0.5),
    "RandomForestClassifier": (0.18, 0.9, 0.3, 0.2),
    "ExtraTreesClassifier": (0.11, 0.6, 0.1, 0.3),
    "HistGradientBoostingClassifier": (0.039, 0.2, 0.6, 1.5),
    "Soup": (0.17, 0.7, 0.2, 0.7),
    "JoinedRepresentations": (0.08, 0.7, 0.1, 0.5),
    "Distilled": (0.02, 0.5, 0.3, 0.5),
    "GreedySelection": (0.0069, 0.7, 0.1, 0.7),
    "LocalAccuracy": (0.0075, 1.3, 0.0, 0.5),
    "KnoraEliminate": (0.0074, 1.3, 0.0, 0.6),
    "KnoraUnion": (0.0072, 1.3, 0.0, 0.6),
    "BoostingStacking": (0.014, 0.2, 0.1, 2.4),
    "NeighboursStacking": (0.0039, 0.8, 0.0, 0.4),
}
SAMPLED = ("Neighbours",)  # of many rows a sample is looked through: then answers alone grow
OTHERS = (0.002, 0.7, 0.1, 0.5)
TREES = 100  # of a forest in the table
# How often something that holds other models fits each of them inside one fit of its own.
TIMES = {"Tuned": 4, "Distilled": 2}
HANDED_OUT = 0.002  # seconds that any fit takes besides
TRUST = 0.3  # how much the last pass counts against all before it
FARTHEST = 30.0  # times; a server does not differ more from the table


@dataclass(frozen=True)
class Part:
    """One row of the bill for a pass: a base model, or a rule that combines."""

    title: str
    kind: str
    seconds: float


class Rates:
    """What fits cost on this server: the table, corrected by what was measured here."""

    def __init__(self) -> None:
        self._factors: dict[str, float] = {}

    def bill(self, task: Task, n_splits: int) -> tuple[Part, ...]:
        """What one pass takes of one processor, part by part, the dearest first."""
        shape = (len(task.y) * (n_splits - 1) // n_splits, task.X.shape[1], task.n_classes)
        learned_from = {c for each in task.combinations if each.learns for c in each.inputs}
        parts, is_forward = [], task.bonds is not None and task.bonds.is_forward
        inner = 1 if is_forward else n_splits * (n_splits - 1) // 2  # see `fit_keys`
        for column, estimator in enumerate(task.estimators):
            fits = n_splits + (column in learned_from) * inner
            seconds = fits * (self.seconds(estimator, shape) + HANDED_OUT)
            parts.append(Part(task.titles[column], kind_of(estimator), seconds))
        for each in task.combinations:
            seconds = n_splits * self.seconds(each.combiner, shape)
            parts.append(Part(each.method.title, kind_of(each.combiner), seconds))
        return tuple(sorted(parts, key=lambda part: -part.seconds))

    def seconds(self, estimator: Any, shape: tuple[int, int, int]) -> float:
        """One fit on so many rows, columns and classes, and answers for a quarter as many."""
        kind = kind_of(estimator)
        held = sum(self.seconds(part, shape) for part in parts_of(estimator))
        own = 0.0 if held and kind not in RATES else _from_the_table(estimator, shape)
        return self._factors.get(kind, 1.0) * (own + TIMES.get(kind, 1) * held)

    def learn(self, task: Task, repeat: Repeat) -> None:
        """Correct the table by what a pass of that task has measured.

        Of kinds that are compared alone: what a combination costs is told together with its models.
        """
        n_splits = int(repeat.folds.max()) + 1
        shape = (len(task.y) * (n_splits - 1) // n_splits, task.X.shape[1], task.n_classes)
        answers = len(task.y) / n_splits
        for position, column in enumerate(repeat.columns[: len(repeat.costs.models)]):
            if repeat.methods[position].family != "member":
                return
            estimator, costs = task.estimators[column], repeat.costs
            took = costs.fit_seconds[position] + answers * costs.predict_seconds[position]
            kind = kind_of(estimator)
            known = self._factors.get(kind, 1.0)
            measured = known * float(took) / self.seconds(estimator, shape)
            measured = min(max(measured, 1 / FARTHEST), FARTHEST)
            self._factors[kind] = exp((1 - TRUST) * log(known) + TRUST * log(measured))


def kind_of(estimator: Any) -> str:
    """What the estimator is, its preparation apart."""
    return type(_bare(estimator)).__name__


def parts_of(estimator: Any) -> list[BaseEstimator]:
    """The models that are fitted inside it."""
    values = _bare(estimator).get_params(deep=False).values()
    lists = [value for value in values if isinstance(value, list | tuple)]
    return [part for parts in lists for part in parts if isinstance(part, BaseEstimator)]


def _bare(estimator: Any) -> Any:
    return estimator.steps[-1][1] if isinstance(estimator, Pipeline) else estimator


def _from_the_table(estimator: Any, shape: tuple[int, int, int]) -> float:
    kind = kind_of(estimator)
    rate, by_rows, *powers = RATES.get(kind, OTHERS)
    few, many = min(shape[0], MANY_ROWS), max(shape[0] / MANY_ROWS, 1.0)
    beyond = 1.0 if kind in SAMPLED else max(by_rows, 1.0)
    seconds = rate * (few / REFERENCE[0]) ** by_rows * many**beyond
    for size, reference, power in zip(shape[1:], REFERENCE[1:], powers, strict=True):
        seconds *= (size / reference) ** power
    return float(seconds * getattr(_bare(estimator), "n_estimators", TREES) / TREES)
