"""The editor of views in the sidebar: who sees which, what they are called, what is in them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from lib.datasets import DataError, Dataset
from lib.scenario.loading import arrange_views, load_dataset, load_with_own_views
from lib.scenario.record import Scenario
from lib.scenario.views import (
    MAX_NAME,
    MAX_VIEWS,
    REST,
    Arrangement,
    Views,
    arrange,
    own_views,
    presets,
    renamed,
    with_columns,
    with_new,
    without,
)
from lib.ui import controls, plain, state
from lib.words import counted

TICKABLE = 60  # columns; nobody ticks more by hand
EDITOR = "More settings: the sources"
ONE_ONLY = f"All columns are of one source, so there is nothing to fuse. Cut them under “{EDITOR}”."


def edit(scenario: Scenario) -> None:
    """Who reads the sources, and the sources themselves."""
    if len(views_of(scenario)) > 1:
        controls.shared(scenario, "readers")
    try:
        own, arrangement = load_with_own_views(scenario), arrange_views(scenario)
    except DataError:  # the page says what is wrong
        return
    _edit(scenario, own, arrangement)


def views_of(scenario: Scenario) -> Mapping[str, tuple[int, ...]]:
    """Name -> columns; none when there are no data, and then the page says what is wrong."""
    try:
        return load_dataset(scenario).views
    except DataError:
        return {}


def _edit(scenario: Scenario, own: Dataset, arrangement: Arrangement) -> None:
    """Every view with its name and columns. Edits start from the views as they are mended."""
    groups = arrangement.groups
    for sentence in arrangement.problems:
        st.caption(f":material/rule: {plain(sentence)}")
    _choose_preset(own, groups)
    is_tickable = len(own.feature_names) <= TICKABLE
    for position in range(len(groups)):
        _name(own, groups, position)
        if is_tickable:
            _tick(own, groups, position)
        else:
            st.caption(_first_and_last(own, groups[position][1]))
    with st.container(horizontal=True):
        if is_tickable:
            full = len(groups) >= MAX_VIEWS
            more = _with_views(scenario, with_new(groups), own)
            controls.button("Add a view", "view.add", more, is_off=full)
        own_again = replace(scenario, views=())
        controls.button("Back to its own", "view.reset", own_again, not scenario.views)
    if not is_tickable:
        st.caption(
            f"With {len(own.feature_names)} columns there are too many to tick one by one: choose "
            "a way to cut them above."
        )


def _with_views(scenario: Scenario, groups: Views, own: Dataset) -> Scenario:
    """The data set's own views are what a scenario has when it names none."""
    return replace(scenario, views=() if groups == own_views(own) else groups)


def _choose_preset(own: Dataset, groups: Views) -> None:
    """Ways to cut the columns, ready made; "" stands for what the visitor made."""
    found = presets(own)
    now = next((title for title, views in found.items() if views == groups), "")
    st.selectbox(
        "Cut the columns into",
        list(found) if now else ["", *found],
        format_func=lambda title: title or "Views of my own",
        help="A view is what one sensor or source says: a named group of columns. Start from one "
        "of these, then rename and tick.",
        **state.bind(
            "view.preset",
            now,
            lambda scenario, title: _with_views(scenario, found[title], own) if title else scenario,
        ),
    )


def _name(own: Dataset, groups: Views, position: int) -> None:
    """The name of one view, and a button to take it away."""
    name, _ = groups[position]

    def rename(now: Scenario, new: Any) -> Scenario:
        """Who saw the view by its old name sees it by the new one."""
        edited = renamed(groups, position, str(new))
        called = arrange(edited, own).groups[position][0]
        members = tuple(replace(m, view=called) if m.view == name else m for m in now.members)
        return replace(_with_views(now, edited, own), members=members)

    left, right = st.columns([4, 3], vertical_alignment="bottom", gap="small")
    with left:
        st.text_input(
            f"View {position + 1}",
            max_chars=MAX_NAME,
            **state.bind(f"view.{position}.name", name, rename),
        )
    with right:
        st.button(
            "Remove",
            help=f"Removes view {position + 1}; its columns go to “{REST}”.",
            key=f"view.{position}.remove",
            disabled=len(groups) == 1,
            on_click=lambda: state.put(
                _with_views(state.current(), without(groups, position), own)
            ),
        )


def _tick(own: Dataset, groups: Views, position: int) -> None:
    """Which columns are in one view."""
    name, columns = groups[position]

    def tick(now: Scenario, chosen: Any) -> Scenario:
        return _with_views(now, with_columns(groups, position, chosen), own)

    st.multiselect(
        f"Columns of “{plain(name)}”",
        range(len(own.feature_names)),
        format_func=lambda column: own.feature_names[column],
        placeholder="Tick columns",
        **state.bind(f"view.{position}.columns", list(columns), tick),
    )


def _first_and_last(dataset: Dataset, columns: Sequence[int]) -> str:
    """ "76 columns, Fourier 000 to Fourier 075"."""
    if not columns:
        return "no column"
    first, last = (plain(dataset.feature_names[column]) for column in (columns[0], columns[-1]))
    return f"{counted(len(columns), 'column')}, {first} to {last}"
