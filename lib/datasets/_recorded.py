"""Data sets that are read, not drawn: from a file of `data/`, or out of scikit-learn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import ClassVar

import numpy as np
import pandas as pd

from lib.catalogue.controls import Control, Slider, Value
from lib.datasets._entry import Dataset, DatasetEntry, Provenance
from lib.datasets._labels import balance_slider, class_counts, first_of_each, flip_slider, stream

DATA = Path(__file__).parents[2] / "data"
NOT_FEATURES = ("id", "group", "time", "target")
NOT_RECORDED = "not recorded"
MIN_GROUPS = 5  # as many as there are folds: no person may be in two


@dataclass(frozen=True, eq=False, kw_only=True)
class Recorded(DatasetEntry):
    """A data set of which there are so many rows and no more.

    n_rows : how many, so that knobs are known before anything is read.
    first_share : percent of rows in the first class, for a set of two classes whose balance
        may be changed by leaving rows out.
    classes : in the order shown, as the data call them.
    """

    kind: ClassVar = "real"
    n_rows: int
    default_rows: int = 600
    first_share: int | None = None
    classes: tuple[str, ...]
    source: str
    citation: str
    licence: str
    changes: str

    @cached_property
    def full(self) -> Dataset:
        """Every row; read once."""
        raise NotImplementedError

    @property
    def provenance(self) -> Provenance:
        return Provenance(self.source, self.citation, self.licence, self.changes)

    @property
    def class_names(self) -> tuple[str, ...]:
        """The classes, in words for the screen."""
        return self.classes

    @cached_property
    def controls(self) -> dict[str, Control]:
        default = min(self.default_rows, self.n_rows)
        fewest = min(100, self.n_rows // 2)
        knobs: dict[str, Control] = {
            "rows": Slider("Rows used", fewest, self.n_rows, default, help="A random sample."),
            "flip": flip_slider(),
        }
        if self.first_share is not None:
            knobs["balance"] = balance_slider(self.class_names[0], self.first_share)
        return knobs

    def _clean(self, values: Mapping[str, Value], random_state: int) -> Dataset:
        return self.full.take(self._sample(self.full, values, random_state))

    def _sample(self, full: Dataset, values: Mapping[str, Value], random_state: int) -> np.ndarray:
        order = stream(random_state, "sample").permutation(len(full.y))
        n = int(values["rows"])
        if full.groups is not None:
            return order[in_whole_groups(full.groups, n, random_state)[order]]
        sizes = np.bincount(full.y, minlength=full.n_classes)
        shares = sizes / len(full.y)
        if values.get("balance") != self.first_share:
            first = float(values["balance"]) / 100
            shares = np.array([first, 1 - first])
            n = min(n, int((sizes / shares).min()))  # the rest would need rows there are not
        return order[first_of_each(full.y[order], class_counts(n, shares.tolist()))]


def in_whole_groups(groups: np.ndarray, n: int, random_state: int) -> np.ndarray:
    """Which rows belong to as many whole groups as make about `n` rows, at least five."""
    names = stream(random_state, "order").permutation(np.unique(groups))
    kept = max(MIN_GROUPS, round(n / len(groups) * len(names)))
    return np.isin(groups, names[:kept])


@dataclass(frozen=True, eq=False, kw_only=True)
class Bundled(Recorded):
    """A data set that comes with scikit-learn: what `sklearn.datasets.load_<key>` gives.

    features : name -> unit, "" where there is none. views : name -> column positions.
    """

    key: str
    features: Mapping[str, str]
    views: Mapping[str, tuple[int, ...]]
    licence: str = "BSD 3-Clause as distributed with scikit-learn; CC BY 4.0 at UCI."

    @cached_property
    def full(self) -> Dataset:
        from sklearn import datasets  # here: the first page needs none of it

        X, y = getattr(datasets, f"load_{self.key}")(return_X_y=True)
        return Dataset(
            X=np.array(X, dtype=float),
            y=np.array(y),
            feature_names=tuple(self.features),
            class_names=self.class_names,
            views=self.views,
            provenance=self.provenance,
            target=self.target,
            units=tuple(self.features.values()),
        )


@dataclass(frozen=True, eq=False, kw_only=True)
class CsvFile(Recorded):
    """A data set in `data/<file>.csv.gz`.

    Its columns are `view__feature`, the label in `target`, perhaps a `group`,
    perhaps a `time`: any number that grows with time.

    names : column, feature, view or class in the file -> words on screen; what is missing here
        gets its own words, each looked up in `words`.
    naming : how `{view}` and `{feature}` make the name of a column; a name must occur once.
    units : feature in the file -> unit.
    categories, texts : features that are no numbers. An empty cell of a number is a missing value;
        of a category it becomes "not recorded".
    """

    file: str
    names: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    naming: str = "{feature}"
    units: Mapping[str, str] = field(default_factory=dict)
    categories: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()

    @property
    def class_names(self) -> tuple[str, ...]:
        return tuple(map(self._say, self.classes))

    @cached_property
    def full(self) -> Dataset:
        table = self._table()
        columns = [name for name in table.columns if name not in NOT_FEATURES]
        parts = [column.split("__", 1) for column in columns]
        views = dict.fromkeys(view for view, _ in parts)
        return Dataset(
            X=self._values_of(table[columns]),
            y=table["target"].map(self.classes.index, na_action="ignore").to_numpy(),
            feature_names=tuple(map(self._name, columns)),
            class_names=self.class_names,
            views={
                self._say(view): tuple(i for i, (of_view, _) in enumerate(parts) if of_view == view)
                for view in views
            },
            provenance=self.provenance,
            target=self.target,
            units=tuple(self.units.get(feature, "") for _, feature in parts),
            groups=np.array(table["group"], dtype=str) if "group" in table else None,
            times=np.array(table["time"], dtype=float) if "time" in table else None,
        )

    def _table(self) -> pd.DataFrame:
        """As it is in the file; what is no number stays a word even where it looks like one."""
        path = DATA / f"{self.file}.csv.gz"
        words = {*NOT_FEATURES, *self.categories, *self.texts} - {"time"}
        dtypes = {
            column: "str"
            for column in map(str, pd.read_csv(path, nrows=0))
            if column.split("__", 1)[-1] in words
        }
        return pd.read_csv(path, dtype=dtypes, keep_default_na=False, na_values=[""])

    def _values_of(self, table: pd.DataFrame) -> np.ndarray | pd.DataFrame:
        """Numbers as float, categories as `category`, texts as `str`."""
        if not self.categories + self.texts:
            return table.to_numpy(float, copy=True)
        feature = {str(column): str(column).split("__", 1)[1] for column in table}
        gaps = {column: NOT_RECORDED for column in feature if feature[column] in self.categories}
        types = {
            column: "category" if column in gaps else float
            for column in feature
            if feature[column] not in self.texts
        }
        return table.fillna(gaps).astype(types).rename(columns=self._name)

    def _name(self, column: str) -> str:
        view, feature = column.split("__", 1)
        known = self.names.get(column) or self._say(feature)
        return self.naming.format(view=self._say(view), feature=known)

    def _say(self, name: str) -> str:
        own = " ".join(self.words.get(word, word) for word in name.split("_"))
        return self.names.get(name, own)
