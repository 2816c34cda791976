"""A file that somebody brings, read into a table: in a process of its own, bounded, never trusted.

`read` is all that others need. What is in the file decides how it is read, not what it is called;
what had to be guessed or mended is told in notes, and what cannot be read in one sentence.
"""

from lib.reading.limits import LIMITS
from lib.reading.packed import pack, unpack
from lib.reading.process import read
from lib.reading.table import Note, ReadingError, Table, fingerprint_of

__all__ = ["LIMITS", "Note", "ReadingError", "Table", "fingerprint_of", "pack", "read", "unpack"]
