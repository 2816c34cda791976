"""The rows of a scenario: loaded, parted from the sealed ones, in the views that were asked for."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from lib import datasets
from lib.catalogue.controls import Knobs, settings
from lib.catalogue.entries import distinct
from lib.datasets import DataError, Dataset
from lib.datasets.cutting.bonds import GROUP, bonds_of, kinds_for
from lib.engine.folds import is_tested, set_aside
from lib.scenario.record import CUT, Scenario
from lib.scenario.remembering import Remembered
from lib.scenario.views import MAX_NAME, Arrangement, Views, arrange
from lib.words.outside import cleaned

# Folds of different repeats and of neighbouring seeds must not be drawn from the same seed.
SEEDS_PER_SCENARIO = 1000
LONGEST_NAME = 80  # letters, of a class or a column
LONGEST_SOURCE, LONGEST_CHANGES = 500, 4000  # letters; visitors name their data and columns


def load_dataset(scenario: Scenario) -> Dataset:
    """The data of a scenario, with its views and without the rows it sets aside; the same scenario
    always gives the same, shared, rows. Raises DataError when too few rows would be left."""
    return _arranged(*_rows_of(scenario), scenario.views)[0]


def load_with_own_views(scenario: Scenario) -> Dataset:
    """The same rows with the views that the data set itself has, whatever the scenario asks."""
    return _parts(*_rows_of(scenario))[0]


def sealed_rows(scenario: Scenario) -> Dataset | None:
    """The rows that were set aside, None when there are none. Only the sealed test may ask.

    Raises DataError when they could not be set aside.
    """
    return _sealed(*_rows_of(scenario), scenario.views)


def arrange_views(scenario: Scenario) -> Arrangement:
    """The scenario's views as they fit its data, and what had to be changed for that."""
    return _arranged(*_rows_of(scenario), scenario.views)[1]


@Remembered
def _load(key: str, knobs: Knobs, seed: int) -> Dataset:
    entry = datasets.entries()[key]
    return in_clean_names(entry.load(random_state=seed, **settings(entry.controls, knobs)))


def in_clean_names(own: Dataset) -> Dataset:
    """The same data; what they call their classes, columns and views is text that can be shown, no
    two alike."""

    def clean(names: Iterable[str], what: str, most: int = LONGEST_NAME) -> tuple[str, ...]:
        cleaned_ones = [cleaned(name, most) or what for name in names]
        return tuple(distinct(cleaned_ones))

    return replace(
        own,
        class_names=clean(own.class_names, "class"),
        feature_names=clean(own.feature_names, "column"),
        views=dict(zip(clean(own.views, "view", MAX_NAME), own.views.values(), strict=True)),
        target=cleaned(own.target) or "class",
        units=tuple(cleaned(unit) for unit in own.units),
        provenance=replace(
            own.provenance,
            source=cleaned(own.provenance.source, LONGEST_SOURCE),
            changes=cleaned(own.provenance.changes, LONGEST_CHANGES),
        ),
    )


def class_names_of(scenario: Scenario) -> tuple[str, ...]:
    """What the classes are called; nothing when there are no data, which the page says."""
    try:
        return _load(scenario.dataset, scenario.dataset_knobs, scenario.seed).class_names
    except DataError:
        return ()


def cuts_of(scenario: Scenario) -> tuple[str, ...]:
    """How these rows can be cut, the usual way first; nothing when there are no data."""
    try:
        return kinds_for(_load(scenario.dataset, scenario.dataset_knobs, scenario.seed))
    except DataError:
        return ()


def kind_of_cut(scenario: Scenario, dataset: Dataset) -> str:
    """How the rows are cut: as was asked where these data can be, else in their usual way."""
    known = kinds_for(dataset)
    return scenario.cut if scenario.cut in known else known[0]


def not_cut_as_asked(scenario: Scenario, dataset: Dataset) -> tuple[str, ...]:
    """A sentence when these data cannot be cut as the scenario asks."""
    kind = kind_of_cut(scenario, dataset)
    if scenario.cut in ("", kind):
        return ()
    missing = "groups" if scenario.cut == GROUP else "times"
    return (f"These data have no {missing}, so their rows are cut {CUT.options[kind]}.",)


def _rows_of(scenario: Scenario) -> tuple[str, Knobs, int, int, str]:
    """All that rows depend on."""
    asked = scenario.dataset, scenario.dataset_knobs, scenario.seed
    return *asked, scenario.sealed, kind_of_cut(scenario, _load(*asked))


@Remembered
def _parts(
    key: str, knobs: Knobs, seed: int, sealed: int, cut: str
) -> tuple[Dataset, Dataset | None]:
    """The rows that everything works with, and those set aside. Parted where data are loaded, so
    that nothing that loads them can meet a sealed row. Rows that are never tested stand last."""
    every, rest = _load(key, knobs, seed), None
    if sealed:
        seed_of_it = SEEDS_PER_SCENARIO * (seed + 1) - 1
        is_sealed = set_aside(every.y, sealed, seed_of_it, bonds_of(every, cut))
        rest = every.take(np.flatnonzero(is_sealed))
        every = every.take(np.flatnonzero(~is_sealed))
    order = tested_first(every, cut)
    return (every if order is None else every.take(order)), rest


def tested_first(dataset: Dataset, cut: str) -> np.ndarray | None:
    """(n_samples,) positions in the order in which the engine wants rows that are cut in this way:
    those that are never tested last. None where they are in that order already."""
    tested = is_tested(dataset.y, bonds_of(dataset, cut), dataset.class_names)
    return None if tested.all() else np.argsort(~tested, kind="stable")


@Remembered
def _arranged(
    key: str, knobs: Knobs, seed: int, sealed: int, cut: str, asked: Views
) -> tuple[Dataset, Arrangement]:
    """The rows of `_parts`, shared, in the views that were asked for."""
    own = _parts(key, knobs, seed, sealed, cut)[0]
    arrangement = arrange(asked, own)
    return (replace(own, views=arrangement.views) if asked else own), arrangement


@Remembered
def _sealed(
    key: str, knobs: Knobs, seed: int, sealed: int, cut: str, asked: Views
) -> Dataset | None:
    """The rows that `_parts` sets aside, in the views of all others."""
    rows = _parts(key, knobs, seed, sealed, cut)[1]
    views = _arranged(key, knobs, seed, sealed, cut, asked)[0].views
    return None if rows is None else replace(rows, views=views)
