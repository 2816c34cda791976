"""The sealed test on the Verdict page: set rows aside, open them once, and compare."""

from dataclasses import replace
from urllib.parse import urlencode

import numpy as np
import streamlit as st

from lib import charts
from lib.datasets import DataError, Dataset
from lib.engine.evaluation import predict_everywhere
from lib.engine.progress import Progress
from lib.engine.results import Repeat
from lib.scenario.experiment import Experiment
from lib.scenario.link import to_query
from lib.scenario.loading import sealed_rows
from lib.scenario.record import Scenario
from lib.ui import controls, plain, show, state
from lib.ui.shell import Page
from lib.verdict import sealed, sealed_words
from lib.verdict.case import Case
from lib.verdict.sealed import SealedTest
from lib.words import counted, in_sentence

USUAL_SHARE = 20  # percent


def section(page: Page, case: Case) -> None:
    """Nothing set aside, still sealed, or opened: one of three."""
    scenario = page.scenario
    opened = state.opened(scenario) if scenario.sealed else None
    if opened:
        _show(page, opened, case)
    elif not scenario.sealed:
        _offer(scenario)
    else:
        _keep_sealed(page, case)


def _offer(scenario: Scenario) -> None:
    """What it is for, and one click to have it."""
    st.markdown(
        "Every number above comes from rows that also chose the winner. The strictest check is "
        "rows that nobody has looked at: set some aside, choose on the rest, then open them once "
        "and see whether the promise is kept."
    )
    then = replace(scenario, sealed=USUAL_SHARE)
    controls.button(f"Set {USUAL_SHARE} % aside and judge again", "set_aside", then)
    st.caption(
        "You have seen these rows already, so if you tried several models on them, that choice "
        "knows them. Where data are generated, another seed draws rows that nobody has seen."
    )


def _keep_sealed(page: Page, case: Case) -> None:
    """How many rows wait, what opening them means, and the deliberate act that does it."""
    scenario, rows = page.scenario, sealed_rows(page.scenario)
    results = case.results
    if rows is None:
        return
    n_rows = len(rows.y)
    st.markdown(
        f"**{counted(n_rows, 'row')} are sealed.** No model, score or picture of this "
        f"scenario uses them; everything comes from the other {len(results.y):,}. Opening them is "
        "final for this scenario: the promise is written down as it stands, and whatever you "
        "choose afterwards, you choose knowing the answer."
    )
    st.caption(plain(sealed_words.precision(case, n_rows)))
    if warning := sealed_words.looked_before(sealed.looks(scenario, state.openings())):
        st.warning(plain(warning), icon=":material/visibility:")
    if not sealed.can_be_opened(case):
        st.markdown("There is no verdict here, so there is no promise to be held to yet.")
        return
    is_running = len(results.repeats) < scenario.repeats
    title = in_sentence(sealed.title_of(case, sealed.choice(case)))
    has_chosen = st.checkbox(
        f"I have made my choice: {plain(title)}",
        key=f"chosen.{urlencode(to_query(scenario))}.{sealed.choice(case)}",
        disabled=is_running,
    )
    help_text = "Tick the box first." if not has_chosen else None
    off = is_running or not has_chosen
    if st.button("Open the sealed rows", key="open_sealed", disabled=off, help=help_text):
        _open(page, case, rows)


def _open(page: Page, case: Case, rows: Dataset) -> None:
    """Write the promise down, fit everything on all open rows, and look."""
    try:
        P = page.once(answers_about, case.experiment, case.results.repeats[0], rows)
    except DataError as problem:
        st.warning(plain(f"{problem} The rows stay sealed."))
        return
    found = sealed.hold(case, rows, P)
    state.remember(replace(found, look=sealed.looks(page.scenario, state.openings()) + 1))
    st.rerun()


def answers_about(
    experiment: Experiment, first: Repeat, rows: Dataset, progress: Progress
) -> np.ndarray:
    """(n_methods, n_rows, n_classes) what every method, fitted on all open rows, says of these."""
    return predict_everywhere(experiment.task, first, rows.X, progress)[0]


def _show(page: Page, opened: SealedTest, case: Case) -> None:
    """What was promised and what came, in words, as a picture and as a table."""
    if opened.look > 1:
        st.warning(plain(sealed_words.looked_before(opened.look - 1)), icon=":material/visibility:")
    if sealed.choice(case) != opened.pick.key:
        st.info(
            plain(
                f"The verdict has moved since the rows were opened. The test was of "
                f"{in_sentence(opened.pick.title)}; it says nothing about what is "
                "recommended now."
            )
        )
    show.display(page, charts.entries()["sealed"], opened, "sealed")
    *details, after = sealed_words.sentences(opened)[1 + (opened.look > 1) :]
    for sentence in details:
        st.markdown(f"- {plain(sentence)}")
    st.markdown(f":material/lock_open: {plain(after)}")
