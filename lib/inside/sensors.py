"""A view breaks when the models are in use: what every way to combine has left of its score.

All models and combiners learn from clean rows, as the engine fits them; only rows held back are
broken. Each fold is opened once, and its models are asked about the same rows at every amount of
damage, so two amounts differ by the damage alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from sklearn.base import clone
from sklearn.impute import SimpleImputer
from sklearn.utils import _safe_indexing

from lib import combiners
from lib.base_models._preparation import number_columns, select
from lib.catalogue.controls import Slider
from lib.combiners import BaseCombiner
from lib.datasets import Dataset
from lib.engine.evaluation import OpenFold, Task, answers, keep_columns, open_folds
from lib.engine.fitting import quick_fits
from lib.engine.progress import Progress, silent
from lib.engine.results import Results
from lib.metrics import METRICS
from lib.scenario.experiment import Experiment
from lib.statistics.comparison import Comparison, Interval, compare, score_interval
from lib.verdict.comparisons import region_of

METHODS = (
    "best_single",
    "early_fusion",
    "late_mean",
    "late_product",
    "gated_fusion",
    "stacking_logistic",
)
WITHOUT = "without"  # the late mean of the models that do not see the broken view


@dataclass(frozen=True)
class Damage:
    """One way to break a view. needs_numbers : says nothing about categories and words.
    of_rows : the amount is the share of rows that are hit; otherwise it is a share of the spread
    of each column over the training rows."""

    title: str
    sentence: str
    control: Slider
    needs_numbers: bool = False
    of_rows: bool = True

    @property
    def amounts(self) -> np.ndarray:
        """Every amount that is measured, in percent."""
        steps = self.control
        return np.arange(steps.low, steps.high + 1, steps.step)


def _of_spread(label: str) -> Slider:
    return Slider(
        label,
        0,
        300,
        150,
        step=25,
        unit="%",
        help="In shares of each column's own spread (its standard deviation) in training: at "
        "100 % the damage is as wide as the differences between rows.",
    )


def _of_rows(label: str) -> Slider:
    return Slider(
        label, 0, 100, 100, step=10, unit="%", help="In how many of the rows held back it happens."
    )


DAMAGES: dict[str, Damage] = {
    "bias": Damage(
        "Bias: every reading too high",
        "Every number of the view is too high by the same share of its column's spread, as if the "
        "sensor had been knocked out of its setting.",
        _of_spread("How far off"),
        needs_numbers=True,
        of_rows=False,
    ),
    "noise": Damage(
        "Noise on every reading",
        "Normal noise is added to every number of the view, as wide as the given share of its "
        "column's spread.",
        _of_spread("How much noise"),
        needs_numbers=True,
        of_rows=False,
    ),
    "missing": Damage(
        "Missing: the view is gone",
        "In these rows the view is gone. Many models cannot take a gap, so they are given the "
        "median of the training rows instead (for categories and words, the most frequent value). "
        "Only the gated fusion is told that something is missing.",
        _of_rows("In how many rows"),
    ),
    "stuck": Damage(
        "Stuck on one reading",
        "In these rows the view repeats one and the same reading, that of a training row drawn at "
        "random.",
        _of_rows("In how many rows"),
    ),
    "scrambled": Damage(
        "Scrambled: readings of other rows",
        "In these rows the view shows the values of another row, as if two cables had been "
        "swapped. Each reading looks perfectly ordinary; it only belongs elsewhere.",
        _of_rows("In how many rows"),
    ),
}


def damages_for(dataset: Dataset, view: str) -> dict[str, Damage]:
    """The ways in which this view can break; noise and bias need numbers."""
    has_numbers = bool(number_columns(dataset.X, np.array(dataset.views[view], dtype=int)))
    return {key: each for key, each in DAMAGES.items() if has_numbers or not each.needs_numbers}


def broken_rows(
    X: Any, rows: tuple[np.ndarray, np.ndarray], columns: Sequence[int], how: str, seed: int
) -> tuple[Any, Any]:
    """The test rows once for each amount of damage, one block of rows after the other.

    rows : positions of the training rows, from which spread and medians are learned, and of the
    test rows. columns : positions of the view in X. Which rows are hit, by what, is drawn once from
    `seed`, so each amount adds to the one before. Returns the rows as models get them (gaps
    filled) and as they arrive (with gaps), both (n_amounts * n_test, n_features).
    """
    train, test = (_safe_indexing(X, part) for part in rows)
    rng = np.random.default_rng(seed)
    order, donor = rng.permutation(len(test)), int(rng.integers(len(train)))
    numbers = number_columns(X, np.array(columns, dtype=int))
    words = [column for column in columns if column not in numbers]
    z = rng.normal(size=(len(test), len(numbers)))
    filled, arrived = [], []
    for amount in DAMAGES[how].amounts / 100:
        hit = np.zeros(len(test), dtype=bool)
        hit[order[: round(float(amount) * len(test))]] = True
        dice = _Dice(float(amount), hit, order, donor, z)
        values = _numbers(select(test, numbers), select(train, numbers), how, dice)
        after = _with_numbers(test, numbers, values)
        for column in words:
            old, known = test.iloc[:, column], train.iloc[:, column]
            after.isetitem(column, _words(old, known, how, dice))
        filled.append(after)
        arrived.append(_with_gaps(test, numbers, words, hit) if how == "missing" else after)
    return _stacked(filled), _stacked(arrived)


@dataclass(frozen=True, eq=False)
class _Dice:
    """amount as a share; hit : (n_test,) booleans; order : in which rows are hit; donor : the
    training row that a stuck view repeats; z : (n_test, n_numbers) standard normal draws."""

    amount: float
    hit: np.ndarray
    order: np.ndarray
    donor: int
    z: np.ndarray

    @property
    def source(self) -> np.ndarray:
        """(n_test,) the row whose values a scrambled row shows: the next one in the order."""
        source = np.arange(len(self.order))
        source[self.order] = np.roll(self.order, -1)
        return source


def _numbers(values: np.ndarray, train: np.ndarray, how: str, dice: _Dice) -> np.ndarray:
    """The number columns of the view, (n_test, n_numbers), after the damage."""
    if how in ("noise", "bias"):
        spread = pd.DataFrame(train).std(ddof=0).fillna(0).to_numpy()
        return np.asarray(values + dice.amount * spread * (dice.z if how == "noise" else 1))
    if not values.shape[1]:
        return values
    if how == "missing":
        medians = SimpleImputer(strategy="median", keep_empty_features=True).fit(train)
        instead = medians.statistics_
    else:
        instead = train[dice.donor] if how == "stuck" else values[dice.source]
    return np.where(dice.hit[:, None], instead, values)


def _words(values: pd.Series, train: pd.Series, how: str, dice: _Dice) -> pd.Series:
    """One column of categories or words after the damage; noise and bias leave it as it is."""
    if how in ("noise", "bias"):
        return values
    if how == "scrambled":
        instead: Any = values.iloc[dice.source].set_axis(values.index)
    elif how == "stuck":
        instead = train.iloc[dice.donor]
    else:
        common = train.mode()
        instead = common.iloc[0] if len(common) else None
    return values.where(~dice.hit, instead)


def _with_numbers(X: Any, columns: tuple[int, ...], values: np.ndarray) -> Any:
    """A copy of the rows with these number columns replaced."""
    if isinstance(X, np.ndarray):
        X = X.copy()
        X[:, list(columns)] = values
        return X
    X = X.copy()
    for i, column in enumerate(columns):
        X.isetitem(column, values[:, i])
    return X


def _with_gaps(X: Any, numbers: tuple[int, ...], words: Sequence[int], hit: np.ndarray) -> Any:
    """A copy of the rows in which nothing is known of these columns where they are hit."""
    X = _with_numbers(X, numbers, np.where(hit[:, None], np.nan, select(X, numbers)))
    for column in words:
        X.isetitem(column, X.iloc[:, column].where(~hit))
    return X


def _stacked(blocks: list[Any]) -> Any:
    if isinstance(blocks[0], np.ndarray):
        return np.concatenate(blocks)
    return pd.concat(blocks, ignore_index=True)


@dataclass(frozen=True, eq=False)
class Bench:
    """The models and combiners of the lab, fitted on clean rows, fold by fold."""

    experiment: Experiment
    task: Task
    folds: tuple[OpenFold, ...]

    def sees(self, view: str) -> np.ndarray:
        """(n_models,) whether that column of P looks at the view; beyond the members, all do."""
        members = [member.view in ("", view) for member in self.members]
        return np.array(members + [True] * (len(self.task.estimators) - len(members)))

    @property
    def members(self) -> list[Any]:
        """The members that could be fitted, with the view each one sees."""
        names = {self.experiment.task.titles[i]: m for i, m in enumerate(self.experiment.members)}
        return [names[method.title] for method in self.task.members]


def set_up(experiment: Experiment, results: Results, progress: Progress = silent) -> Bench:
    """Fit what the lab needs, whether or not it is being compared, on the folds of the results.

    Raises DataError when a model that only the lab needs cannot be fitted.
    """
    scenario = replace(experiment.scenario, methods=METHODS)
    lab = Experiment(scenario, experiment.dataset, experiment.members)
    failed = {failure.title for failure in results.failures}
    fitted = [c for c, title in enumerate(lab.task.titles) if title not in failed]
    task = keep_columns(lab.task, fitted)
    opened = open_folds(task, results.repeats[0].folds, range(results.n_splits), progress)
    return Bench(lab, task, tuple(opened))


@dataclass(frozen=True, eq=False)
class Breakage:
    """What breaking one view in one way did, for every amount.

    amounts : (n_amounts,) percent, the first is 0. keys : the methods, `WITHOUT` last when there
    are models that do not see the view. scores : (n_methods, n_amounts, n_folds). answers :
    (n_methods, n_amounts, n_samples) the class named. confidence, accuracy : (n_amounts,) means
    over the models that see the view; n_seeing, n_models : how many of them, of how many.
    """

    view: str
    how: str
    metric: str
    keys: tuple[str, ...]
    amounts: np.ndarray
    scores: np.ndarray
    answers: np.ndarray
    confidence: np.ndarray
    accuracy: np.ndarray
    n_seeing: int
    n_models: int
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
        scores = self.scores[self.keys.index(key), at]
        return score_interval(scores, len(scores), resolution=self._step)

    def against(self, key: str, other: str, at: int, rope: float) -> Comparison:
        """How much better `key` is than `other` at this amount, fold by fold; rope in points."""
        ours, theirs = (self.scores[self.keys.index(each), at] for each in (key, other))
        return self._compared(ours - theirs, rope)

    def loss_apart(self, key: str, other: str, at: int, rope: float) -> Comparison:
        """How much less `key` loses than `other` at this amount, fold by fold; rope in points."""
        change = self.scores[:, at] - self.scores[:, 0]
        ours, theirs = (change[self.keys.index(each)] for each in (key, other))
        return self._compared(ours - theirs, rope)

    def _compared(self, gap: np.ndarray, rope: float) -> Comparison:
        step = None if self._step is None else 100 * self._step
        gains = np.asarray(METRICS[self.metric].gain(gap))
        return compare(gains, gap.size, region_of(self.metric, rope), resolution=step)

    @property
    def _step(self) -> float | None:
        """In what step the score of one fold can change: see `lib.verdict`."""
        folds = self.scores.shape[2]
        return folds / self.n_samples if METRICS[self.metric].as_percent else None


def break_view(
    bench: Bench, view: str, how: str, metric: str, progress: Progress = silent
) -> Breakage:
    """Ask the fitted models and combiners about held-back rows whose view is more and more broken.

    Only models that see the view are fitted again, on the same clean rows: what the others say
    does not change.
    """
    X, y = bench.task.X, bench.task.y
    amounts, sees = DAMAGES[how].amounts, bench.sees(view)
    columns = bench.experiment.dataset.views[view]
    seed = bench.experiment.scenario.seed
    versions = [
        broken_rows(X, (fold.train, fold.test), columns, how, seed + number)
        for number, fold in enumerate(bench.folds)
    ]
    jobs = [
        (int(column), fold.train, filled)
        for fold, (filled, _) in zip(bench.folds, versions, strict=True)
        for column in np.flatnonzero(sees)
    ]
    said = iter(answers(bench.task, jobs, progress))
    asked = []
    for fold, (_, arrived) in zip(bench.folds, versions, strict=True):
        P = np.tile(fold.P_test, (len(amounts), 1, 1))
        for column in np.flatnonzero(sees):
            P[:, column] = next(said)
        asked.append((fold, P, arrived))
    combined = [_combined(bench, sees, *each) for each in asked]
    blind = len(bench.members) - int(sees[: len(bench.members)].sum())
    keys = tuple(c.method.key for c in bench.task.candidates) + ((WITHOUT,) if blind else ())
    said_by_seeing = [
        (fold, P[:, : len(bench.members)][:, sees[: len(bench.members)]]) for fold, P, _ in asked
    ]
    sure, right = _sure_and_right(said_by_seeing, y, len(amounts))
    named = np.zeros((len(keys), len(amounts), len(y)), dtype=np.uint8)
    for fold, P in zip(bench.folds, combined, strict=True):
        named[:, :, fold.test] = P.argmax(axis=3)
    score = METRICS[metric].compute
    pairs = zip(bench.folds, combined, strict=True)
    scores = np.stack([score(y[fold.test], P) for fold, P in pairs], axis=2)
    n_models = len(bench.members)
    return Breakage(
        view, how, metric, keys, amounts, scores, named, sure, right, n_models - blind, n_models,
        len(y),
    )  # fmt: skip


def _combined(
    bench: Bench, sees: np.ndarray, fold: OpenFold, P: np.ndarray, arrived: Any
) -> np.ndarray:
    """(n_methods, n_amounts, n_test, n_classes), the models without the view last if any."""
    with quick_fits():
        said = [
            fold.rules[each.method.key].predict_proba(P[:, list(each.inputs)], arrived)
            for each in bench.task.candidates
        ]
    blind = [m for m in range(len(bench.members)) if not sees[m]]
    if blind:
        said.append(_late_mean(bench, blind, fold).predict_proba(P[:, blind], arrived))
    return np.stack(said).reshape(len(said), -1, len(fold.test), P.shape[2])


def _late_mean(bench: Bench, models: list[int], fold: OpenFold) -> BaseCombiner:
    """The lab's late mean, of some of the members only; calibrated like that of all of them."""
    (late,) = (each for each in bench.task.candidates if each.method.key == "late_mean")
    rule = clone(late.combiner).keep_models(models)
    return rule.fit(fold.P_train[:, models], bench.task.y[fold.train])


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
