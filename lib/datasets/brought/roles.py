"""What the columns of a table are for: guessed from names and cells, changed by the visitor.

What is changed is written as one text for a link: "0x.3c.7y" leaves out the first column, reads the
fourth as a category and asks for the eighth.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

NUMBER, CATEGORY, TEXT, DATE, LEFT_OUT = "n", "c", "t", "d", "x"
TARGET, GROUP, TIME = "y", "g", "w"
ROLES = {
    NUMBER: "a number",
    CATEGORY: "a category",
    TEXT: "text",
    DATE: "a date",
    LEFT_OUT: "left out",
    TARGET: "what is asked",
    GROUP: "which rows belong together",
    TIME: "when a row was taken",
}
ONLY_ONE = (TARGET, GROUP, TIME)  # columns of a table that may have these roles
OF_ROWS = (LEFT_OUT, *ONLY_ONE)  # nothing is learned from these
MOST_LEVELS = 40  # a word of more kinds is read by the pieces of its letters, as are texts
FEW_VALUES = 20  # a number of so many may be a class
LOOKED_AT = 50_000  # rows, from which roles are guessed
FEWEST = 20  # rows, to tell that a column numbers them
WORDS_OF_TEXT = 3  # of half the cells; names have fewer
TARGETS = (
    *("target", "label", "truth", "true", "outcome", "diagnosis", "survived", "churn", "species"),
    *("class", "y"),
)
FOLDS = ("fold", "split")  # rows that were held back together
GROUPS = ("group", "subject", "patient", "person", "participant", "user", "customer", "session")


@dataclass(frozen=True)
class Column:
    """What a column is for. reason : why that was guessed, in words that follow its name; "" when
    it is plain."""

    name: str
    role: str
    reason: str = ""


# ---------------------------------------------------------------- guessed


def guessed(frame: pd.DataFrame) -> tuple[Column, ...]:
    """A role for each column, by its first rows."""
    frame = frame.iloc[:LOOKED_AT]
    columns = [_guessed(str(name), frame[name]) for name in frame]
    target = _target(frame, columns)
    columns[target] = Column(columns[target].name, TARGET)
    for position, column in enumerate(columns):
        if column.role != TARGET and _is_group(frame.iloc[:, position]):
            reason = "its name says so, and its values repeat"
            columns[position] = Column(column.name, GROUP, reason)
            break
    return tuple(columns)


def _guessed(name: str, cells: pd.Series) -> Column:
    known, n_kinds = cells.dropna(), cells.nunique()
    if known.empty:
        return Column(name, LEFT_OUT, "it is empty")
    if n_kinds == 1:
        return Column(name, LEFT_OUT, "it says the same in every row")
    if pd.api.types.is_datetime64_any_dtype(cells):
        return Column(name, DATE)
    is_unique = n_kinds == len(cells) >= FEWEST
    read = _guessed_number if pd.api.types.is_numeric_dtype(cells) else _guessed_words
    return read(name, known, is_unique)


def _guessed_number(name: str, known: pd.Series, is_unique: bool) -> Column:
    is_count = is_unique and bool((known % 1 == 0).all())
    if is_count and (known.max() - known.min() == len(known) - 1 or _says(name, ("id",))):
        return Column(name, LEFT_OUT, "it numbers the rows, and who reads it learns their order")
    return Column(name, NUMBER)


def _guessed_words(name: str, known: pd.Series, is_unique: bool) -> Column:
    n_kinds, n_words = known.nunique(), known.str.count(r"\S+").median()
    if is_unique and n_words < WORDS_OF_TEXT:
        return Column(name, LEFT_OUT, "it is another in every row: a name, not a property")
    if n_kinds <= MOST_LEVELS and not is_unique:
        return Column(name, CATEGORY)
    if n_words >= WORDS_OF_TEXT:
        return Column(name, TEXT)
    reason = f"{n_kinds:,} different words are read by the pieces of their letters"
    return Column(name, TEXT, reason)


def _target(frame: pd.DataFrame, columns: Sequence[Column]) -> int:
    """Position of what is probably asked: what is called so, else the last column of few kinds."""
    last_first = range(len(columns) - 1, -1, -1)
    fits = [i for i in last_first if columns[i].role != LEFT_OUT and _has_few(frame.iloc[:, i])]
    for word in TARGETS:
        named = [i for i in last_first if _says(columns[i].name, (word,))]
        if found := [i for i in named if i in fits] or named[:1]:
            return found[0]
    return fits[0] if fits else len(columns) - 1


def _has_few(cells: pd.Series) -> bool:
    if not 2 <= cells.nunique() <= FEW_VALUES or pd.api.types.is_datetime64_any_dtype(cells):
        return False
    return not pd.api.types.is_numeric_dtype(cells) or bool((cells.dropna() % 1 == 0).all())


def _is_group(cells: pd.Series) -> bool:
    n_kinds = cells.nunique()
    if _says(str(cells.name), FOLDS):
        return 3 <= n_kinds <= len(cells) / 2
    return _says(str(cells.name), GROUPS) and 5 <= n_kinds <= len(cells) / 2


def _says(name: str, words: Sequence[str]) -> bool:
    """Whether one of these is a word of the name.

    >>> _says("patient_ID", ("id",)), _says("width", ("id",))
    (True, False)
    """
    return not set(words).isdisjoint(re.split(r"[^a-z]+", name.lower()))


# ---------------------------------------------------------------- changed


def given(frame: pd.DataFrame, text: str) -> tuple[Column, ...]:
    """The roles as guessed, but for those that the text changes. A role that only one column may
    have leaves the column that was guessed to have it."""
    columns, changes = list(guessed(frame)), _read(text)
    for position, role in changes.items():
        if position >= len(columns):
            continue
        for other, column in enumerate(columns):
            if column.role == role in ONLY_ONE:
                columns[other] = _guessed(column.name, frame.iloc[:LOOKED_AT, other])
        columns[position] = Column(columns[position].name, role)
    return tuple(columns)


def with_role(frame: pd.DataFrame, text: str, position: int, role: str) -> str:
    """The text that also gives this column this role; what is guessed anyhow is not written."""
    changes = {i: each for i, each in _read(text).items() if each != role or role not in ONLY_ONE}
    usual = guessed(frame)[position].role
    changes = {**changes, position: role} if role != usual else _less(changes, position)
    written = write(changes)
    if given(frame, written)[position].role == role:
        return written
    return write({**changes, position: role})


def _less(changes: Mapping[int, str], position: int) -> dict[int, str]:
    return {i: role for i, role in changes.items() if i != position}


def write(changes: Mapping[int, str]) -> str:
    """The one text for these changes: position -> role."""
    return ".".join(f"{position}{role}" for position, role in sorted(changes.items()))


def _read(text: str) -> dict[int, str]:
    parts = re.findall(r"(\d+)([a-z])", text)
    return {int(position): role for position, role in parts}


def checked_roles(text: str) -> str:
    """The one text that says the same. Raises ValueError, with words that follow the text, for what
    gives no roles to columns."""
    if not re.fullmatch(r"(\d{1,4}[nctdxygw](\.\d{1,4}[nctdxygw])*)?", text, re.ASCII):
        raise ValueError("does not say what columns are for")
    changes = _read(text)
    if any(list(changes.values()).count(role) > 1 for role in ONLY_ONE):
        raise ValueError("gives two columns a role that only one may have")
    return write(changes)
