"""One row followed through one method, with what every model said about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from lib import combiners
from lib.base_models import member_names
from lib.catalogue.controls import Value, settings
from lib.combiners import Column, Combiner, Merged
from lib.datasets import Dataset
from lib.engine.results import Results
from lib.scenario.experiment import Experiment


def methods_of(level: str) -> dict[str, Combiner]:
    """The ways to combine at this level."""
    return {
        key: entry
        for key, entry in combiners.entries().items()
        if entry.level == level and entry.family != "single"
    }


def usual_method(level: str, compared: Sequence[str]) -> str:
    """The first that is being compared, a fusion before an ensemble; else the first of all."""
    every = methods_of(level)
    shown = [key for key in every if key in compared]
    fusions = [key for key in shown if every[key].family == "fusion"]
    return [*fusions, *shown, *every][0]


@dataclass(frozen=True, eq=False)
class Followed:
    """One method and one row. columns : what the method is made of, with the probabilities that
    each gave for the row (None: not known here). P : (n_classes,) what the method said, or None
    when it is not being compared. used : whether each column ever has a say."""

    key: str
    experiment: Experiment
    row: int
    knobs: Mapping[str, Value]
    columns: tuple[tuple[Column, np.ndarray | None], ...]
    used: tuple[bool, ...]
    chosen: int
    P: np.ndarray | None

    @property
    def entry(self) -> Combiner:
        return combiners.entries()[self.key]

    @property
    def dataset(self) -> Dataset:
        return self.experiment.dataset

    @property
    def views(self) -> dict[str, tuple[int, ...]]:
        """Those that have columns."""
        return {name: columns for name, columns in self.dataset.views.items() if columns}


def follow(experiment: Experiment, results: Results, key: str, row: int) -> Followed:
    """What happens to the row on its way through the method, from the first repeat.

    Out of fold: every model that speaks here was trained without the row. Numbers are left out
    where the method is not among those compared.
    """
    entry, scenario = combiners.entries()[key], experiment.scenario
    knobs = settings(entry.controls, scenario.knobs_of(key))
    wanted = entry.columns(experiment.models, knobs)
    nothing = tuple((column, None) for column in wanted)
    unknown = Followed(key, experiment, row, knobs, nothing, (True,) * len(wanted), 0, None)
    if key not in results.positions:
        return unknown
    repeat, method = results.repeats[0], results.positions[key]
    full = replace(experiment, columns=None).task
    inputs = next(each.inputs for each in full.combinations if each.method.has_name(key))
    if len(inputs) != len(wanted):  # what another method says needs none of its own models
        return replace(unknown, P=repeat.P[method, row])
    known = range(len(full.estimators)) if experiment.columns is None else experiment.columns
    fitted = [known[column] for column in repeat.columns]
    columns, used, alike = [], [], []
    rows = np.flatnonzero(repeat.folds == repeat.folds[row])
    for column, position in zip(wanted, inputs, strict=True):
        if position in fitted:
            at = fitted.index(position)
            columns.append((column, repeat.P_members[row, at]))
            used.append(bool(repeat.usage[method, at] > 0))
            alike.append(_likeness(repeat.P_members[rows, at], repeat.P[method, rows]))
    chosen = max(range(len(alike)), key=alike.__getitem__)
    told = replace(unknown, columns=tuple(columns), used=tuple(used), chosen=chosen)
    return replace(told, P=repeat.P[method, row])


def _likeness(P: np.ndarray, said: np.ndarray) -> tuple[float, float]:
    """How much a method seems to repeat one model: in what it answers, then in how sure it is,
    which calibrating changes. Both (n_rows, n_classes)."""
    same = float((P.argmax(axis=1) == said.argmax(axis=1)).mean())
    return same, -float(np.abs(P - said).max())


def name_of(column: Column) -> str:
    """A model's short name, without what it sees."""
    if isinstance(column, Merged):
        return column.title
    return member_names([replace(column, view="")], short=True)[0]
