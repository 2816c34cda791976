"""The tables of one session: brought by it, found by it alone, gone when it ends."""

import threading
import weakref

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lib.datasets.brought.shelves import SHELVES, Brought, new_secret
from lib.scenario import remembering
from lib.ui import state
from lib.ui.cache import server_cache, side_cache
from lib.ui.memory import budget

SHARE = 1 / 2  # of the budget, on top of it, for the tables of all visitors
LINGER = 120.0  # seconds for which a browser may lose its line; Streamlit waits as long for it


class Owner:
    """Stands in a session, and goes with it: then all that was made of its tables is forgotten.

    Streamlit drops what a session holds only when another visitor comes or goes, perhaps hours
    later, so whoever left is not waited for longer than `LINGER`.
    """

    def __init__(self) -> None:
        self._secret = new_secret()
        self._leaving: threading.Timer | None = None
        weakref.finalize(self, _forget, self._secret)

    def held(self) -> dict[str, str]:
        """Fingerprint -> name of each table that is kept for this session."""
        return SHELVES.names(self._secret)

    def put(self, table: Brought) -> str:
        """Keep this table too, and give its name. Raises ReadingError where there is no room."""
        return SHELVES.put(table, self._secret, SHARE * budget())

    def come(self) -> None:
        """The browser is there, perhaps again."""
        if self._leaving:
            self._leaving.cancel()
        self._leaving = None

    def leave(self) -> None:
        """The browser is gone, perhaps for good."""
        self._leaving = threading.Timer(LINGER, _forget, (self._secret,))
        self._leaving.daemon = True
        self._leaving.start()


@st.cache_resource(scope="session", show_spinner=False, on_release=Owner.leave)
def stay(_owner: Owner) -> Owner:
    """To be called in every run: Streamlit forgets this as soon as the browser is gone."""
    _owner.come()
    return _owner


def bring(table: Brought) -> str:
    """Keep a table or a model as long as this session lasts, and give its name. Raises ReadingError
    where there is no room for it."""
    owner: Owner = state.kept(state.OWNER) or Owner()
    state.keep(state.OWNER, owner)
    stay(owner)
    return owner.put(table)


def has_brought() -> bool:
    """Whether this session holds, or held, rows that its visitor brought."""
    return state.kept(state.OWNER) is not None


def let_go() -> None:
    """A file that was read needs no second place in memory."""
    context = get_script_run_ctx()
    if context is not None:
        context.uploaded_file_mgr.remove_session_files(context.session_id)


def _forget(secret: str) -> None:
    SHELVES.clear(secret)
    remembering.forget(secret)
    for cache in (server_cache(), side_cache()):
        cache.forget(secret)
