"""How a text is laid out: what parts its cells, on which line the table begins, what names it."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lib.reading.columns import COMMA, MISSING, NUMBER
from lib.reading.limits import LIMITS
from lib.reading.table import ReadingError

# In the order of trust: a comma also stands inside of numbers and sentences.
PARTING = {";": "semicolons", "\t": "tabs", "|": "bars", ",": "commas"}
SPACES = " "
LOOKED_AT = 256 * 1024  # bytes
LINES = 50
AGREED = 0.9  # of the lines
A_NUMBER = re.compile(f"{NUMBER}|{COMMA}")
A_DATE = re.compile(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}\b.*")


@dataclass(frozen=True)
class Layout:
    """parting : the sign between cells. names : of the columns, where their line is none of the
    rows. skipped : lines before the first row."""

    parting: str
    n_columns: int
    names: tuple[str, ...] | None = None
    skipped: int = 0


def layout_of(content: bytes) -> Layout:
    """Of a text in UTF-8. Raises ReadingError where no line is one of a table."""
    head = content[:LOOKED_AT].decode(errors="replace")
    parting = _parting(head)
    _check_first_line(content, parting)
    lines = _rows(head, parting)
    counts = Counter(len(row) for _, row in lines)
    if not counts:
        raise ReadingError(
            "The first line is not a line of a table. A table has a line of names, and a line for "
            "each row; the signs between cells are commas, semicolons or tabs."
        )
    n_columns = counts.most_common(1)[0][0]
    if n_columns > LIMITS.columns:
        raise ReadingError(_too_many_columns(n_columns))
    first = next(i for i, (_, row) in enumerate(lines) if len(row) == n_columns)
    first += _remarks([row for _, row in lines[first:]])
    if first == 0:
        return Layout(parting, n_columns)
    last_line, row = lines[first]
    skipped = last_line - 1 - sum(cell.count("\n") for cell in row)
    names = _names_in(lines[first - 1][1], [row for _, row in lines[first:]])
    return Layout(parting, n_columns, names, skipped)


def single_spaced(content: bytes) -> bytes:
    """Where spaces part the cells, one between any two and none before the first."""
    return re.sub(rb"[ \t]*\n[ \t]*", b"\n", re.sub(rb"[ \t]+", b" ", content.strip(b" \t")))


# ---------------------------------------------------------------- what parts the cells


def _parting(head: str) -> str:
    """What cuts most lines into the same number of cells, more than one; where several do, what
    leaves most cells as numbers or dates."""
    agreed = {sign: _agreement(_rows(head, sign)) for sign in PARTING}
    best = max(PARTING, key=agreed.__getitem__)  # the first of those that are as good
    if agreed[best][0] < AGREED:
        agreement, data = _agreement(_rows(head, SPACES))
        if data > 0.5 and agreement > max(AGREED, agreed[best][0]):
            return SPACES
    return best


def _agreement(lines: Sequence[tuple[int, list[str]]]) -> tuple[float, float]:
    """(share of the lines with as many cells as most, share of cells that are numbers or dates)."""
    counts = Counter(len(row) for _, row in lines)
    width, many = counts.most_common(1)[0] if counts else (1, 0)
    if width == 1:
        return 0.0, 0.0
    cells = [cell for _, row in lines for cell in row]
    return many / len(lines), sum(map(bool, map(_kind, cells))) / len(cells)


def _rows(head: str, sign: str) -> list[tuple[int, list[str]]]:
    """The first lines that are not blank: (number of the last line of text it takes, cells)."""
    if sign == SPACES:
        head = single_spaced(head.encode()).decode()
    rows = []
    reader = csv.reader(io.StringIO(head), delimiter=sign)
    try:
        for row in reader:
            if row:
                rows.append((reader.line_num, row))
            if len(rows) == LINES:
                return rows
    except csv.Error:  # a field longer than any name or number is
        return rows
    return rows[:-1] if len(head) >= LOOKED_AT / 4 and len(rows) > 1 else rows  # the last is torn


def _check_first_line(content: bytes, parting: str) -> None:
    """A line of millions of names is seen before it is cut."""
    end = content.find(b"\n")
    n_columns = content.count(parting.encode(), 0, end if end >= 0 else len(content)) + 1
    if n_columns > LIMITS.columns * 2:
        raise ReadingError(_too_many_columns(n_columns))


def _too_many_columns(n: int) -> str:
    return (
        f"The table has {n:,} columns, and {LIMITS.columns:,} are read here at most. Leave out "
        "those that say nothing about the answer."
    )


# ---------------------------------------------------------------- what names the columns


def _remarks(rows: Sequence[list[str]]) -> int:
    """How many of the first lines are remarks that happen to have as many cells as a row: they
    begin with a sharp, and the line of names comes after them."""
    n = next((i for i, row in enumerate(rows) if not row[0].startswith("#")), 0)
    same = [row for row in rows[n:] if len(row) == len(rows[0])]
    return n if n and len(same) > 1 and _differs(same[0], same[1:]) else 0


def _differs(names: Sequence[str], rows: Sequence[list[str]]) -> bool:
    """Whether there is a word in this line where the rows have numbers."""
    full = [row for row in rows if len(row) == len(names)]
    kinds = [_kind_of_all(cells) for cells in zip(*full, strict=True)]
    return any(kind and not _kind(name) for kind, name in zip(kinds, names, strict=False))


def _names_in(above: list[str], rows: Sequence[list[str]]) -> tuple[str, ...] | None:
    """The names of the columns in a line that has a few cells more or less than the rows: R does
    not name the column of its row names, and some programs end lines with a sign too many."""
    n_columns = len(rows[0])
    names = [name.strip() for name in above]
    while len(names) > n_columns and not names[-1]:
        names.pop()
    of_data = [name for name in names if _kind(name)]
    if not all(names) or (of_data and not _are_counted(of_data)):
        return None
    if len(names) == n_columns - 1:
        full = [row for row in rows if len(row) == n_columns]
        if _differs(full[0], full[1:]):  # the next line names them, and this is a title
            return None
        is_ended = all(not row[-1].strip() for row in full)
        return (*names, "") if is_ended else ("", *names)
    return tuple(names) if len(names) == n_columns else None


def has_names(first: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: where the rest of a column holds numbers or dates, a
    name does not; where all hold words, a name comes only once.

    first : its cells; rows : the next ones, as many cells each.
    """
    kinds = [_kind_of_all(cells) for cells in zip(*rows, strict=True)]
    of_data = [i for i, kind in enumerate(kinds) if kind]
    if not of_data:
        again = sum(
            bool(name.strip()) and name in {r[i] for r in rows} for i, name in enumerate(first)
        )
        return again <= len(first) / 2
    alike = [i for i in of_data if _kind(first[i]) == kinds[i]]
    if len(alike) < len(of_data) / 2:
        return True
    is_year_again = all(_are_years([row[i] for row in rows]) for i in alike)
    return _are_counted([first[i] for i in alike]) and not is_year_again


def _kind(cell: str) -> str:
    """ "number", "date" or, for a word, nothing."""
    cell = cell.strip()
    if A_NUMBER.fullmatch(cell):
        return "number"
    return "date" if A_DATE.fullmatch(cell) else ""


def _kind_of_all(cells: Sequence[str]) -> str:
    """Of a column: what nearly all cells are that are not missing."""
    kinds = Counter(_kind(cell) for cell in cells if cell.strip() not in MISSING)
    kind, many = kinds.most_common(1)[0] if kinds else ("", 0)
    return kind if many > 0.8 * sum(kinds.values()) else ""


def _are_counted(names: Sequence[str]) -> bool:
    """Whether columns are called after years, or 0, 1, 2, … as pandas calls them."""
    if len(names) < 2 or not all(re.fullmatch("[0-9]{1,4}", name.strip()) for name in names):
        return False
    values = [int(name) for name in names]
    steps = {after - before for before, after in pairwise(values)}
    if len(steps) != 1 or min(steps) < 1:
        return False
    return _are_years(names) or (values[0] in (0, 1) and steps == {1} and len(values) > 2)


def _are_years(cells: Sequence[str]) -> bool:
    return all(re.fullmatch(r"\s*(?:1[5-9]|2[01])[0-9]{2}\s*", cell) for cell in cells)
