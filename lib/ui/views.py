"""Views on a page: who sees which, which methods are the same then, what each is worth alone."""

from collections.abc import Callable, Sequence

import streamlit as st

from lib.base_models import Member
from lib.catalogue.controls import Choice
from lib.charts import _single_views as chart
from lib.datasets import Dataset
from lib.engine.coinciding import Twins, equal_by_chance, largest_difference, twins
from lib.engine.folds import DataError
from lib.engine.results import Repeat, Results
from lib.metrics import METRICS
from lib.scenario.record import SHARED, Scenario
from lib.scenario.single_views import kinds, run_single_views, single_views_results
from lib.ui import controls, evidence, show
from lib.ui.drawer import drawer
from lib.ui.evidence import Evidence, Say
from lib.ui.plain import plain
from lib.ui.view_editor import ONE_ONLY, with_sees
from lib.words import in_sentence

FEW = 3  # names of views that still fit a line


# ---------------------------------------------------------------- who sees what


def switch(scenario: Scenario, known: Evidence) -> None:
    """What the models see now, in a line, and the switch that changes it."""
    dataset, members = known.experiment.dataset, known.experiment.members
    with st.container(horizontal=True, vertical_alignment="bottom", key="who_sees_what"):
        if len(dataset.views) < 2:
            st.markdown(plain(ONE_ONLY))
            return
        controls.draw(SHARED["sees"], "switch.sees", scenario.sees, with_sees, [])
        st.markdown(_who_sees_what(scenario, members, dataset), width="stretch")


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
            f" {show.counted(models, 'model')} and {views} views, dealt in turn, make "
            f"{len(members)} members."
        )
    return text


# ---------------------------------------------------------------- which methods coincide


def coinciding(results: Results, known: Evidence) -> None:
    """Which methods are the same for the present choice, why, and the measured check."""
    with drawer("Which methods are the same here?", "coinciding") as is_open:
        if is_open:
            _coinciding(results, known.experiment.members)


def _coinciding(results: Results, members: Sequence[Member]) -> None:
    pairs = twins(results)
    st.markdown(
        "Some methods are one and the same for certain choices. They keep their rows, because "
        "that they are equal is worth seeing. Checked on all rows held back in the first pass."
        if pairs
        else "For this choice no method has to give the same answers as another."
    )
    for pair in pairs:
        st.markdown(_pair(pair))
    for group in equal_by_chance(results):
        names = plain(", ".join(method.title for method in group))
        st.markdown(f"Equal too in this pass, though nothing says they must be: {names}.")
    if apart := _late_and_early(results, members):
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


def alone(scenario: Scenario, known: Evidence, results: Results, say: Say) -> None:
    """What one model scores on each view, beside the same model on all of them."""
    with drawer(chart.TITLE, "alone") as is_open:
        if not is_open:
            return
        if len(known.experiment.dataset.views) < 2:
            st.markdown(plain(ONE_ONLY))
            return
        member = _choose_kind(scenario, known.experiment.members)
        try:
            measured = _measured(known, member, len(results.repeats), say)
        except DataError as problem:
            st.warning(plain(str(problem)), icon=":material/rule:")
            return
        _show_alone(scenario, known.experiment.dataset, measured)


def _choose_kind(scenario: Scenario, members: Sequence[Member]) -> Member:
    """One of the visitor's models; the choice is part of the link."""
    found = list(kinds(members).items())
    if len(found) == 1:
        return found[0][1]
    options = {f"{i + 1}": name for i, (name, _) in enumerate(found)}
    choice = Choice("Model on each view", options, "1")
    return found[int(str(controls.lab(scenario, "alone", choice))) - 1][1]


def _measured(known: Evidence, member: Member, n_repeats: int, say: Say) -> Results:
    """As many passes as the page has, each computed once for everybody."""

    def compute(number: int) -> Callable[[], Repeat]:
        def progress(done: int, total: int, label: str) -> None:
            share = (number + done / total) / n_repeats
            say(share, f"Pass {number + 1} of {n_repeats}, one view alone: {label}")

        return lambda: run_single_views(known.experiment, member, number, progress)

    passes = [
        evidence.once(known, ("alone", member, number), say, compute(number))
        for number in range(n_repeats)
    ]
    return single_views_results(known.experiment, passes)


def _show_alone(scenario: Scenario, dataset: Dataset, measured: Results) -> None:
    for failure in measured.failures:
        st.warning(plain(f"{failure.title} is left out: {failure.reason}."))
    rows = chart.table(measured, dataset.views, scenario.metric)
    words = chart.in_words(rows, measured, scenario.metric, scenario.rope)
    st.markdown(plain(words))
    alt = f"{chart.TITLE} {words}"
    figure = chart.draw(rows, scenario.metric)
    st.plotly_chart(figure, key="chart_alone", config=show.PLOTLY, alt=alt)
    digits = 1 if METRICS[scenario.metric].as_percent else 3
    frame = rows.drop(columns=["key", "Short name"]).round(digits)
    show.table(frame, f"Table behind: {alt}")
