"""Keeping a scenario to be held against others: a button in the sidebar, and what came of it."""

import streamlit as st

from lib.scenario.differing import differences
from lib.scenario.edits import pinned, unpinned
from lib.scenario.record import MAX_PINS, Scenario
from lib.ui import plain, state
from lib.ui.shell import links
from lib.words import capital, spelled


def button(scenario: Scenario) -> None:
    """Pins what is on screen; pressed again, takes that back."""
    if scenario.pin in scenario.pins:
        kept = unpinned(scenario, scenario.pin)
        about = "Takes this from among the pins."  # said too, for Tab to stay on the button
        st.button("Unpin", key="pin", on_click=state.put_pins, args=(kept,), help=about)
    else:
        about = f"Keeps this scenario: up to {spelled(MAX_PINS)} stand side by side on Compare."
        st.button("Pin this", key="pin", on_click=state.pin, args=(scenario,), help=about)


def pinned_so_far(scenario: Scenario) -> None:
    """How many there are, with the way to them. Where there is no room for one more, what would
    give way is said first."""
    if state.is_crowded(scenario):
        words = differences([*scenario.pins, scenario.pin])[0]
        most = f"{capital(spelled(MAX_PINS))} pins are the most."
        st.warning(f"{most} Pin 1 would give way: {plain(', '.join(words))}.")
        instead = pinned(scenario)
        st.button("Pin this instead", key="pin.instead", on_click=state.put_pins, args=(instead,))
    if scenario.pins:
        many = f"{len(scenario.pins)} of {MAX_PINS} pinned"
        st.page_link(links()["Compare"], label=f"{many}: see them side by side →")
