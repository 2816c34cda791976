"""The only place that turns a knob described as data into a widget."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from lib.catalogue.controls import (
    Choice,
    Control,
    Knobs,
    Slider,
    Toggle,
    Value,
    Weights,
    changed,
    settings,
)
from lib.combiners.rules.choosing import ScoreChoice
from lib.scenario.record import SHARED, Scenario
from lib.statistics.metrics import WEIGHTED
from lib.ui import plain, state

FINEST_SLIDER = 500  # steps; a number is typed where a slider could not be aimed
COSTS = Weights("Cost of a miss", low=0.5, high=20, step=0.5)
MOST_DRAWN = 12  # classes; the others cost 1 each
NOT_DRAWN = ("metric", "folds")  # of a combination: they follow what decides and how it is measured

Change = Callable[[Scenario, Value], Scenario]


def draw(
    control: Control, key: str, value: Value, change: Change, names: Sequence[str] = ()
) -> None:
    """Draw one knob and tie it to the scenario. names : of the members, for their weights, or of
    the classes, for what it costs to miss one."""
    if isinstance(control, Weights):
        _weights(control, key, str(value), change, names)
    elif isinstance(control, ScoreChoice):
        _score(control, key, str(value), change, names)
    elif isinstance(control, Slider):
        _slider(control, key, value, change)
    elif isinstance(control, Choice):
        _choice(control, key, value, change)
    elif isinstance(control, Toggle):
        st.toggle(plain(control.label), help=control.help or None, **state.bind(key, value, change))


def button(label: str, key: str, then: Scenario, is_off: bool = False) -> None:
    """A click on it chooses that scenario."""
    st.button(label, key=key, disabled=is_off, on_click=state.put, args=(then,))


def shared(scenario: Scenario, name: str, key: str = "", names: Sequence[str] = ()) -> None:
    """One of the choices that every scenario has. key : of a second widget for it. names : as in
    `draw`."""

    def change(now: Scenario, value: Value) -> Scenario:
        fields: dict[str, Any] = {name: value}
        return replace(now, **fields)

    draw(SHARED[name], key or name, getattr(scenario, name), change, names)


def knobs(
    controls: Mapping[str, Control],
    key: str,
    scenario: Scenario,
    read: Callable[[Scenario], Knobs],
    write: Callable[[Scenario, Knobs], Scenario],
    names: Sequence[str] = (),
) -> None:
    """All knobs of an entry. read, write : those not at their defaults, in a scenario."""
    values = settings(controls, read(scenario))
    for name in [name for name in controls if name not in NOT_DRAWN]:

        def change(now: Scenario, value: Value, name: str = name) -> Scenario:
            return write(now, changed(controls, dict(read(now)) | {name: value}))

        draw(controls[name], f"{key}.{name}", values[name], change, names)


def lab(scenario: Scenario, name: str, control: Control) -> Value:
    """Draw a choice of a lab on the Inside page, and give what is chosen.

    Such a choice changes no fit of the scenario; it is part of the link all the same.
    """
    value = scenario.lab_choice(name, control)

    def change(now: Scenario, chosen: Value) -> Scenario:
        return now.with_lab_choice(name, control, chosen)

    draw(control, f"lab.{name}", value, change)
    return value


def _choice(control: Choice, key: str, value: Value, change: Change) -> None:
    """Two short options side by side, whose labels are Markdown; more of them in a list, whose
    are not. An option may be named by a visitor, a view for instance."""
    words: dict[str, Any] = {
        "label": plain(control.label),
        "options": list(control.options),
        "help": control.help or None,
    }
    titles, bound = control.options, state.bind(key, value, change)
    if len(titles) == 2:
        st.segmented_control(
            **words, format_func=lambda option: plain(titles[option]), required=True, **bound
        )
    else:
        st.selectbox(**words, format_func=lambda option: titles[option], **bound)


def _score(
    control: ScoreChoice, key: str, name: str, change: Change, classes: Sequence[str]
) -> None:
    """A score; of the one that weighs mistakes also what it costs to miss one of each class."""
    kind, _, costs = name.partition("-")
    _choice(control, key, kind, change)
    if kind != WEIGHTED:
        return
    st.caption("What does it cost to miss one? Only how they compare counts.")

    def with_costs(scenario: Scenario, value: Value) -> Scenario:
        return change(scenario, f"{WEIGHTED}-{value}")

    _weights(COSTS, f"{key}.cost", costs, with_costs, classes[:MOST_DRAWN])


def _slider(control: Slider, key: str, value: Value, change: Change) -> None:
    number = int if control.is_whole else float  # Streamlit wants one type throughout
    common: dict[str, Any] = {
        "label": plain(control.label),
        "min_value": number(control.low),
        "max_value": number(control.high),
        "step": number(control.step),
        "help": control.help or None,
    }
    if (control.high - control.low) / control.step > FINEST_SLIDER:
        st.number_input(**common, **state.bind(key, number(value), change, "value"))
        return
    unit = control.unit.replace("%", "%%")
    form = f"{'%d' if control.is_whole else '%g'} {unit}".strip()
    st.slider(**common, format=form, **state.bind(key, number(value), change, "value"))


def _weights(control: Weights, key: str, text: str, change: Change, names: Sequence[str]) -> None:
    """One slider a member; together they are written as one text."""
    numbers = control.numbers(text, len(names))
    for i, name in enumerate(names):

        def with_weight(scenario: Scenario, weight: Value, i: int = i) -> Scenario:
            changed = [*numbers[:i], float(weight), *numbers[i + 1 :]]
            return change(scenario, "-".join(f"{number:g}" for number in changed))

        one = Slider(name, control.low, control.high, 1, step=control.step)
        _slider(one, f"{key}.{i}", numbers[i], with_weight)
