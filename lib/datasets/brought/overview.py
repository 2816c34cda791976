"""Everything that is said of a table on one page, worked out once."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.datasets._entry import DataError
from lib.datasets.brought.features import features_of, sources_of
from lib.datasets.brought.findings import Finding, findings_of
from lib.datasets.brought.making import Reading
from lib.datasets.brought.roles import (
    CATEGORY,
    DATE,
    GROUP,
    LEFT_OUT,
    NUMBER,
    OF_ROWS,
    TARGET,
    TEXT,
    TIME,
    Column,
)
from lib.reading import Note
from lib.words.outside import shortened

LOOKED_AT = 1000  # rows, for examples
EXAMPLES, LONGEST = 3, 18  # cells shown of a column, and their letters
FIRST_ROWS = 5


@dataclass(frozen=True, eq=False)
class Overview:
    """A table as one looks at it before anything is fitted.

    examples : a few cells of each column, and how many are missing. roles : what each column may be
    for. classes : name -> rows, none when it cannot be learned. sources : name -> columns.
    """

    n_rows: int
    columns: tuple[Column, ...]
    examples: tuple[str, ...]
    roles: tuple[tuple[str, ...], ...]
    classes: Mapping[str, int]
    sources: Mapping[str, tuple[str, ...]]
    findings: tuple[Finding, ...]
    first_rows: pd.DataFrame

    @property
    def target(self) -> int | None:
        """Position of the column that is asked."""
        found = [i for i, column in enumerate(self.columns) if column.role == TARGET]
        return found[0] if found else None

    @property
    def n_used(self) -> int:
        """Columns that are learned from."""
        return sum(column.role not in OF_ROWS for column in self.columns)

    @property
    def stops(self) -> list[Finding]:
        """What has to be settled first."""
        return [finding for finding in self.findings if finding.stops]


def overview(reading: Reading, notes: tuple[Note, ...] = ()) -> Overview:
    """Looks at every cell. notes : of whoever read the file."""
    frame = reading.frame
    features = features_of(frame.iloc[:1], reading.columns)
    sources = sources_of(features.of)
    return Overview(
        n_rows=len(frame),
        columns=reading.columns,
        examples=tuple(_examples(frame.iloc[:, i]) for i in range(frame.shape[1])),
        roles=tuple(_roles_for(frame.iloc[:, i]) for i in range(frame.shape[1])),
        classes=_classes(reading),
        sources={name: tuple(features.names[i] for i in at) for name, at in sources.items()},
        findings=tuple(findings_of(reading, notes)),
        first_rows=frame.head(FIRST_ROWS),
    )


def _classes(reading: Reading) -> dict[str, int]:
    try:
        y, names = reading.classes
    except DataError:
        return {}
    counts = np.bincount(y[np.isfinite(y)].astype(int), minlength=len(names))
    return {name: int(n) for name, n in zip(names, counts, strict=True)}


def _examples(cells: pd.Series) -> str:
    """ "12, 14.5, 20 … · 3 missing"."""
    known = cells.iloc[:LOOKED_AT].dropna()
    if pd.api.types.is_datetime64_any_dtype(cells):
        words = known.head(EXAMPLES).dt.strftime("%Y-%m-%d").tolist()
    else:
        form = "{:.4g}" if pd.api.types.is_numeric_dtype(cells) else "{}"
        words = [form.format(value) for value in known.unique()[:EXAMPLES]]
    said = ", ".join(shortened(word, LONGEST) for word in words) or "nothing"
    gaps = int(cells.isna().sum())
    return f"{said}{' …' * (known.nunique() > EXAMPLES)}" + f" · {gaps:,} missing" * (gaps > 0)


def _roles_for(cells: pd.Series) -> tuple[str, ...]:
    """Words are no number, and a number is no text."""
    if pd.api.types.is_datetime64_any_dtype(cells):
        return (DATE, NUMBER, LEFT_OUT, TIME, GROUP)
    if pd.api.types.is_numeric_dtype(cells):
        return (NUMBER, CATEGORY, LEFT_OUT, GROUP, TIME)
    return (CATEGORY, TEXT, LEFT_OUT, GROUP)


def in_words(classes: Mapping[str, int], most: int = 4) -> str:
    """ "no (120) and yes (120)", or how many there are."""
    named = [f"{shortened(name, LONGEST)} ({n:,})" for name, n in classes.items()]
    more = f" and {len(named) - most} more" if len(named) > most else ""
    return f"{len(named)} classes: {', '.join(named[:most])}{more}"
