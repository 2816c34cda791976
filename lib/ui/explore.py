"""What the Explore page shows: the pictures of all methods, and what to make of them."""

from dataclasses import replace
from typing import Any

import numpy as np
import streamlit as st
from joblib import Parallel, delayed

from lib import combiners, datasets
from lib.datasets import DataError, Dataset
from lib.engine.boundary import draw
from lib.engine.evaluation import answers, predict_everywhere
from lib.engine.plane import Plane, plane_for
from lib.engine.progress import Progress
from lib.engine.results import Repeat
from lib.report import Boundaries
from lib.scenario.experiment import Experiment
from lib.scenario.record import Scenario
from lib.statistics.metrics import METRICS
from lib.ui import by_hand, controls, drawer, drawn, in_hand, passes, plain, sidebar, state, words
from lib.ui.components.hand import packed
from lib.ui.components.stage import NO_CARDS, Look, SentPicture, StageMethod, stage, stage_data
from lib.ui.shell import Page, links
from lib.ui.visit import Visit
from lib.ui.ways import cards_of, subject, wiring_of
from lib.verdict.case import Case
from lib.verdict.sentences import bottom_line
from lib.words import in_sentence

CELLS_FLAT, CELLS_WIDE = 100, 64  # a side; wide data are dear to ask about, and their slices smooth


def pictures(page: Page, case: Case) -> None:
    """The cards of the ways and the two large pictures; a click in them changes the link."""
    scenario = page.scenario
    favourite = case.results.favourite_member().key
    data = stage_of(page, case, state.as_first_seen(scenario.question, "single", favourite))
    asked = (
        _row_of(case, scenario.left or "best_single"),
        _row_of(case, shown_on_the_right(scenario, case)),
    )
    sheet, look = drawn.on_stage(scenario, "stage"), Look(scenario.row, scenario.layer)
    cards = words.marked(page.once(cards_of, case))
    left, right, chosen, seen = stage(data, cards, asked, "stage", sheet, look)
    wanted = by_hand.taken_up(scenario, case.experiment, chosen, case.results.repeats[0])
    if wanted is None and (left, right) != asked and left and right:
        wanted = replace(scenario, left=left, right=right)
    if seen != look:
        wanted = replace(wanted or scenario, row=seen.row, layer=seen.layer)
    if wanted:
        state.put(wanted)
        st.rerun()
    plane, _ = plane_and_problem(page, case.dataset)
    in_hand.add_what_it_needs(page, case, data, plane, right)


def _row_of(case: Case, key: str) -> str:
    """Where a method that shares a row is drawn."""
    return case.results.method(key).key if key in case.results.positions else key


def draw_first(page: Page) -> None:
    """Draw what needs no fold, before anything is measured: a knob was moved, and the eye waits.

    Only for data of two columns and models that are quick: others are not drawn sooner by this. The
    page starts anew with the first pass. Raises DataError as `passes.look` does.
    """
    experiment = passes.unmeasured(page)
    if experiment is None or not experiment.dataset.is_flat or by_hand.is_weighed(experiment):
        return
    plane, _ = plane_and_problem(page, experiment.dataset)
    scenario = page.scenario
    right = scenario.right or state.last_seen("right")
    try:
        picture = page.once(sketch, experiment, plane, right)
    except DataError:  # the page will say which model cannot answer
        return
    shown = scenario.left or "best_single", right
    sheet, look = drawn.on_stage(scenario, "stage"), Look(scenario.row, scenario.layer)
    *_, chosen, seen = stage(picture, NO_CARDS, shown, "stage", sheet, look)
    wanted = by_hand.taken_up(scenario, experiment, chosen)
    if seen != look:
        wanted = replace(wanted or scenario, row=seen.row, layer=seen.layer)
    if wanted:
        state.put(wanted)
    else:
        passes.look(page)
    st.rerun()


def sketch(experiment: Experiment, plane: Plane, right: str, progress: Progress) -> SentPicture:
    """The members, the votes that learn nothing, and the method on the right when it is one
    model."""
    task = experiment.task
    voters = range(len(experiment.models.voters))
    known = {each.method.key: each for each in task.combinations}
    merged = [c for k, c in known.items() if k == right and not c.learns and len(c.inputs) == 1]
    columns = [*voters, *[c.inputs[0] for c in merged]]
    grid, rows = plane.grid(experiment.dataset), np.arange(len(task.y))
    P = answers(task, [(c, rows, grid) for c in columns], progress)
    hand = by_hand.hand_of(experiment, packed(np.array(P[: len(voters)])))
    drawn = {c.method.key: draw(p, plane.n) for c, p in zip(merged, P[len(voters) :], strict=True)}
    unknown = experiment.tested.y.astype(np.uint8)  # no row is wrong as long as none was held back
    methods = [
        StageMethod(
            m.key, m.title, m.short, m.way, drawn.get(m.key), unknown, "", wiring_of(m, experiment)
        )
        for m in (*task.members, *[each.method for each in task.combinations])
        if m.key in hand.counts or m.key in drawn
    ]
    metric = METRICS[experiment.scenario.metric]
    return stage_data(experiment.tested, plane, methods, metric, is_sketch=True, hand=hand)


def shown_on_the_right(scenario: Scenario, case: Case) -> str:
    """Key of the method. Nobody having chosen, what was worth showing at the first look stays, also
    when passes that arrive later make another one better."""
    key = scenario.right or state.as_first_seen(scenario.question, "right", subject(case))
    return key if key in case.results.positions else subject(case)


def stage_of(page: Visit, case: Case, favourite: str) -> SentPicture:
    """All that the browser draws. favourite : key of the model as which the best single one is
    drawn, which is chosen in every fold."""
    first = case.results.repeats[0]
    plane = chosen_plane(page, case.dataset)
    drawn = page.once(draw_boundaries, case.experiment, first, plane)
    return page.once(stage_content, case.experiment, first, favourite, drawn)


def draw_boundaries(
    experiment: Experiment, first: Repeat, plane: Plane, progress: Progress
) -> Boundaries:
    """A picture of every method, fitted on all rows."""
    P, _ = predict_everywhere(experiment.task, first, plane.grid(experiment.dataset), progress)
    decided = METRICS[experiment.scenario.metric].decided
    drawn = Parallel()(delayed(draw)(decided(of_method), plane.n) for of_method in P)
    n_members = len(experiment.results([first]).members)
    pictures = dict(zip((m.key for m in first.methods), drawn, strict=True))
    return Boundaries(plane, pictures, packed(P[:n_members]))


def drawing_of(page: Visit, case: Case) -> tuple[Any, ...]:
    """What `Visit.once` computes the boundaries of a case with."""
    plane, _ = plane_and_problem(page, case.dataset)
    return (draw_boundaries, case.experiment, case.results.repeats[0], plane)


def plane_and_problem(page: Visit, dataset: Dataset, n: int = 0) -> tuple[Plane, str]:
    """The plane to draw, `n` cells a side; the usual one, and what is wrong, when the link asks for
    an impossible one. Raises ValueError when the data have too few numbers to span any picture."""
    n = n or (CELLS_FLAT if dataset.is_flat else CELLS_WIDE)
    try:
        return page.once(plane_for, dataset, page.scenario.plane, n), ""
    except ValueError as problem:
        return page.once(plane_for, dataset, "", n), str(problem)


def chosen_plane(page: Visit, dataset: Dataset, n: int = 0) -> Plane:
    """The same, with a notice of what is wrong."""
    plane, problem = plane_and_problem(page, dataset, n)
    if problem:
        st.info(plain(f"{problem} The usual picture is shown instead."))
    return plane


def stage_content(
    experiment: Experiment, first: Repeat, favourite: str, drawn: Boundaries
) -> SentPicture:
    """All that the browser needs to draw every method; the scores come apart."""
    metric = METRICS[experiment.scenario.metric]
    methods: list[StageMethod] = []
    hand = by_hand.hand_of(experiment, drawn.members, first, favourite)
    taken = in_hand.methods_of(experiment, first)
    best_first = sorted(
        zip(first.methods, first.P, strict=True), key=lambda pair: pair[0].key != "best_single"
    )
    for method, P in best_first:
        picture = None if method.key in hand.counts else drawn.pictures[method.key]
        note = ", ".join(f"also {in_sentence(name.title)}" for name in method.also)
        if method.key == "best_single":
            picture = None if method.key in hand.counts else drawn.pictures[favourite]
            mostly = next(one.title for one in first.methods if one.key == favourite)
            note = f"mostly {in_sentence(mostly)}, chosen anew in each trial"
        answers = metric.answers(P).astype(np.uint8)
        wiring = wiring_of(method, experiment)
        names = (method.key, method.title, method.short, method.way)
        is_taken = method.key in taken
        methods.append(StageMethod(*names, picture, answers, note, wiring, is_taken))
    return stage_data(experiment.tested, drawn.plane, methods, metric, hand=hand)


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


def knob(scenario: Scenario) -> None:
    """The one knob that matters most for these data, because one wants to move something."""
    if "data" in scenario.locks:
        return
    name = datasets.entries()[scenario.dataset].knob
    sidebar.knobs_of_data(scenario, [name], "hand")


def verdict_so_far(page: Page, case: Case) -> None:
    """What follows for the visitor, in one line, with the way to the whole card."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f"**Verdict so far:** {plain(page.once(bottom_line, case))}")
        st.page_link(links()["Verdict"], label="See the verdict →", width="content")


def method_settings(page: Page, case: Case) -> None:
    """What the combination shown on the right does, its formula, its knobs."""
    results, key = case.results, shown_on_the_right(page.scenario, case)
    entry = combiners.entries().get(key)
    if entry is None or "methods" in page.scenario.locks:
        return
    with drawer(f"What {entry.title.lower()} does, and its settings", "settings") as is_open:
        if not is_open:
            return
        st.markdown(entry.summary)
        st.latex(entry.formula)
        st.caption(f"Needs: {entry.needs}")
        for name in results.method(key).also:
            st.caption(plain(f"Also {in_sentence(name.title)}: {name.reason}"))
        controls.knobs(
            entry.controls,
            f"set.{key}",
            page.scenario,
            lambda now: now.knobs_of(key),
            lambda now, knobs: now.with_combiner_knobs(key, knobs),
            [results.method(member).title for member in results.members],
        )


def below_the_pictures(scenario: Scenario, dataset: Dataset) -> None:
    """What is marked as fusion, and the columns that are drawn, where there is a choice."""
    words.say_meaning()
    if not dataset.is_flat:
        _choose_plane(scenario, dataset)
