"""Reads a file of `data/`: columns `view__feature`, the label in `target`, perhaps a `group`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from lib.datasets._entry import Dataset, Provenance

DATA = Path(__file__).parents[2] / "data"
NOT_FEATURES = ("id", "group", "target")
NOT_RECORDED = "not recorded"


@dataclass(frozen=True, eq=False)
class CsvFile:
    """What a reader must be told about `data/<name>.csv.gz`.

    classes, views : word in the file -> words on screen, in the order shown.
    names : column or feature in the file -> words on screen; a feature that is missing here gets
        its own words, each looked up in `words`.
    naming : how `{view}` and `{feature}` make a name; a name must occur once.
    units : feature in the file -> unit.
    categories, texts : features that are no numbers. An empty cell of a number is a missing value;
        of a category it becomes "not recorded".
    """

    name: str
    classes: Mapping[str, str]
    views: Mapping[str, str]
    target: str
    provenance: Provenance
    names: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    naming: str = "{feature}"
    units: Mapping[str, str] = field(default_factory=dict)
    categories: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()

    def read(self) -> Dataset:
        """Every row; the file is read once."""
        return _read(self)


@cache
def _read(file: CsvFile) -> Dataset:
    table = pd.read_csv(
        DATA / f"{file.name}.csv.gz", dtype=_dtypes(file), keep_default_na=False, na_values=[""]
    )
    columns = [name for name in table.columns if name not in NOT_FEATURES]
    parts = [column.split("__", 1) for column in columns]
    names = tuple(_name(file, view, feature) for view, feature in parts)
    words = [file.categories, file.texts]
    categories, texts = (
        {n for n, (_, b) in zip(names, parts, strict=True) if b in w} for w in words
    )
    X = table[columns].set_axis(list(names), axis=1)
    return Dataset(
        X=_typed(X, categories, texts) if categories or texts else X.to_numpy(float, copy=True),
        y=table["target"].map({word: i for i, word in enumerate(file.classes)}).to_numpy(dtype=int),
        feature_names=names,
        class_names=tuple(file.classes.values()),
        views={
            words: tuple(i for i, (of_view, _) in enumerate(parts) if of_view == view)
            for view, words in file.views.items()
        },
        provenance=file.provenance,
        target=file.target,
        units=tuple(file.units.get(feature, "") for _, feature in parts),
        groups=np.array(table["group"], dtype=str) if "group" in table else None,
    )


def _name(file: CsvFile, view: str, feature: str) -> str:
    own = " ".join(file.words.get(word, word) for word in feature.split("_"))
    known = file.names.get(f"{view}__{feature}") or file.names.get(feature, own)
    return file.naming.format(view=file.views[view], feature=known)


def _dtypes(file: CsvFile) -> dict[str, str]:
    """Types by column; categories and texts stay words even where they look like numbers."""
    words = file.categories + file.texts
    named = {f"{view}__{feature}": "str" for view in file.views for feature in words}
    return named | {"target": "str", "group": "str", "id": "str"}


def _typed(X: pd.DataFrame, categories: set[str], texts: set[str]) -> pd.DataFrame:
    """Numbers as float, categories as `category`, texts as `str`."""
    types = {name: "category" if name in categories else float for name in X if name not in texts}
    gaps = dict.fromkeys(categories, NOT_RECORDED)
    return X.fillna(gaps).astype(types)
