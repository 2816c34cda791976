"""What a data set is, and what its file in this folder must give."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, ClassVar, Literal

import numpy as np
import pandas as pd

from lib.catalogue.controls import Control, Knobs, Value, settings
from lib.datasets._labels import wrong_labels

Field = Literal[
    "shapes",  # drawn to be looked at: their two axes are not two sources of information
    "sensors",
    "judges",
    "nature",
    "healthcare",
    "finance",
    "machines",
    "vision",
    "language",
    "recommendation",
]
"""What data are about, so that a claim about a field can be asked of the right data."""


class DataError(ValueError):
    """These rows cannot be evaluated; the message says why and what would help."""


@dataclass(frozen=True)
class Provenance:
    """Where the data come from, in words fit for the About page."""

    source: str
    citation: str
    licence: str
    changes: str = ""


@dataclass(frozen=True, eq=False)
class Dataset:
    """Rows to learn from. Arrays are read-only, because every visitor shares them.

    X : (n_samples, n_features) float array, or a DataFrame when some columns are categories
        (dtype `category`) or text (dtype `str`); numbers may be missing (nan), and an infinite
        one becomes so.
    y : (n_samples,) whole numbers, positions in `class_names`; every class occurs. Rows whose label
        is missing (-1 or nan) are set apart: nothing can be learned from them, nor scored.
    views : name -> column positions; together they cover every column, none twice.
    groups : (n_samples,) or None; rows of one group (a person) never part in a split.
    times : (n_samples,) numbers or None; when each row was taken. Only their order counts; rows of
        one moment have equal numbers.
    units : one text a feature, "" where there is none.
    y_true : (n_samples,) or None; the labels before any were made wrong on purpose.
    n_infinite, n_unlabelled : how many numbers became missing, and how many rows are set apart.
    extent : None, or from where to where every column goes, whatever the rows are.
    answers : {}, or of each model that is not here the columns of X that hold its probabilities.
    """

    X: np.ndarray | pd.DataFrame
    y: np.ndarray
    feature_names: tuple[str, ...]
    class_names: tuple[str, ...]
    views: Mapping[str, tuple[int, ...]]
    provenance: Provenance
    target: str = "class"
    units: tuple[str, ...] = ()
    groups: np.ndarray | None = None
    y_true: np.ndarray | None = None
    n_infinite: int = 0
    n_unlabelled: int = 0
    times: np.ndarray | None = None
    extent: tuple[float, float] | None = None
    answers: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        of_rows = (self.X, self.y, self.groups, self.times, self.y_true)
        if len({len(each) for each in of_rows if each is not None}) > 1:
            raise ValueError("X, y, groups, times and y_true do not have matching lengths")
        self._set_unlabelled_apart()
        self._empty_infinite_cells()
        n_samples, n_features = self.X.shape
        columns = sorted(column for view in self.views.values() for column in view)
        if columns != list(range(n_features)):
            raise ValueError(f"the views cover columns {columns}, not each of {n_features} once")
        if len(self.y) != n_samples or len(self.feature_names) != n_features:
            raise ValueError("X, y and feature_names do not have matching lengths")
        for array in (self.X, self.y, self.groups, self.y_true, self.times):
            if isinstance(array, np.ndarray):
                array.flags.writeable = False

    def take(self, rows: np.ndarray) -> "Dataset":
        """Only these rows, in this order. rows : (n,) positions."""
        return replace(self, **self._of_rows(rows))

    def _of_rows(self, rows: np.ndarray) -> dict[str, Any]:
        X = self.X
        return {
            "X": X.iloc[rows].reset_index(drop=True) if isinstance(X, pd.DataFrame) else X[rows],
            "y": self.y[rows],
            "groups": None if self.groups is None else self.groups[rows],
            "y_true": None if self.y_true is None else self.y_true[rows],
            "times": None if self.times is None else self.times[rows],
        }

    def _set_unlabelled_apart(self) -> None:
        labels = np.nan_to_num(np.asarray(self.y, dtype=float), nan=-1)
        if labels.max(initial=0) >= len(self.class_names):
            raise ValueError(f"there is no class number {labels.max():.0f}")
        if (labels >= 0).all():
            return
        rows = np.flatnonzero(labels >= 0)
        self._become(
            **self._of_rows(rows), n_unlabelled=self.n_unlabelled + len(labels) - len(rows)
        )
        self._become(y=self.y.astype(int))

    def _empty_infinite_cells(self) -> None:
        X = self.X
        numbers = X.select_dtypes("number") if isinstance(X, pd.DataFrame) else X
        if not (n := int(np.isinf(np.asarray(numbers, float)).sum())):
            return
        finite = pd.DataFrame(X).replace([np.inf, -np.inf], np.nan)
        X = finite if isinstance(X, pd.DataFrame) else finite.to_numpy()
        self._become(X=X, n_infinite=self.n_infinite + n)

    def _become(self, **parts: Any) -> None:
        for name, value in parts.items():
            object.__setattr__(self, name, value)

    @property
    def n_classes(self) -> int:
        return len(self.class_names)

    @property
    def is_flat(self) -> bool:
        """Two plain numbers a row: the picture shows the data as they are."""
        return isinstance(self.X, np.ndarray) and self.X.shape[1] == 2


@dataclass(frozen=True, eq=False, kw_only=True)
class DatasetEntry:
    """What each file of this folder gives as `ENTRY`, made by one of the kinds below it.

    summary : one sentence that says what the data set is for, in terms of something real.
    question : what a model is asked, at most 40 letters. things : what a row is one of, plural.
    knob : name of the one that matters most here, which the first screen shows below its pictures.
    fields : what it stands for, at least one. target : what the classes are classes of.
    is_wide : hundreds of columns, or text: what takes seconds elsewhere takes minutes here.
    fresh : None, or called as `fresh(n, random_state=seed, **knobs)`: `n` new rows from the same
        source with no wrong labels, because a generator knows the truth.
    """

    kind: ClassVar[Literal["generated", "own", "real"]]
    fresh: ClassVar[Callable[..., Dataset] | None] = None
    title: str
    summary: str
    order: int
    question: str
    things: str
    fields: tuple[Field, ...]
    target: str
    knob: str = "flip"
    is_wide: bool = False

    @cached_property
    def controls(self) -> dict[str, Control]:
        """The knobs, known before anything is read or drawn."""
        raise NotImplementedError

    def at_hand(self, knobs: Knobs) -> tuple[Mapping[str, Control], dict[str, Value]]:
        """The knobs as far as they go for these data, and where they stand."""
        return self.controls, settings(self.controls, knobs)

    def load(self, *, random_state: int = 0, **knobs: Value) -> Dataset:
        """Rows in random order, some labels wrong when `flip` asks for it."""
        values = self._values(knobs)
        clean = self._clean(values, random_state)
        y = wrong_labels(clean.y, clean.n_classes, float(values["flip"]), random_state)
        return replace(clean, y=y, y_true=clean.y)

    def _clean(self, values: Mapping[str, Value], random_state: int) -> Dataset:
        raise NotImplementedError

    def _values(self, knobs: Mapping[str, Value]) -> dict[str, Value]:
        unknown = set(knobs) - set(self.controls)
        if unknown:
            raise TypeError(f"{self.title} has no knob {', '.join(sorted(unknown))}")
        return settings(self.controls, tuple(knobs.items()))
