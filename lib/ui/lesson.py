"""One step of a lesson: a short text, a guess, and what came out beside one picture."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from lib import lessons
from lib.glossary import met
from lib.scenario.link import to_query
from lib.ui import class_mode, learn, passes, plain, state, studying, your_turn
from lib.ui.class_mode import SURE
from lib.ui.lesson_pictures import PICTURES
from lib.ui.rooms import SHOWN, Room
from lib.ui.shell import Page, links
from lib.words import in_sentence

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

# The picture is beside the text, on a phone below it; what is still to come has its room already.
STYLE = """<style>
.st-key-step_answer { min-height: 21rem; }
.st-key-step_said { min-height: 7rem; }
.st-key-step_picture { min-height: 30rem; }
.st-key-told { border-left: 4px solid #009E73; padding-left: 1rem; }
.dots { display: flex; gap: 0.4rem; }
.dots i { width: 2rem; height: 0.3rem; border-radius: 0.2rem; background: currentColor; }
.dots .ahead { opacity: 0.2; }
@media (min-width: 900px) {
  .st-key-step { display: grid; grid-template: auto 1fr / 5fr 7fr; gap: 1rem 2.5rem; }
  .st-key-step > :has(> .st-key-step_picture) { grid-area: 1 / 2 / 3 / 3; }
  .st-key-step > * { min-width: 0; }
  .st-key-step_answer { min-height: 17rem; }
}
</style>"""


def show(page: Page, key: str, at: int) -> None:
    """Draw a step. Nothing is computed before the visitor has guessed, or does not want to."""
    lesson = lessons.entries()[key]
    page.write(lesson.title, _where(key, lesson, at))
    st.html(STYLE + _dots(lesson.n_places, at))
    if at < len(lesson.steps):
        _step(page, key, at)
        return
    your_turn.offer(key)
    with st.container(horizontal=True, vertical_alignment="center"):
        _ways(key, at)


def _step(page: Page, key: str, at: int) -> None:
    step, place = lessons.entries()[key].steps[at], learn.name(key, at)
    page.ask(step.scenario)
    page.meets(*met(_text_of(step)))
    room = class_mode.mine(place)
    guessed = _guessed(step, place, room)
    with st.container(key="step"):
        with st.container():
            st.markdown(plain(step.text))
            if step.guess and room:
                class_mode.board(room, step.guess.question)
            elif step.guess:
                _ask(step.guess, place, guessed)
            answer = st.container(key="step_answer" if step.guess else "step_said")
        picture = st.container(key="step_picture", border=True)
        with st.container(key="step_ways", horizontal=True, vertical_alignment="center"):
            _ways(key, at)
            class_mode.keep_the_lead()
    if guessed is not None:
        _reveal(page, lessons.entries()[key], at, guessed, (answer, picture), room)
    else:
        _wait(place, (answer, picture), room)


def _wait(
    place: str, places: tuple["DeltaGenerator", "DeltaGenerator"], room: "Room | None"
) -> None:
    """What there is to do before anything is shown."""
    answer, picture = places
    if room:
        with picture:
            class_mode.invitation(room)
        return
    picture.caption("The picture is drawn when you have guessed.")
    with answer:
        _how_sure(place)


def _text_of(step: lessons.Step) -> str:
    """All that is said before the picture comes."""
    guess = [step.guess.question, *step.guess.options.values()] if step.guess else []
    return " ".join([step.text, *guess, *([step.told] if isinstance(step.told, str) else [])])


def _guessed(step: lessons.Step, place: str, room: Room | None) -> studying.Guessed | None:
    """None as long as the answer must wait. What a teacher has seen alone, the class has not."""
    if step.guess and room:
        return studying.SKIPPED if room.stage == SHOWN else None
    return studying.guessed(place) if step.guess else studying.SKIPPED


def _where(key: str, lesson: lessons.Lesson, at: int) -> str:
    course = list(lessons.course())
    which = "" if key == lessons.TOUR else f"Lesson {course.index(key) + 1} of {len(course)} · "
    step = f"Step {at + 1} of {len(lesson.steps)}" if at < len(lesson.steps) else "Your turn"
    return f"{which}{step} · {lesson.minutes} minutes in all"


def _dots(n_steps: int, at: int) -> str:
    dots = "".join(f'<i class="{"ahead" if i > at else ""}"></i>' for i in range(n_steps))
    return f'<div class="dots" aria-hidden="true">{dots}</div>'


def _ask(guess: lessons.Guess, place: str, guessed: studying.Guessed | None) -> None:
    """The answers to choose among; afterwards they stay, so that nothing moves."""
    options = list(guess.options)
    chosen = studying.half_guessed(place) if guessed is None else guessed.answer
    question = f"Before you look: {plain(guess.question)}"
    st.markdown(f"**{question}**")  # legible also when the widget is off, as its label is not
    st.radio(
        question,
        options,
        label_visibility="collapsed",
        index=options.index(chosen) if chosen in options else None,
        format_func=lambda option: plain(guess.options[option]),
        disabled=guessed is not None,
        key=f"guess.{place}",
        on_change=studying.think,
        args=(place, f"guess.{place}"),
    )


def _how_sure(place: str) -> None:
    """Whoever says how sure they are has guessed."""
    st.markdown("How sure are you of your answer?")
    st.segmented_control(
        "How sure are you of your answer?",
        list(SURE),
        label_visibility="collapsed",
        format_func=lambda sure: SURE[sure],
        disabled=not studying.half_guessed(place),
        key=f"sure.{place}",
        on_change=studying.guess,
        args=(place, f"sure.{place}"),
    )
    st.button("Just show me", key="skip", type="tertiary", on_click=studying.skip, args=(place,))


def _reveal(
    page: Page,
    lesson: lessons.Lesson,
    at: int,
    guessed: studying.Guessed,
    places: tuple["DeltaGenerator", "DeltaGenerator"],
    room: Room | None,
) -> None:
    """What came out, in words and as one picture."""
    step, (answer, picture) = lesson.steps[at], places
    shown = PICTURES[step.picture]
    case = passes.look_at_all(page)
    record = shown.record(page, case)
    with answer, st.container(key="told"):
        if step.guess:
            truth = step.guess.truth(record)
            st.markdown(plain_parts(verdict_on(step.guess, guessed, truth)))
            if room:
                st.markdown(plain(class_mode.against(room, step.guess, truth)))
        st.markdown(plain(step.tell(record)))
        if at == len(lesson.steps) - 1:
            st.markdown(f"**What remains.** {plain(lesson.takeaway)}")
    with picture:
        shown.draw(page, record)


def verdict_on(guess: lessons.Guess, guessed: studying.Guessed, truth: str) -> list[str]:
    """How the guess and what came out compare: every other part is what is printed bold."""
    came = guess.options[truth]
    if not guessed.answer:
        return ["What happens: ", came]
    if guessed.answer == truth:
        return ["", "Right", f": you said so, {in_sentence(SURE[guessed.sure])}."]
    said = guess.options[guessed.answer]
    return [f"You said “{said}”, {in_sentence(SURE[guessed.sure])}. What happens: ", came]


def plain_parts(parts: Sequence[str]) -> str:
    """These one after the other, every other one bold."""
    return "".join(f"**{plain(part)}**" if i % 2 else plain(part) for i, part in enumerate(parts))


def _ways(key: str, at: int) -> None:
    """Back and on. The keys for that are not the arrows: those choose an answer, or a place in a
    picture."""
    entries, course = lessons.entries(), list(lessons.course())
    back, on = "Alt+P", "Alt+N"
    if at:
        st.button("Back", key="before", shortcut=back, on_click=learn.go, args=(key, at - 1))
    n_steps = len(entries[key].steps)
    if at < entries[key].n_places - 1:
        label, then = "Next" if at < n_steps - 1 else "Your turn", (key, at + 1)
    else:
        following = (*course, "")[course.index(key) + 1] if key != lessons.TOUR else course[0]
        label = f"Next lesson: {entries[following].title}" if following else ""
        then = (following, 0)
    is_alone = "lesson" in state.current().locks
    if label and (then[0] == key or not is_alone):
        st.button(label, key="next", type="primary", shortcut=on, on_click=learn.go, args=then)
    if not is_alone:
        st.button("All lessons", key="map", type="tertiary", on_click=learn.go, args=("",))
    if at < n_steps:
        learned = state.current().learned
        query = to_query(replace(entries[key].steps[at].scenario, learned=learned))
        st.page_link(links()["Explore"], label="Try it yourself", query_params=query)
