"""What every page shares: the frame, the navigation, and the choices in the sidebar.

The frame is drawn before anything heavy is imported, so the first visitor of a fresh server sees
the page at once; that is why this module imports the rest of the app inside its functions.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from lib.scenario import Scenario

PAGES = {
    "app.py": "Explore",
    "pages/compare.py": "Compare",
    "pages/verdict.py": "Verdict",
    "pages/about.py": "About",
}


@contextmanager
def page(title: str) -> Iterator["Scenario"]:
    """The frame around a page: `with shell.page("Compare") as scenario:`.

    A question that cannot be answered on the chosen data ends the page with a plain sentence; the
    choices stay on screen.
    """
    st.set_page_config(page_title=f"{title} · Better Together?", page_icon="🤝", layout="wide")
    with st.container(horizontal=True, key="nav"):
        links = st.empty()
    with st.sidebar:
        st.markdown("### Better Together?")
        choices = st.container()
    with links.container(horizontal=True):
        _draw_links()

    from lib.folds import DataError
    from lib.ui import sidebar, state

    scenario = state.open_page()
    with choices:
        sidebar.draw(scenario)
    for notice in state.notices():
        st.info(notice, icon=":material/link:")
    try:
        yield scenario
    except DataError as problem:
        st.warning(str(problem), icon=":material/rule:")


def plain(text: str) -> str:
    """Text as it is: what came from data must not become formatting."""
    return re.sub(r"([\\`*_{}\[\]()#+!|<>~$:])", r"\\\1", text)


class Head:
    """The sentence at the top of a page, and below it what is going on.

    While something is computed the old sentence stays and a progress bar takes the lower place.
    """

    def __init__(self) -> None:
        self._sentence, self._below = st.container(), st.container()

    def say(self, share: float, text: str) -> None:
        """Paint progress: `share` from 0 to 1. Streamlit ends a run that is not wanted any more
        here, so this is also where a visitor who changed their mind stops the computing."""
        with self._below:
            self._place.progress(min(share, 1.0), text)

    def write(self, sentence: str, status: str) -> None:
        """The headline, and how it was measured. Both are plain text."""
        with self._sentence:
            st.title(plain(sentence), anchor=False)
        with self._below:
            self._place.caption(plain(status))

    @cached_property
    def _place(self) -> "DeltaGenerator":
        return st.empty()



def _draw_links() -> None:
    """The scenario lives in the session, so links need not carry it."""
    for path, title in PAGES.items():
        st.page_link(path, label=title)
