"""What else means "missing" in a table: a text such as "unknown", or a number such as -999."""

from collections.abc import Sequence
from urllib.parse import quote, unquote

import numpy as np
import pandas as pd

from lib.reading.columns import typed
from lib.words.outside import cleaned

LOOKED_AT = 50_000  # rows
MOST = 10  # marks
FAR = 10.0  # a number is suspicious when it lies so many times the spread of the others away
FEWEST_TIMES = 3


def write_marks(marks: Sequence[str]) -> str:
    """The one text for these marks, for a link."""
    neat = dict.fromkeys(cleaned(mark) for mark in marks)
    return ",".join(quote(mark, safe="") for mark in list(neat)[:MOST] if mark)


def read_marks(text: str) -> tuple[str, ...]:
    """The marks again. Never fails."""
    return tuple(cleaned(unquote(part)) for part in text.split(",") if part)


def checked_marks(text: str) -> str:
    """The one text that says the same. Raises ValueError when there are too many."""
    if text.count(",") >= MOST:
        raise ValueError(f"has more than {MOST} marks")
    return write_marks(read_marks(text))


def without_marks(frame: pd.DataFrame, marks: Sequence[str]) -> pd.DataFrame:
    """The table with those cells missing. A column of words that are all numbers then holds
    numbers."""
    if not marks:
        return frame
    numbers = [number for mark in marks if (number := _number(mark)) is not None]
    columns = {}
    for name in frame:
        cells = frame[name]
        if pd.api.types.is_numeric_dtype(cells):
            columns[name] = cells.mask(cells.isin(numbers))
        elif isinstance(cells.dtype, pd.StringDtype) and (is_mark := cells.isin(marks)).any():
            columns[name] = typed(cells.mask(is_mark))[0]
        else:
            columns[name] = cells
    return pd.DataFrame(columns)


def suspects(frame: pd.DataFrame) -> dict[str, list[str]]:
    """Numbers that probably stand for a gap, with the columns in which they do: 99, -1 or -999, met
    several times at the end of a column and far from everything else in it."""
    found: dict[str, list[str]] = {}
    frame = frame.iloc[:LOOKED_AT]
    for name in frame.select_dtypes("float"):
        known = frame[name][np.isfinite(frame[name])]
        for end in (known.min(), known.max()) if len(known) > FEWEST_TIMES else ():
            others = known[known != end]
            is_often = int((known == end).sum()) >= FEWEST_TIMES
            if is_often and len(others) > FEWEST_TIMES and _is_odd(end, others):
                found.setdefault(f"{end:g}", []).append(str(name))
    return found


def _is_odd(end: float, others: pd.Series) -> bool:
    """Written with nines, or below nothing, and far away."""
    is_round = set(f"{abs(end):g}") == {"9"} and abs(end) >= 99
    spread = float(others.max() - others.min())
    away = min(abs(end - others.min()), abs(end - others.max()))
    is_below = end < 0 <= others.min()
    return (is_round and away > spread / 2) or (is_below and away > FAR * spread)


def _number(mark: str) -> float | None:
    try:
        return float(mark)
    except ValueError:
        return None
