"""The course map: every lesson with its question, its minutes and what remains of it."""

from dataclasses import replace

import streamlit as st

from lib import lessons
from lib.glossary import met
from lib.scenario.link import to_query
from lib.scenario.record import Scenario
from lib.ui import class_mode, drawer, plain, state
from lib.ui.shell import Page, links
from lib.words import counted

STYLE = """<style>
:has(> .st-key-tour) {
  position: fixed; top: 0.9rem; right: 4.2rem; z-index: 999992; width: auto !important;
}
.st-key-tour p { font-size: 0.875rem; text-decoration: underline; }
/* over a phone there is no room: an open sidebar and the header have their buttons there */
@media (max-width: 767px) {
  :has(> .st-key-tour) { position: static; }
}
@media (min-width: 900px) and (max-width: 1279px) {
  :has(> .st-key-tour) { top: 2.4rem; right: 1rem; }
}
</style>"""


def chosen(scenario: Scenario) -> tuple[str, int] | None:
    """The lesson and the position of its step that the link names; a wish that cannot be met is
    said."""
    found = lessons.step_at(scenario.lesson)
    if scenario.lesson and not found:
        st.info("There is no such step of a lesson any more. These are the lessons there are.")
    return found


def name(key: str, at: int) -> str:
    """What a link calls a step, its position counted from 0."""
    return f"{key}-{at + 1}"


def go(key: str, at: int = 0) -> None:
    """Look at a step; "" for the map. The visitor's own question stays as it is."""
    if (before := lessons.step_at(state.current().lesson)) and key == before[0] and at > before[1]:
        state.learn(name(*before))  # whoever goes on has seen it
    state.lead_to(replace(state.current(), lesson=name(key, at) if key else ""))


def offer_tour(scenario: Scenario) -> None:
    """The way into the tour, beside the navigation, where it pushes nothing down."""
    st.html(STYLE)
    query = to_query(replace(scenario, lesson=name(lessons.TOUR, 0)))
    minutes = lessons.entries()[lessons.TOUR].minutes
    with st.container(key="tour"):
        label = f"New? A {minutes}-minute tour"
        st.page_link(links()["Learn"], label=label, query_params=query)


def course(page: Page) -> None:
    """All lessons in their order."""
    course, tour = lessons.course(), lessons.entries()[lessons.TOUR]
    minutes = sum(lesson.minutes for lesson in course.values())
    status = f"{counted(len(course), 'lesson')}, {minutes} minutes in all; each stands alone."
    page.write("Guess first, then see", status)
    page.meets(*met(" ".join(f"{each.title} {each.question}" for each in course.values())))
    with st.container(horizontal=True, vertical_alignment="center"):
        if following := next_place():
            label = f"Go on where you were: {plain(course[following[0]].title)}"
            st.button(label, key="go_on", type="primary", on_click=go, args=following)
        class_mode.join()
        label = f"New here? Take the {tour.minutes}-minute tour"
        st.button(label, key=f"lesson.{lessons.TOUR}", on_click=go, args=(lessons.TOUR,))
    with st.grid("auto", min_column_width=260):
        for number, (key, lesson) in enumerate(course.items(), start=1):
            with st.container(border=True, key=f"card_{key}"):
                _card(number, key, lesson)
    with drawer("What the lessons rest on", "sources") as is_open:
        for lesson in course.values() if is_open else ():
            st.markdown(plain(f"{lesson.title}: {' '.join(lesson.sources)}"))


def steps_done(key: str) -> int:
    """How many steps of this lesson were gone; one more than it has when its challenge was met."""
    found = [place.partition("-") for place in state.current().learned]
    return next((int(at) for name_of, _, at in found if name_of == key), 0)


def next_place() -> tuple[str, int] | None:
    """Where a lesson that was begun goes on, the last of them in the course; None where none is
    open."""
    course = lessons.course()
    open_ones = [key for key in course if 0 < steps_done(key) < len(course[key].steps)]
    return (open_ones[-1], steps_done(open_ones[-1])) if open_ones else None


def _card(number: int, key: str, lesson: lessons.Lesson) -> None:
    label = f"{number} · {plain(lesson.title)}"
    st.button(label, key=f"lesson.{key}", on_click=go, args=(key,), width="stretch")
    st.markdown(plain(lesson.question))
    done, n_steps = steps_done(key), len(lesson.steps)
    told = f" · {min(done, n_steps)} of {counted(n_steps, 'step')}" if done else ""
    met = " · challenge met" if done > n_steps else ""
    st.caption(f"{lesson.minutes} minutes · for {lesson.audience}{told}{met}")
    if done >= n_steps:
        st.caption(plain(lesson.takeaway))  # before that it would give the answer away
