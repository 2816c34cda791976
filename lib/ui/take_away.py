"""Take it away: files for those who were not here, made when somebody asks for them.

Whatever takes long is prepared first, with progress; then a click downloads. To offer one more
file, write a function like `_numbers` and name it in `files`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from lib.engine.progress import Progress
from lib.report import Boundaries, Part, Report, html, numbers
from lib.report.archive import zipped
from lib.scenario.link import to_query
from lib.scenario.record import Scenario
from lib.ui import explore, passes, pins, plain, state
from lib.ui.samples import measured
from lib.ui.shell import Page
from lib.ui.visit import Visit
from lib.verdict import sealed_words
from lib.verdict.case import Case
from lib.words import capital, in_sentence

ZIP = "application/zip"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@dataclass(frozen=True, eq=False)
class TakeAway:
    """What there is to take away. link : opens the same page; only "?..." without an address."""

    visit: Visit
    case: Case
    day: date
    link: str
    extras: tuple[Part, ...] = ()

    @property
    def has_pictures(self) -> bool:
        """The boundaries are drawn already, here or on Explore."""
        return self.visit.has(*explore.drawing_of(self.visit, self.case))

    def draw(self) -> Boundaries:
        """The boundaries of all methods."""
        return self.visit.once(*explore.drawing_of(self.visit, self.case))

    @property
    def pick(self) -> str:
        """Key of what is taken home: the pick, or the best single model when there is none."""
        return self.case.verdict.pick or self.case.verdict.reference

    @property
    def pick_title(self) -> str:
        """In a sentence."""
        return plain(in_sentence(self.case.results.method(self.pick).title))

    def fit(self) -> bytes:
        """The pick fitted on all rows and its card."""
        return self.visit.once(fitted_pick, self.case, self.pick)

    @property
    def is_fitted(self) -> bool:
        """Somebody asked for it before."""
        return self.visit.has(fitted_pick, self.case, self.pick)

    def report(self, is_drawn: bool = True) -> Report:
        """The record that the files are made of."""
        drawn = self.draw() if is_drawn else None
        found = measured(self.visit, self.case)
        return Report(self.case, self.day, self.link, drawn, self.extras, measured=found)

    def file_name(self, ending: str) -> str:
        """For a file of this scenario."""
        scenario = self.case.scenario
        return f"better-together-{scenario.dataset}-{scenario.seed}.{ending}"


def fitted_pick(case: Case, pick: str, progress: Progress) -> bytes:
    """A zip of one method, fitted on all rows, with its card."""
    from lib.report import model  # takes a second, and few visitors want it

    return zipped(model.model(case, pick, progress))


def report_and_slides(page: Page, case: Case) -> None:
    """What is taken to others, in one row below the decision."""
    done, wanted = len(case.results.repeats), case.scenario.repeats
    with st.container(horizontal=True, vertical_alignment="center"):
        _report_and_slides(_take_away(page, case))
        if done < wanted:
            st.caption(f"Still counting: a file made now holds {done} of {wanted} passes.")


def files(page: Page, case: Case) -> None:
    """Numbers, code and model."""
    st.subheader("Take it away", anchor=False)
    with st.container(horizontal=True):
        for offer in (_numbers, _code, _model):
            offer(_take_away(page, case))


def _take_away(page: Page, case: Case) -> TakeAway:
    link = f"{st.context.url or ''}?{urlencode(to_query(page.scenario))}"
    # a file is made after the run, when nobody watches any more
    return TakeAway(Visit(page.scenario), case, date.today(), link, _extras(page.scenario))


def _extras(scenario: Scenario) -> tuple[Part, ...]:
    """What other parts of the page have to add."""
    if not scenario.sealed:
        return ()
    opened = state.opened(scenario)
    still = f"{scenario.sealed} % of the rows were set aside and nobody has looked at them."
    return (Part("The sealed test", sealed_words.sentences(opened) if opened else (still,)),)


def _report_and_slides(files: TakeAway) -> None:
    """Both show boundaries, which may have to be drawn first."""
    if not files.has_pictures:
        _prepare(
            files,
            "Prepare report and slides",
            "prepare_pictures",
            TakeAway.draw,
            "Draws the decision boundaries first: every method is fitted once on all rows.",
        )
        return
    _download(
        "Report",
        ":material/article:",
        files.file_name("html"),
        "text/html",
        _later(files, lambda files: html.write(files.report()).encode()),
        "One file for the browser: verdict, evidence, figures, scenario. Prints to a PDF.",
    )
    _download(
        "Slides",
        ":material/co_present:",
        files.file_name("pptx"),
        PPTX,
        _later(files, _slides),
        "A PowerPoint file of five to seven slides for a meeting, and one for each pin.",
    )


def _slides(files: TakeAway) -> bytes:
    from lib.report import slides  # takes half a second, and few visitors want it

    return slides.write(replace(files.report(), pins=pins.answered(files.visit.scenario)))


def _numbers(files: TakeAway) -> None:
    _download(
        "Numbers",
        ":material/table:",
        files.file_name("csv"),
        "text/csv",
        _later(files, lambda files: numbers.write(files.report(is_drawn=False))),
        "The scores of every method in every fold, as CSV.",
    )


def _code(files: TakeAway) -> None:
    _download(
        "Code",
        ":material/code:",
        files.file_name("code.zip"),
        ZIP,
        _later(files, _script),
        f"A short Python script that computes the score of {files.pick_title} once more, "
        "with the data.",
    )


def _script(files: TakeAway) -> bytes:
    from lib.report import script

    return zipped(script.script(files.case, files.pick))


def _model(files: TakeAway) -> None:
    """Fitting on all rows may take a while, so it waits until somebody asks."""
    if not files.is_fitted:
        _prepare(
            files,
            "Prepare the model",
            "prepare_model",
            TakeAway.fit,
            f"Fits {files.pick_title} on all rows.",
        )
        return
    _download(
        "Model",
        ":material/deployed_code:",
        files.file_name("model.zip"),
        ZIP,
        _later(files, TakeAway.fit),
        f"{capital(files.pick_title)}, fitted on all rows, in the format of skops, which is "
        "safe to load, with a card that says what it is.",
    )


def _prepare(
    files: TakeAway, label: str, key: str, work: Callable[[TakeAway], object], about: str
) -> None:
    """A button that does what takes long, with progress; the page is drawn anew with the result."""
    with st.container(width="content"):
        is_wanted = st.button(label, key=key, icon=":material/hourglass:", help=about)
        place = st.empty()
    if is_wanted:

        def paint(share: float, text: str) -> None:
            place.progress(min(share, 1.0), plain(text))

        work(replace(files, visit=Visit(files.visit.scenario, paint)))
        st.rerun()


def _download(
    label: str, icon: str, file_name: str, mime: str, make: Callable[[], bytes], about: str
) -> None:
    """A button whose file is made when it is clicked."""
    st.download_button(
        label,
        data=make,
        file_name=file_name,
        mime=mime,
        key=f"take_{label.lower()}",
        icon=icon,
        on_click="ignore",
        help=about,
    )


def _later(files: TakeAway, make: Callable[[TakeAway], bytes]) -> Callable[[], bytes]:
    """What makes a file on a click. Streamlit keeps it as long as the visitor's page is open, so it
    does not hold the case: that may have to give way in the cache."""
    repeats = len(files.case.results.repeats)
    return partial(_made, make, files.visit, repeats, files.day, files.link, files.extras)


def _made(make: Callable[[TakeAway], bytes], visit: Visit, repeats: int, *others: Any) -> bytes:
    return make(TakeAway(visit, passes.look_again(visit, repeats), *others))
