"""The small vocabulary of the pages: a display with its words and table, and plain tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

import pandas as pd
import streamlit as st
from plotly.graph_objects import Figure

from lib import charts, datasets
from lib.drawing.display import Display
from lib.engine.results import Results
from lib.statistics.metrics import METRICS
from lib.ui import controls, drawer, plain, state, words
from lib.ui.shell import Page
from lib.verdict.case import Case
from lib.verdict.caveats import SHARES, set_apart
from lib.verdict.cutting import what_shaped_it
from lib.verdict.notes import misleading_accuracy, what_mistakes_cost
from lib.verdict.sentences import headline
from lib.words import counted, listed
from lib.words.outside import as_cell

FAMILIES = {
    "member": "Base model",
    "single": "Single model",
    "ensembling": "Ensembling",
    "fusion": "Fusion",
}
MOST_CHARTS = 100  # kept as they were sent, beside the cache; 80 kB each
PLOTLY = {"displaylogo": False, "showSendToCloud": False, "scrollZoom": False}

Record = TypeVar("Record")


def head(page: Page, case: Case, said: str = "", status: str = "") -> None:
    """The headline, how it was measured, and what could not be as it was asked.

    said, status : of a page that has its own; else the verdict's headline, and how it was measured.
    """
    scenario, results = case.scenario, case.results
    rows, done = len(results.y), len(results.repeats)
    title = datasets.entries()[scenario.dataset].title
    aside = " (without the sealed ones)" if scenario.sealed else ""
    measured = (
        f"{title}: {rows:,} rows{aside}, {counted(case.n_voters, 'model')}, "
        f"{counted(len(results.methods), 'method')}, "
        f"{done} × {results.n_splits} folds, seed {scenario.seed}."
    )
    page.write(said or headline(case), status or measured)
    what_had_to_give(case)
    accuracy_flatters(page, case)


def accuracy_flatters(page: Page, case: Case) -> None:
    """That accuracy hides the rare classes, and a click by which it does not."""
    if trap := misleading_accuracy(case):
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(f":material/balance: {plain(trap)}")
            better = replace(page.scenario, metric="balanced_accuracy")
            controls.button("Decide by balanced accuracy", "balanced", better)


def what_had_to_give(case: Case) -> None:
    """Where these data could not give what was asked: folds, views, models."""
    if problems := [*case.experiment.problems, *set_apart(case)]:
        st.info("\n".join(f"- {plain(sentence)}" for sentence in problems))
    if shape := " ".join(filter(None, [*what_shaped_it(case), what_mistakes_cost(case)])):
        st.caption(plain(shape))
    left_out(case.results)


def left_out(results: Results) -> None:
    """A warning of those models that could not be fitted, once where many fail alike."""
    for reason in dict.fromkeys(failure.reason for failure in results.failures):
        titles = [failure.title for failure in results.failures if failure.reason == reason]
        verb = "is" if len(titles) == 1 else "are"
        st.warning(plain(f"{listed(titles)} {verb} left out: {reason}."))


def displays(where: Literal["compare", "verdict"], page: Page, case: Case) -> None:
    """Every display that a page shows of its own accord."""
    for key, each in charts.entries().items():
        if each.page == where and not each.under:
            display(page, each, case, key)


def openings(under: Literal["why", "methods"], page: Page, case: Case) -> None:
    """The displays under one heading, each behind an opening."""
    for key, each in charts.entries().items():
        if each.under == under:
            with drawer(each.question, f"display_{key}") as is_open:
                if is_open:
                    figure(page, each, case, key)


def display_of(key: str, page: Page, case: Case) -> None:
    """A display of the catalogue on another page than its own."""
    display(page, charts.entries()[key], case, key)


def display(page: Page, display: Display[Record], record: Record, key: str) -> None:
    """One display of a record: its question, a reading in words, the figure, the table behind.

    key : tells it from the others on the page.
    """
    st.header(display.question, anchor=False)
    figure(page, display, record, key)


def figure(
    page: Page,
    display: Display[Record],
    record: Record,
    key: str,
    picture: Callable[[], None] | None = None,
) -> None:
    """The same under a heading that is there already. picture : draws it where the figure, which
    cannot move, would be."""
    drawn = page.once(drawn_and_read, display, record)
    st.markdown("\n\n".join(map(plain, drawn.words.split("\n\n"))))
    alt = f"{display.question} {drawn.words}"
    if picture:
        picture()
    else:
        _chart(drawn, f"chart_{key}", alt)
    with drawer(f"Table: {display.question}", f"table_{key}") as is_open:
        if is_open:
            table(display.table(record), f"Table behind: {alt}")


@dataclass(frozen=True, eq=False)
class Drawn:
    """A figure and its reading; nobody may change the figure, all visitors share it."""

    figure: Figure
    words: str


def drawn_and_read(display: Display[Record], record: Record) -> Drawn:
    """What a display shows of a record."""
    return Drawn(display.draw(record), display.words(record))


@st.cache_resource(show_spinner=False, max_entries=MOST_CHARTS, hash_funcs={Drawn: id})
def _chart(drawn: Drawn, key: str, _alt: str) -> Drawn:
    """Streamlit keeps what it sent and sends it again: to write a figure as JSON takes longer than
    the rest of a page. What is drawn is told by its identity, which the cache keeps alive."""
    st.plotly_chart(drawn.figure, key=key, config=PLOTLY, alt=_alt)
    return drawn


def table(frame: pd.DataFrame, alt: str, columns: Mapping[str, Any] | None = None) -> None:
    """A sortable table, which its toolbar offers as CSV. columns : the look of some, by name."""
    texts = frame.select_dtypes(exclude="number").columns
    cells = frame.assign(**{name: frame[name].map(_cell) for name in texts})
    looks = {as_cell(name): look for name, look in (columns or {}).items()}
    st.dataframe(cells.rename(columns=_cell), hide_index=True, column_config=looks, alt=alt)


def _cell(value: Any) -> Any:
    return as_cell(value) if isinstance(value, str) else value


def scores_table(results: Results, is_open: bool = False) -> None:
    """Every metric and every cost of every method; a click on a column sorts by it."""
    with drawer("All methods: every score and every cost", "scores", is_open) as shown:
        if not shown:
            return
        frame = results.table()
        frame["family"] = frame["family"].map(FAMILIES)
        if state.current().fusion:
            frame.insert(2, words.MEANT, frame["key"].map(words.is_meant))
        frame = frame.drop(columns="key")
        columns: dict[str, Any] = {"method": "Method", "family": "Family"}
        for name, metric in METRICS.items():
            columns[name] = st.column_config.NumberColumn(
                metric.title,
                help=metric.explanation,
                format="percent" if metric.as_percent else "%.3f",
            )
        number = st.column_config.NumberColumn
        columns["models"] = number("Models to run", format="%.1f")
        columns["fit_seconds"] = number("Training, s", format="%.3f")
        frame["row_seconds"] *= 1e6
        columns["row_seconds"] = number("Answer, µs for one row", format="%.0f")
        frame["batch_seconds"] *= 1e6
        columns["batch_seconds"] = number("In a batch, µs a row", format="%.1f")
        frame["size_bytes"] /= 1024
        columns["size_bytes"] = number("Size, KB", format="%.0f")
        table(frame, "Scores and costs of every method", columns)
        if votes := [method.title for method in results.methods if method.counts]:
            st.caption(plain(f"Log-loss, Brier score and calibration of {listed(votes)}: {SHARES}"))
