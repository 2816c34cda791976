"""The choices every page shares: data, models, how they are compared, link and reset."""

from dataclasses import replace
from typing import Any

import streamlit as st

from lib import base_models, combiners, datasets
from lib.base_models import Member
from lib.catalogue.controls import Choice
from lib.datasets import thumbnail
from lib.scenario.edits import with_dataset, with_member, with_methods, with_models
from lib.scenario.record import DEFAULT, MAX_MEMBERS, Scenario
from lib.ui import controls, drawer, state, view_editor
from lib.ui.components.copy_link import copy_link
from lib.ui.components.gallery import gallery, gallery_item

MEASURED = ("metric", "rope", "folds", "repeats", "calibrate", "sealed")


def draw(scenario: Scenario) -> None:
    """All shared choices, most used first."""
    _choose_data(scenario)
    _choose_models(scenario)
    view_editor.choose(scenario)
    controls.shared(scenario, "seed")
    _choose_methods(scenario)
    with drawer("How it is measured", "measured") as is_open:
        for name in MEASURED if is_open else ():
            controls.shared(scenario, name)
    with st.container(horizontal=True):
        copy_link(key="copy_link")
        st.button("Reset", on_click=state.put, args=(DEFAULT,), help="Back to the first example.")


def _choose_data(scenario: Scenario) -> None:
    entries = datasets.entries()
    st.selectbox(
        "Data set",
        list(entries),
        format_func=lambda key: entries[key].title,
        **state.bind("dataset", scenario.dataset, with_dataset),
    )
    entry = entries[scenario.dataset]
    st.caption(entry.summary)
    if st.button("Choose by picture", icon=":material/grid_view:", key="browse"):
        _choose_by_picture(scenario.dataset)
    controls.knobs(
        entry.controls,
        f"data.{scenario.dataset}",
        scenario,
        lambda now: now.dataset_knobs,
        lambda now, knobs: replace(now, dataset_knobs=knobs),
    )


@st.dialog("Choose a data set", width="large")
def _choose_by_picture(chosen: str) -> None:
    picked = gallery(_pictures(), chosen, key="gallery")
    if picked:
        state.put(with_dataset(state.current(), picked))
        st.rerun()


@st.cache_resource
def _pictures() -> list[dict]:
    """Every data set as drawn in the gallery; made when somebody first opens it."""
    items = []
    for key, entry in datasets.entries().items():
        dataset = entry.load(random_state=0)
        points, y = thumbnail(dataset)
        words = f"{entry.summary} Views: {', '.join(dataset.views)}."
        items.append(gallery_item(key, entry.title, words, entry.kind, points, y))
    return items


def _choose_models(scenario: Scenario) -> None:
    entries = base_models.entries()
    chosen = list(dict.fromkeys(member.model for member in scenario.members))
    st.pills(
        "Base models",
        list(entries),
        selection_mode="multi",
        format_func=lambda key: entries[key].short,
        help="The models to be combined. Forests and boosting are combinations already.",
        **state.bind("models", chosen, with_models),
    )
    if scenario.members:
        with drawer("Tune, copy or remove a model", "tune") as is_open:
            names = base_models.member_names(scenario.members) if is_open else []
            for position, name in enumerate(names):
                _tune(scenario, position, name)


def _tune(scenario: Scenario, position: int, name: str) -> None:
    """The knobs of one member, and what it sees."""
    member = scenario.members[position]
    entry = base_models.entries()[member.model]
    st.markdown(f"**{name}**", help=entry.summary)

    def with_own(now: Scenario, **own: Any) -> Scenario:
        return with_member(now, position, replace(now.members[position], **own))

    controls.knobs(
        entry.controls,
        f"member.{position}.{member.model}",
        scenario,
        lambda now: now.members[position].knobs,
        lambda now, knobs: with_own(now, knobs=knobs),
    )
    names = view_editor.views_of(scenario)
    if len(names) > 1:
        reads = {"": "all columns", **{view: f"only {view}" for view in names}}
        sees = Choice("Reads", reads, "")
        view = member.view if member.view in names else ""
        controls.draw(
            sees,
            f"member.{position}.view",
            view,
            lambda now, value: with_own(now, view=value),
        )
    with st.container(horizontal=True):
        _act("Copy", f"copy.{position}", scenario, position, member, member)
        _act("Remove", f"remove.{position}", scenario, position)


def _act(label: str, key: str, scenario: Scenario, position: int, *instead: Member) -> None:
    full = len(instead) > 1 and len(scenario.members) >= MAX_MEMBERS
    controls.button(label, key, with_member(scenario, position, *instead), full)


def _choose_methods(scenario: Scenario) -> None:
    """Which ways to combine are compared. None chosen means the standard ones."""
    entries = {k: e for k, e in combiners.entries().items() if k != "best_single"}
    chosen = [key for key in scenario.compared if key in entries]
    with drawer("Methods compared", "compared") as is_open:
        if is_open:
            st.multiselect(
                "Ways to combine",
                list(entries),
                format_func=lambda key: entries[key].title,
                help="The best single model is always compared. Take all away for the usual ones.",
                **state.bind("methods", chosen, with_methods),
            )
