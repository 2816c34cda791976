"""A text file cut into cells: its letters, what parts its cells, whether it names its columns."""

import csv
import io
import re
from collections import Counter
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv

from lib.reading.columns import MISSING, NUMBER
from lib.reading.limits import LIMITS, MB
from lib.reading.table import Note, ReadingError
from lib.words import counted

SPACES = " "  # any number of them
PARTING = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
LOOKED_AT = 256 * 1024  # bytes, to tell encoding and what parts cells
LINES = 50
BLOCK = 32 * MB  # no row may be longer
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


def cells_of_text(content: bytes) -> tuple[pd.DataFrame, list[Note]]:
    """Every cell as a word, the columns named 0, 1, …; and what was noticed. The line of names is
    still among the rows. Raises ReadingError."""
    encoding, notes = _encoding(content)
    if encoding.startswith("utf-16"):
        content, encoding = content.decode("utf-16", errors="replace").encode(), "utf-8"
    head = _head(content, encoding)
    parting = _parting(head)
    if parting == SPACES:
        content = re.sub(rb"[ \t]+", b"\t", re.sub(rb"(?m)^[ \t]+|[ \t]+$", b"", content))
        head, parting = _head(content, encoding), "\t"
        notes.append(Note("parting", "Cells are parted by spaces, so the file was read that way."))
    elif parting != ",":
        said = f"Cells are parted by {PARTING[parting]}, so the file was read that way."
        notes.append(Note("parting", said))
    n_columns = _n_columns(content, head, parting)
    table, odd = _cut(content, encoding, parting, n_columns)
    if odd:
        first, many = odd[0], len(odd)
        said = (
            f"Row {first[0]:,} has {first[1]} cells instead of {n_columns} and is left out, "
            "because nobody can tell which is which."
        )
        if many > 1:
            said += f" So {'are' if many > 2 else 'is'} {counted(many - 1, 'other row')}."
        notes.append(Note("ragged", said, row=first[0]))
    frame = table.to_pandas(types_mapper={pa.string(): pd.StringDtype(na_value=float("nan"))}.get)
    frame.columns = pd.RangeIndex(frame.shape[1])
    return frame, notes


def _encoding(content: bytes) -> tuple[str, list[Note]]:
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return encoding, []
    start = content[:LOOKED_AT]
    if b"\0" in start:
        if start[1::2].count(0) > len(start) / 4:
            return "utf-16-le", []
        raise ReadingError(
            "This is no text: it holds signs that no table has. Save the table as CSV and bring "
            "that."
        )
    try:
        content.decode()
    except UnicodeDecodeError:
        said = "The letters are not UTF-8; they were read as Windows wrote them (cp1252)."
        return "cp1252", [Note("encoding", f"{said} Look whether names with accents are right.")]
    return "utf-8", []


def _head(content: bytes, encoding: str) -> str:
    return content[:LOOKED_AT].decode(encoding, errors="replace").lstrip("\ufeff")


def _parting(head: str) -> str:
    """What cuts most lines into the same number of cells, more than one."""

    def agreement(sign: str) -> tuple[float, int]:
        rows = _rows(head, sign)
        counts = Counter(len(row) for row in rows if row)
        width, lines = counts.most_common(1)[0] if counts else (1, 0)
        return (lines / max(1, sum(counts.values())) if width > 1 else 0.0, width)

    best = max(PARTING, key=agreement)
    if agreement(best)[1] > 1:
        return best
    lines = head.splitlines()[:LINES]
    widths = {len(line.split()) for line in lines[: max(1, len(lines) - 1)] if line.strip()}
    return SPACES if len(widths) == 1 and widths != {1} else best


def _rows(head: str, sign: str) -> list[list[str]]:
    """The first lines, in cells."""
    rows = []
    try:
        for row in csv.reader(io.StringIO(head), delimiter=sign):
            rows.append(row)
            if len(rows) == LINES:
                return rows
    except csv.Error:  # a field longer than any name or number is
        return rows
    return rows[:-1] if len(head) >= LOOKED_AT / 4 and len(rows) > 1 else rows  # the last is torn


def _n_columns(content: bytes, head: str, parting: str) -> int:
    """As many as most lines have, seen before anything is built."""
    line = content.split(b"\n", 1)[0]
    if line.count(parting.encode()) >= LIMITS.columns * 2:
        raise ReadingError(_too_many_columns(line.count(parting.encode()) + 1))
    counts = Counter(len(row) for row in _rows(head, parting) if row)
    if not counts:
        raise ReadingError(
            "The first line is not a line of a table. A table has a line of names, and a line for "
            "each row; the signs between cells are commas, semicolons or tabs."
        )
    n_columns = counts.most_common(1)[0][0]
    if n_columns > LIMITS.columns:
        raise ReadingError(_too_many_columns(n_columns))
    return n_columns


def _too_many_columns(n: int) -> str:
    return (
        f"The table has {n:,} columns, and {LIMITS.columns:,} are read here at most. Leave out "
        "those that say nothing about the answer."
    )


def _cut(
    content: bytes, encoding: str, parting: str, n_columns: int
) -> tuple[pa.Table, list[tuple[int, int]]]:
    """The cells, and (number, width) of each row that has too many or too few of them."""
    odd: list[tuple[int, int]] = []

    def leave_out(row: Any) -> str:
        if row.text.strip(f"{parting} \r\n"):  # a blank line is no row
            odd.append((int(row.number or len(odd) + 1), int(row.actual_columns)))
        return "skip"

    names = [f"{column}" for column in range(n_columns)]
    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(content),
            read_options=pyarrow.csv.ReadOptions(
                column_names=names, encoding=encoding, block_size=BLOCK, use_threads=False
            ),
            parse_options=pyarrow.csv.ParseOptions(
                delimiter=parting, newlines_in_values=True, invalid_row_handler=leave_out
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except (pa.ArrowInvalid, pa.ArrowException, UnicodeError, ValueError, EOFError) as problem:
        raise ReadingError(_not_cut(str(problem))) from None
    if table.num_rows > LIMITS.rows + 1 or table.num_rows * n_columns > LIMITS.cells + n_columns:
        raise ReadingError(too_many(table.num_rows, n_columns))
    return table, odd


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


def too_many(n_rows: int, n_columns: int) -> str:
    """The sentence for a table of that size."""
    return (
        f"The table has {n_rows:,} rows and {n_columns:,} columns; {LIMITS.rows:,} rows and "
        f"{LIMITS.cells:,} cells are read here at most. Bring a random part of the rows."
    )


# ---------------------------------------------------------------- the line of names


def has_names(frame: pd.DataFrame) -> bool:
    """Whether the first row names the columns: where the rest of a column holds numbers, a name
    does not."""
    first, rest = frame.iloc[0].fillna(""), frame.iloc[1 : 1 + LINES]
    of_numbers = [i for i in range(frame.shape[1]) if _is_numeric(rest.iloc[:, i])]
    odd = [i for i in of_numbers if re.fullmatch(NUMBER, str(first.iloc[i]).strip())]
    return not of_numbers or len(odd) < len(of_numbers) / 2


def _is_numeric(cells: pd.Series) -> bool:
    known = cells.dropna().astype("str").str.strip()
    known = known[~known.isin(MISSING)]
    return len(known) > 0 and bool(known.str.fullmatch(NUMBER).mean() > 0.8)
