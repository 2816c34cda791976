"""Tables and models that visitors bring, each kept in memory where their session alone can name it.

A table's name is its fingerprint, a dot, and a secret of the session: the fingerprint may stand in
a link, the secret never does. So whatever is kept under a name, by whatever cache, is found by
nobody else, and everything that is kept under it can be dropped when the session ends.
"""

import threading
from collections import OrderedDict
from secrets import token_urlsafe
from typing import Protocol

from lib.catalogue.controls import Text, Value
from lib.reading import ReadingError

MARK = "."  # between fingerprint and secret; no fingerprint and no packed table has one
MOST_EACH = 6  # tables and models of one session


def new_secret() -> str:
    """128 bits that nobody guesses."""
    return token_urlsafe(16).replace(MARK, "_")


class Brought(Protocol):
    """A table or a model."""

    @property
    def fingerprint(self) -> str:
        """Of its file."""
        ...

    @property
    def n_bytes(self) -> int:
        """That it takes in memory."""
        ...


class HeldName(Text):
    """The fingerprint of what was brought, and in the session that holds it a name that only that
    session knows."""

    def format(self, value: Value) -> str:
        return str(value).partition(MARK)[0]


class Shelves:
    """What all sessions brought, at most `most` bytes of it."""

    def __init__(self) -> None:
        self._tables: OrderedDict[str, Brought] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, table: Brought, secret: str, most: float) -> str:
        """Keep it, and give its name. The oldest of the same session gives way; another's never
        does: raises ReadingError where those take all the room."""
        name = f"{table.fingerprint}{MARK}{secret}"
        with self._lock:
            self._tables.pop(name, None)
            own = [one for one in self._tables if one.endswith(f"{MARK}{secret}")]
            while own and (len(own) >= MOST_EACH or self._size() + table.n_bytes > most):
                del self._tables[own.pop(0)]
            if self._size() + table.n_bytes > most:
                raise ReadingError(
                    "Other visitors' tables take all the memory there is for tables just now. "
                    "Bring fewer rows or columns, or try again later."
                )
            self._tables[name] = table
        return name

    def find(self, name: str) -> Brought | None:
        """What has that name."""
        return self._tables.get(name)

    def names(self, secret: str) -> dict[str, str]:
        """The tables of one session: fingerprint -> name."""
        with self._lock:
            own = [name for name in self._tables if name.endswith(f"{MARK}{secret}")]
        return {name.partition(MARK)[0]: name for name in own}

    def clear(self, secret: str) -> None:
        """The session is over."""
        for name in self.names(secret).values():
            self._tables.pop(name, None)

    def _size(self) -> int:
        return sum(one.n_bytes for one in self._tables.values())


SHELVES = Shelves()
