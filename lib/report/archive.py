"""Several files as one download, and the data as a table that reads back bit for bit."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, replace

import numpy as np
import pandas as pd

from lib.datasets import Dataset
from lib.words.outside import as_cell

TARGET, GROUP, TIME = "target", "group", "time"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first a zip can hold: the same files give the same bytes


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """The files, by name, as one zip."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return stream.getvalue()


def data_table(dataset: Dataset) -> pd.DataFrame:
    """The features, then the class of each row in words, then its group and its time, if any.

    The names of the last columns get underscores when a feature already has that name.
    """
    table = pd.DataFrame(dataset.X).set_axis(list(dataset.feature_names), axis=1)
    known = {free_name(TARGET, dataset): np.array(dataset.class_names, dtype=object)[dataset.y]}
    if dataset.groups is not None:
        known[free_name(GROUP, dataset)] = dataset.groups
    if dataset.times is not None:
        known[free_name(TIME, dataset)] = dataset.times
    return pd.concat([table, pd.DataFrame(known)], axis=1)


def in_cells(dataset: Dataset) -> Dataset:
    """The same data, in whose table no text is a formula for a spreadsheet."""
    X = dataset.X
    if isinstance(X, pd.DataFrame):
        words = [i for i, kind in enumerate(X.dtypes) if not pd.api.types.is_numeric_dtype(kind)]
        X = X.assign(**{X.columns[i]: _words_in_cells(X.iloc[:, i]) for i in words})
    return replace(
        dataset,
        X=X,
        class_names=tuple(map(as_cell, dataset.class_names)),
        feature_names=tuple(map(as_cell, dataset.feature_names)),
        groups=None
        if dataset.groups is None
        else np.array([as_cell(str(g)) for g in dataset.groups]),
    )


def _words_in_cells(column: pd.Series) -> pd.Series:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.rename_categories(as_cell)
    return column.map(as_cell, na_action="ignore").astype(column.dtype)


def has_other_words(dataset: Dataset, other: Dataset) -> bool:
    """Whether the words in two tables differ."""
    return not pd.DataFrame(dataset.X).equals(pd.DataFrame(other.X))


def sources(dataset: Dataset) -> dict[str, str]:
    """Where the data come from, by what that is about: "Source", "Licence" ..."""
    return {name.capitalize(): text for name, text in asdict(dataset.provenance).items()}


def free_name(name: str, dataset: Dataset) -> str:
    """The name, or the name with underscores, so that no feature has it."""
    while name in dataset.feature_names:
        name += "_"
    return name


def kinds_of_words(dataset: Dataset) -> dict[str, str]:
    """The type of every feature that is not a number: "category" or "str"."""
    if isinstance(dataset.X, np.ndarray):
        return {}
    types = zip(dataset.feature_names, dataset.X.dtypes, strict=True)
    return {
        name: "category" if isinstance(kind, pd.CategoricalDtype) else "str"
        for name, kind in types
        if not pd.api.types.is_numeric_dtype(kind)
    }
