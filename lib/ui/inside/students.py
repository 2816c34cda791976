"""Distil lab: a combination teaches one small model; what is kept, and was it the teaching?"""

from dataclasses import replace

import numpy as np
import streamlit as st

from lib import datasets
from lib.catalogue.controls import Choice
from lib.combiners.distilling import SIZES, STUDENT, possible_teachers
from lib.combiners.distilling.students import TREE
from lib.datasets import DataError
from lib.engine.boundary import draw
from lib.engine.evaluation import predict_everywhere
from lib.engine.plane import Plane
from lib.engine.progress import Progress, part_of
from lib.engine.results import Repeat, Results
from lib.engine.task import Task
from lib.engine.timing import times_by_a_worker
from lib.inside.students import computing, words
from lib.inside.students.computing import Assignment, Taught, lab_task, run_pass
from lib.inside.students.displays import ARMS_COMPARED, SMALLEST
from lib.inside.students.search import Sizes, search
from lib.scenario.experiment import Experiment
from lib.scenario.record import Scenario
from lib.statistics.metrics import METRICS
from lib.ui import controls, plain, state
from lib.ui.components.stage import Cards, SentPicture, StageMethod, stage, stage_data
from lib.ui.explore import chosen_plane
from lib.ui.shell import Page
from lib.ui.show import display, figure
from lib.ui.ways import scores_of
from lib.ui.words import terms
from lib.verdict.case import Case

# A tree has more to learn from others than a network.
KIND = replace(STUDENT, options={k: STUDENT.options[k] for k in SIZES}, default=TREE)


def show(page: Page, case: Case) -> None:
    """Choose teacher and student, see what is kept, and search for the smallest student."""
    above, scenario = st.container(), page.scenario
    assignment = _choose(scenario)
    failed = tuple(failure.title for failure in case.results.failures)
    try:
        task = page.once(lab_task, case.experiment, assignment, failed)
        numbers = range(scenario.repeats)
        missing = [n for n in numbers if not page.has(run_pass, task, case.experiment, n)]
        done = max(1, min(missing, default=scenario.repeats))
        taught = _taught(page, case, task, assignment.teacher, done)
    except DataError as problem:
        page.write("Nobody can be taught here", "")
        st.warning(plain(str(problem)), icon=":material/rule:")
        return
    with above:
        _head(page, case, taught)
    if not taught.is_complete:
        return
    display(page, ARMS_COMPARED, taught, "students")
    st.caption(f"{words.LEGEND} {plain(words.about_the_rows(case.experiment))}")
    _pictures(page, case, task, taught)
    _search(page, case, taught, failed)
    if done < scenario.repeats:
        _taught(page, case, task, assignment.teacher, scenario.repeats)
        st.rerun()


def _choose(scenario: Scenario) -> Assignment:
    """Who teaches, who learns, and how large the student may be."""
    titles = {key: entry.title for key, entry in possible_teachers().items()}
    teacher = Choice(
        "Teacher", titles, "soft_vote", "The combination that the student learns from."
    )
    with st.container(border=True), st.grid("auto", min_column_width=200):
        chosen = str(controls.lab(scenario, "teacher", teacher))
        kind = str(controls.lab(scenario, "student", KIND))
        size = {
            name: int(controls.lab(scenario, f"student_{name}", control))
            for name, control in SIZES[kind].items()
        }
    return Assignment(chosen, kind, **size)


def _taught(page: Page, case: Case, task: Task, teacher: str, done: int) -> Taught:
    """What so many passes say of teacher, student and controls."""
    passes = tuple(page.once(run_pass, task, case.experiment, number) for number in range(done))
    results = page.once(Experiment.results, case.experiment, passes)
    if done == page.scenario.repeats:
        results = page.once(_timed, results, task)
    return Taught(results, teacher, page.scenario.metric, page.scenario.rope)


def _timed(results: Results, task: Task) -> Results:
    return replace(results, measured=times_by_a_worker(task, results.repeats[0]))


def _head(page: Page, case: Case, taught: Taught) -> None:
    """What is left of the teacher, how it was measured, and who else could not take part."""
    title = datasets.entries()[page.scenario.dataset].title
    page.write(words.headline(taught), words.status(title, taught, page.scenario.seed))
    for failure in taught.results.failures:
        if failure not in case.results.failures:
            st.warning(plain(f"{failure.title} is left out: {failure.reason}."))


def _pictures(page: Page, case: Case, task: Task, taught: Taught) -> None:
    """What teacher and student answer everywhere, side by side."""
    st.header("What did the student make of it?")
    scenario, first = page.scenario, taught.results.repeats[0]
    try:
        plane = chosen_plane(page, case.dataset)
    except ValueError as problem:
        st.info(plain(str(problem)), icon=":material/rule:")
        return
    picture = page.once(stage_content, task, case.experiment, first, taught.teacher, plane)
    names = {method.key: method.title for method in first.methods}
    sides = {
        side: Choice(side, names, default)
        for side, default in (("drawn_left", taught.teacher), ("drawn_right", computing.STUDENT))
    }
    left, right = (str(scenario.lab_choice(side, choice)) for side, choice in sides.items())
    scores = page.once(scores_of, taught.results, scenario.metric, computing.BEST)
    cards = Cards((), scores, "", computing.BEST)
    shown = stage(picture, cards, (left, right), key="students_stage")[:2]
    if shown != (left, right) and all(shown):
        for (side, choice), key in zip(sides.items(), shown, strict=True):
            scenario = scenario.with_lab_choice(side, choice, key)
        state.put(scenario)
        st.rerun()


def stage_content(
    task: Task,
    experiment: Experiment,
    first: Repeat,
    teacher: str,
    plane: Plane,
    progress: Progress,
) -> SentPicture:
    """Everything that the stage needs."""
    rows, told = plane.grid(experiment.dataset), part_of(progress, 0, 1, "drawing: ")
    everywhere, _ = predict_everywhere(task, first, rows, told)
    methods = [
        StageMethod(
            method.key,
            method.title,
            method.short,
            method.way,
            draw(P, plane.n),
            answers.argmax(axis=1).astype(np.uint8),
            "teacher" if method.key == teacher else "",
        )
        for method, P, answers in zip(first.methods, everywhere, first.P, strict=True)
        if method.family != "member"
    ]
    metric = METRICS[experiment.scenario.metric]
    return stage_data(experiment.tested, plane, methods, metric)


def _search(page: Page, case: Case, taught: Taught, failed: tuple[str, ...]) -> None:
    """Kinds and sizes against each other, when the visitor asks for it."""
    st.header(SMALLEST.question)
    terms(page, "architecture search", "distillation")
    scenario, teacher = page.scenario, taught.teacher
    asked = Choice("Searched", {"": "", teacher: teacher}, "")
    if scenario.lab_choice("searched", asked) != teacher:
        st.markdown(words.OFFER)
        st.button(
            "Search for the smallest student",
            icon=":material/search:",
            key="search_students",
            on_click=state.put,
            args=(scenario.with_lab_choice("searched", asked, teacher),),
        )
        return
    found = page.once(search, case.experiment, teacher, failed, scenario.rope)
    if isinstance(found, tuple):
        st.warning(plain(words.refusal(found)), icon=":material/rule:")
        return
    figure(page, SMALLEST, Sizes(found, taught), "search")
    st.caption(words.SEARCH_LEGEND)
