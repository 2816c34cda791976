"""The challenge after a lesson: all controls in hand, and a goal that checks itself."""

from dataclasses import replace

import streamlit as st

from lib import lessons
from lib.scenario.link import to_query
from lib.scenario.record import Scenario
from lib.ui import learn, plain, state
from lib.ui.shell import Page, links
from lib.verdict.case import Case

STYLE = """<style>
.st-key-your_turn { border-left: 4px solid #0072B2; padding-left: 1rem; }
</style>"""


def offer(key: str) -> None:
    """What there is to do, and the way to it: Explore with everything unlocked."""
    lesson = lessons.entries()[key]
    challenge = lesson.challenge
    assert challenge is not None
    place = learn.name(key, len(lesson.steps))
    st.subheader(plain(challenge.goal), anchor=False)
    st.markdown("Every control is yours. What you try is checked at once, as you try it.")
    query = to_query(replace(challenge.start, lesson=place, learned=state.current().learned))
    label = "Take the controls"
    st.page_link(links()["Explore"], label=label, icon=":material/tune:", query_params=query)
    if learn.steps_done(key) > len(lesson.steps):
        st.markdown(":material/check_circle: You have met this challenge.")


def banner(page: Page, case: Case) -> None:
    """On Explore: the goal and how it stands, as long as the link is that of a challenge."""
    challenge, place = lessons.challenge_at(page.scenario.lesson), page.scenario.lesson
    if challenge is None:
        return
    found = challenge.check(case)
    if found.is_met and place not in state.current().learned:
        state.learn(place)
    st.html(STYLE)
    with st.container(key="your_turn"):
        st.markdown(f"**Your turn.** {plain(challenge.goal)}")
        sign = ":material/check_circle: **Done.**" if found.is_met else "**Not yet.**"
        st.markdown(f"{sign} {plain(found.told)}")
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.popover("Hint"):
                st.markdown(plain(challenge.hint))
            if challenge.why_not:
                with st.popover("I give up: can this be done?"):
                    st.markdown(plain(challenge.why_not))
            _ways(page.scenario, place)


def _ways(scenario: Scenario, place: str) -> None:
    """Back to the lessons, or on without the challenge."""
    query = to_query(replace(scenario, lesson=""))
    st.page_link(links()["Learn"], label="Back to the lessons", query_params=query)
    st.button("Leave this challenge", key="leave", type="tertiary", on_click=_leave, args=(place,))


def _leave(place: str) -> None:
    if state.current().lesson == place:
        state.put(replace(state.current(), lesson=""))
