"""What the Explore page shows: the pictures of all methods, and what to make of them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import streamlit as st
from joblib import Parallel, delayed

from lib import combiners, lessons
from lib.catalogue.controls import Value, changed, settings
from lib.datasets import Dataset
from lib.engine.boundary import Picture, Plane, draw, plane_for
from lib.engine.results import Method, Results
from lib.metrics import METRICS
from lib.scenario.record import Scenario
from lib.ui import controls, evidence, state
from lib.ui.components.stage import StageMethod, stage, stage_data
from lib.ui.drawer import drawer
from lib.ui.evidence import Evidence, Say
from lib.ui.plain import plain
from lib.verdict.records import Verdict
from lib.verdict.sentences import bottom_line
from lib.words import in_sentence

CELLS_FLAT, CELLS_WIDE = 100, 64  # a side; wide data are dear to ask about, and their slices smooth


def pictures(scenario: Scenario, known: Evidence, results: Results, say: Say) -> None:
    """The strip of all methods and the two large pictures; a click in them changes the link."""
    data = stage_of(scenario, known, results, say)
    asked = (scenario.left or "best_single", scenario.right or best_combination(results, scenario))
    shown = stage(data, scores_below(results, scenario.metric), *asked, key="stage")
    if shown != asked and all(shown):
        state.put(replace(scenario, left=shown[0], right=shown[1]))
        st.rerun()
    with st.container():
        if not known.experiment.dataset.is_flat:
            _choose_plane(scenario, known.experiment.dataset)


def stage_of(scenario: Scenario, known: Evidence, results: Results, say: Say) -> dict[str, Any]:
    """All that the browser draws, computed once for everybody.

    The best single model is chosen in every fold; it is drawn as the one chosen in most.
    """
    plane = _plane(scenario, known.experiment.dataset)
    drawn = drawn_on(plane, scenario, known, say)
    favourite = results.favourite_member()
    return evidence.once(
        known,
        ("stage", scenario.plane, favourite.key),
        say,
        lambda: _stage_data(plane, known, drawn, favourite),
    )


def drawn_on(plane: Plane, scenario: Scenario, known: Evidence, say: Say) -> dict[str, Picture]:
    """The picture of every method, fitted on all rows, computed once for everybody."""
    drawn = evidence.once(known, drawn_key(scenario), say, lambda: _draw_all(known, plane, say))
    return dict(zip(known.results(1).positions, drawn, strict=True))


def drawn_key(scenario: Scenario) -> tuple[str, str]:
    """Under which key the pictures are kept."""
    return "pictures", scenario.plane


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


def _draw_all(known: Evidence, plane: Plane, say: Say) -> list[Picture]:
    """A picture of every method, fitted on all rows."""
    P, _ = evidence.everywhere(known, plane.grid(known.experiment.dataset), say)
    return list(Parallel()(delayed(draw)(of_method, plane.n) for of_method in P))


def _stage_data(
    plane: Plane, known: Evidence, pictures: Mapping[str, Picture], favourite: Method
) -> dict[str, Any]:
    """All that the browser needs to draw every method; the scores come apart."""
    first, metric = known.results(1), METRICS[known.experiment.scenario.metric]
    methods = []
    for method in first.methods:
        title, picture = method.title, pictures[method.key]
        twin = method.same_as and first.method(method.same_as)
        note = f"same as {in_sentence(twin.title)}" if twin else ""
        if method.key == "best_single":
            title, picture = f"Best single: {favourite.title}", pictures[favourite.key]
            note = "chosen in each fold"
        group = "members" if method.family == "member" else method.kind
        predicted = first.predicted(method.key).astype(np.uint8)
        methods.append(
            StageMethod(method.key, title, method.short, group, picture, predicted, note)
        )
    better = "higher" if metric.greater_is_better else "lower"
    return stage_data(known.experiment.dataset, plane, methods, metric.title, better)


def scores_below(results: Results, metric: str) -> dict[str, tuple[str, str]]:
    """The text below each small picture: the mean score so far, as a number and in words."""
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
            "Draw which column across? (the models use all of them)",
            ["", *columns],
            format_func=lambda i: columns.get(i, "main direction of the data"),
            **state.bind("plane.x", first if first in columns else "", _with_across),
        )
        if across:
            others = [i for i in columns if i != across]
            st.selectbox(
                "And which up?",
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
        if name in ("metric", "folds"):
            continue  # these follow what decides, and how it is measured

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
                st.markdown(f"**{lesson.title}**\n\n{lesson.question}")
                st.button(
                    "Open this example",
                    key=f"lesson.{key}",
                    on_click=state.put,
                    args=(lesson.steps[0].scenario,),
                )


def what_to_notice(scenario: Scenario) -> None:
    """The step of a lesson whose scenario is on screen says where to look, and leads on."""
    found = lessons.on_screen(scenario)
    if found is None:
        return
    step, following = found
    st.markdown(f"**What to notice.** {step.notice}")
    if following:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**Next.** {following.text}")
            st.button("Next step", key="step", on_click=state.put, args=(following.scenario,))
