"""The sensor lab: one view breaks while the models are in use, and every method feels it."""

from collections.abc import Mapping

import numpy as np
import streamlit as st

from lib.base_models import Member
from lib.catalogue.controls import Choice
from lib.datasets import DataError, Dataset
from lib.inside.damage import DAMAGES, damages_for
from lib.inside.sensors import words
from lib.inside.sensors.computing import (
    AtAmount,
    Breakage,
    Panel,
    alike,
    before_and_after,
    break_view,
    set_up,
)
from lib.inside.sensors.displays import PANEL, SURENESS
from lib.scenario.record import Scenario
from lib.ui import controls, drawer, plain, state
from lib.ui.inside import point
from lib.ui.shell import Page
from lib.ui.show import PLOTLY, display, table
from lib.ui.view_editor import EDITOR
from lib.verdict.case import Case

EXAMPLE = Scenario(
    dataset="flaky_sensors",
    members=(Member("logistic_regression"), Member("gaussian_naive_bayes")),
    tab="sensors",
)


def show(page: Page, case: Case) -> None:
    """Choose what breaks, see what is left, and read what it means."""
    breakable = {name: columns for name, columns in case.dataset.views.items() if columns}
    if len(breakable) < 2:
        page.write(words.ONLY_ONE_VIEW, "")
        st.info(words.how_to_get_two(EDITOR), icon=":material/rule:")
        st.button("Open the lab with two flaky sensors", on_click=state.put, args=(EXAMPLE,))
        return
    head = st.container()
    view, how = _what_breaks(page.scenario, case.dataset, breakable)
    try:
        bench = page.once(set_up, case.experiment, case.results)
        breakage = page.once(break_view, bench, view, how, page.scenario.metric)
    except DataError as problem:
        page.write("The sensor lab cannot be set up here", "")
        st.warning(plain(str(problem)), icon=":material/rule:")
        return
    chosen = AtAmount(breakage, _how_much(page.scenario, breakage))
    with head:
        page.write(words.headline(chosen, page.scenario.rope), words.status(breakage))
    _panels(chosen)
    _words(page, chosen)
    _one_row(page, case, chosen)


def _what_breaks(
    scenario: Scenario, dataset: Dataset, breakable: Mapping[str, tuple[int, ...]]
) -> tuple[str, str]:
    """The view and the way, chosen side by side; a link's wish that cannot be met is said."""
    if empty := [name for name in dataset.views if name not in breakable]:
        st.caption(plain(words.empty_views(empty)))
    names = words.view_names(breakable)
    asked, first = dict(scenario.lab).get("view"), next(iter(names))
    if asked is not None and asked not in names:
        st.info(plain(words.no_such_view(asked, first)))
    left, right = st.columns(2)
    with left:
        view = str(controls.lab(scenario, "view", Choice("Break which view?", names, first)))
    ways = {key: damage.title for key, damage in damages_for(dataset, view).items()}
    with right:
        how = str(controls.lab(scenario, "how", Choice("How?", ways, next(iter(ways)))))
    return view, how


def _how_much(scenario: Scenario, breakage: Breakage) -> int:
    """The position of the chosen amount; of one between two that were measured, the nearest."""
    amount = controls.lab(scenario, f"{breakage.how}_amount", DAMAGES[breakage.how].control)
    st.caption(DAMAGES[breakage.how].sentence)
    return int(np.abs(breakage.amounts - float(amount)).argmin())


def _panels(chosen: AtAmount) -> None:
    """The methods side by side, each in a card; those that cannot differ share one."""
    st.header(PANEL.question)
    panels = [Panel(chosen.breakage, chosen.at, group[0]) for group in alike(chosen.breakage)]
    with st.grid("auto", min_column_width=250):
        for panel in panels:
            with st.container(border=True):
                _panel(panel)
    st.caption(words.under_the_panels(chosen.breakage))
    with drawer(f"Table: {PANEL.question}", "table_sensors") as is_open:
        if is_open:
            frame = PANEL.table(panels[0])  # each draws the others as well
            table(frame, "Score of every method at every amount of damage")


def _panel(panel: Panel) -> None:
    st.metric(
        plain(words.panel_title(panel)),
        words.score_at(panel, panel.at),
        words.change(panel),
        delta_color="off",
        delta_arrow="off",
    )
    st.caption(words.interval_now(panel))
    figure, alt = PANEL.draw(panel), PANEL.words(panel)  # drawn for each amount: not kept
    st.plotly_chart(figure, key=f"sensor_{panel.key}", config=PLOTLY, alt=alt)


def _words(page: Page, chosen: AtAmount) -> None:
    """Was averaging robust, and how sure is the broken witness?"""
    breakage = chosen.breakage
    st.header("Was averaging robust?")
    st.markdown(plain(words.averaging(chosen, page.scenario.rope)))
    if breakage.n_seeing:
        display(page, SURENESS, chosen, "sureness")
        return
    st.header(SURENESS.question)
    st.markdown(plain(SURENESS.words(chosen)))


def _one_row(page: Page, case: Case, chosen: AtAmount) -> None:
    """What the damage does to the answers about the chosen row."""
    st.header("What happens to one row?")
    row, classes = point.choose(page, case), case.dataset.class_names
    truth, answers = int(case.results.y[row]), before_and_after(chosen, row)
    st.markdown(plain(words.right_answers_lost(answers, row, truth, classes)))
    frame = words.table_of_answers(answers, truth, classes)
    table(frame, f"Answers about row {row} before and after the damage")
