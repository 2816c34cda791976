"""A reader's X and y as a data set of the app, every fault told in a sentence."""

from collections.abc import Hashable, Mapping, Sequence, Sized
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from lib.asking.columns import table_of
from lib.datasets import DataError, Dataset, DatasetEntry, Provenance
from lib.datasets.cutting.bonds import kinds_for
from lib.scenario.loading import in_clean_names, tested_first
from lib.words import counted
from lib.words.outside import cleaned, quoted

ALL, REST = "all columns", "other columns"
NOWHERE = "none: rows that were given to compare"


@dataclass(frozen=True, eq=False, kw_only=True)
class OwnRows(DatasetEntry):
    """What is said of rows that are in no catalogue. It has no knobs, and nothing is loaded."""

    kind: ClassVar = "own"

    @cached_property
    def controls(self) -> dict[str, Any]:
        return {}


@dataclass(frozen=True, eq=False)
class Rows:
    """dataset : those with a class, rows that are never tested last. about : in words. kept :
    (n_samples,) the position in X of each."""

    dataset: Dataset
    about: DatasetEntry
    kept: np.ndarray


def rows_of(
    X: Any,
    y: Any,
    views: Mapping[str, Sequence[Any]] | None = None,
    tied: tuple[Any, Any] = (None, None),
    class_names: Any = None,
) -> Rows:
    """X and y checked. tied : groups and times, of which one at most may be given. Raises
    ValueError where they cannot be read, DataError where nothing can be learned from them."""
    table, names = table_of(X)
    codes, labels = _classes(y)
    _check_length("y", codes, len(table))
    groups, times = _groups(tied[0], len(table)), _times(tied[1], len(table))
    if groups is not None and times is not None:
        raise ValueError("Give groups or times: rows are cut in whole groups or in time order.")
    target = _name_of(y)
    dataset = in_clean_names(
        Dataset(
            X=table,
            y=codes,
            feature_names=tuple(map(str, names)),
            class_names=_names_of(labels, class_names),
            views=_views(views, names),
            provenance=Provenance(NOWHERE, "none", "that of whoever brought them"),
            target=target or "class",
            units=("",) * len(names),
            groups=groups,
            times=times,
        )
    )
    kept = np.flatnonzero(codes >= 0)
    order = tested_first(dataset, kinds_for(dataset)[0])
    if order is not None:
        dataset, kept = dataset.take(order), kept[order]
    return Rows(dataset, _about(cleaned(target)), kept)


def _about(target: str) -> DatasetEntry:
    return OwnRows(
        title="Your data",
        summary="Rows that were given to compare.",
        order=0,
        question=f"Which {target}?" if target else "Which class?",
        things="rows",
        fields=(),
        target=target or "class",
    )


def _name_of(y: Any) -> str:
    name = getattr(y, "name", None)
    return "" if name is None else str(name)


def _check_length(what: str, found: Sized, n: int) -> None:
    if len(found) != n:
        raise ValueError(
            f"X has {counted(n, 'row')} and {what} has {len(found):,}; they must match."
        )


def _one_column(what: str, values: Any) -> pd.Series:
    """Cells in a column of their own, their index dropped."""
    if isinstance(values, pd.DataFrame) and values.shape[1] == 1:
        values = values.iloc[:, 0]
    if isinstance(values, pd.Series):
        return values.reset_index(drop=True)
    values = np.asarray(values)
    if values.ndim == 2 and values.shape[1] == 1:
        values = values[:, 0]
    if values.ndim != 1:
        raise ValueError(
            f"{what} has the shape {values.shape}. One value a row is needed, (n_samples,)."
        )
    return pd.Series(values)


def _classes(y: Any) -> tuple[np.ndarray, np.ndarray]:
    """(n_samples,) positions in the sorted labels, -1 where there is none; and the labels."""
    cells = _one_column("y", y)
    is_known = cells.notna().to_numpy()
    values = np.asarray(cells[is_known])
    if values.dtype.kind == "f" and not all(one.is_integer() for one in np.unique(values).tolist()):
        raise DataError(
            f"y holds {len(np.unique(values)):,} different amounts, and classes are needed. Cut "
            "them into parts first, for instance with pandas.qcut(y, 3)."
        )
    try:
        labels, found = np.unique(values, return_inverse=True)
    except TypeError:
        kinds = sorted({type(value).__name__ for value in values})
        raise ValueError(f"y mixes {' and '.join(kinds)}; give labels of one kind.") from None
    if len(labels) < 2:
        raise DataError("y holds fewer than two classes, so there is nothing to tell apart.")
    codes = np.full(len(cells), -1)
    codes[is_known] = found
    return codes, labels


def _names_of(labels: np.ndarray, given: Any) -> tuple[str, ...]:
    """What the classes are called, in the order of their labels."""
    own = [f"{one:g}" if isinstance(one, float) else str(one) for one in labels]
    if given is None:
        return tuple(own)
    if isinstance(given, Mapping):
        pairs = zip(labels.tolist(), own, strict=True)
        return tuple(str(given.get(label, name)) for label, name in pairs)
    names = tuple(map(str, given))
    if isinstance(given, str) or len(names) != len(labels):
        raise ValueError(
            f"y has {len(labels)} classes, and class_names names {len(names)}. Give a name for "
            "each, in the order of the sorted labels, or a mapping from labels to names."
        )
    return names


def _groups(given: Any, n: int) -> np.ndarray | None:
    if given is None:
        return None
    cells = _one_column("groups", given)
    _check_length("groups", cells, n)
    if cells.isna().any():
        raise ValueError("groups has gaps; every row belongs to a group, perhaps one of its own.")
    return np.asarray(pd.factorize(cells)[0])


def _times(given: Any, n: int) -> np.ndarray | None:
    """Numbers that grow with time."""
    if given is None:
        return None
    cells = _one_column("times", given)
    _check_length("times", cells, n)
    if cells.isna().any():
        raise ValueError("times has gaps; in time order every row needs its moment.")
    if pd.api.types.is_datetime64_any_dtype(cells):
        return cells.astype("int64").to_numpy(dtype=float)
    if not pd.api.types.is_numeric_dtype(cells):
        raise ValueError("times holds words. Give numbers, or dates made by pandas.to_datetime.")
    return cells.to_numpy(dtype=float)


def _views(given: Mapping[str, Sequence[Any]] | None, names: Sequence[Any]) -> dict:
    """name -> positions of its columns, which are given by name or position."""
    if not given:
        return {ALL: tuple(range(len(names)))}
    if not isinstance(given, Mapping):
        raise ValueError('views maps names to columns, such as {"sound": [0, 1], "image": [2]}.')
    position, taken = {name: i for i, name in enumerate(names)}, dict[int, str]()
    for view, columns in given.items():
        for column in [columns] if isinstance(columns, str) else columns:
            at = position.get(column, column) if isinstance(column, Hashable) else None
            if not isinstance(at, int | np.integer) or not -len(names) <= at < len(names):
                raise ValueError(
                    f"The view {quoted(str(view))} has no column {quoted(str(column))}."
                )
            if (first := taken.setdefault(int(at) % len(names), str(view))) != str(view):
                raise ValueError(
                    f"The column {quoted(str(column))} is in two views, {quoted(first)} and "
                    f"{quoted(str(view))}; each belongs to one source."
                )
    rest = [i for i in range(len(names)) if i not in taken]
    found = {
        str(view): [i for i, own in sorted(taken.items()) if own == str(view)] for view in given
    }
    if rest:
        found[REST] = [*found.get(REST, []), *rest]
    return {view: tuple(columns) for view, columns in found.items()}
