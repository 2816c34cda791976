"""The parts of the Inside page, one module a tab; each has `show(page, case)`."""

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module

import streamlit as st

from lib.scenario.record import LABS, TABS, Scenario
from lib.ui import state
from lib.ui.shell import Page
from lib.ui.words import terms
from lib.verdict.case import Case

ALL_LABS = "labs"
TERMS = {  # beside the tabs; other parts have theirs further down
    "voting": ("vote", "ensembling", "base model"),
    "stacking": ("stacking", "machine learning", "held-back rows"),
    "threshold": ("threshold", "false alarm", "best single model"),
    "fusion": ("fusion", "source", "early fusion", "late fusion", "fusion of models"),
}


def choose_tab(page: Page) -> None:
    """The ways to combine side by side, and the labs behind one more choice."""
    tab = page.scenario.tab
    parts = {key: title for key, title in TABS.items() if key not in LABS} | {ALL_LABS: "Labs"}
    _choose("tab", "What to open", parts, ALL_LABS if tab in LABS else tab)
    if tab in LABS:
        _choose("lab", "Which lab", {key: TABS[key] for key in LABS}, tab)
    terms(page, *TERMS.get(tab, ()))


def _choose(key: str, label: str, titles: Mapping[str, str], tab: str) -> None:
    st.segmented_control(
        label,
        list(titles),
        format_func=lambda part: titles[part],
        label_visibility="collapsed",
        required=True,
        **state.bind(key, tab, _with_tab),
    )


def _with_tab(now: Scenario, part: str) -> Scenario:
    return replace(now, tab=LABS[0] if part == ALL_LABS else part)


def show(tab: str, page: Page, case: Case) -> None:
    """Draw one part; the modules of the others are not even imported."""
    import_module(f"lib.ui.inside.{tab}").show(page, case)
