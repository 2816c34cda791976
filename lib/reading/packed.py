"""A small table as a text for a link: CSV, compressed, in letters that a link may have."""

import base64
import binascii
import csv
import io
import zlib
from collections.abc import Sequence

import pandas as pd

from lib.reading.names import named

LONGEST = 6000  # letters; servers take links of 16,000
MOST = 200_000  # bytes unpacked, so that a short text cannot be a huge table
SIGN = "~"  # what such a text begins with
NUMBERS, DATES, WORDS = "n", "d", "w"  # before each name: a word such as "12" stays one


def pack(frame: pd.DataFrame) -> str | None:
    """The text, None for a table that is too large for a link."""
    if frame.size > MOST:  # no need to try
        return None
    names = [f"{_kind(frame[name])}{name}" for name in frame]
    content = frame.to_csv(index=False, header=names, lineterminator="\n").encode()
    letters = base64.urlsafe_b64encode(zlib.compress(content, 9)).decode().rstrip("=")
    return f"{SIGN}{letters}" if len(letters) < LONGEST and len(content) <= MOST else None


def unpack(text: str) -> pd.DataFrame:
    """The table again. Raises ValueError, with words that follow the text, for any other text."""
    letters = text.removeprefix(SIGN)
    if not text.startswith(SIGN) or len(text) > LONGEST:
        raise ValueError("is no table")
    try:
        content = base64.b64decode(letters + "=" * (-len(letters) % 4), b"-_", validate=True)
        unzip = zlib.decompressobj()
        table = unzip.decompress(content, MOST)
    except (binascii.Error, zlib.error, ValueError):
        raise ValueError("is no table, or was not copied whole") from None
    if unzip.unconsumed_tail or not unzip.eof:
        raise ValueError("is a table that is too large for a link, or was not copied whole")
    try:
        names, *rows = csv.reader(io.StringIO(table.decode(), newline=""), strict=True)
        columns = [_column(n[:1], cells) for n, *cells in zip(names, *rows, strict=True)]
    except (ValueError, OverflowError, csv.Error):
        raise ValueError("is no table") from None
    if not rows or not columns:
        raise ValueError("is no table with names and rows")
    return pd.concat(columns, axis=1).set_axis(named([name[1:] for name in names])[0], axis=1)


def _kind(column: pd.Series) -> str:
    if pd.api.types.is_numeric_dtype(column):
        return NUMBERS
    return DATES if pd.api.types.is_datetime64_dtype(column) else WORDS


def _column(kind: str, cells: Sequence[str]) -> pd.Series:
    """Raises ValueError for cells that are not what they are said to be."""
    column = pd.Series(cells, dtype="str").replace("", None)
    if kind == NUMBERS:
        return column.astype(float)
    if kind == DATES:
        return pd.to_datetime(column, format="ISO8601").astype("datetime64[us]")
    if kind == WORDS:
        return column
    raise ValueError(f"{kind} is no kind of column")
