"""A class that guesses together: what the teacher projects, and what students have on their phones.

See `lib.ui.rooms`. A screen looks at its room every few seconds, and at nothing else: no phone ever
computes anything.
"""

from contextlib import suppress

import streamlit as st

from lib import lessons
from lib.scenario.record import DEFAULT
from lib.ui import plain, state, studying
from lib.ui.addresses import address, qr
from lib.ui.components.keepsake import keepsake
from lib.ui.rooms import CLOSED, OPEN, SHOWN, Room, RoomError, Tally, server_rooms
from lib.ui.shell import Page
from lib.words import counted, in_sentence, listed

SURE = {"guess": "Just a guess", "fairly": "Fairly sure", "sure": "Sure"}
LOOK_SECONDS = 2.0
STAGES = {OPEN: "so far", CLOSED: "the vote is closed", SHOWN: "the vote is closed"}
STYLE = """<style>
.st-key-room_asks p, .st-key-room_code p { font-size: 1.25rem; }
.st-key-room_code strong { font-size: 2.6rem; letter-spacing: 0.18em; }
.st-key-tally p, .st-key-phone p { font-size: 1.1rem; }
</style>"""


def say_what_failed() -> None:
    """Why the last press on a room came to nothing."""
    if message := studying.message():
        st.warning(plain(message))


# ---------------------------------------------------------------- in front of the class


def mine(place: str) -> Room | None:
    """The room that this visitor leads, at this step; None where they lead none, or it is gone."""
    code, key = studying.led() or ("", "")
    try:
        return server_rooms().go_on(code, key, place) if key else None
    except RoomError as problem:
        st.warning(f"{problem} Open another room with “For the teacher”.")
        studying.take_the_lead("", "")
        return None


def keep_the_lead() -> None:
    """The browser keeps the key as long as the window is open: the page may be loaded anew, and
    nothing in the address that is on the wall leads the room."""
    led = studying.led()
    keepsake("led", None if led is None else ".".join(filter(None, led)), _find_again)


def _find_again(kept: str) -> None:
    code, _, key = kept.partition(".")
    studying.take_the_lead(code, key)


def offer_room(place: str) -> None:
    """A button that opens a room at this step, for who has none."""
    if any(studying.led() or ()):
        return
    st.button(
        "Open a room: the class guesses on its phones",
        key="open_room",
        icon=":material/groups:",
        on_click=_open,
        args=(place,),
    )


def _open(place: str) -> None:
    try:
        room = server_rooms().open(place)
    except RoomError as problem:
        studying.say(str(problem))
    else:
        studying.take_the_lead(room.code, room.key)


def board(room: Room, question: str) -> None:
    """The question, the code, and the tally as it fills; then the buttons of the teacher."""
    st.html(STYLE)
    with st.container(key="room_asks"):
        st.markdown(f"**Before you look: {plain(question)}**")
    if room.stage != SHOWN:
        with st.container(key="room_code"):
            st.markdown(f"Code  **{room.code}**")
    with st.container(key="tally"):
        look = LOOK_SECONDS if room.stage == OPEN else None
        st.fragment(_tally, run_every=look)(room.code)
    whose = (room.code, room.key)
    with st.container(horizontal=True):
        if room.stage == OPEN:
            st.button("Close the vote", key="close_room", on_click=_close, args=whose)
        if room.stage != SHOWN:
            args = (*whose, room.place)
            st.button("Reveal", key="reveal", type="primary", on_click=_reveal, args=args)
        st.button("End the room", key="end_room", type="tertiary", on_click=_end, args=whose)


def invitation(room: Room) -> None:
    """How to join: it stands where the picture will be."""
    link = address("Learn", DEFAULT, room=room.code)
    st.markdown("**Join with your phone:** photograph this, or open the address.")
    if image := qr(link):
        st.image(image, width=340, alt=f"QR code to join the room {room.code}")
    st.code(link, language=None, wrap_lines=True)


def _tally(code: str) -> None:
    """A bar an answer, with its count."""
    try:
        room = server_rooms().find(code)
    except RoomError:
        st.rerun()  # the page says so
    guess, total = _asked(room), room.tally.total
    st.markdown(f"**{counted(total, 'answer')}**, {STAGES[room.stage]}")
    for answer, words in guess.options.items() if guess else ():
        n = room.tally.of(answer)
        st.progress(n / max(total, 1), f"{n} · {plain(words)}")


def _asked(room: Room) -> lessons.Guess | None:
    """What is to be guessed at the step; None where there is nothing."""
    key, at = lessons.step_at(room.place) or ("", 0)
    steps = lessons.entries()[key].steps if key else ()
    return steps[at].guess if at < len(steps) else None


# What a press meets when the room has gone meanwhile is said by `mine`, in the run that follows.


def _close(code: str, key: str) -> None:
    with suppress(RoomError):
        server_rooms().close(code, key)


def _reveal(code: str, key: str, place: str) -> None:
    with suppress(RoomError):
        server_rooms().show(code, key)
        studying.skip(place)


def _end(code: str, key: str) -> None:
    with suppress(RoomError):
        server_rooms().end(code, key)
    studying.take_the_lead("", "")


def against(room: Room, guess: lessons.Guess, truth: str) -> str:
    """The room beside what came out; and students are shown what that is."""
    with suppress(RoomError):
        server_rooms().show(room.code, room.key, truth)
    return told(room.tally, guess, truth)


def told(tally: Tally, guess: lessons.Guess, truth: str) -> str:
    """What most said, how many said what came out, and whether being sure had to do with it."""
    if not tally.total:
        return "Nobody in the room has answered."
    most = max(map(tally.of, guess.options))
    names = [f"“{words}”" for answer, words in guess.options.items() if tally.of(answer) == most]
    each = " each" if len(names) > 1 else ""
    right, sure, both = tally.of(truth), tally.of(sure="sure"), tally.of(truth, "sure")
    said = f"The room said {listed(names)} ({most} of {tally.total}{each}). "
    said += f"Right: {right} of {tally.total}."
    others = tally.total - sure
    if not sure or not others:
        return f"{said} {'Nobody' if others else 'Everybody'} was sure."
    ahead = both * others - (right - both) * sure
    how = "more often than" if ahead > 0 else "less often than" if ahead < 0 else "as often as"
    said += f" Right among those who were sure: {both} of {sure}; among the others: "
    return f"{said}{right - both} of {others}. So the sure ones were right {how} the others."


# ---------------------------------------------------------------- on a phone


def is_student() -> bool:
    """Whether this visitor is in somebody's room: one who comes with a code is let in here."""
    code, rooms = studying.room(), server_rooms()
    if not code:
        return False
    try:
        room = rooms.find(code) if studying.is_let_in() else rooms.join(code)
    except RoomError as problem:
        studying.say(str(problem))
        studying.enter_room("")
        return False
    studying.enter_room(room.code)
    return True


def join() -> None:
    """Where somebody types the code that is on the wall."""
    with st.popover("Join your class", icon=":material/login:"):
        st.text_input("Code", key="join_code", max_chars=12, on_change=_join)
        st.caption("Five letters and digits, on the teacher's screen.")


def _join() -> None:
    try:
        room = server_rooms().join(str(state.kept("join_code", "")))
    except RoomError as problem:
        studying.say(str(problem))
    else:
        studying.enter_room(room.code)


def student(page: Page) -> None:
    """Everything that a student sees."""
    page.write("Your class", "")
    st.html(STYLE)
    with st.container(key="phone"):
        st.fragment(_phone, run_every=LOOK_SECONDS)(studying.room())
    st.button("Leave the room", key="leave_room", on_click=studying.enter_room, args=("",))


def _phone(code: str) -> None:
    """The question, or what became of it. Nothing is computed here."""
    try:
        room = server_rooms().find(code)
    except RoomError:
        st.rerun()  # the page says so, and asks no more
    guess = _asked(room)
    if guess is None:
        st.markdown("Nothing to guess at this step. **Look at the front.**")
        return
    vote = studying.my_vote(code, room.turn)
    st.markdown(f"**{plain(guess.question[:1].upper() + guess.question[1:])}**")
    if why := studying.refused(code, room.turn):
        st.warning(plain(why))
    if room.stage == OPEN:
        _ask(code, room.turn, guess, is_sent=vote is not None)
    elif room.truth:
        st.markdown(f"What happens: **{plain(guess.options[room.truth])}**")
    else:
        st.markdown("The vote is closed. **Look at the front.**")
    if vote and room.stage != OPEN:
        st.markdown(f"You said: {plain(guess.options[vote[0]])} ({in_sentence(SURE[vote[1]])})")


def _ask(code: str, turn: int, guess: lessons.Guess, is_sent: bool) -> None:
    where = f"{code}.{turn}"
    answer = st.radio(
        "Your answer",
        list(guess.options),
        index=None,
        format_func=lambda option: plain(guess.options[option]),
        key=f"room.answer.{where}",
    )
    sure = st.segmented_control(
        "How sure are you?", list(SURE), format_func=SURE.__getitem__, key=f"room.sure.{where}"
    )
    st.button(
        "Send",
        key=f"send.{where}",
        type="primary",
        on_click=_send,
        args=(code, turn, (answer, sure)),
        disabled=not (answer and sure),
    )
    if is_sent:
        st.markdown("Sent. **Look at the front.** You can still change your mind.")


def _send(code: str, turn: int, new: tuple[str, str]) -> None:
    """The vote before is asked for now, not when the button was drawn: it may be pressed twice."""
    try:
        server_rooms().vote(code, turn, new, studying.my_vote(code, turn))
    except RoomError as problem:
        studying.refuse(code, turn, str(problem))
    else:
        studying.keep_vote(code, turn, new)
