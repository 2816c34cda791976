"""The course map: every lesson with its question, its minutes and what remains of it."""

from dataclasses import replace

import streamlit as st

from lib import lessons
from lib.scenario.link import to_query
from lib.scenario.record import Scenario
from lib.ui import drawer, plain, state
from lib.ui.shell import Page, links
from lib.words import counted

STYLE = """<style>
:has(> .st-key-tour) {
  position: fixed; top: 0.9rem; right: 8.5rem; z-index: 999992; width: auto !important;
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
    state.lead_to(replace(state.current(), lesson=name(key, at) if key else ""))


def offer_tour(scenario: Scenario) -> None:
    """The way into the tour, beside the navigation, where it pushes nothing down."""
    st.html(STYLE)
    query = to_query(replace(scenario, lesson=name(lessons.TOUR, 0)))
    minutes = lessons.entries()[lessons.TOUR].minutes
    with st.container(key="tour"):
        label = f"New here? Take the {minutes}-minute tour"
        st.page_link(links()["Learn"], label=label, query_params=query)


def course(page: Page) -> None:
    """All lessons in their order."""
    course, tour = lessons.course(), lessons.entries()[lessons.TOUR]
    minutes = sum(lesson.minutes for lesson in course.values())
    status = f"{counted(len(course), 'lesson')}, {minutes} minutes in all; each stands alone."
    page.write("Guess first, then see", status)
    with st.container(horizontal=True, vertical_alignment="center"):
        label = f"New here? Take the {tour.minutes}-minute tour"
        st.button(label, key=f"lesson.{lessons.TOUR}", on_click=go, args=(lessons.TOUR,))
    with st.grid("auto", min_column_width=260):
        for number, (key, lesson) in enumerate(course.items(), start=1):
            with st.container(border=True, key=f"card_{key}"):
                _card(number, key, lesson)
    with drawer("What the lessons rest on", "sources") as is_open:
        for lesson in course.values() if is_open else ():
            st.markdown(plain(f"{lesson.title}: {' '.join(lesson.sources)}"))


def _card(number: int, key: str, lesson: lessons.Lesson) -> None:
    label = f"{number} · {plain(lesson.title)}"
    st.button(label, key=f"lesson.{key}", on_click=go, args=(key,), width="stretch")
    st.markdown(plain(lesson.question))
    done = sum(state.guessed(name(key, at)) is not None for at in range(len(lesson.steps)))
    asked = sum(step.guess is not None for step in lesson.steps)
    guessed = f" · {done} of {asked} guessed" if done else ""
    st.caption(f"{lesson.minutes} minutes · for {lesson.audience}{guessed}")
    st.caption(plain(lesson.takeaway))
