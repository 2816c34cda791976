"""The app when the flowers are somebody's upload with hostile names, and everything that can be
folded away lies open."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import streamlit as st

from tests.browser import ROOT
from tests.hostile import hostile_entry


@contextmanager
def opened(label: str, key: str, is_open: bool = False) -> Iterator[bool]:
    """A drawer that nobody has to open."""
    with st.expander(label, expanded=True, key=key):
        yield True


@asynccontextmanager
async def hostile(app: st.App) -> AsyncIterator[None]:
    """Changed before any part of the page takes these by name."""
    from lib import ui

    ui.drawer = opened
    from lib import datasets
    from lib.ui import explore, passes, sidebar, warm_up  # noqa: F401

    known = datasets.entries()
    known["iris"] = hostile_entry(known["iris"])
    sidebar._more = lambda scenario: [draw(scenario) for _, draw in sidebar.SUBJECTS.values()]
    warm_up.send_at_once()
    yield


app = st.App(ROOT / "app.py", lifespan=hostile)
