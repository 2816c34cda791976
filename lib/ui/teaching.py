"""For teachers: links that lock what a class is to leave alone, notes and handouts of a lesson."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from lib import lessons
from lib.engine.progress import Progress
from lib.report import handout
from lib.scenario.record import DEFAULT, LOCKS, Scenario
from lib.ui import class_mode, drawer, learn, passes, plain
from lib.ui.addresses import address, show_link
from lib.ui.lesson_pictures import PICTURES
from lib.ui.shell import links
from lib.ui.visit import Visit
from lib.words import capital


def builder(scenario: Scenario) -> None:
    """Where the link leads, what it locks, and the link to copy or to be photographed."""
    with drawer("For teachers: make a link for your class", "builder") as is_open:
        if not is_open:
            return
        pages = [name for name in links() if name not in ("Learn", "Claims", "About")]
        titles = {key: f"Lesson: {lesson.title}" for key, lesson in lessons.entries().items()}
        to = st.selectbox(
            "Where does it lead?",
            [*titles, *pages],
            format_func=lambda key: titles.get(key, f"{key}, with what you have chosen now"),
            key="teach.to",
        )
        page, asked = _lesson_part(to) if to in titles else _page_part(scenario, to)
        show_link(address(page, asked))


def _lesson_part(key: str) -> tuple[str, Scenario]:
    n_steps = lessons.entries()[key].n_places
    step = st.number_input("Which step?", 1, n_steps, 1, key=f"teach.step.{key}")
    only = st.toggle("Only this lesson: the others cannot be opened", key="teach.only")
    locks = ("lesson",) if only else ()
    return "Learn", replace(DEFAULT, lesson=learn.name(key, int(step) - 1), locks=locks)


def _page_part(scenario: Scenario, page: str) -> tuple[str, Scenario]:
    locked = st.pills(
        "What may nobody change?",
        [lock for lock in LOCKS if lock != "lesson"],
        selection_mode="multi",
        format_func=LOCKS.__getitem__,
        help="What is locked has no controls, and no click changes it. It guides, it is no exam: "
        "whoever opens the app without your link has everything.",
        key="teach.locks",
    )
    seed = st.number_input("Seed", 0, 9999, scenario.seed, key="teach.seed")
    asked = replace(scenario, seed=int(seed), locks=tuple(sorted(locked)), lesson="", learned=())
    return page, asked


def for_teacher(key: str, at: int) -> None:
    """What is for whoever stands in front: notes on this step, and the lesson on paper."""
    lesson = lessons.entries()[key]
    with drawer("For the teacher", "teacher") as is_open:
        if not is_open:
            return
        if at < len(lesson.steps):
            st.markdown(plain(lesson.steps[at].notes))
            class_mode.offer_room(learn.name(key, at))
        link = address("Learn", replace(DEFAULT, lesson=learn.name(key, 0)))
        with st.container(horizontal=True):
            _download(key, "Handout with questions", handout.write(*_on_paper(key), (), link))
            answers = st.button("Prepare the answers", key="answers", icon=":material/hourglass:")
        place = st.empty()
        if answers:

            def paint(share: float, text: str) -> None:
                place.progress(min(share, 1.0), plain(capital(text)))

            told = [_told(step, paint) for step in lesson.steps]
            remains = [f"What remains. {lesson.takeaway}", f"Sources: {' '.join(lesson.sources)}"]
            page = handout.write(*_on_paper(key, told), remains, link)
            with place:
                _download(key, "Handout with answers", page)


def _on_paper(
    key: str, told: Sequence[handout.Sheet] = ()
) -> tuple[str, str, Sequence[handout.Sheet]]:
    lesson = lessons.entries()[key]
    return lesson.title, lesson.question, told or [_asked(step) for step in lesson.steps]


def _asked(step: lessons.Step) -> handout.Sheet:
    if step.guess is None:
        return handout.Sheet(step.text)
    return handout.Sheet(step.text, step.guess.question, list(step.guess.options.values()))


def _told(step: lessons.Step, paint: Progress) -> handout.Sheet:
    """With what came out, computed as on the page."""
    visit, picture = Visit(step.scenario, paint), PICTURES[step.picture]
    record = picture.record(visit, passes.look_at_all(visit))
    came = [step.tell(record)]
    if step.guess:
        came = [f"What happens: {step.guess.options[step.guess.truth(record)]}.", *came]
    shown = picture.shown(record) if picture.shown else None
    return replace(_asked(step), came=came, shown=shown)


def _download(key: str, label: str, page: str) -> None:
    st.download_button(
        label,
        page,
        file_name=f"{key}_{label.split()[-1]}.html",
        mime="text/html",
        key=f"take_{label}",
        icon=":material/print:",
        on_click="ignore",
    )
