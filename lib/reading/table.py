"""What comes out of a file: a table with notes, or one sentence that says why not."""

from dataclasses import dataclass
from hashlib import sha256

import pandas as pd

LETTERS = 16  # of a fingerprint: enough that no two tables of anybody are taken for each other


class ReadingError(ValueError):
    """This is no table that can be read; the message says what it is and what would help."""


@dataclass(frozen=True)
class Note:
    """Something that was guessed or mended while reading.

    key : of what kind it is. column : whose, "" for the file as a whole. row : the first one that
    it is about, counted as the file counts its lines, None for all.
    """

    key: str
    sentence: str
    column: str = ""
    row: int | None = None


@dataclass(frozen=True, eq=False)
class Table:
    """What a file holds.

    frame : (n_rows, n_columns); names are texts, none blank, no two alike; columns are float64
    (nan where missing), datetime64 or str. name : of the file, as it was brought. fingerprint : of
    its content.
    """

    frame: pd.DataFrame
    name: str
    fingerprint: str
    notes: tuple[Note, ...] = ()

    @property
    def n_bytes(self) -> int:
        """That it takes in memory."""
        return int(self.frame.memory_usage(deep=True).sum())


def fingerprint_of(content: bytes) -> str:
    """The first letters of SHA-256, in hexadecimal."""
    return sha256(content).hexdigest()[:LETTERS]
