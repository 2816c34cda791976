"""What is to be fitted and compared, in the engine's words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator

from lib.combiners import BaseCombiner
from lib.engine.results import Method


@dataclass(frozen=True, eq=False)
class Combination:
    """A combination as the engine sees it: a rule, and the columns of P that it reads."""

    method: Method
    combiner: BaseCombiner
    inputs: tuple[int, ...]
    learns: bool


@dataclass(frozen=True, eq=False)
class Task:
    """All that does not change from fit to fit.

    estimators : every base model, unfitted, with its name in `titles`; the columns of P.
    members : a Method for each of the first columns, which the visitor chose and which are
    compared as methods of their own; the other columns are there for a combiner's sake.
    """

    X: Any
    y: np.ndarray
    n_classes: int
    estimators: tuple[BaseEstimator, ...]
    titles: tuple[str, ...]
    members: tuple[Method, ...]
    combinations: tuple[Combination, ...]


def keep_columns(task: Task, columns: Sequence[int]) -> Task:
    """The same task with only these base models; a combiner left without any goes too."""
    if len(columns) == len(task.estimators):
        return task
    combinations = [_keep_inputs(combination, columns) for combination in task.combinations]
    return replace(
        task,
        estimators=tuple(task.estimators[c] for c in columns),
        titles=tuple(task.titles[c] for c in columns),
        members=tuple(task.members[c] for c in columns if c < len(task.members)),
        combinations=tuple(combination for combination in combinations if combination.inputs),
    )


def _keep_inputs(combination: Combination, columns: Sequence[int]) -> Combination:
    """The combination on the inputs that remain, renumbered."""
    remaining = [i for i, column in enumerate(combination.inputs) if column in columns]
    return replace(
        combination,
        combiner=combination.combiner.keep_models(remaining),
        inputs=tuple(columns.index(combination.inputs[i]) for i in remaining),
    )
