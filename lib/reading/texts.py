"""A text file cut into cells."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv

from lib.reading.layout import PARTING, SPACES, Layout, layout_of, single_spaced
from lib.reading.letters import as_utf8
from lib.reading.limits import LIMITS, MB
from lib.reading.table import Note, ReadingError
from lib.words import counted

BLOCK = 32 * MB  # no row may be longer
MOST_ODD = 100_000  # rows that are left out: each costs as much as a hundred others


@dataclass(frozen=True)
class Cells:
    """words : (n_rows, n_columns), every cell a text. numbers : (n_rows,) of the rows, as the file
    counts them. names : of the columns, None where they may still be the first row."""

    words: pd.DataFrame
    numbers: np.ndarray
    parting: str = ","
    names: tuple[str, ...] | None = None
    notes: list[Note] = field(default_factory=list)


def cells_of_text(content: bytes) -> Cells:
    """What stands in a text. Raises ReadingError."""
    content, notes = as_utf8(content)
    layout = layout_of(content)
    if layout.parting != ",":
        what = PARTING.get(layout.parting, "spaces")
        notes.append(Note("parting", f"Cells are parted by {what}, so the file was read that way."))
    if layout.parting == SPACES:
        content = single_spaced(content)
    start = _start(content, layout.skipped)
    table, odd, blank = _cut(memoryview(content)[start:], layout)
    removed = np.array([number for number, _ in odd] + blank, dtype=int) - 1
    numbers = np.delete(np.arange(table.num_rows + len(removed)), removed) + layout.skipped + 1
    _check_quotes(content, start, table.num_rows + len(removed))
    notes += _of_skipped(layout)
    notes += _of_odd(odd, table.num_rows, layout)
    notes += _of_blank([n + layout.skipped for n in blank], numbers)
    words = table.to_pandas(types_mapper={pa.string(): pd.StringDtype(na_value=np.nan)}.get)
    words.columns = pd.RangeIndex(layout.n_columns)
    return Cells(words, numbers, layout.parting, layout.names, notes)


def _start(content: bytes, skipped: int) -> int:
    """The position after so many lines."""
    start = 0
    for _ in range(skipped):
        start = content.find(b"\n", start) + 1
    return start


def _cut(content: memoryview, layout: Layout) -> tuple[pa.Table, list[tuple[int, int]], list[int]]:
    """The cells, (number, width) of each row that has too many or too few of them, and the numbers
    of blank rows."""
    odd: list[tuple[int, int]] = []
    blank: list[int] = []

    def leave_out(row: Any) -> str:
        if row.text.strip(f"{layout.parting} \t"):
            odd.append((int(row.number), int(row.actual_columns)))
        else:
            blank.append(int(row.number))
        return "skip" if len(odd) + len(blank) < MOST_ODD else "error"

    names = [f"{column}" for column in range(layout.n_columns)]
    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(pa.py_buffer(content)),
            read_options=pyarrow.csv.ReadOptions(
                column_names=names, block_size=BLOCK, use_threads=False
            ),
            parse_options=pyarrow.csv.ParseOptions(
                delimiter=layout.parting,
                newlines_in_values=True,
                ignore_empty_lines=layout.n_columns == 1,
                invalid_row_handler=leave_out,
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except (pa.ArrowException, UnicodeError, ValueError, EOFError) as problem:
        too_odd = len(odd) + len(blank) >= MOST_ODD
        raise ReadingError(TOO_ODD if too_odd else _not_cut(str(problem))) from None
    if table.num_rows > LIMITS.rows + 1 or table.num_rows * layout.n_columns > LIMITS.cells * 1.01:
        raise ReadingError(too_many(table.num_rows, layout.n_columns))
    return table, odd, blank


def too_many(n_rows: int, n_columns: int) -> str:
    """The sentence for a table of that size."""
    return (
        f"The table has {n_rows:,} rows and {n_columns:,} columns; {LIMITS.rows:,} rows and "
        f"{LIMITS.cells:,} cells are read here at most. Bring a random part of the rows."
    )


# ---------------------------------------------------------------- what is wrong with the rows

TOO_ODD = (
    f"More than {MOST_ODD:,} rows are blank or have another number of cells than most. Look "
    "whether one sign parts all cells, and whether cells that hold it stand in quotation marks."
)


def _not_cut(problem: str) -> str:
    if "straddling" in problem:
        return (
            "One row is longer than any row of a table: perhaps a quotation mark is opened and "
            "never closed. Save the table anew from a spreadsheet, and bring that."
        )
    return (
        "The rows of this file cannot be told apart. Save the table as CSV from a spreadsheet, and "
        "bring that."
    )


def _check_quotes(content: bytes, start: int, n_rows: int) -> None:
    """A quotation mark that is never closed makes one cell of all the lines after it."""
    n_lines = content.count(b"\n", start)
    if content.count(b'"', start) % 2 == 0 or n_rows >= n_lines / 2 + 1:
        return
    lines = content.split(b"\n")
    first = next(i for i, line in enumerate(lines) if line.count(b'"') % 2)
    raise ReadingError(
        f"In line {first + 1:,} a quotation mark is opened and never closed, so all that follows "
        "would be one cell. Close it or take it away."
    )


def _of_skipped(layout: Layout) -> list[Note]:
    above = layout.skipped - (layout.names is not None)
    if above < 1:
        return []
    said = f"The table begins after {counted(above, 'line')} of other text, left out here."
    return [Note("above", said, row=1)]


def _of_odd(odd: Sequence[tuple[int, int]], n_rows: int, layout: Layout) -> list[Note]:
    """Raises ReadingError when there are more of them than of the others."""
    if not odd:
        return []
    number, width = odd[0][0] + layout.skipped, odd[0][1]
    what = f"Row {number:,} has {counted(width, 'cell')} instead of {layout.n_columns}"
    if len(odd) > n_rows:
        raise ReadingError(
            f"{what}, and {counted(len(odd) - 1, 'other row')} also differ. A table has as many "
            "cells in each line: look whether one sign parts all of them."
        )
    said = f"{what} and is left out, because nobody can tell which is which."
    if len(odd) > 1:
        said += f" So {'are' if len(odd) > 2 else 'is'} {counted(len(odd) - 1, 'other row')}."
    return [Note("ragged", said, row=number)]


def _of_blank(blank: Sequence[int], numbers: np.ndarray) -> list[Note]:
    """Of blank lines, but for those at either end."""
    inside = [n for n in blank if len(numbers) and numbers[0] < n < numbers[-1]]
    if not inside:
        return []
    said = f"{counted(len(inside), 'empty row')} left out, the first of them row {inside[0]:,}."
    return [Note("empty_rows", said, row=int(inside[0]))]
