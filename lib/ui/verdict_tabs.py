"""What a verdict rests on, one tab at a time; what is not open is neither computed nor drawn."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import streamlit as st

from lib import charts
from lib.scenario.record import MAX_REPEATS
from lib.ui import (
    calibration,
    drawer,
    passes,
    plain,
    sealed,
    show,
    state,
    take_away,
    verdict_card,
    what_matters,
    what_would_change,
    words,
)
from lib.ui.shell import Page
from lib.verdict import caveats, grounds, notes, reasons, sentences
from lib.verdict.case import Case
from lib.words import counted

Section = Callable[[Page, Case], None]
UNTIL_CLEAR = (
    "Runs twice as many passes, and again twice as many, until the answer is clear or "
    f"{MAX_REPEATS} are done."
)


def show_one(page: Page, case: Case) -> None:
    """The tabs, and what is behind the open one, which stays open across pages."""
    title = st.segmented_control(
        "More about this verdict",
        list(TABS),
        default=next(iter(TABS)),
        required=True,
        key="verdict_tab",
        label_visibility="collapsed",
        persist_state="session",
    )
    title = str(title or next(iter(TABS)))
    st.header(title, anchor=False)
    TABS[title](page, case)


def _how_sure(page: Page, case: Case) -> None:
    told = (grounds.why, grounds.elsewhere, notes.against_tuned, sentences.detail)
    said = " ".join(filter(None, (page.once(tell, case) for tell in told)))
    st.markdown(plain(said))
    words.terms(page, "expected gain")
    _more_repeats(page, case)
    with st.grid("auto", min_column_width=400):
        for key, each in charts.entries().items():
            if each.page == "verdict":
                with st.container():
                    show.display(page, each, case, key)
    with st.grid("auto", min_column_width=400):
        for title, key, show_it in FOLDED:
            with drawer(title, key) as is_open:
                if is_open:
                    show_it(page, case)


def _more_repeats(page: Page, case: Case) -> None:
    """What more passes could still do, and a button that runs them until the answer is clear."""
    scenario = page.scenario
    note = page.once(notes.repeats_note, case, MAX_REPEATS)
    if not note or len(case.results.repeats) < scenario.repeats:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(note))
        goes_on = notes.more_repeats(case, MAX_REPEATS) is not None
        if not (goes_on and st.button("Run more repeats", key="more_repeats", help=UNTIL_CLEAR)):
            return
    while after := notes.more_repeats(case, MAX_REPEATS):
        scenario = replace(scenario, repeats=after)
        found = passes.run_passes(scenario.question, after, page.progress)
        case = page.once(passes.case_of, scenario.judged, found)
    state.put(scenario)
    st.rerun()


def _chosen_among(page: Page, case: Case) -> None:
    """The best score as measured and without the luck of being the best of so many."""
    if case.verdict.problem:
        return
    found, show_score = page.once(notes.selected, case), case.metric.format
    with st.container(horizontal=True):
        of_all = f"best of {counted(found.n_candidates, 'candidate')}"
        st.metric(f"As measured, {of_all}", show_score(found.raw), width="content")
        st.metric("Corrected for the choice", show_score(found.corrected), width="content")
    st.markdown(plain(notes.why_selected(case, found)))


FOLDED: tuple[tuple[str, str, Section], ...] = (
    ("What was it worth to choose the best?", "chosen", _chosen_among),
    (charts.entries()["calibration"].question, "calibrated", calibration.section),
)


def _cost(page: Page, case: Case) -> None:
    show.display_of("score_against_cost", page, case)
    with drawer("How was the pick made?", "costs") as is_open:
        if is_open:
            what_matters.how(case)


def _change(page: Page, case: Case) -> None:
    verdict_card.against_one_strong_model(page.scenario)
    what_would_change.section(page, case)


def _numbers(page: Page, case: Case) -> None:
    take_away.files(page, case)
    st.subheader("Every method", anchor=False)
    show.scores_table(case.results, is_open=True)
    with drawer("Show every reason with what was measured", "reasons") as is_open:
        if is_open:
            show.table(_reasons(case), "Every reason for and against, with what was measured")


def _reasons(case: Case) -> pd.DataFrame:
    points = [*reasons.pros(case), *reasons.cons(case)]
    return pd.DataFrame(
        {
            "Speaks": ["for" if point.is_good else "against" for point in points],
            "Reason": [point.sentence for point in points],
            "Measured": [point.fact for point in points],
        }
    )


def _limits(page: Page, case: Case) -> None:
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in caveats.caveats(case)))
    with drawer("What do these words mean exactly?", "terms") as is_open:
        for term, meaning in caveats.terms(case) if is_open else ():
            st.markdown(f"**{plain(term)}.** {plain(meaning)}")


TABS: dict[str, Section] = {
    "How sure?": _how_sure,
    "What does it cost?": _cost,
    "What would change it?": _change,
    "The sealed test": sealed.section,
    "Every number": _numbers,
    "What this does not show": _limits,
}
