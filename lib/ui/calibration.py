"""Calibration as an option: a switch, and what it does to the pick and to the best single model."""

from dataclasses import replace

import streamlit as st

from lib import charts
from lib.charts.calibration import Calibration, effect
from lib.engine.results import Results
from lib.ui import controls, passes, plain, show
from lib.ui.shell import Page
from lib.verdict.case import Case


def section(page: Page, case: Case) -> None:
    """The switch and the curves. The effect takes as many passes again, without calibration, unless
    somebody asked for those before."""
    verdict, display = case.verdict, charts.entries()["calibration"]
    keys = list(dict.fromkeys(key for key in (verdict.combination, verdict.reference) if key))
    if verdict.problem or not keys:
        return
    controls.shared(page.scenario, "calibrate", "calibration")
    before, after = _runs(page, case)
    with st.grid("auto", min_column_width=300):
        for key in keys:
            with st.container():
                st.markdown(f"**{plain(case.results.method(key).title)}**")
                record = page.once(Calibration, key, before, after)
                show.figure(page, display, record, f"calibration_{key}")
    if before and after:
        frame = effect(before, after, keys)
        show.table(frame, "Log-loss and calibration error before and after calibration")


def _runs(page: Page, case: Case) -> tuple[Results | None, Results | None]:
    """The results before and after; both once all passes are run, because nobody should have to
    wait for the first verdict twice as long."""
    results = case.results
    if not case.scenario.calibrate:
        return results, None
    if len(results.repeats) < case.scenario.repeats:
        return None, results
    plainly = replace(page.scenario, calibrate=False)
    n = len(results.repeats)
    before = passes.run_passes(plainly.question, n, page.progress).results(n)
    # a model may fail where more must be fitted
    is_alike = before.positions == results.positions
    return (before if is_alike else None), results
