"""Tables that visitors bring, each kept in memory where only their own session can name it.

A table's name is its fingerprint, a dot, and a secret of the session: the fingerprint may stand in
a link, the secret never does. So whatever is kept under a name, by whatever cache, is found by
nobody else, and everything that is kept under it can be dropped when the session ends.
"""

import threading
from collections import OrderedDict
from secrets import token_urlsafe

from lib.reading import ReadingError, Table

MARK = "."  # between fingerprint and secret; no fingerprint and no packed table has one
MOST_EACH = 3  # tables of one session


def new_secret() -> str:
    """128 bits that nobody guesses."""
    return token_urlsafe(16).replace(MARK, "_")


class Shelves:
    """The tables of all sessions, at most `most` bytes of them."""

    def __init__(self) -> None:
        self._tables: OrderedDict[str, Table] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, table: Table, secret: str, most: float) -> str:
        """Keep it, and give its name. The oldest of the same session gives way; another's never
        does: raises ReadingError where those take all the room."""
        name = f"{table.fingerprint}{MARK}{secret}"
        with self._lock:
            self._tables.pop(name, None)
            own = [one for one in self._tables if one.endswith(f"{MARK}{secret}")]
            while own and (len(own) >= MOST_EACH or self._size() + _bytes(table) > most):
                del self._tables[own.pop(0)]
            if self._size() + _bytes(table) > most:
                raise ReadingError(
                    "Other visitors' tables take all the memory there is for tables just now. "
                    "Bring fewer rows or columns, or try again later."
                )
            self._tables[name] = table
        return name

    def find(self, name: str) -> Table | None:
        """The table of that name."""
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
        return sum(map(_bytes, self._tables.values()))


def _bytes(table: Table) -> int:
    return int(table.frame.memory_usage(deep=True).sum())


SHELVES = Shelves()
