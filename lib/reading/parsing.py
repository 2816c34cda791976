"""Bytes into a table, in this process: only the process that reads files calls it, and tests."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet
import python_calamine

from lib.reading.columns import has_decimal_commas, typed
from lib.reading.kinds import SAVE, kind_of, too_large, unpacked
from lib.reading.layout import LINES, has_names
from lib.reading.limits import LIMITS
from lib.reading.names import named, unquoted
from lib.reading.table import Note, ReadingError
from lib.reading.texts import Cells, cells_of_text, too_many
from lib.words import counted
from lib.words.outside import cleaned, quoted

MOST_NOTES = 40
_INDEX = re.compile(r"^__index_level_[0-9]+__$")  # how pandas calls an index without a name
MOST_WORD = 10_000  # letters of a cell: what is longer is no text to learn from

NO_ROWS = "The table has names and no rows. Bring one with at least a row a class."

Parsed = tuple[pd.DataFrame, list[Note]]


def parse(content: bytes) -> Parsed:
    """The table in a file, and what was noticed. Raises ReadingError, and nothing else."""
    content = unpacked(content)
    kind = kind_of(content)
    frame, notes = {"parquet": _parquet, "excel": _excel, "text": _text}[kind](content)
    if not len(frame):
        raise ReadingError(NO_ROWS)
    frame, more = _shortened(frame)
    if len(notes) > MOST_NOTES:
        more.append(
            Note("more", f"{len(notes) - MOST_NOTES} more columns have remarks of this kind.")
        )
    return frame, [*notes[:MOST_NOTES], *more]


# ---------------------------------------------------------------- text


def _text(content: bytes) -> Parsed:
    found = cells_of_text(content)
    if not len(found.words):
        raise ReadingError("The file has no row that could be read. Is it really a table?")
    if found.words.shape[1] == 1 and len(found.words) > 1:
        raise ReadingError(_one_column(str(found.words.iat[0, 0])))
    comma = found.parting != "," and has_decimal_commas(found.words.iloc[1:])
    return _typed(_headed(found), comma)


def _one_column(first: str) -> str:
    return (
        f"Every line is one single cell, such as {quoted(first)}. A table needs at least a column "
        "to learn from and one to be predicted, parted by commas, semicolons or tabs."
    )


def _headed(cells: Cells) -> Cells:
    """The first row as names, where it is one."""
    words, names = cells.words, cells.names
    if names is not None:
        return cells
    first = [str(cell) for cell in words.iloc[0].fillna("")]
    if has_names(first, words.iloc[1 : 1 + LINES].fillna("").to_numpy().tolist()):
        rest = words.iloc[1:].reset_index(drop=True)
        return replace(cells, words=rest, numbers=cells.numbers[1:], names=tuple(first))
    said = "The first line looks like a row, so the columns are called “column 1” and so on."
    numbered = tuple(f"column {i + 1}" for i in range(words.shape[1]))
    return replace(cells, names=numbered, notes=[*cells.notes, Note("no_names", said)])


def _typed(cells: Cells, comma: bool = False) -> Parsed:
    words, numbers, notes = cells.words, cells.numbers, list(cells.notes)
    is_blank = _is_blank(words)
    if is_blank.any():
        first = int(numbers[is_blank.argmax()])
        said = f"{counted(int(is_blank.sum()), 'empty row')} left out, the first of them row"
        notes.append(Note("empty_rows", f"{said} {first:,}.", row=first))
        words, numbers = words[~is_blank].reset_index(drop=True), numbers[~is_blank]
    if not len(words):
        raise ReadingError(NO_ROWS)
    names, more = named(unquoted(cells.names or ()))
    notes += more
    columns = []
    for position, (own, name) in enumerate(zip(cells.names or (), names, strict=True)):
        column, remarks = typed(words.iloc[:, position].rename(name), comma, numbers)
        if own.strip() or column.notna().any():  # a sign too many at the end of lines is no column
            columns.append(column)
            notes += remarks
    if not columns:
        raise ReadingError(NO_ROWS)
    return pd.concat(columns, axis=1), [
        n for n in notes if n.column in ("", *(c.name for c in columns))
    ]


def _is_blank(words: pd.DataFrame) -> np.ndarray:
    """Of each row, whether nothing stands in any cell; few columns tell for most rows."""
    left = np.arange(len(words))
    for position in range(words.shape[1]):
        cells = words.iloc[left, position].fillna("").str.strip()
        left = left[(cells == "").to_numpy(bool)]
        if not len(left):
            break
    is_blank = np.zeros(len(words), bool)
    is_blank[left] = True
    return is_blank


# ---------------------------------------------------------------- Excel


def _excel(content: bytes) -> Parsed:
    try:
        sheets, name, rows = _sheet(content)
    except ReadingError:
        raise
    except Exception as problem:  # whatever its reader raises, of which there is no list
        raise ReadingError(f"This Excel file is damaged or protected. {SAVE}.") from problem
    notes = []
    if sheets > 1:
        said = f"The file has {sheets} sheets; “{cleaned(name)}” was read."
        notes.append(Note("sheet", f"{said} Save another one as a file of its own to have that."))
    above = _lines_above(rows)
    if any(map(any, rows[:above])):
        said = f"The table begins after {counted(above, 'line')} of other text, left out here."
        notes.append(Note("above", said, row=1))
    columns = [[_as_word(cell) for cell in column] for column in zip(*rows[above:], strict=True)]
    columns = [column for column in columns if any(column)]
    if not columns:
        raise ReadingError("No sheet of this Excel file holds anything.")
    words = pd.DataFrame({i: pd.Series(column, dtype="str") for i, column in enumerate(columns)})
    cells = Cells(words, np.arange(above, len(rows)) + 1, notes=notes)
    return _typed(_headed(cells))


def _sheet(content: bytes) -> tuple[int, str, list[list[Any]]]:
    """(number of sheets, name, rows) of the first sheet with anything in it."""
    with python_calamine.load_workbook(io.BytesIO(content)) as book:
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.total_width > LIMITS.columns or (
                sheet.total_height * sheet.total_width > LIMITS.sheet
            ):
                raise ReadingError(
                    f"The sheet “{cleaned(name)}” reaches over {sheet.total_height:,} rows and "
                    f"{sheet.total_width:,} columns; {LIMITS.columns:,} columns and "
                    f"{LIMITS.sheet:,} cells of Excel are read here at most. Delete what is empty, "
                    "or save it as CSV."
                )
            if rows := sheet.to_python(skip_empty_area=False):
                return len(book.sheet_names), name, rows
    raise ReadingError("No sheet of this Excel file holds anything.")


def _lines_above(rows: list[list[Any]]) -> int:
    """How many of the first rows are a title: with at most one cell, while others have more."""
    is_title = [not any(cell != "" for cell in row[1:]) for row in rows[:LINES]]
    return 0 if all(is_title) else is_title.index(False)


def _as_word(cell: Any) -> str:
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
        _check_sizes(known)
        table = file.read(use_threads=False)
    except (ReadingError, MemoryError):
        raise
    except (pa.ArrowException, OSError, ValueError, KeyError, NotImplementedError) as problem:
        raise ReadingError(
            "This Parquet file is damaged or was not copied whole. Copy it again, or save the "
            "table as CSV."
        ) from problem
    names, notes = named([_INDEX.sub("index", name) for name in table.column_names])
    columns = list(_arrow_columns(table.rename_columns(names), notes))
    if not columns:
        raise ReadingError("No column of this Parquet file holds plain numbers, dates or words.")
    return pd.concat(columns, axis=1), notes


def _check_sizes(known: pyarrow.parquet.FileMetaData) -> None:
    """A list in a single row may hold a billion numbers, and pages may unpack to a thousand times
    what they have in the file."""
    parts = [known.row_group(i) for i in range(known.num_row_groups)]
    chunks = [part.column(i) for part in parts for i in range(part.num_columns)]
    if sum(chunk.num_values for chunk in chunks) > LIMITS.cells:
        raise ReadingError(
            "The lists in this Parquet file are too long to be read here. " + SAVE + "."
        )
    if (size := sum(chunk.total_uncompressed_size for chunk in chunks)) > LIMITS.unpacked:
        raise ReadingError(too_large(size))


def _arrow_columns(table: pa.Table, notes: list[Note]) -> Iterator[pd.Series]:
    for name, column in zip(table.column_names, table.columns, strict=True):
        try:
            yield _arrow_column(column).rename(name)
        except (pa.ArrowException, TypeError, ValueError, OverflowError):
            said = f"“{name}” holds {cleaned(str(column.type))}, and is left out."
            notes.append(Note("nested", said, name))


def _arrow_column(column: pa.ChunkedArray) -> pd.Series:
    """As float64, datetime64 or str. Raises TypeError and what Arrow raises for anything else."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.cast(kind.value_type)
        kind = column.type
    if column.null_count == len(column):
        return pd.Series(np.nan, range(len(column)), float)
    if pa.types.is_boolean(kind) or pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return column.cast(pa.string()).to_pandas().astype("str")
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        return column.cast(pa.timestamp("us"), safe=False).to_pandas().astype("datetime64[us]")
    if pa.types.is_duration(kind):
        return column.cast(pa.duration("us")).cast(pa.int64()).to_pandas().astype(float) / 1e6
    if pa.types.is_integer(kind) and _is_beyond_floats(column):
        return column.cast(pa.string()).to_pandas().astype("str")
    if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return column.cast(pa.float64(), safe=False).to_pandas().astype(float)
    raise TypeError(f"{kind} is no plain column")


def _is_beyond_floats(column: pa.ChunkedArray) -> bool:
    """Whether these are codes so long that as numbers they could not be told apart."""
    ends = pc.min_max(column).as_py()
    return any(end is not None and abs(end) > 2**53 for end in ends.values())


# ---------------------------------------------------------------- names and cells


def _shortened(frame: pd.DataFrame) -> Parsed:
    """Cells of words at a length that can be learned from."""
    notes: list[Note] = []
    words = [name for name, kind in frame.dtypes.items() if isinstance(kind, pd.StringDtype)]
    for name in map(str, words):
        if (frame[name].str.len() > MOST_WORD).any():
            frame[name] = frame[name].str.slice(0, MOST_WORD)
            said = f"Some cells of “{name}” are longer than {MOST_WORD:,} letters, and cut there."
            notes.append(Note("long_cell", said, name))
    return frame, notes
