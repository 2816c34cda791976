"""The fold that holds the chosen row, fitted again and kept, and what its rules say of the row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from sklearn.utils import _safe_indexing

from lib import combiners
from lib.combiners import BaseCombiner
from lib.engine.evaluation import OpenFold, open_folds
from lib.engine.progress import Progress, part_of, silent
from lib.engine.results import Method, Repeat
from lib.engine.task import Combination, Task
from lib.scenario.experiment import Experiment


@dataclass(frozen=True)
class Names:
    """What things are called: the models, the classes, the columns of X."""

    models: tuple[str, ...]
    classes: tuple[str, ...]
    features: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class RowFold:
    """Rules over the members' answers in one fold of the first repeat.

    folds : (n_samples,) the fold of each row. number : of this one, counted from 0.
    """

    task: Task
    names: Names
    folds: np.ndarray
    number: int
    fold: OpenFold

    def said(self, row: int) -> np.ndarray:
        """(n_models, n_classes) what the members, who never saw this row, say about it."""
        return np.asarray(self.fold.P_test[np.searchsorted(self.fold.test, row)])

    def answer(self, rule: BaseCombiner, row: int) -> np.ndarray:
        """(n_classes,) what a fitted rule makes of it."""
        X = rows_of(self.task.X, [row])
        return np.asarray(rule.predict_proba(self.said(row)[None], X)[0])


@dataclass(frozen=True)
class Answered:
    """One held-back row, and one fitted rule that answers about it. key : of its combiner."""

    opened: RowFold
    row: int
    key: str
    rule: BaseCombiner

    @property
    def entry(self) -> combiners.Combiner:
        return combiners.entries()[self.key]

    @property
    def names(self) -> Names:
        return self.opened.names

    @property
    def said(self) -> np.ndarray:
        """(n_models, n_classes) what the members say."""
        return self.opened.said(self.row)

    @cached_property
    def proba(self) -> np.ndarray:
        """(n_classes,) what the rule makes of it."""
        return self.opened.answer(self.rule, self.row)

    @property
    def winner(self) -> int:
        """The class that the rule names."""
        return int(self.proba.argmax())

    @property
    def truth(self) -> int:
        """The class of the row."""
        return int(self.opened.task.y[self.row])

    @property
    def features(self) -> Any:
        """The row itself, (1, n_features)."""
        return rows_of(self.opened.task.X, [self.row])


def keys_of(is_wanted: Callable[[combiners.Combiner], bool]) -> tuple[str, ...]:
    """Keys of the combiners over answers, those of which this is true."""
    return tuple(key for key, entry in combiners.entries().items() if is_wanted(entry))


def rows_of(X: Any, rows: Sequence[int] | np.ndarray) -> Any:
    """Some rows of the data, whichever kind of table they are in."""
    return _safe_indexing(X, np.asarray(rows))


def members_task(experiment: Experiment, first: Repeat, keys: Sequence[str]) -> Task:
    """The visitor's models that could be fitted, with each of these rules over their answers,
    compared or not, and bare: a temperature that comes after a rule would hide what it learned.

    first : the repeat of `experiment` that says which base models could be fitted.
    """
    voters = experiment.models.voters
    fitted = experiment.keep(first.columns).columns or ()
    columns = tuple(column for column in fitted if column < len(voters))
    views = [voter.columns(experiment.dataset) for voter in voters]
    rules = []
    for key in keys:
        entry = combiners.entries()[key]
        rule = entry.rule(experiment.settings_of(key)).for_views(views).keep_models(columns)
        method = Method(key, entry.title, entry.short, entry.family, entry.kind)
        rules.append(Combination(method, rule, tuple(range(len(columns))), rule.learns))
    return replace(replace(experiment, columns=columns).task, combinations=tuple(rules))


def open_row_fold(
    experiment: Experiment,
    first: Repeat,
    number: int,
    keys: tuple[str, ...],
    progress: Progress = silent,
) -> RowFold:
    """Fit again what answered about this fold in the first repeat, and keep it."""
    task, dataset = members_task(experiment, first, keys), experiment.dataset
    names = Names(task.titles, dataset.class_names, dataset.feature_names)
    told = part_of(progress, 0, 1, f"Opening fold {number + 1}, ")
    (opened,) = open_folds(task, first.folds, (number,), told)
    return RowFold(task, names, first.folds, number, opened)


def headline(answered: Answered, method: str) -> str:
    """How many models are wrong about a row, and what comes of it. method : in a sentence."""
    wrong = int((answered.said.argmax(axis=1) != answered.truth).sum())
    is_right = answered.winner == answered.truth
    return what_comes_of_it(answered.row, wrong, len(answered.said), method, is_right)


def what_comes_of_it(row: int, wrong: int, n_models: int, method: str, is_right: bool) -> str:
    """
    >>> what_comes_of_it(7, 3, 4, "soft vote", True)
    'Row 7: 3 of 4 models are wrong, yet soft vote is right.'
    >>> what_comes_of_it(7, 1, 2, "soft vote", True)
    'Row 7: 1 of 2 models is wrong, and soft vote is right.'
    >>> what_comes_of_it(7, 1, 1, "stacking", True)
    'Row 7: the only model is wrong, yet stacking is right.'
    >>> what_comes_of_it(7, 2, 2, "soft vote", False)
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


def beside_the_truth(answered: Answered) -> str:
    """Whether the rule is right, after its answer was said."""
    verdict = "right" if answered.winner == answered.truth else "wrong"
    return f"The truth is {answered.names.classes[answered.truth]}: that is {verdict}."


ROUNDED = "Numbers are shown with three digits; the computing keeps all of them."
