"""What every page shares: the frame, the navigation, and the choices in the sidebar.

The frame is drawn before anything heavy is imported, so the first visitor of a fresh server sees
the page at once; that is why this module imports the rest of the app inside its functions.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from lib.ui import plain, returning, unforeseen
from lib.ui.components.attention import attention, is_narrow
from lib.ui.visit import Visit

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from lib.scenario.record import Scenario
    from lib.ui.cost import HeldError

# The navigation shares the line of Streamlit's menu, so a screen begins with its headline.
STYLE = """<style>
@media (min-width: 900px) {
  .st-key-nav {
    position: relative; z-index: 999991; width: fit-content; margin: -3.3rem 0 0;
  }
  .st-key-headline { margin-top: -2.4rem; }
}
.st-key-nav { row-gap: 0.75rem; }
.st-key-words { margin-top: -0.4rem; }  /* on the line of the links */
.st-key-words button { min-height: 0; padding: 0.25rem 0.5rem; }  /* as high as the links */
.st-key-nav a:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
h1[tabindex="-1"] { scroll-margin-top: 5rem; outline: none; }  /* attention.js leads there */
.name { margin: 0; font: 600 1.25rem serif; }
/* Streamlit's grey for charts is 3.6:1; in the page's own ink they read like its text. */
.js-plotly-plot :is(.xtick, .ytick, .textpoint) text,
.js-plotly-plot :is(.xtitle, .ytitle, .annotation-text) { fill: currentColor !important; }
</style>"""
YOUR_DATA = "Your data"
WITHOUT_CHOICES = {"Learn", "Present", YOUR_DATA}  # pages that have choices of their own
PAINT_SECONDS = 0.1  # a progress bar need not move more often,
STILL_SECONDS = 0.5  # nor be painted when it stands still: but there Streamlit ends a run
CANCEL_SECONDS = 2.0  # what is quicker needs no button that stops it
# "pages/1_compare.py" is the first after Explore, is called Compare, and its address is /compare.
PAGES = {"app.py": "Explore"} | {
    f"pages/{file.name}": file.stem.partition("_")[2].replace("_", " ").capitalize()
    for file in sorted((Path(__file__).parents[2] / "pages").glob("*.py"))
}


class Page(Visit):
    """What a page script works with: `with shell.page("Compare") as page:`.

    The headline comes first and below it what is going on: while something is computed the old
    sentence stays and a progress bar takes the lower place. The choices in the sidebar are drawn
    last, because their many widgets would keep the browser from painting the pictures, or as soon
    as there is progress to show. stops : the visitor has just pressed Cancel, so nothing that takes
    long is to be computed.
    """

    def __init__(
        self, scenario: "Scenario", nav: "DeltaGenerator", turn: int, has_choices: bool = True
    ) -> None:
        super().__init__(scenario)
        self.nav = nav
        self._turn = turn
        self._has_choices = not has_choices  # else they are still to be drawn
        self._has_headline = self._has_failed = False
        self.terms: set[str] = set()
        self._headline = st.container(key="headline")
        # One line, so that what is below hardly moves when progress or Cancel come and go.
        self._below = st.container(horizontal=True, vertical_alignment="center")
        self._status = ""
        self._painted, self._said = time.monotonic(), ""
        self._began: float | None = None
        self._is_stoppable = False
        self.stops = False

    def meets(self, *terms: str) -> None:
        """These terms of the glossary stand on the page, which shows them under "Words"."""
        self.terms.update(terms)

    def progress(self, share: float, text: str) -> None:
        """Paint progress, now and then: each painting costs time. The text is plain, for it may
        name a view. Streamlit ends a run that is not wanted any more here, so this is also where a
        visitor who changed their mind stops the computing."""
        now, said = time.monotonic(), f"{share}{text}"
        is_new = said != self._said
        if (share > 0 or not is_new) and now - self._painted < (
            PAINT_SECONDS if is_new else STILL_SECONDS
        ):
            return  # what is only just beginning is always said
        self._painted, self._said = now, said
        self.draw_choices()
        with self._below:
            self._place.progress(min(share, 1.0), plain(f"{text[:1].upper()}{text[1:]}"))
        self._offer_to_stop(now)

    @contextmanager
    def told_here(self) -> Iterator[None]:
        """What is going on meanwhile is told at this place of the page, where it was asked for."""
        parts = ("_below", "_place", "_stop_place")
        above = {name: self.__dict__.pop(name) for name in parts if name in self.__dict__}
        self._below = st.container(horizontal=True, vertical_alignment="center")
        try:
            yield
        finally:
            for name in parts:
                self.__dict__.pop(name, None)
            self.__dict__.update(above)

    def _offer_to_stop(self, now: float) -> None:
        """A button beside what takes long. In the run that it leads to, nothing takes long."""
        from lib.ui import cost, state

        self._began = self._began or now
        if now - self._began < CANCEL_SECONDS:
            return
        if self.stops:
            raise cost.stopped()
        if not self._is_stoppable:
            self._is_stoppable, asked = True, (self.scenario.question,)
            with self._stop_place:
                st.button("Cancel", key="cancel", on_click=state.stop, args=asked)

    def write(self, headline: str, status: str) -> None:
        """The headline, and how it was measured. Both are plain text."""
        with self._headline:
            st.title(plain(headline), anchor=False)
        self._has_headline = True
        self.attend()
        self._status = plain(status)

    def ask(self, scenario: "Scenario") -> None:
        """Compute for another question from here on; the visitor's own stays as it is."""
        self.scenario = scenario

    def attend(self) -> None:
        """The headline is there: when the visitor was led here, the focus moves to it."""
        if self._turn:
            with self.nav:  # where something invisible takes no room
                attention(self._turn)
        self._turn = 0

    def settle(self) -> None:
        """Nothing is going on any more."""
        if self._is_stoppable:
            self._stop_place.empty()
        with self._below:
            if self._status:
                self._place.caption(self._status)
            else:  # the page tells by itself how it was measured
                self._place.empty()

    def draw_choices(self) -> None:
        """Draw the sidebar, once a run."""
        from lib.ui import sidebar

        if not self._has_choices:
            self._has_choices = True
            with st.sidebar:
                sidebar.draw(self.scenario)

    def hold(self, why: "HeldError") -> None:
        """Say why nothing is computed, and offer what can be done; the choices stay."""
        from lib.ui import state

        self.write(why.headline, "")
        st.warning(plain(str(why)), icon=":material/hourglass_empty:")
        with st.container(horizontal=True):
            if why.offer:
                asked = (self.scenario.question,)
                st.button(why.offer, key="start", on_click=state.start, args=asked)
            before = state.last_answered()
            if before is not None and before.question != self.scenario.question:
                st.button(
                    "Back to the answer before", key="back", on_click=state.put, args=(before,)
                )

    def fail(self, problem: Exception, title: str) -> None:
        """Say that something went wrong that nobody foresaw; what is on screen stays, and so do
        the choices. It is said once, what may follow from it is for the log."""
        lines = unforeseen.note(problem, title)
        if not self._has_headline:
            self.write(unforeseen.HEADLINE, "")
        if not self._has_failed:
            unforeseen.tell(lines)
        self._has_failed = True

    @cached_property
    def _place(self) -> "DeltaGenerator":
        return st.empty()

    @cached_property
    def _stop_place(self) -> "DeltaGenerator":
        with self._below:
            return st.empty()


@cache
def links() -> dict[str, st.Page]:
    """The pages as Streamlit links to them, by name: found once, for to find one takes ten looks
    at the disk. Ask for them in a run of a page only."""
    return {name: st.Page(path, default=path == "app.py") for path, name in PAGES.items()}


@contextmanager
def page(title: str) -> Iterator[Page]:
    """The frame around a page.

    A question that cannot be answered on the chosen data ends the page with a plain sentence, and
    so does whatever else fails on it; the choices stay on screen.
    """
    sent = returning.sent_by_browser()
    nav = _frame(title)
    from lib.ui import state, words

    scenario = state.open_page(sent)
    if notices := state.notices():
        st.info("\n".join(f"- {notice}" for notice in notices), icon=":material/link:")
    this = Page(scenario, nav, state.turn(title), title not in WITHOUT_CHOICES)
    this.stops = state.stops()
    with _saying_what_failed(this, title):
        if state.is_back():
            this.draw_choices()
            state.hear(is_all=False)
    with _saying_what_failed(this, title), _saying_what_cannot_be(this):
        yield this
    with _saying_what_failed(this, title):
        this.attend()
        this.draw_choices()
        words.of_page(this)
        state.hear(is_all=True)
    state.settled()
    this.settle()


def _frame(title: str) -> "DeltaGenerator":
    """What needs nothing heavy. Gives the place of the navigation."""
    st.set_page_config(page_title=f"{title} · Better Together?", page_icon="🤝", layout="wide")
    st.html(STYLE)
    nav = st.container(horizontal=True, gap="xxsmall", key="nav")
    with nav:
        for name, target in links().items():  # the scenario lives in the session, not in them
            st.page_link(target, label=name)
        if is_narrow():
            st.set_page_config(initial_sidebar_state="collapsed")
    if title not in WITHOUT_CHOICES:
        with st.sidebar:
            st.html('<p class="name">Better Together?</p>')
    return nav


@contextmanager
def _saying_what_failed(this: Page, title: str) -> Iterator[None]:
    """What Streamlit raises to end a run or to begin another is no Exception, and passes."""
    try:
        yield
    except Exception as problem:
        this.fail(problem, title)


def failed(problem: Exception) -> bool:
    """What failed before a page had its turn, such as what follows a click: the page says so and
    has its choices. Streamlit asks for this before it would show something of its own."""
    from lib.ui import state

    title = state.place()
    try:
        with page(title):
            raise problem
    except Exception as worse:  # the frame itself
        if worse is not problem:
            unforeseen.note(worse, title)
        unforeseen.tell(unforeseen.note(problem, title), "frame")
    return True


@contextmanager
def _saying_what_cannot_be(this: Page) -> Iterator[None]:
    from lib.datasets import DataError
    from lib.scenario.edits import BROUGHT
    from lib.ui import state
    from lib.ui.cost import HeldError

    try:
        yield
        state.answered(this.scenario)
    except HeldError as why:
        this.hold(why)
    except DataError as problem:
        this.write("Nothing to compare yet", "")
        st.warning(plain(str(problem)), icon=":material/rule:")
        if this.scenario.dataset == BROUGHT:
            st.page_link(links()[YOUR_DATA], label="To your data →", width="content")
