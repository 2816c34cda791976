"""Calibration as an option: a switch, and what it does to the pick and to the best single model."""

from dataclasses import replace

import streamlit as st

from lib.charts import _calibration as chart
from lib.engine.results import Results
from lib.scenario.record import SHARED, Scenario
from lib.ui import evidence, show, state
from lib.ui.drawer import drawer
from lib.ui.plain import plain
from lib.ui.shell import Page
from lib.verdict.records import Verdict

QUESTION = "Is it right as often as it says?"


def section(page: Page, results: Results, judged: Verdict) -> None:
    """The switch and the curves. The effect takes as many passes again, without calibration, unless
    somebody asked for those before."""
    keys = list(dict.fromkeys(key for key in (judged.combination, judged.reference) if key))
    if judged.problem or not keys:
        return
    st.subheader(QUESTION, anchor=False)
    st.toggle(
        SHARED["calibrate"].label,
        help=SHARED["calibrate"].help,
        **state.bind("calibration", page.scenario.calibrate, _with_calibration),
    )
    runs = _runs(page, results)
    for key in keys:
        st.markdown(plain(chart.in_words(runs, key)))
    with st.grid("auto", min_column_width=300):
        for key in keys:
            with st.container():
                _curve(runs, key)
    if chart.BEFORE in runs and chart.AFTER in runs:
        with drawer("Show the effect as a table", "calibration_table") as is_open:
            if is_open:
                frame = chart.table(runs[chart.BEFORE], runs[chart.AFTER], keys)
                show.table(frame, "Log-loss and calibration error before and after calibration")


def _runs(page: Page, results: Results) -> dict[str, Results]:
    """The results by when they were calibrated; both once all passes are run, because nobody should
    have to wait for the first verdict twice as long."""
    scenario = page.scenario
    if not scenario.calibrate:
        return {chart.BEFORE: results}
    if len(results.repeats) < scenario.repeats:
        return {chart.AFTER: results}
    plainly = replace(scenario, calibrate=False)
    known = evidence.run_passes(plainly.question, len(results.repeats), page.say)
    before = known.results(len(results.repeats))
    is_alike = before.methods == results.methods  # a model may fail where more must be fitted
    return {chart.BEFORE: before, chart.AFTER: results} if is_alike else {chart.AFTER: results}


def _curve(runs: dict[str, Results], key: str) -> None:
    words = chart.in_words(runs, key)
    title = next(iter(runs.values())).method(key).title
    st.markdown(f"**{plain(title)}**")
    st.plotly_chart(
        chart.draw(runs, key),
        key=f"calibration_{key}",
        config=show.PLOTLY,
        alt=f"{QUESTION} {words}",
    )
    with drawer("Show as a table", f"calibration_bins_{key}") as is_open:
        if is_open:
            for when, results in runs.items():
                show.table(chart.bins(results, key), f"{title}, {when.lower()} calibration, in %")


def _with_calibration(scenario: Scenario, is_wanted: bool) -> Scenario:
    return replace(scenario, calibrate=is_wanted)
