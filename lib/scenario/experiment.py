"""A scenario turned into data, models and results: the way from what was chosen to numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from lib import base_models, combiners, datasets
from lib.base_models import Member, given_models
from lib.catalogue.controls import Choice, Value, settings
from lib.combiners import BestOfEach, Calibrated, Column, Combiner, Models, WhatArrives
from lib.datasets import DataError, Dataset, DatasetEntry
from lib.datasets.cutting.bonds import Bonds, bonds_of
from lib.engine.evaluation import run_repeat
from lib.engine.folds import make_folds
from lib.engine.kept import fit_for
from lib.engine.progress import Progress, silent
from lib.engine.results import Failure, Method, Repeat, Results
from lib.engine.task import Combination, Task, fold_in, keep_columns, keep_methods
from lib.scenario.loading import (
    SEEDS_PER_SCENARIO,
    arrange_views,
    kind_of_cut,
    load_dataset,
    not_cut_as_asked,
)
from lib.scenario.record import ALL, BEST, Scenario

MOST_CLASSES = 100  # ten colours times ten shapes


def choose_models(scenario: Scenario, dataset: Dataset) -> Models:
    """The visitor's models, or those whose answers the data are; and the readers of single sources.

    A source that this data set does not have counts as none, and so does the only one: who reads it
    reads everything. A source is read by the models that were told to read it, else by those that
    `Scenario.readers` says.
    """
    if dataset.answers:
        return Models(given_models(dataset))
    if len(dataset.views) < 2:
        return Models(tuple(replace(member, view="") for member in scenario.members))
    views = [name for name, columns in dataset.views.items() if columns]
    voters = tuple(m if m.view in views else replace(m, view="") for m in scenario.members)
    kinds: Sequence[Member] = Models(voters).everything
    if scenario.readers not in (BEST, ALL):
        kinds = [Member(scenario.readers)]
    own = [voter for voter in voters if voter.view]
    left = [view for view in views if all(member.view != view for member in own)]
    others = [replace(kind, view=view) for view in left for kind in kinds]
    return Models(voters, (*own, *others), chooses=scenario.readers == BEST)


@dataclass(frozen=True, eq=False)
class Experiment:
    """Data, members and everything to be compared, ready to be fitted.

    columns : only these base models take part, None for all. failed : keys of combinations that
    do not. problems : a sentence for each view that could not be as it was asked. about : what the
    data are, None where the scenario names them.
    """

    scenario: Scenario
    dataset: Dataset
    models: Models
    columns: tuple[int, ...] | None = None
    problems: tuple[str, ...] = ()
    failed: frozenset[str] = frozenset()
    about: DatasetEntry | None = None

    @property
    def entry(self) -> DatasetEntry:
        """What the data are, in words: how they are called and what is asked of them."""
        return self.about or datasets.entries()[self.scenario.dataset]

    def keep(self, columns: Sequence[int]) -> "Experiment":
        """The same without the base models that could not be fitted; positions as in `task`."""
        known = range(len(self.task.estimators)) if self.columns is None else self.columns
        return replace(self, columns=tuple(known[column] for column in columns))

    def without(self, failed: Iterable[str]) -> "Experiment":
        """The same without some combinations, by key; itself when there are none to leave out."""
        every = self.failed | set(failed)
        return self if every == self.failed else replace(self, failed=every)

    @cached_property
    def bonds(self) -> Bonds:
        """Which rows may not part, in this scenario's cut."""
        return bonds_of(self.dataset, kind_of_cut(self.scenario, self.dataset))

    @cached_property
    def task(self) -> Task:
        """The same in the engine's words."""
        full = self._full_task()
        if self.failed:
            methods = [each.method for each in full.combinations]
            full = keep_methods(full, [each for each in methods if each.key not in self.failed])
        return full if self.columns is None else keep_columns(full, self.columns)

    @property
    def members(self) -> tuple[Member, ...]:
        """The base models that are compared alone: the visitor's, then those of their kinds that
        only the best single model of all columns needs."""
        voters = self.models.voters
        return (*voters, *[each for each in self.models.everything if each not in voters])

    @cached_property
    def models_fitted(self) -> tuple[Column, ...]:
        """What the engine fits, a column of P each: the members, then what combinations need."""
        every = self._plan[0]
        return every if self.columns is None else tuple(every[column] for column in self.columns)

    @cached_property
    def _plan(self) -> tuple[tuple[Column, ...], tuple[Combination, ...]]:
        columns: list[Column] = list(self.members)
        combinations: list[Combination] = []
        for key, entry in self._compared():
            knobs = self.settings_of(key)
            if not entry.combines(self.models, knobs):
                continue
            wanted = entry.columns(self.models, knobs)
            columns += [column for column in wanted if column not in columns]
            new = self._combination(key, entry, knobs, (columns, wanted))
            fold_in(combinations, new, entry.same_as(self.models, knobs))
        return tuple(columns), tuple(combinations)

    def _full_task(self) -> Task:
        columns, combinations = self._plan
        titles = _titles(columns)
        short = base_models.member_names(self.members, short=True)
        return Task(
            X=self.dataset.X,
            y=self.dataset.y,
            n_classes=self.dataset.n_classes,
            estimators=tuple(column.build(self.dataset, self.scenario.seed) for column in columns),
            titles=titles,
            members=tuple(
                Method(f"model{i + 1}", titles[i], short[i], "member", "member")
                for i in range(len(self.members))
            ),
            combinations=combinations,
            bonds=self.bonds,
        )

    def _compared(self) -> list[tuple[str, Combiner]]:
        """What takes part. Where all voters read single sources, those that are fusion by name
        come first, and give their names to the votes that are fusion by content."""
        every = [(k, e) for k, e in combiners.entries().items() if k in self.scenario.compared]
        if self.dataset.answers:  # the others train models of their own, on what is not here
            every = [(k, e) for k, e in every if e.family == "ensembling" or k == "best_single"]
        if all(voter.view for voter in self.models.voters):
            every.sort(key=lambda of: of[1].family == "ensembling")
        return every

    def _combination(
        self,
        key: str,
        entry: Combiner,
        knobs: Mapping[str, Value],
        of: tuple[Sequence[Column], Sequence[Column]],
    ) -> Combination:
        """The rule over the columns that it wants. of : all columns of P, and the wanted ones."""
        columns, wanted = of
        views = tuple(column.columns(self.dataset) for column in wanted)
        rule = entry.rule(knobs).for_views(views)
        sources = tuple(column.view for column in wanted if isinstance(column, Member))
        if entry.kind == "late" and self.models.chooses and len(set(sources)) < len(sources):
            rule = BestOfEach(rule, sources, self.scenario.metric)
        if rule.leaves_out and len(set(views)) > 1:
            rule = WhatArrives(rule, views)
        if self.scenario.calibrate:
            rule = Calibrated(rule)
        is_voters = tuple(wanted) == self.models.voters  # a clone counts as often as it is taken
        inputs = range(len(wanted)) if is_voters else [columns.index(each) for each in wanted]
        method = _describe(key, entry, fuses=len(set(sources)) > 1 and all(sources))
        counts = entry.counts and not self.scenario.calibrate
        method = replace(method, learns=rule.learns, counts=counts)
        return Combination(method, rule, tuple(inputs), rule.learns)

    def settings_of(self, key: str) -> Mapping[str, Value]:
        """A combiner's knobs. Whoever chooses by a score does so by the one that decides, unless it
        cannot or the visitor set another; the best single model always does, or it would be a
        weak rival. A budget counted in folds is that of as many folds as there are."""
        entry = combiners.entries()[key]
        own = self.scenario.knobs_of(key) if key != "best_single" else ()
        knobs = settings(entry.controls, own)
        if "folds" in knobs and "folds" not in dict(own):
            knobs["folds"] = self.scenario.folds
        choice, wanted = entry.controls.get("metric"), self.scenario.metric
        can_follow = isinstance(choice, Choice) and choice.knows(wanted)
        if can_follow and "metric" not in dict(own):
            knobs["metric"] = wanted
        return knobs

    def run(self, repeat: int, progress: Progress = silent) -> Repeat:
        """One pass over freshly cut folds; `repeat` counts from 0."""
        return run_repeat(self.task, self.folds(repeat), progress)

    def folds(self, repeat: int) -> np.ndarray:
        """(n_samples,) the fold of each row in one pass; every pass has as many as the first."""
        return self._cut(repeat, int(self._first_cut.max()) + 1) if repeat else self._first_cut

    @cached_property
    def _first_cut(self) -> np.ndarray:
        return self._cut(0, self.scenario.folds)

    def _cut(self, repeat: int, n_splits: int) -> np.ndarray:
        data, seed = self.dataset, self.scenario.seed * SEEDS_PER_SCENARIO + repeat
        return make_folds(data.y, n_splits, seed, self.bonds, data.class_names)

    @cached_property
    def tested(self) -> Dataset:
        """The rows that every pass holds back once, the first of the data."""
        n = int((self._first_cut >= 0).sum())
        return self.dataset if n == len(self.dataset.y) else self.dataset.take(np.arange(n))

    def results(self, passes: Sequence[Repeat], failures: tuple[Failure, ...] = ()) -> Results:
        """The passes together; one in which others failed than in the first is left out.

        failures : of models left out already; none means those of the first pass.
        """
        data, first = self.tested, passes[0]
        alike = fit_for([one for one in passes if one.is_like(first)], self.scenario.metric)
        units = None if self.bonds.are_loose else self.bonds.units[: len(data.y)]
        failures = failures or first.failures
        decides = self.scenario.metric
        return Results(data.y, data.class_names, alike, failures, units, decides=decides)


def prepare(scenario: Scenario) -> Experiment:
    """Load and build everything, fit nothing. Raises DataError when no model is chosen."""
    if not scenario.members:
        raise DataError("No model is chosen. Choose at least one, two to combine them.")
    found = experiment_on(load_dataset(scenario), scenario)
    return replace(found, problems=(*found.problems, *arrange_views(scenario).problems))


def experiment_on(
    dataset: Dataset, scenario: Scenario, about: DatasetEntry | None = None
) -> Experiment:
    """The same on rows that are there already, those that are never tested last. about : what they
    are, where no catalogue knows; then `scenario` only says how they are measured."""
    if (n := dataset.n_classes) > MOST_CLASSES:
        raise DataError(f"These are {n} classes. More than {MOST_CLASSES} cannot be told apart.")
    models, problems = choose_models(scenario, dataset), not_cut_as_asked(scenario, dataset)
    return Experiment(scenario, dataset, models, problems=problems, about=about)


def _titles(columns: Sequence[Column]) -> tuple[str, ...]:
    """A name for each column of P."""
    members = [column for column in columns if isinstance(column, Member)]
    names = iter(base_models.member_names(members))
    return tuple(next(names) if isinstance(c, Member) else c.title for c in columns)


def _describe(key: str, entry: Combiner, fuses: bool) -> Method:
    """The family follows from what is combined: a vote of models that read one source each is a
    late fusion."""
    if fuses and entry.family == "ensembling":
        return Method(key, f"{entry.title} of single sources", entry.short, "fusion", "late")
    return Method(key, entry.title, entry.short, entry.family, entry.kind)


def fresh_rows(scenario: Scenario, n: int) -> Dataset | None:
    """`n` new rows from the same source without wrong labels, or None for recorded data."""
    entry = datasets.entries()[scenario.dataset]
    if entry.fresh is None:
        return None
    knobs = settings(entry.controls, scenario.dataset_knobs)
    return entry.fresh(n, random_state=scenario.seed, **knobs)
