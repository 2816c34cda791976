"""The lab's methods fitted on clean rows, and asked about rows with a broken view."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from sklearn.base import clone

from lib import combiners
from lib.base_models import Member
from lib.combiners import BaseCombiner
from lib.engine.evaluation import OpenFold, answers, open_folds
from lib.engine.fitting import quick_fits
from lib.engine.progress import Progress, part_of, silent
from lib.engine.results import Results
from lib.engine.task import Task, keep_columns
from lib.inside.damage import DAMAGES, broken_rows
from lib.inside.numbers import compared, interval
from lib.scenario.experiment import Experiment
from lib.statistics.comparison import Comparison, Interval
from lib.statistics.metrics import METRICS

METHODS = (
    "best_single",
    "early_fusion",
    "late_mean",
    "late_product",
    "gated_fusion",
    "stacking_logistic",
)
WITHOUT = "without"  # the late mean of the models that do not see the broken view


@dataclass(frozen=True, eq=False)
class Bench:
    """The models and combiners of the lab, fitted on clean rows, fold by fold. sources : which one
    each column of P reads, "" for all."""

    experiment: Experiment
    task: Task
    sources: tuple[str, ...]
    folds: tuple[OpenFold, ...]

    @cached_property
    def inputs(self) -> dict[str, tuple[int, ...]]:
        """Which columns of P each method reads."""
        return {each.method.key: each.inputs for each in self.task.combinations}

    @property
    def keys(self) -> tuple[str, ...]:
        """The methods in the order of the screen."""
        return tuple(sorted(self.inputs, key=METHODS.index))

    @property
    def readers(self) -> np.ndarray:
        """The columns of P that late fusion merges, each of which reads one source."""
        return np.array(self.inputs["late_mean"])

    def sees(self, view: str) -> np.ndarray:
        """(n_models,) whether that column of P looks at the view."""
        return np.array([source in ("", view) for source in self.sources])


def set_up(experiment: Experiment, results: Results, progress: Progress = silent) -> Bench:
    """Fit what the lab needs, whether or not it is being compared, on the folds of the results.

    Raises DataError when a model that only the lab needs cannot be fitted.
    """
    scenario = replace(experiment.scenario, methods=METHODS)
    lab = Experiment(scenario, experiment.dataset, experiment.models)
    failed = {failure.title for failure in results.failures}
    named = [
        (replace(column, view="") if isinstance(column, Member) else column, title)
        for column, title in zip(lab.models_fitted, lab.task.titles, strict=True)
    ]
    broken = {column for column, title in named if title in failed}  # and who reads one source so
    fitted = [c for c, (column, _) in enumerate(named) if column not in broken]
    task = keep_columns(lab.task, fitted)
    told = part_of(progress, 0, 1, "Sensor lab: ")
    opened = open_folds(task, results.repeats[0].folds, range(results.n_splits), told)
    columns = [lab.models_fitted[c] for c in fitted]
    sources = tuple(c.view if isinstance(c, Member) else "" for c in columns)
    return Bench(lab, task, sources, tuple(opened))


@dataclass(frozen=True, eq=False)
class Breakage:
    """What breaking one view in one way did, for every amount.

    amounts : (n_amounts,) percent, the first is 0. keys : the methods in the order of the screen,
    `WITHOUT` last. scores : (n_methods, n_amounts, n_folds). filled : the same where nobody is told
    that something is missing, so that whoever leaves a source out gets its gaps filled in.
    answers : (n_methods, n_amounts, n_samples) the class named. confidence, accuracy :
    (n_amounts,) means over the models that read the view alone, `n_seeing` of them.
    """

    view: str
    how: str
    metric: str
    keys: tuple[str, ...]
    amounts: np.ndarray
    scores: np.ndarray
    filled: np.ndarray
    answers: np.ndarray
    confidence: np.ndarray
    accuracy: np.ndarray
    n_seeing: int
    n_samples: int

    def title(self, key: str) -> str:
        """A method's name on screen."""
        if key == WITHOUT:
            return f"Late mean without {self.view}"
        return combiners.entries()[key].title

    def short(self, key: str) -> str:
        """The name where there is little room."""
        return self.title(key) if key == WITHOUT else combiners.entries()[key].short

    def losses(self, at: int) -> dict[str, float]:
        """Mean loss of each method against no damage; in points or plain units, positive is bad."""
        change = (self.scores[:, at] - self.scores[:, 0]).mean(axis=1)
        return {
            key: -float(METRICS[self.metric].gain(value))
            for key, value in zip(self.keys, change, strict=True)
        }

    def interval(self, key: str, at: int) -> Interval:
        """Mean score over the folds, as the metric gives it."""
        return interval(self.scores[self.keys.index(key), at], self.metric, self.n_samples)

    def left_out(self, key: str, at: int) -> bool:
        """Whether filling the gaps in instead gives the method another score."""
        own = self.keys.index(key)
        return not np.allclose(self.scores[own, at], self.filled[own, at], equal_nan=True)

    def averaged(self, at: int, rope: float) -> Comparison:
        """How much better the late mean is without the models that see the view than with them,
        their gaps filled in; fold by fold."""
        with_them = self.filled[self.keys.index("late_mean"), at]
        gap = self.scores[self.keys.index(WITHOUT), at] - with_them
        return compared(gap, self.metric, self.n_samples, rope)

    def against(
        self, key: str, other: str, at: int, rope: float, since: float | np.ndarray = 0.0
    ) -> Comparison:
        """How much better `key` is than `other` at this amount, fold by fold; rope in points.

        since : scores from which the change is compared, such as those of no damage.
        """
        values = self.scores[:, at] - since
        gap = values[self.keys.index(key)] - values[self.keys.index(other)]
        return compared(gap, self.metric, self.n_samples, rope)


@dataclass(frozen=True)
class AtAmount:
    """A breakage at the amount that is chosen. at : its position among the amounts."""

    breakage: Breakage
    at: int


@dataclass(frozen=True)
class Panel(AtAmount):
    """One method at the chosen amount. key : of the method, the first of those that are alike."""

    key: str


def alike(breakage: Breakage) -> list[tuple[str, ...]]:
    """The methods, those with the same scores everywhere together: they are one line."""
    groups: dict[bytes, list[str]] = {}
    for key, scores in zip(breakage.keys, breakage.scores, strict=True):
        groups.setdefault(np.round(scores, 9).tobytes(), []).append(key)
    return [tuple(keys) for keys in groups.values()]


def before_and_after(chosen: AtAmount, row: int) -> dict[str, tuple[int, int]]:
    """Title of each method -> the class it names for the row, unbroken and at this amount."""
    breakage = chosen.breakage
    named = breakage.answers[:, [0, chosen.at], row].tolist()
    return {
        breakage.title(key): tuple(pair) for key, pair in zip(breakage.keys, named, strict=True)
    }


def break_view(
    bench: Bench, view: str, how: str, metric: str, progress: Progress = silent
) -> Breakage:
    """Ask the fitted models and combiners about held-back rows whose view is more and more broken.

    Only models that see the view are fitted again, on the same clean rows: what the others say
    does not change.
    """
    amounts = DAMAGES[how].amounts
    y = bench.task.y[: sum(len(fold.test) for fold in bench.folds)]  # that were tested
    seers = bench.readers[bench.sees(view)[bench.readers]]
    asked = _ask_again(bench, view, how, progress)
    combined = [_combined(bench, view, fold, P, arrived) for fold, P, _, arrived in asked]
    filled = combined
    if how == "missing":
        filled = [_combined(bench, view, fold, P, rows) for fold, P, rows, _ in asked]
    named = np.zeros((len(combined[0]), len(amounts), len(y)), dtype=np.uint8)
    for fold, P in zip(bench.folds, combined, strict=True):
        named[:, :, fold.test] = P.argmax(axis=3)
    seeing = [(fold, P[:, seers]) for fold, P, *_ in asked]
    sure, right = _sure_and_right(seeing, y, len(amounts))
    return Breakage(
        view=view,
        how=how,
        metric=metric,
        keys=(*bench.keys, WITHOUT),
        amounts=amounts,
        scores=_scores(bench, combined, metric),
        filled=_scores(bench, filled, metric),
        answers=named,
        confidence=sure,
        accuracy=right,
        n_seeing=len(seers),
        n_samples=len(y),
    )


def _scores(bench: Bench, combined: Sequence[np.ndarray], metric: str) -> np.ndarray:
    """(n_methods, n_amounts, n_folds)."""
    pairs = zip(bench.folds, combined, strict=True)
    score, y = METRICS[metric].compute, bench.task.y
    return np.stack([score(y[fold.test], P) for fold, P in pairs], axis=2)


def _ask_again(
    bench: Bench, view: str, how: str, progress: Progress
) -> list[tuple[OpenFold, np.ndarray, Any, Any]]:
    """For each fold: it, what the models say of its test rows at every amount, and those rows with
    their gaps filled in and as they arrive."""
    seeing = np.flatnonzero(bench.sees(view))
    columns, seed = bench.experiment.dataset.views[view], bench.experiment.scenario.seed
    versions = [
        broken_rows(bench.task.X, (fold.train, fold.test), columns, how, seed + number)
        for number, fold in enumerate(bench.folds)
    ]
    jobs = [
        (int(column), fold.train, filled)
        for fold, (filled, _) in zip(bench.folds, versions, strict=True)
        for column in seeing
    ]
    said = iter(answers(bench.task, jobs, part_of(progress, 0, 1, "Sensor lab: ")))
    asked = []
    for fold, (filled, arrived) in zip(bench.folds, versions, strict=True):
        P = np.tile(fold.P_test, (len(DAMAGES[how].amounts), 1, 1))
        for column in seeing:
            P[:, column] = next(said)
        asked.append((fold, P, filled, arrived))
    return asked


def _combined(bench: Bench, view: str, fold: OpenFold, P: np.ndarray, arrived: Any) -> np.ndarray:
    """(n_methods, n_amounts, n_test, n_classes), the models without the view last."""
    with quick_fits():
        said = [
            fold.rules[key].predict_proba(P[:, list(bench.inputs[key])], arrived)
            for key in bench.keys
        ]
    blind = np.flatnonzero(~bench.sees(view)[bench.readers])
    said.append(_late_mean(bench, blind, fold).predict_proba(P[:, bench.readers[blind]], arrived))
    return np.stack(said).reshape(len(said), -1, len(fold.test), P.shape[2])


def _late_mean(bench: Bench, some: np.ndarray, fold: OpenFold) -> BaseCombiner:
    """The lab's late mean, of some of its readers only; calibrated like that of all of them."""
    (late,) = (each for each in bench.task.combinations if each.method.key == "late_mean")
    rule = clone(late.combiner).keep_models(some.tolist())
    return rule.fit(fold.P_train[:, bench.readers[some]], bench.task.y[fold.taught])


def _sure_and_right(
    parts: Sequence[tuple[OpenFold, np.ndarray]], y: np.ndarray, n_amounts: int
) -> tuple[np.ndarray, np.ndarray]:
    """(n_amounts,) mean highest probability, and share of right answers, of these models."""
    if not parts[0][1].shape[1]:
        nothing = np.full(n_amounts, np.nan)
        return nothing, nothing
    sure, right = [], []
    for fold, P in parts:
        blocks = P.reshape(n_amounts, len(fold.test), *P.shape[1:])
        sure.append(blocks.max(axis=3).mean(axis=2))
        right.append((blocks.argmax(axis=3) == y[fold.test][None, :, None]).mean(axis=2))
    return (
        np.concatenate(sure, axis=1).mean(axis=1),
        np.concatenate(right, axis=1).mean(axis=1),
    )
