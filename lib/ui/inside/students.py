"""Distil lab: a combination teaches one small model; what is kept, and was it the teaching?"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from lib import datasets
from lib.catalogue.controls import Choice
from lib.combiners.distilling import SIZES, STUDENT, possible_teachers
from lib.combiners.distilling.students import TREE
from lib.engine.boundary import Plane
from lib.engine.boundary import draw as draw_picture
from lib.engine.evaluation import Task, predict_everywhere
from lib.engine.folds import DataError
from lib.engine.results import Repeat, Results
from lib.inside import student_search
from lib.inside import students as lab
from lib.inside.students import Assignment
from lib.metrics import METRICS
from lib.scenario.record import Scenario
from lib.ui import controls, evidence, state
from lib.ui import show as pages
from lib.ui.components.stage import StageMethod, stage, stage_data
from lib.ui.drawer import drawer
from lib.ui.evidence import Evidence
from lib.ui.explore import CELLS_FLAT, CELLS_WIDE, scores_below
from lib.ui.inside._plane import chosen_plane
from lib.ui.plain import plain
from lib.ui.shell import Page

KIND = replace(STUDENT, default=TREE)  # a tree has more to learn from others than a network
QUESTION = "How much of the teacher is left in its student?"
SIZE_QUESTION = "How small may a student be?"


@dataclass(frozen=True, eq=False)
class Lab:
    """One assignment on the page: who teaches whom, and all that was measured so far."""

    page: Page
    known: Evidence
    assignment: Assignment
    task: Task

    @property
    def rule(self) -> tuple[str, str, float]:
        """The teacher, the score that decides, and the region of practical equivalence."""
        scenario = self.page.scenario
        return self.assignment.teacher, scenario.metric, scenario.rope

    def once(self, what: object, compute: Callable) -> object:
        """Computed for this assignment the first time anybody asks."""
        key = ("students", self.assignment, what)
        return evidence.once(self.known, key, self.page.say, compute)

    def progress(self, start: float, share: float, words: str) -> Callable[[int, int, str], None]:
        """Paints `share` of the bar, from `start` on."""

        def paint(done: int, total: int, label: str) -> None:
            self.page.say(start + share * done / total, f"{words}: {label} ({done} of {total})")

        return paint

    def run(self, number: int) -> Repeat:
        """One pass over the folds."""
        n = self.page.scenario.repeats
        progress = self.progress(number / n, 1 / n, f"Pass {number + 1} of {n}, teaching")
        repeat = self.once(
            number, lambda: lab.run_pass(self.task, self.known.experiment, number, progress)
        )
        assert isinstance(repeat, Repeat)
        return repeat

    def passes_done(self) -> int:
        """How many passes are there already."""
        numbers = range(self.page.scenario.repeats)
        kept = [("students", self.assignment, number) in self.known.kept for number in numbers]
        return (*kept, False).index(False)


def show(page: Page, known: Evidence, results: Results) -> None:
    """Choose teacher and student, see what is kept, and search for the smallest student."""
    above = st.container()
    assignment = _choose(page.scenario)
    failed = tuple(failure.title for failure in results.failures)
    try:
        task = lab.lab_task(known.experiment, assignment, failed)
        this = Lab(page, known, assignment, task)
        done = max(1, this.passes_done())
        taught = lab.gathered(known.experiment, [this.run(number) for number in range(done)])
    except DataError as problem:
        page.write("Nobody can be taught here", "")
        st.warning(plain(str(problem)), icon=":material/rule:")
        return
    with above:
        _head(this, taught, results)
    if not lab.is_complete(taught, assignment.teacher):
        return
    _arms(this, taught)
    _pictures(this, taught)
    _search(this, taught, failed)
    if done < page.scenario.repeats:
        for number in range(done, page.scenario.repeats):
            this.run(number)
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


def _head(this: Lab, taught: Results, results: Results) -> None:
    """What is left of the teacher, how it was measured, and who else could not take part."""
    scenario = this.page.scenario
    title = datasets.entries()[scenario.dataset].title
    status = (
        f"{title}: {len(taught.y):,} rows, {len(taught.repeats)} × {taught.n_splits} folds, seed "
        f"{scenario.seed}. Gain: the teacher against the same student trained on the plain rows."
    )
    if lab.is_complete(taught, this.assignment.teacher):
        this.page.write(lab.headline(taught, *this.rule), status)
    else:
        this.page.write("This teacher cannot teach here", status)
    for failure in (each for each in taught.failures if each not in results.failures):
        st.warning(plain(f"{failure.title} is left out: {failure.reason}."))


def _arms(this: Lab, taught: Results) -> None:
    """The student, its teacher and the controls: chart, words, table."""
    st.subheader(QUESTION)
    sentences = lab.reading(taught, *this.rule)
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in sentences))
    figure = lab.draw_arms(taught, *this.rule)
    alt = f"{QUESTION} {' '.join(sentences)}"
    st.plotly_chart(figure, key="chart_students", config=pages.PLOTLY, alt=alt)
    st.caption(
        "The dashed line is the teacher, the band around it is too small to matter. Gain kept: how "
        "far from the naive student (0 %) to the teacher (100 %); empty where no gain is sure. "
        + plain(lab.about_the_rows(this.known.experiment))
    )
    metric = METRICS[this.page.scenario.metric]
    number = "%.1f" if metric.as_percent else "%.3f"
    frame = lab.table(taught, *this.rule).drop(columns="key").dropna(axis="columns", how="all")
    columns = {
        name: st.column_config.NumberColumn(format=number) for name in ("Score", "Low", "High")
    } | {
        "Score": st.column_config.NumberColumn(
            f"{metric.title}, %" if metric.as_percent else metric.title, format=number
        ),
        "Gain kept, %": st.column_config.NumberColumn(format="%.0f"),
        "Size, KB": st.column_config.NumberColumn(format="%.1f"),
        "Answer, µs a row": st.column_config.NumberColumn(format="%.1f"),
        "Models to run": st.column_config.NumberColumn(format="%.1f"),
    }
    st.dataframe(
        frame,
        column_config=columns,
        hide_index=True,
        alt="Teacher, student and controls in numbers",
    )


def _pictures(this: Lab, taught: Results) -> None:
    """What teacher and student answer everywhere, side by side."""
    st.subheader("What did the student make of it?")
    scenario, dataset = this.page.scenario, this.known.experiment.dataset
    n = CELLS_FLAT if dataset.is_flat else CELLS_WIDE
    try:
        plane = chosen_plane(this.page, this.known, n)
    except ValueError as problem:
        st.info(plain(str(problem)), icon=":material/rule:")
        return

    picture = this.once(("picture", scenario.plane), lambda: _draw(this, plane))
    assert isinstance(picture, dict)
    names = {method["key"]: method["title"] for method in picture["methods"]}
    sides = {
        side: Choice(side, names, default)
        for side, default in (("drawn_left", this.assignment.teacher), ("drawn_right", lab.STUDENT))
    }
    left, right = (str(scenario.lab_choice(side, choice)) for side, choice in sides.items())
    scores = scores_below(taught, scenario.metric)
    shown = stage(picture, scores, left, right, key="students_stage")
    if shown != (left, right) and all(shown):
        for (side, choice), key in zip(sides.items(), shown, strict=True):
            scenario = scenario.with_lab_choice(side, choice, key)
        state.put(scenario)
        st.rerun()


def _draw(this: Lab, plane: Plane) -> dict:
    """Everything that the stage needs."""
    experiment, teacher = this.known.experiment, this.assignment.teacher
    first, dataset = this.run(0), experiment.dataset
    progress = this.progress(0, 1, "Drawing")
    P, _ = predict_everywhere(this.task, first, plane.grid(dataset), progress)
    results = lab.gathered(experiment, [first])
    methods = [
        StageMethod(
            method.key,
            method.title,
            method.short,
            method.kind,
            draw_picture(of_method, plane.n),
            results.predicted(method.key).astype("uint8"),
            "teacher" if method.key == teacher else "",
        )
        for method, of_method in zip(first.methods, P, strict=True)
        if method.family != "member"
    ]
    metric = METRICS[this.page.scenario.metric]
    better = "higher" if metric.greater_is_better else "lower"
    return stage_data(dataset, plane, methods, metric.title, better)


def _search(this: Lab, taught: Results, failed: tuple[str, ...]) -> None:
    """Kinds and sizes against each other, when the visitor asks for it."""
    st.subheader(SIZE_QUESTION)
    scenario, teacher = this.page.scenario, this.assignment.teacher
    asked = Choice("Searched", {"": "", teacher: teacher}, "")
    if scenario.lab_choice("searched", asked) != teacher:
        n = len(student_search.CONTENDERS)
        st.markdown(
            f"A search over {n} sizes of network and tree, by successive halving inside each "
            "training part; what it chooses is then scored on the rows held back. It may take "
            "some minutes, most of all with many columns."
        )
        st.button(
            "Search for the smallest student",
            icon=":material/search:",
            key="search_students",
            on_click=state.put,
            args=(scenario.with_lab_choice("searched", asked, teacher),),
        )
        return
    metric, rope = scenario.metric, scenario.rope
    progress = this.progress(0, 1, "Searching")
    key = ("student search", teacher, rope)
    found = evidence.once(
        this.known,
        key,
        this.page.say,
        lambda: student_search.search(this.known.experiment, teacher, failed, rope, progress),
    )
    if isinstance(found, str):
        st.warning(plain(f"The search could not be run. {found}"), icon=":material/rule:")
        return
    words = student_search.in_words(found, metric, rope)
    st.markdown(plain(words))
    figure = student_search.draw(found, taught, metric, rope)
    st.plotly_chart(figure, key="chart_search", config=pages.PLOTLY, alt=f"{SIZE_QUESTION} {words}")
    st.caption(
        "Each mark is the score on rows held back; all but the naive one learned from the teacher. "
        "The line through it: how far from the teacher it may truly lie (95 % interval of the "
        "difference). The band around the teacher is too small to matter. The choice was made "
        "without the rows shown, so another mark may look better here by luck."
    )
    with drawer("Show as a table", "table_search") as is_open:
        if is_open:
            pages.table(
                student_search.table(found, taught, metric, rope), f"Table behind: {SIZE_QUESTION}"
            )
