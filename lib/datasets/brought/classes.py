"""The column that is asked, made into classes: as it is, cut where it is a number, rare ones joined
or left out.

What is done to them is one short text for a link: "q3" cuts a number into three parts of about as
many rows, "m5" joins classes of fewer than five rows, "d5" leaves those out.
"""

import re
from itertools import pairwise

import numpy as np
import pandas as pd

from lib.datasets._entry import DataError
from lib.datasets.brought.roles import FEW_VALUES

CUT, JOIN, DROP = "q", "m", "d"
OTHERS = "other"
MOST_CLASSES = 100  # more cannot be told apart on screen


def checked_classes(text: str) -> str:
    """The text itself. Raises ValueError, with words that follow it, when it says nothing of
    classes."""
    if text and not re.fullmatch(r"q[2-9]|[md][1-9]\d{0,3}", text, re.ASCII):
        raise ValueError("does not say what to do with the classes")
    return text


def is_continuous(cells: pd.Series) -> bool:
    """Whether a column holds amounts rather than the numbers of classes."""
    if not pd.api.types.is_numeric_dtype(cells):
        return False
    known = cells[np.isfinite(cells)]
    n_kinds = known.nunique()
    is_whole = bool((known % 1 == 0).all())
    return n_kinds > FEW_VALUES or (not is_whole and n_kinds > max(2, len(known) / 10))


def classes_of(cells: pd.Series, done: str) -> tuple[np.ndarray, tuple[str, ...]]:
    """y (n_samples,) floats, nan for rows without a class, and what the classes are called.

    Raises DataError, naming the column, where these are no classes to learn.
    """
    name, how, amount = str(cells.name), done[:1], int(done[1:] or 0)
    if how == CUT and pd.api.types.is_numeric_dtype(cells):
        words = _cut(cells, amount)
    elif is_continuous(cells):
        raise DataError(
            f"“{name}” holds {cells.nunique():,} different numbers, which are amounts and no "
            "classes. On “Your data”, cut it into parts, or choose another column."
        )
    else:
        words = pd.Series(_as_words(cells), cells.index)
    if how in (JOIN, DROP):
        counts = words.map(words.value_counts())
        words = words.where(~(counts < amount), OTHERS if how == JOIN else np.nan)
    y, names = _numbered(words, cells)
    _check(name, y, names)
    return y, names


def _cut(cells: pd.Series, n_parts: int) -> pd.Series:
    """Parts of about as many rows each, named by where they begin and end."""
    values = cells.where(np.isfinite(cells))
    borders = np.unique(np.nanquantile(values, np.linspace(0, 1, n_parts + 1)[1:-1]))
    names = [f"up to {_number(borders[0])}"]
    names += [f"{_number(low)} to {_number(high)}" for low, high in pairwise(borders)]
    names.append(f"over {_number(borders[-1])}")
    part = np.searchsorted(borders, values, side="left")
    words = pd.Series(np.array(names, dtype=object)[part], cells.index)
    return words.where(values.notna(), np.nan)


def _as_words(cells: pd.Series) -> np.ndarray:
    """Every class as a word; missing ones as nan."""
    if pd.api.types.is_numeric_dtype(cells):
        return np.array([_number(v) if np.isfinite(v) else np.nan for v in cells], dtype=object)
    if pd.api.types.is_datetime64_any_dtype(cells):
        return cells.dt.strftime("%Y-%m-%d").to_numpy(dtype=object)
    return cells.to_numpy(dtype=object)


def _number(value: float) -> str:
    return f"{value:.4g}" if value % 1 else f"{value:.0f}"


def _numbered(words: pd.Series, cells: pd.Series) -> tuple[np.ndarray, tuple[str, ...]]:
    """Classes in the order of their numbers, else of the alphabet; the joined ones last."""
    kinds = [str(kind) for kind in words.dropna().unique()]
    if pd.api.types.is_numeric_dtype(cells):
        first = {str(word): value for word, value in zip(words, cells, strict=True) if word == word}
        kinds.sort(key=lambda kind: first[kind])
    else:
        kinds.sort(key=lambda kind: (kind == OTHERS, kind.casefold(), kind))
    number = {kind: float(i) for i, kind in enumerate(kinds)}
    return words.map(number).to_numpy(float), tuple(kinds)


def _check(name: str, y: np.ndarray, names: tuple[str, ...]) -> None:
    n = int(np.isfinite(y).sum())
    if not n:
        raise DataError(f"“{name}” is empty in every row. On “Your data”, choose what is asked.")
    if len(names) < 2:
        raise DataError(
            f"“{name}” says “{names[0]}” in every row, so there is nothing to tell apart. On “Your "
            "data”, choose another column to be asked."
        )
    if len(names) == n or len(names) > MOST_CLASSES:
        raise DataError(
            f"“{name}” has {len(names):,} classes in {n:,} rows, too many to be learned. On “Your "
            "data”, choose another column to be asked, or join those of few rows."
        )
