"""What is wrong with a table, or worth knowing, before anything is fitted.

Each finding is a sentence that names the column or the row, with what would mend it at one click.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from lib.catalogue.controls import Value
from lib.datasets._entry import DataError
from lib.datasets.brought.answers import FIRST, NO, SECOND, look_like_answers
from lib.datasets.brought.classes import CUT, DROP, JOIN, is_continuous
from lib.datasets.brought.features import features_of
from lib.datasets.brought.gaps import read_marks, suspects, write_marks
from lib.datasets.brought.leaks import gives_away
from lib.datasets.brought.making import Reading
from lib.datasets.brought.roles import (
    DATE,
    GROUP,
    LEFT_OUT,
    NUMBER,
    OF_ROWS,
    TARGET,
    TIME,
    with_role,
)
from lib.datasets.cutting.bonds import identical, shares_alike
from lib.reading import Note
from lib.words import counted, listed
from lib.words.outside import quoted

FEW = 10  # rows of a class: as many as there may be folds
MANY_COLUMNS = 300  # beyond, fits take long
MOST_NAMED = 3
MIXED = "mixed"  # the note of a column of numbers with a few words


@dataclass(frozen=True)
class Offer:
    """What a click does. knobs : of the data set, those that change."""

    label: str
    knobs: Mapping[str, Value]


@dataclass(frozen=True)
class Finding:
    """One sentence. stops : nothing can be learned before that is mended."""

    sentence: str
    offers: tuple[Offer, ...] = ()
    stops: bool = False


def findings_of(reading: Reading, notes: tuple[Note, ...] = ()) -> list[Finding]:
    """What stops first, then what misleads, then what was mended already.

    notes : of whoever read the file.
    """
    found = [*_of_target(reading), *_of_answers(reading), *_of_notes(reading, notes)]
    for look in (_of_columns, _of_gaps, _of_time, _of_size):
        found += look(reading)
    if not any(one.stops for one in found):
        try:
            reading.check()
        except DataError as problem:
            found.append(Finding(str(problem), stops=True))
        else:
            found += [] if reading.has_answers else [*_of_leaks(reading), *_of_twins(reading)]
    return sorted(found, key=lambda one: (not one.stops, not one.offers))


def _role(reading: Reading, name: str, role: str, label: str) -> Offer:
    position = [column.name for column in reading.columns].index(name)
    text = with_role(reading.frame, str(reading.knobs["columns"]), position, role)
    return Offer(label, {"columns": text})


# ---------------------------------------------------------------- the column that is asked


def _of_target(reading: Reading) -> Iterator[Finding]:
    target = reading.only(TARGET)
    if target is None:
        yield Finding("No column is asked. Choose above what is to be predicted.", stops=True)
        return
    name, done = quoted(str(target.name)), str(reading.knobs["classes"])
    if is_continuous(target) and not done.startswith(CUT):
        yield Finding(
            f"{name} holds amounts, and this app tells classes apart. Cut it into parts of about "
            "as many rows each, or ask for another column.",
            tuple(Offer(f"Cut into {n}", {"classes": f"{CUT}{n}"}) for n in (2, 3, 4)),
            stops=True,
        )
        return
    if n_missing := int(target.isna().sum()):
        yield Finding(
            f"{counted(n_missing, 'row')} {'have' if n_missing > 1 else 'has'} no {name}: set "
            f"apart, neither learned from nor tested. The first is row {_first(target.isna()):,}."
        )
    yield from _of_classes(reading, name, done)


def _of_classes(reading: Reading, name: str, done: str) -> Iterator[Finding]:
    """Rare ones, and what stops them from being classes at all."""
    try:
        y, names = reading.classes
    except DataError as problem:
        yield Finding(str(problem), _about_rare(FEW) if not done else (), stops=True)
        return
    counts = np.bincount(y[np.isfinite(y)].astype(int), minlength=len(names))
    rare = [f"{quoted(names[c])} ({counts[c]:,})" for c in np.argsort(counts) if counts[c] < FEW]
    if rare and len(names) > 2:
        more = f" and {len(rare) - MOST_NAMED} more" if len(rare) > MOST_NAMED else ""
        yield Finding(
            f"{len(rare)} of the classes of {name} {'have' if len(rare) > 1 else 'has'} fewer "
            f"than {FEW} rows: {listed(rare[:MOST_NAMED])}{more}. Such a class is missing from "
            "some folds.",
            _about_rare(FEW),
            stops=bool(counts.min() < 2),
        )


def _about_rare(few: int) -> tuple[Offer, ...]:
    return (
        Offer("Join rare classes", {"classes": f"{JOIN}{few}"}),
        Offer("Leave them out", {"classes": f"{DROP}{few}"}),
    )


def _of_answers(reading: Reading) -> Iterator[Finding]:
    """Whether the numbers are what models said, and what can be known from that."""
    if not reading.has_answers:
        if look_like_answers(reading.table):
            yield Finding(
                "These numbers look like what models said of the rows: probabilities. If each was "
                "said of rows that the model had not seen, the answers can be combined.",
                (Offer("They are answers of models", {"answers": SECOND}),),
            )
        return
    yield Finding(
        "The numbers are answers of models that are not here. Votes, stacks and selections are "
        "tested on them; the models' own border, a fusion of their sources and what they cost "
        "cannot be known.",
        (Offer("They are measurements", {"answers": NO}),),
    )
    names = reading.classes[1] if reading.only(TARGET) is not None else ()
    if len(names) == 2:
        now = FIRST if reading.knobs["answers"] == FIRST else SECOND
        this, that = (names[0], names[1]) if now == FIRST else (names[1], names[0])
        other = SECOND if now == FIRST else FIRST
        yield Finding(
            f"A model's single column is taken as its probability of {quoted(this)}.",
            (Offer(f"It is that of {that}", {"answers": other}),),
        )


# ---------------------------------------------------------------- columns


def _of_notes(reading: Reading, notes: tuple[Note, ...]) -> Iterator[Finding]:
    """What was noticed while the file was read; numbers among which words stand can be mended."""
    for note in _together(notes):
        is_mixed = note.key == MIXED and note.column in reading.frame
        if not is_mixed:
            yield Finding(note.sentence)
        elif not pd.api.types.is_numeric_dtype(reading.frame[note.column]):
            cells = reading.frame[note.column].dropna()
            odd = cells[pd.to_numeric(cells, errors="coerce").isna()].unique()
            marks = [*read_marks(str(reading.knobs["gaps"])), *map(str, odd)]
            offer = Offer("Count them as missing", {"gaps": write_marks(marks)})
            yield Finding(note.sentence, (offer,))


def _together(notes: tuple[Note, ...]) -> Iterator[Note]:
    """What is to be said of many columns is said of the first."""
    for key in dict.fromkeys(note.key for note in notes):
        alike = [note for note in notes if note.key == key]
        if key == MIXED or len(alike) <= MOST_NAMED:
            yield from alike
        else:
            more = f" So it is with {len(alike) - 1:,} other columns."
            yield replace(alike[0], sentence=alike[0].sentence + more)


def _of_columns(reading: Reading) -> Iterator[Finding]:
    """What was left out without being asked, and too many columns."""
    left = [c for c in reading.columns if c.role == LEFT_OUT and c.reason]
    for reason in dict.fromkeys(column.reason for column in left):
        names = [quoted(column.name) for column in left if column.reason == reason]
        more = f" and {len(names) - MOST_NAMED:,} more" if len(names) > MOST_NAMED else ""
        first = next(column.name for column in left if column.reason == reason)
        offers = (_role(reading, first, NUMBER, "Read it all the same"),) * (
            len(names) == 1 and pd.api.types.is_numeric_dtype(reading.frame[first])
        )
        are = "are" if len(names) > 1 else "is"
        yield Finding(f"{listed(names[:MOST_NAMED])}{more} {are} left out: {reason}.", offers)
    for column in reading.columns:
        if column.reason and column.role not in (LEFT_OUT, GROUP):
            yield Finding(f"{quoted(column.name)}: {column.reason}.")
    used = sum(column.role not in OF_ROWS for column in reading.columns)
    if used > MANY_COLUMNS:
        yield Finding(f"There are {used:,} columns to learn from; every fit takes long.")


def _of_gaps(reading: Reading) -> Iterator[Finding]:
    marks = read_marks(str(reading.knobs["gaps"]))
    for mark, columns in suspects(reading.frame).items():
        more = f" and {len(columns) - MOST_NAMED} more" if len(columns) > MOST_NAMED else ""
        names = listed([quoted(name) for name in columns[:MOST_NAMED]])
        offer = Offer(f"Count {mark} as missing", {"gaps": write_marks([*marks, mark])})
        yield Finding(f"{mark} in {names}{more} probably stands for a missing value.", (offer,))
    numbers = reading.frame.select_dtypes("float")
    if infinite := int(np.isinf(numbers.to_numpy(float)).sum()):
        yield Finding(f"{counted(infinite, 'cell')} hold infinity, and count as missing.")


# ---------------------------------------------------------------- rows


def _of_time(reading: Reading) -> Iterator[Finding]:
    """Dates may mean that the future is to be told from the past."""
    dates = [c.name for c in reading.columns if c.role == DATE]
    if dates and reading.only(TIME) is None:
        offer = _role(reading, dates[0], TIME, "Test on later rows")
        said = "If later rows are to be told from earlier ones, test that way."
        yield Finding(f"{quoted(dates[0])} says when a row was taken. {said}", (offer,))
    groups = reading.only(GROUP)
    if groups is not None:
        yield Finding(
            f"Rows with the same {quoted(str(groups.name))} stay together: a model is tested on "
            "others than it has seen.",
            (_role(reading, str(groups.name), LEFT_OUT, "They are independent"),),
        )


def _of_size(reading: Reading) -> Iterator[Finding]:
    n, asked = len(reading.frame), int(reading.knobs["rows"])
    if n > asked:
        yield Finding(
            f"Of {n:,} rows {asked:,} are used, drawn so that every class keeps its share.",
            (Offer(f"Use all {n:,}", {"rows": n}),),
        )


def _of_leaks(reading: Reading) -> Iterator[Finding]:
    """Columns that say the answer in other words."""
    for name, share in gives_away(reading):
        yield Finding(
            f"{quoted(name)} alone gives the answer away in {share:.0%} of the rows. Is it known "
            "before the answer is? If not, leave it out.",
            (_role(reading, name, LEFT_OUT, "Leave it out"),),
        )


def _of_twins(reading: Reading) -> Iterator[Finding]:
    """Rows that are alike, and the best that anybody can do where they differ in class."""
    y, _ = reading.classes
    rows = np.flatnonzero(np.isfinite(y))
    X = pd.DataFrame(features_of(reading.frame, reading.columns).X).iloc[rows]
    share, ceiling = shares_alike(identical(X), y[rows].astype(int))
    alike = round(share * len(rows))
    if not alike:
        return
    said = f"{counted(alike, 'row')} have a twin with the same cells; twins are held back together."
    if ceiling < 1:
        said += " Some twins differ in class, so nobody can be right on more than "
        said += f"{ceiling:.1%} of the rows."
    yield Finding(said)


def _first(is_it: pd.Series) -> int:
    """The row in the file, whose first line has the names."""
    return int(np.flatnonzero(is_it)[0]) + 2
