"""Sources on a page: which methods are the same, what each source is worth alone."""

from collections.abc import Sequence

import streamlit as st

from lib import charts
from lib.base_models import Member
from lib.catalogue.controls import Choice
from lib.charts.single_views import SingleViews
from lib.datasets import DataError
from lib.engine.coinciding import equal_by_chance
from lib.engine.results import Repeat
from lib.scenario.record import Scenario
from lib.scenario.single_views import kinds, run_single_views
from lib.ui import controls, drawer, plain, show
from lib.ui.shell import Page
from lib.ui.view_editor import ONE_ONLY
from lib.verdict.case import Case
from lib.words import in_sentence

# ---------------------------------------------------------------- which methods coincide


def coinciding(case: Case) -> None:
    """Which methods share a row for the present choice, and why."""
    with drawer("Which methods are the same here?", "coinciding") as is_open:
        if not is_open:
            return
        named = [(method, name) for method in case.results.methods for name in method.also]
        st.markdown(
            "Some methods are one and the same for certain choices. They share a row."
            if named
            else "For this choice no method has to give the same answers as another."
        )
        for method, name in named:
            other = plain(in_sentence(name.title))
            st.markdown(f"- **{plain(method.title)} is also {other}.** {plain(name.reason)}")
        for group in equal_by_chance(case.results):
            names = plain(", ".join(method.title for method in group))
            st.markdown(f"Equal too in this pass, though nothing says they must be: {names}.")


# ---------------------------------------------------------------- the score of every single view


def alone(page: Page, case: Case) -> None:
    """What one model scores on each view, beside the same model on all of them."""
    display = charts.entries()["single_views"]
    with drawer(display.question, "alone") as is_open:
        if not is_open:
            return
        if len(case.dataset.views) < 2:
            st.markdown(plain(ONE_ONLY))
            return
        member = _choose_kind(page.scenario, case.experiment.models.voters)
        try:
            measured = _measured(page, case, member)
        except DataError as problem:
            st.warning(plain(str(problem)), icon=":material/rule:")
            return
        show.left_out(measured.results)
        show.figure(page, display, measured, "single_views")


def _choose_kind(scenario: Scenario, members: Sequence[Member]) -> Member:
    """One of the visitor's models; the choice is part of the link."""
    found = list(kinds(members).items())
    if len(found) == 1:
        return found[0][1]
    options = {f"{i + 1}": name for i, (name, _) in enumerate(found)}
    choice = Choice("Model on each view", options, "1")
    return found[int(str(controls.lab(scenario, "alone", choice))) - 1][1]


def _measured(page: Page, case: Case, member: Member) -> SingleViews:
    """As many passes as the page has."""
    n = len(case.results.repeats)
    repeats = tuple(page.once(run_single_views, case.experiment, member, i) for i in range(n))
    return page.once(single_views_of, case, repeats)


def single_views_of(case: Case, repeats: tuple[Repeat, ...]) -> SingleViews:
    """The record of the display."""
    results = case.experiment.results(repeats)
    return SingleViews(results, case.dataset.views, case.scenario.metric, case.scenario.rope)
