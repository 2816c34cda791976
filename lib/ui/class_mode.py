"""A class that guesses together: what the teacher projects, and what students have on their phones.

See `lib.ui.rooms`. A screen looks at its room every few seconds, and at nothing else: no phone ever
computes anything.
"""

import streamlit as st

from lib import lessons
from lib.scenario.record import DEFAULT
from lib.ui import plain, state, studying
from lib.ui.addresses import address, qr
from lib.ui.rooms import CLOSED, OPEN, SHOWN, Room, RoomError, server_rooms
from lib.ui.shell import Page
from lib.words import counted, in_sentence

SURE = {"guess": "Just a guess", "fairly": "Fairly sure", "sure": "Sure"}
LOOK_SECONDS = 2.0
STYLE = """<style>
.st-key-room_code p { font-size: 1.25rem; }
.st-key-room_code strong { font-size: 2.6rem; letter-spacing: 0.18em; }
.st-key-phone label p { font-size: 1.1rem; }
</style>"""


def mine() -> Room | None:
    """The room that this visitor leads; None where they lead none, or it is gone."""
    code, _, key = studying.room().partition(".")
    try:
        return server_rooms().lead(code, key) if key else None
    except RoomError as problem:
        st.warning(f"{problem} Open another room with “For the teacher”.")
        studying.enter_room("")
        return None


def say_what_failed() -> None:
    """Why the last press on a room came to nothing."""
    if message := studying.message():
        st.warning(plain(message))


def is_student() -> bool:
    """Whether this visitor is in somebody else's room."""
    return bool(studying.room()) and "." not in studying.room()


# ---------------------------------------------------------------- in front of the class


def offer_room(place: str) -> None:
    """A button that opens a room at this step, for who has none."""
    if studying.room():
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
        studying.enter_room(f"{room.code}.{room.key}")


def board(room: Room, place: str) -> None:
    """How to join, and the tally as it fills; then the buttons of the teacher."""
    server_rooms().go_on(room, place)
    st.html(STYLE)
    with st.container(key="room_code"):
        st.markdown(f"Code  **{room.code}**")
    st.fragment(_tally, run_every=LOOK_SECONDS if room.stage == OPEN else None)(room, place)
    with st.container(horizontal=True):
        if room.stage == OPEN:
            st.button(
                "Close the vote", key="close_room", on_click=server_rooms().close, args=(room,)
            )
        if room.stage != SHOWN:
            st.button("Reveal", key="reveal", type="primary", on_click=_reveal, args=(room, place))
        st.button("End the room", key="end_room", type="tertiary", on_click=_end, args=(room,))


def invitation(room: Room) -> None:
    """How to join: it stands where the picture will be."""
    link = address("Learn", DEFAULT, room=room.code)
    st.markdown("**Join with your phone:** photograph this, or open the address.")
    if image := qr(link):
        st.image(image, width=340, alt=f"QR code to join the room {room.code}")
    st.code(link, language=None, wrap_lines=True)


def _tally(room: Room, place: str) -> None:
    """A bar an answer, with its count."""
    key, at = lessons.step_at(place) or ("", 0)
    guess = lessons.entries()[key].steps[at].guess
    total = room.counts.total()
    state_of = {OPEN: "so far", CLOSED: "the vote is closed", SHOWN: "the vote is closed"}
    st.markdown(f"**{counted(total, 'answer')}**, {state_of[room.stage]}")
    for answer, words in (guess.options if guess else {}).items():
        n = room.said(answer)
        st.progress(n / max(total, 1), f"{n} · {plain(words)}")


def _reveal(room: Room, place: str) -> None:
    server_rooms().close(room)
    studying.skip(place)


def _end(room: Room) -> None:
    server_rooms().end(room)
    studying.enter_room("")


def against(room: Room, truth: str) -> str:
    """The room beside what came out; and students are shown what that is."""
    server_rooms().show(room, truth)
    total, sure = room.counts.total(), room.sure()
    said = f"The room: {room.said(truth)} of {total} expected that."
    if sure:
        said += f" Of the {sure} who were sure, {room.sure(truth)} did."
    return said if total else "Nobody in the room has answered."


# ---------------------------------------------------------------- on a phone


def join() -> None:
    """Where somebody types the code that is on the wall."""
    with st.popover("Join your class", icon=":material/login:"):
        st.text_input("Code", key="join_code", max_chars=12, on_change=_join)
        st.caption("Five letters and digits, on the teacher's screen.")


def _join() -> None:
    code = str(state.kept("join_code", "")).strip().upper()
    try:
        server_rooms().find(code)
    except RoomError as problem:
        studying.say(str(problem))
    else:
        studying.enter_room(code)


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
    except RoomError as problem:
        st.warning(str(problem))
        return
    key, at = lessons.step_at(room.place) or ("", 0)
    steps = lessons.entries()[key].steps if key else ()
    guess = steps[at].guess if at < len(steps) else None
    if guess is None:
        st.markdown("Nothing to guess at this step. **Look at the front.**")
        return
    vote = studying.my_vote(code, room.turn)
    st.markdown(f"**{plain(guess.question[:1].upper() + guess.question[1:])}**")
    if room.stage == OPEN:
        _ask(code, room.turn, guess, vote)
    elif room.stage == CLOSED:
        st.markdown("The vote is closed. **Look at the front.**")
    else:
        st.markdown(f"What happens: **{plain(guess.options[room.truth])}**")
    if vote and room.stage != OPEN:
        st.markdown(f"You said: {plain(guess.options[vote[0]])} ({in_sentence(SURE[vote[1]])})")


def _ask(code: str, turn: int, guess: lessons.Guess, vote: tuple[str, str] | None) -> None:
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
    args = (code, turn, (answer, sure), vote)
    st.button(
        "Send",
        key=f"send.{where}",
        type="primary",
        on_click=_send,
        args=args,
        disabled=not (answer and sure),
    )
    if vote:
        st.markdown("Sent. **Look at the front.** You can still change your mind.")


def _send(code: str, turn: int, new: tuple[str, str], before: tuple[str, str] | None) -> None:
    try:
        server_rooms().vote(code, turn, new, before)
    except RoomError as problem:
        studying.say(str(problem))
    else:
        studying.keep_vote(code, turn, new)
