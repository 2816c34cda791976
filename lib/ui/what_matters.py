"""What matters to the visitor, and how that and the evidence led to the pick."""

from typing import Any

import pandas as pd
import streamlit as st

from lib import cares
from lib.cares import NO_WISH, PRESETS, Priorities, preset_of
from lib.scenario.record import Scenario
from lib.ui import controls, plain, show, state
from lib.verdict.case import Case
from lib.verdict.wishes import broken, limit_words, steps
from lib.words import counted


def choose(scenario: Scenario) -> None:
    """Presets named by use, in one row; weights and limits behind one opening."""
    wanted = scenario.priorities
    preset = preset_of(wanted)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("What matters to you?", width="content")
        st.pills(
            "What matters to you?",
            list(PRESETS),
            format_func=lambda key: PRESETS[key].title,
            label_visibility="collapsed",
            **state.bind("preset", preset, _with_preset),
        )
        box = st.popover("Weigh it yourself", key="weigh", on_change="rerun", type="tertiary")
    if preset != "nothing":
        st.caption(PRESETS[preset].sentence if preset else _own(wanted))
    if box.open:
        with box:
            _weights(wanted)
            _limits(wanted)


def _with_preset(scenario: Scenario, key: Any) -> Scenario:
    return scenario.with_priorities(PRESETS[key].priorities if key else NO_WISH)


def _own(wanted: Priorities) -> str:
    """A visitor's own priorities in a line."""
    weights = [f"{cares.entries()[care].label} {weight:g}" for care, weight in wanted.weights]
    most = [f"at most {limit_words(name, most)}" for name, most in wanted.limits]
    return f"Your own: {', '.join([*weights, *most])}."


def _weights(wanted: Priorities) -> None:
    """A slider a cost, from not at all to above all."""
    st.caption(
        "How much each cost weighs, from 0 (not at all) to 4 (above all). Only methods that "
        "may be as good as the best are weighed."
    )
    with st.grid("auto", min_column_width=240):
        for name, care in cares.entries().items():

            def change(scenario: Scenario, weight: Any, name: str = name) -> Scenario:
                changed = scenario.priorities.with_weight(name, float(weight))
                return scenario.with_priorities(changed)

            controls.draw(care.control, f"care.{name}", wanted.weight(name), change, [])


def _limits(wanted: Priorities) -> None:
    """Hard limits; an empty field is none."""
    st.caption("Hard limits: whatever costs more is ruled out. An empty field sets no limit.")
    with st.grid("auto", min_column_width=200):
        for name, limit in cares.limits().items():

            def change(scenario: Scenario, most: Any, name: str = name) -> Scenario:
                return scenario.with_priorities(
                    scenario.priorities.with_limit(name, float(most or 0))
                )

            knob, most = limit.control, dict(wanted.limits).get(name)
            st.number_input(
                knob.label,
                min_value=int(knob.low),
                max_value=int(knob.high),
                value=None,
                step=1,
                placeholder="no limit",
                **state.bind(f"most.{name}", None if most is None else int(most), change),
            )


def how(case: Case) -> None:
    """The rule in three steps, with who was left after each."""
    found = steps(case)
    if not found:
        return
    with st.grid("auto", min_column_width=240):
        for number, step in enumerate(found, start=1):
            with st.container(border=True):
                left = counted(len(step.keys), "candidate")
                st.subheader(f"{number}. {step.title}", anchor=False)
                st.caption(f"{left} left")
                st.markdown(plain(step.sentence))
    show.table(_table(case), "Every candidate, its costs and what became of it")


def _table(case: Case) -> pd.DataFrame:
    """One row a candidate, the best mean first."""
    rows = []
    for each in case.verdict.candidates:
        fate = "may be as good as the best" if each.is_eligible else "worse than the best"
        if each.breaks:
            fate = f"ruled out: {broken(case, each)}"
        if each.key == case.verdict.pick:
            fate = "the pick"
        costs = {
            care.label: care.format(each.costs[key], case.scenario.metric)
            for key, care in cares.entries().items()
            if key in each.costs and key != "score"
        }
        rows.append(
            {
                "Candidate": each.title,
                case.metric.title: case.metric.format(each.score.mean),
                "What became of it": fate,
                "Times the cheapest, weighed": each.price,
                **costs,
            }
        )
    frame = pd.DataFrame(rows).dropna(axis="columns", how="all")
    return frame.round({"Times the cheapest, weighed": 2})
