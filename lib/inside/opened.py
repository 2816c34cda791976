"""The fold that holds the chosen row, opened: the fitted rules and what they were fitted on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from sklearn.utils import _safe_indexing

from lib import combiners
from lib.combiners import BaseCombiner
from lib.engine.evaluation import OpenFold, Task, open_fold
from lib.engine.progress import Progress, silent
from lib.engine.results import Repeat
from lib.scenario.experiment import Experiment


@dataclass(frozen=True, eq=False)
class Opened:
    """Rules over the members' answers in one fold. number : of the fold, counted from 0."""

    task: Task
    number: int
    fold: OpenFold

    def place(self, row: int) -> int:
        """Where a held-back row stands in `fold.test`."""
        return int(np.searchsorted(self.fold.test, row))

    def said(self, row: int) -> np.ndarray:
        """(n_models, n_classes) what the members, who never saw this row, say about it."""
        return np.asarray(self.fold.P_test[self.place(row)])

    def answer(self, rule: BaseCombiner, row: int) -> np.ndarray:
        """(n_classes,) what a fitted rule makes of it."""
        X = rows_of(self.task.X, [row])
        return np.asarray(rule.predict_proba(self.said(row)[None], X)[0])


def keys_of(is_wanted: Callable[[combiners.Combiner], bool]) -> tuple[str, ...]:
    """Keys of the combiners over answers, those of which this is true."""
    return tuple(key for key, entry in combiners.entries().items() if is_wanted(entry))


def rows_of(X: Any, rows: Sequence[int] | np.ndarray) -> Any:
    """Some rows of the data, whichever kind of table they are in."""
    return _safe_indexing(X, np.asarray(rows))


def members_task(experiment: Experiment, first: Repeat, keys: Sequence[str]) -> Task:
    """The members that could be fitted, with these rules over their answers, compared or not, and
    bare: a temperature that comes after a rule would hide what it learned.

    first : the repeat of `experiment` that says which base models could be fitted.
    """
    fitted = experiment.keep(first.columns).columns or ()
    members = tuple(column for column in fitted if column < len(experiment.members))
    scenario = replace(experiment.scenario, methods=tuple(keys), calibrate=False)
    return replace(experiment, scenario=scenario, columns=members).task


def open_row(
    experiment: Experiment,
    first: Repeat,
    row: int,
    keys: Sequence[str],
    progress: Progress = silent,
) -> Opened:
    """Fit again what answered about the fold of this row in the first repeat, and keep it."""
    task, number = members_task(experiment, first, keys), int(first.folds[row])
    return Opened(task, number, open_fold(task, first.folds, number, progress))


def headline(row: int, wrong: int, n_models: int, method: str, is_right: bool) -> str:
    """How many models are wrong about a row, and what comes of it.

    >>> headline(7, 3, 4, "soft vote", True)
    'Row 7: 3 of 4 models are wrong, yet soft vote is right.'
    >>> headline(7, 1, 2, "soft vote", True)
    'Row 7: 1 of 2 models is wrong, and soft vote is right.'
    >>> headline(7, 1, 1, "stacking", True)
    'Row 7: the only model is wrong, yet stacking is right.'
    >>> headline(7, 2, 2, "soft vote", False)
    'Row 7: both models are wrong, and soft vote is wrong.'
    """
    verdict = "right" if is_right else "wrong"
    if n_models == 1:
        alone = "wrong" if wrong else "right"
        link = "and" if alone == verdict else "yet"
        return f"Row {row}: the only model is {alone}, {link} {method} is {verdict}."
    everybody = "both" if n_models == 2 else f"all {n_models}"
    models = f"{wrong} of {n_models} models {'is' if wrong == 1 else 'are'} wrong"
    if wrong in (0, n_models):
        models = f"{everybody} models are {'wrong' if wrong else 'right'}"
    # of two models one is wrong: whatever comes of that is no surprise
    surprising = wrong != n_models / 2 and (wrong > n_models / 2) == is_right
    return f"Row {row}: {models}, {'yet' if surprising else 'and'} {method} is {verdict}."
