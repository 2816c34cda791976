"""Take it away: files for those who were not here, made when somebody asks for them.

Whatever takes long is prepared first, with progress; then a click downloads. To offer one more
file, write a function like `_numbers` and name it in `OFFERS`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from lib.engine.boundary import Plane, plane_for
from lib.engine.results import Results
from lib.report import Boundaries, Part, Report, html, numbers
from lib.report.archive import zipped
from lib.scenario.record import Scenario, to_query
from lib.ui import evidence, explore, state
from lib.ui.evidence import Evidence, Say
from lib.ui.plain import plain
from lib.ui.shell import Page
from lib.verdict import sealed
from lib.verdict.records import Verdict
from lib.words import capital, in_sentence

ZIP = "application/zip"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@dataclass(frozen=True, eq=False)
class Findings:
    """What there is to take away. link : opens the same page; only "?..." without an address."""

    scenario: Scenario
    known: Evidence
    results: Results
    judged: Verdict
    day: date
    link: str
    extras: tuple[Part, ...] = ()

    @property
    def has_pictures(self) -> bool:
        """The boundaries are drawn already, here or on Explore, or cannot be."""
        is_drawn = explore.drawn_key(self.scenario) in self.known.kept
        return is_drawn or self.plane is None

    @property
    def plane(self) -> Plane | None:
        """What the boundaries are drawn on; None when the data have no two numbers to draw."""
        dataset = self.known.experiment.dataset
        n = explore.CELLS_FLAT if dataset.is_flat else explore.CELLS_WIDE
        for choice in (self.scenario.plane, ""):
            try:
                return plane_for(dataset, choice, n)
            except ValueError:  # said on Explore, where the choice is made
                continue
        return None

    def draw(self, say: Say) -> Boundaries | None:
        """The boundaries of all methods, drawn once for everybody."""
        if self.plane is None:
            return None
        pictures = explore.drawn_on(self.plane, self.scenario, self.known, say)
        return Boundaries(self.plane, pictures)

    @property
    def pick(self) -> str:
        """Key of what is taken home: the pick, or the best single model when there is none."""
        return self.judged.pick or self.judged.reference

    @property
    def pick_title(self) -> str:
        """In a sentence."""
        return plain(in_sentence(self.results.method(self.pick).title))

    @property
    def model_key(self) -> tuple[object, ...]:
        """Under which the fitted pick is kept; its card says how many repeats scored it."""
        return ("model", self.pick, len(self.results.repeats))

    def fit(self, say: Say) -> bytes:
        """The pick fitted on all rows and its card, made once for everybody."""
        from lib.report import model  # takes a second, and few visitors want it

        def progress(done: int, total: int, title: str) -> None:
            say(done / total, f"Fitted {title} on all rows ({done} of {total} fits)")

        def compute() -> bytes:
            experiment = self.known.experiment
            return zipped(model.model(experiment, self.results, self.pick, progress))

        say(0.0, "Fitting on all rows")
        return bytes(evidence.once(self.known, self.model_key, say, compute))

    def report(self, is_drawn: bool = True) -> Report:
        """The record that the files are made of."""
        return Report(
            self.scenario,
            self.known.experiment,
            self.results,
            self.judged,
            self.day,
            self.link,
            self.draw(_silent) if is_drawn else None,
            self.extras,
        )

    def file_name(self, ending: str) -> str:
        """For a file of this scenario."""
        return f"better-together-{self.scenario.dataset}-{self.scenario.seed}.{ending}"


def section(page: Page, known: Evidence, results: Results, judged: Verdict) -> None:
    """The last section of the Verdict page."""
    scenario = page.scenario
    st.subheader("Take it away", anchor=False)
    done = len(results.repeats)
    if done < scenario.repeats:
        st.caption(f"Still counting: a file made now holds {done} of {scenario.repeats} repeats.")
    link = f"{st.context.url or ''}?{urlencode(to_query(scenario))}"
    findings = Findings(scenario, known, results, judged, date.today(), link, _extras(scenario))
    with st.grid("auto", min_column_width=200):
        for offer in OFFERS:
            offer(findings)


def _extras(scenario: Scenario) -> tuple[Part, ...]:
    """What other parts of the page have to add."""
    if not scenario.sealed:
        return ()
    opened = state.opened(scenario)
    still = f"{scenario.sealed} % of the rows were set aside and nobody has looked at them."
    return (Part("The sealed test", sealed.sentences(opened) if opened else (still,)),)


def _report_and_slides(findings: Findings) -> None:
    """Both show boundaries, which may have to be drawn first."""
    if not findings.has_pictures:
        _prepare(
            "Prepare report and slides",
            "prepare_pictures",
            findings.draw,
            "Draws the decision boundaries first: every method is fitted once on all rows.",
        )
        return
    _download(
        "Report",
        ":material/article:",
        findings.file_name("html"),
        "text/html",
        lambda: html.write(findings.report()).encode(),
        "One file for the browser: verdict, evidence, figures, scenario. Prints to a PDF.",
    )
    _download(
        "Slides",
        ":material/co_present:",
        findings.file_name("pptx"),
        PPTX,
        lambda: _slides(findings),
        "A PowerPoint file of five to seven slides for a meeting.",
    )


def _slides(findings: Findings) -> bytes:
    from lib.report import slides  # takes half a second, and few visitors want it

    return slides.write(findings.report())


def _numbers(findings: Findings) -> None:
    _download(
        "Numbers",
        ":material/table:",
        findings.file_name("csv"),
        "text/csv",
        lambda: numbers.write(findings.report(is_drawn=False)),
        "The scores of every method in every fold, as CSV.",
    )


def _code(findings: Findings) -> None:
    _download(
        "Code",
        ":material/code:",
        findings.file_name("code.zip"),
        ZIP,
        lambda: _script(findings),
        f"A short Python script that computes the score of {findings.pick_title} once more, "
        "with the data.",
    )


def _script(findings: Findings) -> bytes:
    from lib.report import script

    experiment, results = findings.known.experiment, findings.results
    return zipped(script.script(experiment, results, findings.pick))


def _model(findings: Findings) -> None:
    """Fitting on all rows may take a while, so it waits until somebody asks."""
    if findings.model_key not in findings.known.kept:
        _prepare(
            "Prepare the model",
            "prepare_model",
            findings.fit,
            f"Fits {findings.pick_title} on all rows.",
        )
        return
    _download(
        "Model",
        ":material/deployed_code:",
        findings.file_name("model.zip"),
        ZIP,
        lambda: findings.fit(_silent),
        f"{capital(findings.pick_title)}, fitted on all rows, in the format of skops, which is "
        "safe to load, with a card that says what it is.",
    )


OFFERS: tuple[Callable[[Findings], None], ...] = (_report_and_slides, _numbers, _code, _model)


def _prepare(label: str, key: str, work: Callable[[Say], object], about: str) -> None:
    """A button that does what takes long, with progress; the page is drawn anew with the result."""
    with st.container():
        is_wanted = st.button(label, key=key, icon=":material/hourglass:")
        place = st.empty()
        place.caption(about)
    if is_wanted:
        work(lambda share, text: place.progress(min(share, 1.0), text))
        st.rerun()


def _download(
    label: str, icon: str, file_name: str, mime: str, make: Callable[[], bytes], about: str
) -> None:
    """A button whose file is made when it is clicked."""
    with st.container():
        st.download_button(
            label,
            data=make,
            file_name=file_name,
            mime=mime,
            key=f"take_{label.lower()}",
            icon=icon,
            on_click="ignore",
        )
        st.caption(about)


def _silent(share: float, text: str) -> None:
    """The progress of work that is done already, or quick."""
