"""The choices every page shares: data, models, how they are compared, link and reset."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from lib import base_models, combiners, datasets
from lib.base_models import Member
from lib.catalogue.controls import Choice, Value, changed, settings
from lib.scenario.edits import with_dataset, with_member, with_methods, with_models
from lib.scenario.record import DEFAULT, MAX_MEMBERS, SHARED, Scenario
from lib.ui import controls, state, view_editor
from lib.ui.components.copy_link import copy_link
from lib.ui.drawer import drawer
from lib.ui.gallery import browse

MEASURED = ("metric", "rope", "folds", "repeats", "calibrate", "sealed")


def draw(scenario: Scenario) -> None:
    """All shared choices, most used first."""
    _choose_data(scenario)
    _choose_models(scenario)
    view_editor.choose(scenario)
    _shared(scenario, "seed")
    _choose_methods(scenario)
    with drawer("How it is measured", "measured") as is_open:
        for name in MEASURED if is_open else ():
            _shared(scenario, name)
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
    browse(scenario)
    values = settings(entry.controls, scenario.dataset_knobs)
    for name, control in entry.controls.items():

        def change(now: Scenario, value: Value, name: str = name) -> Scenario:
            knobs = dict(now.dataset_knobs) | {name: value}
            return replace(now, dataset_knobs=changed(entry.controls, knobs))

        controls.draw(control, f"data.{scenario.dataset}.{name}", values[name], change, [])


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
    values = settings(entry.controls, member.knobs)

    def change_to(make: Callable[[Member, Any], Member]) -> Callable[[Scenario, Any], Scenario]:
        return lambda now, value: with_member(now, position, make(now.members[position], value))

    for knob, control in entry.controls.items():

        def set_knob(now: Member, value: Value, knob: str = knob) -> Member:
            return replace(now, knobs=changed(entry.controls, dict(now.knobs) | {knob: value}))

        key = f"member.{position}.{member.model}.{knob}"
        controls.draw(control, key, values[knob], change_to(set_knob), [])
    names = view_editor.views_of(scenario)
    if len(names) > 1:
        sees = Choice("Sees", {"": "as set below", **{view: f"only {view}" for view in names}}, "")
        view = member.view if member.view in names else ""
        set_view = change_to(lambda now, value: replace(now, view=str(value)))
        controls.draw(sees, f"member.{position}.view", view, set_view, [])
    with st.container(horizontal=True):
        _act("Copy", f"copy.{position}", scenario, position, member, member)
        _act("Remove", f"remove.{position}", scenario, position)


def _act(label: str, key: str, scenario: Scenario, position: int, *instead: Member) -> None:
    full = len(instead) > 1 and len(scenario.members) >= MAX_MEMBERS
    changed_scenario = with_member(scenario, position, *instead)
    st.button(label, key=key, disabled=full, on_click=state.put, args=(changed_scenario,))


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


def _shared(scenario: Scenario, name: str) -> None:
    """One of the choices that do not depend on the data set."""

    def change(now: Scenario, value: Value) -> Scenario:
        fields: dict[str, Any] = {name: value}
        return replace(now, **fields)

    controls.draw(SHARED[name], name, getattr(scenario, name), change, [])
