"""One method of a comparison taken apart: the models it is made of, and the rule over them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lib.combiners import AsItIs, BaseCombiner
from lib.engine.folds import learned_from
from lib.engine.results import Method, Repeat
from lib.engine.task import keep_columns
from lib.report._scikit_learn import as_scikit_learn
from lib.verdict.case import Case

RESERVED = ("members", "combiner", "cv", "random_state", "estimators", "voting", "weights")


@dataclass(frozen=True, eq=False)
class Pick:
    """names, titles, models : of each input, models unfitted. inputs : their columns of P.
    rule : what makes their answers one; None for a single model that answers alone.
    """

    method: Method
    names: tuple[str, ...]
    titles: tuple[str, ...]
    models: tuple[Any, ...]
    inputs: tuple[int, ...]
    rule: BaseCombiner | None


def pick_of(case: Case, key: str) -> Pick:
    """The method of that key, without the base models that could not be fitted.

    Raises KeyError when the method took no part.
    """
    results, first = case.results, case.results.repeats[0]
    task = keep_columns(case.experiment.task, first.columns)
    method = results.method(key)
    position = results.positions[key]
    if position < len(task.members):
        inputs: tuple[int, ...] = (position,)
        rule = None
    else:
        combination = task.combinations[position - len(task.members)]
        inputs, rule = combination.inputs, combination.combiner
    ours = not case.experiment.bonds.are_loose  # ties that scikit-learn's own classes do not know
    parts = _training_parts(case.dataset.y, first, bool(rule and rule.learns))
    titles = tuple(task.titles[column] for column in inputs)
    return Pick(
        method=method,
        names=identifiers(titles),
        titles=titles,
        models=tuple(as_scikit_learn(task.estimators[c], parts, ours) for c in inputs),
        inputs=inputs,
        rule=None if isinstance(rule, AsItIs) else rule,
    )


def identifiers(titles: Sequence[str]) -> tuple[str, ...]:
    """A name for each title that may stand in code and as the name of a member, no two alike."""
    names: list[str] = []
    for title in titles:
        name = re.sub(r"[\W_]+", "_", title.lower()).strip("_") or "model"
        taken = {*names, *RESERVED}
        numbers = (f"{name}_{i}" for i in range(2, len(titles) + 3))
        names.append(name if name not in taken else next(n for n in numbers if n not in taken))
    return tuple(names)


def _training_parts(y: np.ndarray, first: Repeat, learns: bool) -> list[np.ndarray]:
    """The labels of every part that a base model is fitted on: without one fold, or two."""
    folds, n_splits = first.folds, int(first.folds.max()) + 1
    pairs = [(i, j) for i in range(n_splits) for j in range(i if learns else i + 1)]
    singles = [(i, i) for i in range(n_splits)]
    return [y[learned_from(folds, i) & learned_from(folds, j)] for i, j in {*pairs, *singles}]
