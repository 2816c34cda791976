"""Views on a page: who sees which, which methods are the same then, what each is worth alone."""

from collections.abc import Sequence

import streamlit as st

from lib import charts
from lib.base_models import Member
from lib.catalogue.controls import Choice
from lib.charts.single_views import SingleViews
from lib.datasets import Dataset
from lib.engine.coinciding import Twins, equal_by_chance, largest_difference, twins
from lib.engine.folds import DataError
from lib.engine.results import Repeat, Results
from lib.scenario.record import Scenario
from lib.scenario.single_views import kinds, run_single_views, single_views_results
from lib.ui import controls, drawer, plain, show
from lib.ui.shell import Page
from lib.ui.view_editor import ONE_ONLY
from lib.verdict.case import Case
from lib.words import counted, in_sentence

FEW = 3  # names of views that still fit a line


# ---------------------------------------------------------------- who sees what


def switch(page: Page, case: Case) -> None:
    """What the models see now, in a line, and the switch that changes it."""
    scenario, dataset = page.scenario, case.dataset
    with st.container(horizontal=True, vertical_alignment="bottom", key="who_sees_what"):
        if len(dataset.views) < 2:
            st.markdown(plain(ONE_ONLY))
            return
        controls.shared(scenario, "sees", "switch.sees")
        st.markdown(_who_sees_what(scenario, case.experiment.members, dataset), width="stretch")


def _who_sees_what(scenario: Scenario, members: Sequence[Member], dataset: Dataset) -> str:
    """Markdown."""
    seen = list(dict.fromkeys(member.view for member in members))
    if not any(seen):
        return (
            f"**Classical ensembling:** every model sees all {len(dataset.feature_names)} columns, "
            "and their answers are combined."
        )
    named = [plain(view) for view in seen if view]
    of_which = f" ({', '.join(named)})" if len(named) <= FEW else f" of {len(dataset.views)}"
    if not all(seen):
        return f"**A mixture:** some models see one view{of_which}, others see everything."
    text = f"**Sensor fusion:** each model sees one view{of_which}."
    if len(members) > len(scenario.members):
        models, views = len(scenario.members), len(dataset.views)
        text += (
            f" {counted(models, 'model')} and {views} views, dealt in turn, make "
            f"{len(members)} members."
        )
    return text


# ---------------------------------------------------------------- which methods coincide


def coinciding(case: Case) -> None:
    """Which methods are the same for the present choice, why, and the measured check."""
    with drawer("Which methods are the same here?", "coinciding") as is_open:
        if not is_open:
            return
        pairs = twins(case.results)
        st.markdown(
            "Some methods are one and the same for certain choices. They keep their rows, because "
            "that they are equal is worth seeing. Checked on all rows held back in the first pass."
            if pairs
            else "For this choice no method has to give the same answers as another."
        )
        for pair in pairs:
            st.markdown(_pair(pair))
        for group in equal_by_chance(case.results):
            names = plain(", ".join(method.title for method in group))
            st.markdown(f"Equal too in this pass, though nothing says they must be: {names}.")
        if apart := _late_and_early(case.results, case.experiment.members):
            st.markdown(apart)


def _pair(pair: Twins) -> str:
    """Markdown."""
    method, other = plain(pair.method.title), plain(in_sentence(pair.other.title))
    return (
        f"- **{method} is the same as {other}.** {plain(pair.reason)} "
        f"Largest difference between their probabilities: {_difference(pair.difference)}."
    )


def _difference(value: float) -> str:
    """A difference of probabilities; tiny ones are what rounding leaves."""
    if value == 0:
        return "0"
    return f"{value:.1e} (rounding)" if value < 1e-6 else f"{value:.3f}"


def _late_and_early(results: Results, members: Sequence[Member]) -> str:
    """The reverse: what is not the same when members see one view each. Markdown."""
    if not {"late_mean", "early_fusion"} <= results.positions.keys():
        return ""
    if not any(member.view for member in members):
        return (
            "Let each model see one view, and late fusion and early fusion part: then one combines "
            "answers to single views, the other reads all views at once."
        )
    apart = largest_difference(results, "late_mean", "early_fusion")
    return (
        "**Late fusion is not early fusion here.** Late fusion combines answers to single views, "
        "so what only two views together tell is lost to it; early fusion reads all views at once. "
        f"Largest difference between their probabilities: {_difference(apart)}."
    )


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
        member = _choose_kind(page.scenario, case.experiment.members)
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
    results = single_views_results(case.experiment, repeats)
    return SingleViews(results, case.dataset.views, case.scenario.metric, case.scenario.rope)
