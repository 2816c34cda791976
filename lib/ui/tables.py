"""The tables of one session: brought by it, found by it alone, gone when it ends."""

import weakref

from lib.datasets.brought.shelves import SHELVES, new_secret
from lib.reading import Table
from lib.scenario import remembering
from lib.ui.cache import server_cache, side_cache
from lib.ui.memory import budget

SHARE = 1 / 2  # of the budget, on top of it, for the tables of all visitors


class Owner:
    """Stands in a session, and goes with it: then everything made of its tables is forgotten."""

    def __init__(self) -> None:
        self._secret = new_secret()
        weakref.finalize(self, _forget, self._secret)

    def held(self) -> dict[str, str]:
        """Fingerprint -> name of each table that is kept for this session."""
        return SHELVES.names(self._secret)

    def put(self, table: Table) -> str:
        """Keep this table too, and give its name. Raises ReadingError where there is no room."""
        return SHELVES.put(table, self._secret, SHARE * budget())


def _forget(secret: str) -> None:
    SHELVES.clear(secret)
    remembering.forget(secret)
    for cache in (server_cache(), side_cache()):
        cache.forget(secret)
