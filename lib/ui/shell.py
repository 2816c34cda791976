"""What every page shares: the frame, the navigation, and the choices in the sidebar.

The frame is drawn before anything heavy is imported, so the first visitor of a fresh server sees
the page at once; that is why this module imports the rest of the app inside its functions.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Self

import streamlit as st

from lib.ui.plain import plain

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
        for path, name in PAGES.items():  # the scenario lives in the session: links need not say it
            st.page_link(path, label=name)
    with st.sidebar:
        st.markdown("### Better Together?")
        choices = st.container()

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
        st.title("Nothing to compare yet", anchor=False)
        st.warning(str(problem), icon=":material/rule:")


class Head:
    """The sentence at the top of a page, and below it what is going on.

    While something is computed the old sentence stays and a progress bar takes the lower place;
    at the end of `with shell.Head() as head:` the status stands there again.
    """

    def __init__(self) -> None:
        self._sentence, self._below = st.container(), st.container()
        self._status = ""

    def say(self, share: float, text: str) -> None:
        """Paint progress: `share` from 0 to 1. Streamlit ends a run that is not wanted any more
        here, so this is also where a visitor who changed their mind stops the computing."""
        with self._below:
            self._place.progress(min(share, 1.0), text)

    def write(self, sentence: str, status: str) -> None:
        """The headline, and how it was measured. Both are plain text."""
        with self._sentence:
            st.title(plain(sentence), anchor=False)
        self._status = plain(status)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        if problem == (None, None, None):
            with self._below:
                self._place.caption(self._status)

    @cached_property
    def _place(self) -> "DeltaGenerator":
        return st.empty()
