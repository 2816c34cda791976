"""What the Explore page shows: the pictures of all methods, and what to make of them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import streamlit as st
from joblib import Parallel, delayed

from lib import combiners, lessons
from lib.boundary import Picture, Plane, draw, plane_for
from lib.controls import Value, changed, settings
from lib.datasets import Dataset
from lib.metrics import METRICS
from lib.results import Method, Results
from lib.scenario import Scenario
from lib.ui import controls, evidence, state
from lib.ui.components.stage import StageMethod, stage, stage_data
from lib.ui.drawer import drawer
from lib.ui.evidence import Evidence, Say
from lib.ui.plain import plain
from lib.verdict import Verdict, bottom_line

CELLS_FLAT, CELLS_WIDE = 100, 64  # a side; wide data are dear to ask about, and their slices smooth


def pictures(scenario: Scenario, known: Evidence, results: Results, say: Say) -> None:
    """The strip of all methods and the two large pictures; a click in them changes the link."""
    data = stage_of(scenario, known, say)
    favourite = results.favourite_member().key  # the best single model, in most folds
    asked = (scenario.left or favourite, scenario.right or best_combination(results, scenario))
    shown = stage(data, _scores(results, scenario.metric), *asked, key="stage")
    if shown != asked and all(shown):
        state.put(replace(scenario, left=shown[0], right=shown[1]))
        st.rerun()
    if not known.experiment.dataset.is_flat:
        _choose_plane(scenario, known.experiment.dataset)


def stage_of(scenario: Scenario, known: Evidence, say: Say) -> dict[str, Any]:
    """All that the browser draws, computed once for everybody."""
    plane = _plane(scenario, known.experiment.dataset)

    def compute() -> dict[str, Any]:
        return _stage_data(plane, known, _draw_all(known, plane, say), scenario.metric)

    return evidence.once(known, ("stage", scenario.plane), say, compute)


def best_combination(results: Results, scenario: Scenario) -> str:
    """Key of the combination with the best mean so far; "" when nothing is combined."""
    own = [key for key in results.combinations if not results.method(key).same_as]
    return results.ranking(scenario.metric, own)[0] if own else ""


def _plane(scenario: Scenario, dataset: Dataset) -> Plane:
    """The plane to draw; the usual one, with a notice, when the link asks for an impossible one."""
    n = CELLS_FLAT if dataset.is_flat else CELLS_WIDE
    try:
        return plane_for(dataset, scenario.plane, n)
    except ValueError as problem:
        st.info(plain(f"{problem} The usual picture is shown instead."))
        return plane_for(dataset, "", n)


def _draw_all(known: Evidence, plane: Plane, say: Say) -> tuple[list[Picture], list[str]]:
    """A picture and a title of every method, fitted on all rows.

    The best single model is called by what it is when all rows choose it; in most folds it may
    have been another one.
    """
    P, used = evidence.everywhere(known, plane.grid(known.experiment.dataset), say)
    titles = [method.title for method in known.repeats[0].methods]
    for i, method in enumerate(known.repeats[0].methods):
        if method.family == "single":
            titles[i] = f"Best single: {titles[used[i].argmax()]}"
    return Parallel()(delayed(draw)(of_method, plane.n) for of_method in P), titles


def _stage_data(
    plane: Plane, known: Evidence, drawn: tuple[Sequence[Picture], Sequence[str]], metric: str
) -> dict[str, Any]:
    """All that the browser needs to draw every method; the scores come apart."""
    first = known.results(1)
    methods = [
        _stage_method(method, title, picture, first)
        for method, picture, title in zip(first.methods, *drawn, strict=True)
    ]
    better = "higher" if METRICS[metric].greater_is_better else "lower"
    return stage_data(known.experiment.dataset, plane, methods, METRICS[metric].title, better)


def _stage_method(method: Method, title: str, picture: Picture, first: Results) -> StageMethod:
    note = f"= {first.method(method.same_as).short}" if method.same_as else ""
    return StageMethod(
        key=method.key,
        title=title,
        short=method.short,
        group="members" if method.family == "member" else method.kind,
        picture=picture,
        predicted=first.predicted(method.key).astype(np.uint8),
        note=note,
    )


def _scores(results: Results, metric: str) -> dict[str, tuple[str, str]]:
    """The mean score of every method so far, as a number and as a sentence."""
    texts = [METRICS[metric].format(mean) for mean in results.means(metric)]
    return {
        method.key: (text.removesuffix(" %"), f"{METRICS[metric].title} {text}")
        for method, text in zip(results.methods, texts, strict=True)
    }


def _choose_plane(scenario: Scenario, dataset: Dataset) -> None:
    """Two columns of wide data to draw, or the slice through all of them."""
    columns = {str(i): name for i, name in enumerate(dataset.feature_names)}
    first, _, second = scenario.plane.partition("-")
    with st.container(horizontal=True):
        across = st.selectbox(
            "Across",
            ["", *columns],
            format_func=lambda i: columns.get(i, "main direction of the data"),
            **state.bind("plane.x", first if first in columns else "", _with_across),
        )
        if across:
            others = [i for i in columns if i != across]
            st.selectbox(
                "Up",
                others,
                format_func=lambda i: columns[i],
                **state.bind("plane.y", second if second in others else others[0], _with_up),
            )


def _with_across(scenario: Scenario, column: str) -> Scenario:
    if not column:
        return replace(scenario, plane="")
    second = scenario.plane.partition("-")[2]
    other = second if second and second != column else ("1" if column == "0" else "0")
    return replace(scenario, plane=f"{column}-{other}")


def _with_up(scenario: Scenario, column: str) -> Scenario:
    return replace(scenario, plane=f"{scenario.plane.partition('-')[0]}-{column}")


def verdict_so_far(results: Results, verdict: Verdict) -> None:
    """What follows for the visitor, in one line, with the way to the whole card."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f"**Verdict so far:** {plain(bottom_line(results, verdict))}")
        st.page_link("pages/verdict.py", label="See why →", width="content")


def method_settings(scenario: Scenario, results: Results) -> None:
    """The knobs of the combination shown on the right."""
    key = scenario.right or best_combination(results, scenario)
    entry = combiners.entries().get(key)
    if entry is None:
        return
    with drawer(f"What {entry.title.lower()} does, and its settings", "settings") as is_open:
        if is_open:
            _settings(scenario, results, key)


def _settings(scenario: Scenario, results: Results, key: str) -> None:
    """One combination: what it does, its formula, its knobs."""
    entry = combiners.entries()[key]
    st.markdown(entry.summary)
    st.latex(entry.formula)
    st.caption(f"Needs: {entry.needs}")
    if results.method(key).same_as:
        st.caption(results.method(key).reason)
    names = [results.method(member).title for member in results.members]
    values = settings(entry.controls, scenario.knobs_of(key))
    for name, control in entry.controls.items():
        if name == "metric" and entry.family == "single":
            continue  # it follows the score that decides

        def change(now: Scenario, value: Value, name: str = name) -> Scenario:
            knobs = changed(entry.controls, values | {name: value})
            return now.with_combiner_knobs(key, knobs)

        controls.draw(control, f"set.{key}.{name}", values[name], change, names)


def try_a_lesson() -> None:
    """Scenarios worth a look, each with its question."""
    st.subheader("Questions worth asking")
    with st.grid("auto", min_column_width=240):
        for key, lesson in lessons.entries().items():
            with st.container(border=True):
                st.markdown(f"**{lesson.title}**")
                st.markdown(lesson.question)
                st.button("Look", key=f"lesson.{key}", on_click=state.put, args=(lesson.scenario,))


def what_to_notice(scenario: Scenario) -> None:
    """The lesson whose scenario is on screen says where to look."""
    for lesson in lessons.entries().values():
        if lesson.scenario.question == scenario.question:
            st.markdown(f"**What to notice.** {lesson.notice}")
