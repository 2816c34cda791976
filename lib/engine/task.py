"""What is to be fitted and compared, in the engine's words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator

from lib.combiners import BaseCombiner
from lib.datasets.cutting.bonds import Bonds
from lib.engine.results import Method, Name

SAME_RULE = "It is the same rule over the same models under another name."


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
    bonds : which rows of X may not part, for whoever holds some back inside; None when all may.
    """

    X: Any
    y: np.ndarray
    n_classes: int
    estimators: tuple[BaseEstimator, ...]
    titles: tuple[str, ...]
    members: tuple[Method, ...]
    combinations: tuple[Combination, ...]
    bonds: Bonds | None = None


def fold_in(
    combinations: list[Combination], new: Combination, same: tuple[str, str] | None = None
) -> None:
    """Add a combination, or its name only where another must give the same answers.

    That is so for the same rule over the same models, and for the one that `same` names, with the
    reason.
    """
    for position, old in enumerate(combinations):
        is_named = same is not None and old.method.has_name(same[0])
        alike = new.inputs == old.inputs and _signature(new.combiner) == _signature(old.combiner)
        if is_named or alike:
            reason = same[1] if same and is_named else SAME_RULE
            name = Name(new.method.key, new.method.title, new.method.short, reason)
            method = replace(old.method, also=(*old.method.also, name))
            combinations[position] = replace(old, method=method)
            return
    combinations.append(new)


def _signature(rule: BaseEstimator) -> tuple[Any, ...]:
    """Equal for rules that do the same."""
    parts = rule.get_params(deep=False)
    return type(rule), *[
        (name, _signature(part) if isinstance(part, BaseEstimator) else part)
        for name, part in sorted(parts.items())
    ]


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


def keep_methods(task: Task, methods: Sequence[Method]) -> Task:
    """The same task with only those combinations that are among the methods."""
    kept = tuple(each for each in task.combinations if each.method in methods)
    return replace(task, combinations=kept)


def _keep_inputs(combination: Combination, columns: Sequence[int]) -> Combination:
    """The combination on the inputs that remain, renumbered."""
    remaining = [i for i, column in enumerate(combination.inputs) if column in columns]
    return replace(
        combination,
        combiner=combination.combiner.keep_models(remaining),
        inputs=tuple(columns.index(combination.inputs[i]) for i in remaining),
    )
