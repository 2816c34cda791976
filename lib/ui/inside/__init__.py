"""The parts of the Inside page, one module a tab; each has `show(page, case)`."""

from dataclasses import replace
from importlib import import_module

import streamlit as st

from lib.scenario.record import TABS
from lib.ui import state
from lib.ui.shell import Page
from lib.verdict.case import Case


def choose_tab(tab: str) -> None:
    """The parts of the page side by side."""
    st.segmented_control(
        "What to open",
        list(TABS),
        format_func=lambda key: TABS[key],
        label_visibility="collapsed",
        required=True,
        **state.bind("tab", tab, lambda now, key: replace(now, tab=str(key))),
    )


def show(tab: str, page: Page, case: Case) -> None:
    """Draw one part; the modules of the others are not even imported."""
    import_module(f"lib.ui.inside.{tab}").show(page, case)
