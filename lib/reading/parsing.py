"""Bytes into a table, in this process: only the process that reads files calls it, and tests."""

import io
from collections.abc import Iterator
from itertools import count
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet

from lib.reading.columns import typed
from lib.reading.kinds import SAVE, kind_of, unpacked
from lib.reading.limits import LIMITS
from lib.reading.table import Note, ReadingError
from lib.reading.texts import cells_of_text, has_names, too_many
from lib.words import counted
from lib.words.outside import cleaned, quoted

LONGEST_NAME = 80
MOST_NOTES = 40
MOST_WORD = 10_000  # letters of a cell: what is longer is no text to learn from

Parsed = tuple[pd.DataFrame, list[Note]]


def parse(content: bytes) -> Parsed:
    """The table in a file, and what was noticed. Raises ReadingError, and nothing else."""
    content = unpacked(content)
    kind = kind_of(content)
    frame, notes = {"parquet": _parquet, "excel": _excel, "text": _text}[kind](content)
    if not len(frame):
        raise ReadingError(
            "The table has names and no rows. Bring one with at least a row a class."
        )
    notes += _named(frame)
    frame, more = _shortened(frame)
    if len(notes) > MOST_NOTES:
        more.append(
            Note("more", f"{len(notes) - MOST_NOTES} more columns have remarks of this kind.")
        )
    return frame, [*notes[:MOST_NOTES], *more]


# ---------------------------------------------------------------- text


def _text(content: bytes) -> Parsed:
    cells, notes = cells_of_text(content)
    if not len(cells):
        raise ReadingError("The file has no row that could be read. Is it really a table?")
    if cells.shape[1] == 1 and len(cells) > 1:
        raise ReadingError(_one_column(str(cells.iat[0, 0])))
    has_semicolons = any(note.key == "parting" for note in notes)
    frame, more = _typed(*_headed(cells), comma=has_semicolons)
    return frame, notes + more


def _one_column(first: str) -> str:
    return (
        f"Every line is one single cell, such as {quoted(first)}. A table needs at least a column "
        "to learn from and one to be predicted, parted by commas, semicolons or tabs."
    )


def _headed(cells: pd.DataFrame) -> tuple[pd.DataFrame, list[Note]]:
    """The first row as names, where it is one."""
    if has_names(cells):
        frame = cells.iloc[1:].reset_index(drop=True)
        frame.columns = pd.Index([str(name) for name in cells.iloc[0].fillna("")])
        return frame, []
    frame = cells.reset_index(drop=True)
    frame.columns = pd.Index([f"column {i + 1}" for i in range(cells.shape[1])])
    said = "The first line looks like a row, so the columns are called “column 1” and so on."
    return frame, [Note("no_names", said)]


def _typed(frame: pd.DataFrame, notes: list[Note], comma: bool = False) -> Parsed:
    is_blank = frame.apply(lambda column: column.fillna("").str.strip() == "").all(axis=1)
    if is_blank.any() and len(frame):
        row = int(np.flatnonzero(is_blank)[0]) + 2
        said = (
            f"{counted(int(is_blank.sum()), 'empty row')} left out, the first of them row {row:,}."
        )
        notes.append(Note("empty_rows", said, row=row))
        frame = frame[~is_blank].reset_index(drop=True)
    columns = []
    for position in range(frame.shape[1]):  # by position: names may be alike
        column, remarks = typed(frame.iloc[:, position], decimal_comma=comma)
        columns.append(column)
        notes += remarks
    if not columns:
        return frame, notes
    typed_one = pd.concat(columns, axis=1, ignore_index=True)
    typed_one.columns = frame.columns
    return typed_one, notes


# ---------------------------------------------------------------- Excel


def _excel(content: bytes) -> Parsed:
    try:
        with pd.ExcelFile(io.BytesIO(content), engine="calamine") as book:
            sheets = book.sheet_names
            found = ((s, pd.read_excel(book, s, header=None, dtype=object)) for s in sheets)
            name, cells = next(((n, sheet) for n, sheet in found if sheet.size), ("", None))
    except Exception as problem:  # whatever its reader raises, of which there is no list
        raise ReadingError(f"This Excel file is damaged or protected. {SAVE}.") from problem
    if cells is None:
        raise ReadingError("No sheet of this Excel file holds anything.")
    if cells.shape[1] > LIMITS.columns or cells.size > LIMITS.cells:
        raise ReadingError(too_many(*cells.shape))
    notes = []
    if len(sheets) > 1:
        said = f"The file has {len(sheets)} sheets; “{cleaned(str(name))}” was read."
        notes.append(Note("sheet", f"{said} Save another one as a file of its own to have that."))
    words = cells.map(_as_word).astype("str")
    words = words.loc[:, (words != "").any()].set_axis(
        range(int((words != "").any().sum())), axis=1
    )
    frame, more = _typed(*_headed(words))
    return frame, notes + more


def _as_word(cell: Any) -> str:
    if cell is None or (isinstance(cell, float) and np.isnan(cell)):
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)


# ---------------------------------------------------------------- Parquet


def _parquet(content: bytes) -> Parsed:
    try:
        file = pyarrow.parquet.ParquetFile(pa.BufferReader(content))
        known = file.metadata
        if known.num_columns > LIMITS.columns or known.num_rows > LIMITS.rows:
            raise ReadingError(too_many(known.num_rows, known.num_columns))
        if known.num_rows * known.num_columns > LIMITS.cells:
            raise ReadingError(too_many(known.num_rows, known.num_columns))
        table = file.read(use_threads=False)
    except ReadingError:
        raise
    except (pa.ArrowException, OSError, ValueError, KeyError, NotImplementedError) as problem:
        raise ReadingError(
            "This Parquet file is damaged or was not copied whole. Copy it again, or save the "
            "table as CSV."
        ) from problem
    notes: list[Note] = []
    columns = list(_arrow_columns(table, notes))
    if not columns:
        raise ReadingError("No column of this Parquet file holds plain numbers, dates or words.")
    return pd.concat(columns, axis=1).set_axis([c.name for c in columns], axis=1), notes


def _arrow_columns(table: pa.Table, notes: list[Note]) -> Iterator[pd.Series]:
    for name, column in zip(table.column_names, table.columns, strict=True):
        try:
            yield _arrow_column(column).rename(name)
        except (pa.ArrowException, TypeError, ValueError, OverflowError):
            said = f"“{cleaned(name)}” holds {cleaned(str(column.type))}, and is left out."
            notes.append(Note("nested", said, cleaned(name)))


def _arrow_column(column: pa.ChunkedArray) -> pd.Series:
    """As float64, datetime64 or str. Raises TypeError and what Arrow raises for anything else."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.cast(kind.value_type)
        kind = column.type
    if pa.types.is_boolean(kind) or pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return column.cast(pa.string()).to_pandas().astype("str")
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        return column.cast(pa.timestamp("us"), safe=False).to_pandas().astype("datetime64[us]")
    if pa.types.is_duration(kind):
        return column.cast(pa.duration("us")).cast(pa.int64()).to_pandas().astype(float) / 1e6
    if pa.types.is_null(kind):
        return pd.Series(np.nan, range(len(column)), float)
    if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return column.cast(pa.float64(), safe=False).to_pandas().astype(float)
    raise TypeError(f"{kind} is no plain column")


# ---------------------------------------------------------------- names and cells


def _named(frame: pd.DataFrame) -> list[Note]:
    """Name what has no name, tell apart what is called alike; the frame itself is changed."""
    notes: list[Note] = []
    names: list[str] = []
    for position, own in enumerate(map(str, frame.columns)):
        name = cleaned(own, LONGEST_NAME)
        if not name:
            name = f"column {position + 1}"
            notes.append(Note("blank_name", f"Column {position + 1} has no name: “{name}”.", name))
        if name in names:
            first, name = name, next(n for i in count(2) if (n := f"{name} ({i})") not in names)
            notes.append(
                Note("same_name", f"Two columns are called “{first}”; one is “{name}” now.", name)
            )
        names.append(name)
    frame.columns = pd.Index(names, dtype="str")
    return notes


def _shortened(frame: pd.DataFrame) -> Parsed:
    """Cells of words at a length that can be learned from."""
    notes: list[Note] = []
    words = [name for name, kind in frame.dtypes.items() if isinstance(kind, pd.StringDtype)]
    for name in map(str, words):
        if int(frame[name].str.len().max() or 0) > MOST_WORD:
            frame[name] = frame[name].str.slice(0, MOST_WORD)
            said = f"Some cells of “{name}” are longer than {MOST_WORD:,} letters, and cut there."
            notes.append(Note("long_cell", said, name))
    return frame, notes
