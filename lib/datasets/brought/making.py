"""A visitor's table made into a data set: roles, classes, gaps and sample as they were chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from lib.catalogue.controls import Value
from lib.datasets._entry import DataError, Dataset, Provenance
from lib.datasets._labels import MIN_PER_CLASS, class_counts, first_of_each, stream
from lib.datasets._recorded import in_whole_groups
from lib.datasets.brought.answers import FIRST, NO, checked_probabilities, models_of, wide
from lib.datasets.brought.classes import classes_of
from lib.datasets.brought.features import Features, features_of, sources_of
from lib.datasets.brought.gaps import read_marks, without_marks
from lib.datasets.brought.roles import (
    GROUP,
    LEFT_OUT,
    NUMBER,
    OF_ROWS,
    ROLES,
    TARGET,
    TIME,
    Column,
    given,
)
from lib.words import counted, listed

ANSWERS = "what the models say"
LEAST = 10  # rows of a class that a sample keeps, where there are so many


@dataclass(frozen=True, eq=False)
class Reading:
    """A table as it is read with the visitor's choices. knobs : those of the data set."""

    table: pd.DataFrame
    knobs: Mapping[str, Value]

    @cached_property
    def frame(self) -> pd.DataFrame:
        """With gaps where there are any; of answers, a line a row."""
        table = wide(self.table) if self.has_answers else self.table
        return without_marks(table, read_marks(str(self.knobs["gaps"])))

    @property
    def has_answers(self) -> bool:
        """Whether its numbers are what models said of the rows."""
        return self.knobs["answers"] != NO

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """What each column is for."""
        return given(self.frame, str(self.knobs["columns"]))

    def only(self, role: str) -> pd.Series | None:
        """The column of a role that only one may have."""
        found = [i for i, column in enumerate(self.columns) if column.role == role]
        return self.frame.iloc[:, found[0]] if found else None

    @cached_property
    def target(self) -> pd.Series:
        """The column that is asked. Raises DataError when there is none."""
        found = self.only(TARGET)
        if found is None:
            raise DataError("No column is asked. On “Your data”, choose which one is.")
        return found

    @cached_property
    def classes(self) -> tuple[np.ndarray, tuple[str, ...]]:
        """As `classes_of`; rows without a time have no class where rows are taken in time order."""
        y, names = classes_of(self.target, str(self.knobs["classes"]))
        times = self.only(TIME)
        return (y if times is None else np.where(times.notna(), y, np.nan)), names

    def check(self) -> None:
        """Raises DataError, saying what to do, where nothing can be learned."""
        y, class_names = self.classes
        _check_sizes(y[np.isfinite(y)], class_names)
        _moments(self.only(TIME))
        if all(column.role in OF_ROWS for column in self.columns):
            raise DataError(
                "No column is left to learn from. On “Your data”, say of at least one that it is a "
                "number, a category, a date or text."
            )
        if self.has_answers:
            self._learned_from(np.arange(len(self.frame)))

    def _learned_from(self, rows: np.ndarray) -> tuple[Features, dict[str, tuple[int, ...]]]:
        """What models read of these rows; and of answers, whose each column is."""
        frame = self.frame.iloc[rows].reset_index(drop=True)
        if not self.has_answers:
            return features_of(frame, self.columns), {}
        at = [i for i, column in enumerate(self.columns) if column.role == NUMBER]
        names = tuple(self.columns[i].name for i in at)
        models = models_of(names, self.classes[1])
        P = checked_probabilities(frame.iloc[:, at], models)
        is_single = all(len(columns) == 1 for columns in models.values())
        is_of_first = is_single and self.knobs["answers"] == FIRST
        return Features(1 - P if is_of_first else P, names, names), models

    def dataset(self, provenance: Provenance, random_state: int) -> Dataset:
        """At most as many rows as are asked for, in random order. Raises DataError as `check`."""
        self.check()
        y, class_names = self.classes
        groups, known = self.only(GROUP), np.flatnonzero(np.isfinite(y))
        names = None if groups is None else _names_of(groups)[known]
        asked = int(self.knobs["rows"])
        rows = known[sample(y[known].astype(int), names, asked, random_state)]
        times, (features, models) = _moments(self.only(TIME)), self._learned_from(rows)
        return Dataset(
            X=features.X,
            y=y[rows].astype(int),
            feature_names=features.names,
            class_names=class_names,
            views={ANSWERS: tuple(range(len(features.of)))} if models else sources_of(features.of),
            provenance=provenance,
            target=str(self.target.name),
            units=("",) * len(features.names),
            groups=None if groups is None else _names_of(groups)[rows],
            times=None if times is None else times[rows],
            n_unlabelled=len(y) - len(known),
            extent=(0.0, 1.0) if models else None,
            answers=models,
        )

    def told(self) -> str:
        """What was done to the columns, in sentences, for a report."""
        said = []
        for role, words in ROLES.items():
            of = [f"“{column.name}”" for column in self.columns if column.role == role]
            if of:
                said.append(f"{words}: {listed(of)}")
        left = [f"“{c.name}” ({c.reason})" for c in self.columns if c.role == LEFT_OUT and c.reason]
        more = f" Left out by itself: {listed(left)}." if left else ""
        marks = read_marks(str(self.knobs["gaps"]))
        more += f" Also missing: {listed([f'“{mark}”' for mark in marks])}." if marks else ""
        return f"Columns were read as {'; '.join(said)}.{more}"


def sample(y: np.ndarray, groups: np.ndarray | None, n: int, random_state: int) -> np.ndarray:
    """Positions of at most about `n` rows in random order: every class keeps its share, and groups
    are taken whole. y : (n_samples,) whole numbers. groups : (n_samples,) or None."""
    order = stream(random_state, "sample").permutation(len(y))
    if n >= len(order):
        return order
    if groups is not None:
        return order[in_whole_groups(groups, n, random_state)[order]]
    sizes = np.bincount(y)
    counts = class_counts(n, (sizes / len(order)).tolist())
    counts = np.minimum(np.maximum(counts, LEAST), sizes)
    return order[first_of_each(y[order], counts)]


def _check_sizes(y: np.ndarray, names: Sequence[str]) -> None:
    counts = np.bincount(y.astype(int), minlength=len(names))
    rare = [f"“{name}”" for name, n in zip(names, counts, strict=True) if n < MIN_PER_CLASS]
    if len(names) - len(rare) < 2:
        raise DataError("Fewer than two classes have more than one row: nothing can be tested.")
    if rare:
        raise DataError(
            f"{listed(rare[:5])}{' and more' * (len(rare) > 5)} "
            f"{'have' if len(rare) > 1 else 'has'} a single row, which can be learned or tested "
            "but not both. On “Your data”, join rare classes or leave them out."
        )


def _names_of(groups: pd.Series) -> np.ndarray:
    """A name for each row's group; a row without one is a group of its own."""
    names = groups.astype("str")
    alone = pd.Series([f"row {i + 1}, alone" for i in range(len(groups))], groups.index)
    return names.where(groups.notna(), alone).to_numpy(dtype=str)


def _moments(times: pd.Series | None) -> np.ndarray | None:
    """Numbers that grow with time. Raises DataError for words."""
    if times is None:
        return None
    if pd.api.types.is_numeric_dtype(times):
        return times.fillna(0).to_numpy(float)
    if pd.api.types.is_datetime64_any_dtype(times):
        return times.fillna(pd.Timestamp(0)).astype("int64").to_numpy(float)
    raise DataError(
        f"“{times.name}” holds words, and a time is a date or a number. On “Your data”, choose "
        "another column for when a row was taken."
    )


def size_of(dataset: Dataset) -> str:
    """ "240 rows and 9 columns"."""
    return f"{counted(len(dataset.y), 'row')} and {counted(dataset.X.shape[1], 'column')}"
