"""The sealed test on the Verdict page: set rows aside, open them once, and compare."""

from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from lib.charts import _sealed as chart
from lib.engine.folds import DataError
from lib.engine.results import Results
from lib.scenario.experiment import sealed_rows
from lib.scenario.record import Scenario, to_query
from lib.ui import evidence, show, state
from lib.ui.drawer import drawer
from lib.ui.evidence import Evidence
from lib.ui.plain import plain
from lib.ui.shell import Page
from lib.verdict import sealed
from lib.verdict.records import Verdict
from lib.verdict.sealed import Opened
from lib.words import in_sentence

USUAL_SHARE = 20  # percent


def section(page: Page, known: Evidence, results: Results, judged: Verdict) -> None:
    """Nothing set aside, still sealed, or opened: one of three."""
    scenario = page.scenario
    opened = state.opened(scenario) if scenario.sealed else None
    title = f"The sealed test: {chart.TITLE}" if opened else "The sealed test"
    st.subheader(title, anchor=False)
    if opened:
        _show(opened, judged)
    elif not scenario.sealed:
        _offer(scenario)
    else:
        _keep_sealed(page, known, results, judged)


def _offer(scenario: Scenario) -> None:
    """What it is for, and one click to have it."""
    st.markdown(
        "Every number above comes from rows that also chose the winner. The strictest check is "
        "rows that nobody has looked at: set some aside, choose on the rest, then open them once "
        "and see whether the promise is kept."
    )
    st.button(
        f"Set {USUAL_SHARE} % aside and judge again",
        key="set_aside",
        on_click=state.put,
        args=(replace(scenario, sealed=USUAL_SHARE),),
    )
    st.caption(
        "You have seen these rows already, so if you tried several models on them, that choice "
        "knows them. Where data are generated, another seed draws rows that nobody has seen."
    )


def _keep_sealed(page: Page, known: Evidence, results: Results, judged: Verdict) -> None:
    """How many rows wait, what opening them means, and the deliberate act that does it."""
    scenario, rows = page.scenario, sealed_rows(page.scenario)
    if rows is None:
        return
    n_rows = len(rows.y)
    st.markdown(
        f"**{show.counted(n_rows, 'row')} are sealed.** No model, score or picture of this "
        f"scenario uses them; everything comes from the other {len(results.y):,}. Opening them is "
        "final for this scenario: the promise is written down as it stands, and whatever you "
        "choose afterwards, you choose knowing the answer."
    )
    st.caption(plain(sealed.precision(results, judged, n_rows)))
    if warning := sealed.looked_before(sealed.looks(scenario, state.openings())):
        st.warning(plain(warning), icon=":material/visibility:")
    if not sealed.can_be_opened(judged):
        st.markdown("There is no verdict here, so there is no promise to be held to yet.")
        return
    is_running = len(results.repeats) < scenario.repeats
    title = in_sentence(sealed.chosen_title(judged))
    has_chosen = st.checkbox(
        f"I have made my choice: {plain(title)}",
        key=f"chosen.{urlencode(to_query(scenario))}.{sealed.choice(judged)}",
        disabled=is_running,
    )
    help_text = "Tick the box first." if not has_chosen else None
    off = is_running or not has_chosen
    if st.button("Open the sealed rows", key="open_sealed", disabled=off, help=help_text):
        _open(page, known, results, judged)


def _open(page: Page, known: Evidence, results: Results, judged: Verdict) -> None:
    """Write the promise down, fit everything on all open rows, and look."""
    scenario, rows = page.scenario, sealed_rows(page.scenario)
    if rows is None:
        return
    try:
        selected = show.selected(page, known, results, judged)
        P = evidence.once(
            known, "sealed", page.say, lambda: evidence.everywhere(known, rows.X, page.say)[0]
        )
    except DataError as problem:
        st.warning(plain(f"{problem} The rows stay sealed."))
        return
    found = sealed.hold(scenario, results, judged, selected, rows, P)
    state.remember(replace(found, look=sealed.looks(scenario, state.openings()) + 1))
    st.rerun()


def _show(opened: Opened, judged: Verdict) -> None:
    """What was promised and what came, in words, as a picture and as a table."""
    first, *rest = sealed.sentences(opened)
    if opened.look > 1:
        st.warning(plain(first), icon=":material/visibility:")
        first, *rest = rest
    st.markdown(plain(first))
    if sealed.choice(judged) != opened.pick.key:
        st.info(
            plain(
                f"The verdict has moved since the rows were opened. The test was of "
                f"{in_sentence(opened.pick.title)}; it says nothing about what is "
                "recommended now."
            )
        )
    alt = f"The sealed test: {chart.TITLE} {first}"
    st.plotly_chart(chart.draw(opened), key="chart_sealed", config=show.PLOTLY, alt=alt)
    *details, after = rest
    for sentence in details:
        st.markdown(f"- {plain(sentence)}")
    st.markdown(f":material/lock_open: {plain(after)}")
    with drawer("Show as a table", "table_sealed") as is_open:
        if is_open:
            show.table(chart.table(opened), f"Table behind: {alt}")
