"""The small vocabulary of the pages: a chart with its words and table, plain text made safe."""

from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from plotly.graph_objects import Figure

from lib import charts, datasets
from lib.charts import Chart, Section
from lib.engine.results import Results
from lib.metrics import METRICS
from lib.scenario.experiment import arrange_views
from lib.scenario.record import Scenario
from lib.statistics.selection import Corrected
from lib.ui import evidence, state
from lib.ui.drawer import drawer
from lib.ui.evidence import Evidence
from lib.ui.plain import plain
from lib.ui.shell import Page
from lib.verdict.notes import misleading_accuracy
from lib.verdict.notes import selected as choose_again
from lib.verdict.records import Verdict
from lib.verdict.rule import recommend
from lib.verdict.sentences import headline

FAMILIES = {
    "member": "Base model",
    "single": "Single model",
    "ensembling": "Ensembling",
    "fusion": "Fusion",
}
PLOTLY = {"displaylogo": False, "showSendToCloud": False, "scrollZoom": False}


def judge(page: Page, known: Evidence, results: Results) -> Verdict:
    """The verdict on the evidence so far."""
    scenario, wanted = page.scenario, page.scenario.priorities
    measured = evidence.measured(known, results, scenario.metric, wanted, page.say)
    return evidence.once(
        known,
        ("verdict", scenario.rope, wanted, len(results.repeats)),
        page.say,
        lambda: recommend(results, scenario.metric, scenario.rope, wanted, measured),
    )


def selected(page: Page, known: Evidence, results: Results, verdict: Verdict) -> Corrected:
    """The best score, as measured and corrected for having been chosen."""
    asked = ("selected", verdict.rope, page.scenario.priorities, len(results.repeats))
    return evidence.once(known, asked, page.say, lambda: choose_again(results, verdict))


def head(page: Page, results: Results, verdict: Verdict) -> None:
    """The headline, how it was measured, and what could not be as it was asked."""
    scenario = page.scenario
    rows, done = len(results.y), len(results.repeats)
    title = datasets.entries()[scenario.dataset].title
    aside = " (without the sealed ones)" if scenario.sealed else ""
    status = (
        f"{title}: {rows:,} rows{aside}, {counted(len(results.members), 'model')}, "
        f"{counted(len(results.methods), 'method')}, "
        f"{done} × {results.n_splits} folds, seed {scenario.seed}."
    )
    page.write(headline(results, verdict, scenario.repeats), status)
    what_had_to_give(scenario, results)
    if trap := misleading_accuracy(results, verdict):
        _offer_balanced_accuracy(page, trap)


def what_had_to_give(scenario: Scenario, results: Results) -> None:
    """Where these data could not give what was asked: folds, views, models."""
    if results.n_splits < scenario.folds:
        st.info(
            f"There are {results.n_splits} folds, not {scenario.folds}: every fold needs a row of "
            "the rarest class, and groups of rows are not torn apart."
        )
    if problems := arrange_views(scenario).problems:
        st.info("\n".join(f"- {plain(sentence)}" for sentence in problems))
    for failure in results.failures:
        st.warning(plain(f"{failure.title} is left out: {failure.reason}."))


def _offer_balanced_accuracy(page: Page, trap: str) -> None:
    """Accuracy hides the rare classes here; one click decides by a score that does not."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/balance: {plain(trap)}")
        st.button(
            "Decide by balanced accuracy",
            key="balanced",
            on_click=state.put,
            args=(replace(page.scenario, metric="balanced_accuracy"),),
        )


def counted(number: int, what: str) -> str:
    """
    >>> counted(1, "model"), counted(4, "model")
    ('1 model', '4 models')
    """
    return f"{number} {what}{'' if number == 1 else 's'}"


def figures(
    section: Section, page: Page, known: Evidence, results: Results, verdict: Verdict
) -> None:
    """Every chart of a page, each with its question, a reading in words, and its table."""
    for key, chart in charts.entries().items():
        if chart.section == section:
            figure(key, page, known, results, verdict)


def figure(key: str, page: Page, known: Evidence, results: Results, verdict: Verdict) -> None:
    """One chart, with its question, a reading in words, and its table."""
    chart = charts.entries()[key]
    made = ("chart", key, verdict.rope, verdict.priorities, len(results.repeats))
    drawn, words = evidence.once(known, made, page.say, partial(_drawn, chart, results, verdict))
    st.subheader(chart.title)
    st.markdown(plain(words))
    alt = f"{chart.title} {words}"
    st.plotly_chart(drawn, key=f"chart_{key}", config=PLOTLY, alt=alt)
    with drawer("Show as a table", f"table_{key}") as is_open:
        if is_open:
            table(chart.table(results, verdict, verdict.metric), f"Table behind: {alt}")


def _drawn(chart: Chart, results: Results, verdict: Verdict) -> tuple[Figure, str]:
    """A chart and its reading; nobody may change the figure, all visitors share it."""
    metric = verdict.metric
    return chart.draw(results, verdict, metric), chart.in_words(results, verdict, metric)


def table(frame: pd.DataFrame, alt: str) -> None:
    """A sortable table."""
    st.dataframe(frame, hide_index=True, alt=alt)


def scores_table(results: Results, is_open: bool = False) -> None:
    """Every metric and every cost of every method; a click on a column sorts by it."""
    with drawer("Show all scores and costs as a table", "scores", is_open) as shown:
        if shown:
            _scores_table(results)


def _scores_table(results: Results) -> None:
    frame = results.table().drop(columns="key")
    frame["family"] = frame["family"].map(FAMILIES)
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
    frame["predict_seconds"] *= 1e6
    columns["predict_seconds"] = number("Answer, µs a row", format="%.0f")
    frame["size_bytes"] /= 1024
    columns["size_bytes"] = number("Size, KB", format="%.0f")
    st.dataframe(
        frame, column_config=columns, hide_index=True, alt="Scores and costs of every method"
    )
