"""Columns of a table as models read them: what each becomes, and which of them are one source."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.datasets._recorded import NOT_RECORDED
from lib.datasets.brought.roles import CATEGORY, DATE, NUMBER, OF_ROWS, TEXT, Column

REST = "other columns"
DAY = 86_400.0  # seconds
FEWEST_COLUMNS = 2  # of a source whose name was guessed


@dataclass(frozen=True, eq=False)
class Features:
    """X as a `Dataset` wants it. of : the column of the table that each comes from."""

    X: np.ndarray | pd.DataFrame
    names: tuple[str, ...]
    of: tuple[str, ...]


def features_of(frame: pd.DataFrame, columns: Sequence[Column]) -> Features:
    """All that is learned from, row by row: nothing here depends on other rows."""
    parts: dict[tuple[str, str], pd.Series] = {}
    for position, column in enumerate(columns):
        if column.role not in OF_ROWS:
            made = _READERS[column.role](frame.iloc[:, position])
            parts |= {(name, column.name): cells for name, cells in made.items()}
    names = tuple(name for name, _ in parts)
    of = tuple(column for _, column in parts)
    if all(pd.api.types.is_float_dtype(cells) for cells in parts.values()):
        X: np.ndarray | pd.DataFrame = np.empty((len(frame), len(parts)))
        for i, cells in enumerate(parts.values()):
            X[:, i] = cells
    else:
        X = pd.concat(list(parts.values()), axis=1, ignore_index=True).set_axis(names, axis=1)
    return Features(X, names, of)


def _number(cells: pd.Series) -> dict[str, pd.Series]:
    """A number as it is; words that are read as numbers leave gaps, dates count days."""
    if pd.api.types.is_datetime64_any_dtype(cells):
        cells = _days(cells)
    return {str(cells.name): pd.to_numeric(cells, errors="coerce").astype(float)}


def _category(cells: pd.Series) -> dict[str, pd.Series]:
    return {str(cells.name): _words(cells).fillna(NOT_RECORDED).astype("category")}


def _text(cells: pd.Series) -> dict[str, pd.Series]:
    return {str(cells.name): _words(cells).fillna("")}


def _words(cells: pd.Series) -> pd.Series:
    if pd.api.types.is_numeric_dtype(cells):
        return cells.map(lambda value: f"{value:g}", na_action="ignore").astype("str")
    return cells.astype("str")


def _date(cells: pd.Series) -> dict[str, pd.Series]:
    """How long after 1970 in days, and where in the year, the week and the day, where these say
    anything."""
    if not pd.api.types.is_datetime64_any_dtype(cells):
        return _text(cells)
    parts = {"": _days(cells), "month": cells.dt.month, "weekday": cells.dt.day_of_week}
    parts["hour"] = cells.dt.hour + cells.dt.minute / 60
    return {
        f"{cells.name}, {part}" if part else str(cells.name): values.astype(float)
        for part, values in parts.items()
        if not part or values.nunique() > 1
    }


def _days(cells: pd.Series) -> pd.Series:
    seconds = (cells - pd.Timestamp(1970, 1, 1)) / pd.Timedelta(seconds=1)
    return (seconds / DAY).rename(str(cells.name))


_READERS = {NUMBER: _number, CATEGORY: _category, TEXT: _text, DATE: _date}


# ---------------------------------------------------------------- sources


def sources_of(of: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Column positions by source: columns whose names begin alike, "left_x" and "left_y", come from
    one; where fewer than two sources show, all columns are one. of : as in `Features`."""
    begins = [_beginning(name) for name in of]
    first = {b: len({n for n, o in zip(of, begins, strict=True) if o == b}) for b in set(begins)}
    known = {b for b, n in first.items() if b and n >= FEWEST_COLUMNS}
    if len(known) < 2:
        return {"all columns": tuple(range(len(of)))}
    views: dict[str, list[int]] = {}
    for position, begin in enumerate(begins):
        views.setdefault(begin if begin in known else REST, []).append(position)
    ordered = sorted(views.items(), key=lambda item: item[0] == REST)  # what is left comes last
    return {name: tuple(positions) for name, positions in ordered}


def _beginning(name: str) -> str:
    """ "left hand" of "left hand__x", "left" of "left_x" and "left.x"; "" where there is none."""
    return re.split(r"__|[_.:]", name)[0].strip() if re.search(r"[_.:]", name) else ""
