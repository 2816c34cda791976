"""What a student does in a session: guesses, how sure they are, the room they are in."""

from dataclasses import dataclass

from lib.ui import state

GUESSES, THOUGHTS, MESSAGE = "_guesses", "_thoughts", "_message"
VOTES, REFUSED, LET_IN, LED = "_votes", "_refused", "_let_in", "_led"
Vote = tuple[str, str]  # an answer, and how sure


@dataclass(frozen=True)
class Guessed:
    """What a visitor said before they saw, and how sure they were; nothing when they did not."""

    answer: str = ""
    sure: str = ""


SKIPPED = Guessed()


def guessed(place: str) -> Guessed | None:
    """What was guessed at this step of a lesson; None as long as it is open."""
    found: Guessed | None = state.kept(GUESSES, {}).get(place)
    return found


def half_guessed(place: str) -> str:
    """The answer chosen here, of which nobody said yet how sure they are."""
    return str(state.kept(THOUGHTS, {}).get(place, ""))


def think(place: str, key: str) -> None:
    """An answer was chosen. key : of its widget."""
    state.keep(THOUGHTS, {**state.kept(THOUGHTS, {}), place: state.kept(key)})


def guess(place: str, key: str) -> None:
    """The visitor said how sure they are of the answer they chose. Nothing takes that back."""
    if (answer := half_guessed(place)) and state.kept(key):
        _keep_guess(place, Guessed(answer, state.kept(key)))


def skip(place: str) -> None:
    """The visitor wants to see without a guess."""
    _keep_guess(place, SKIPPED)


def _keep_guess(place: str, what: Guessed) -> None:
    state.learn(place)
    state.keep(GUESSES, {**state.kept(GUESSES, {}), place: what})


def room() -> str:
    """The code of the class that this visitor is in, or wants to be; "" for none."""
    return str(state.kept(state.ROOM, ""))


def is_let_in() -> bool:
    """Whether that code was found to be right."""
    return bool(state.kept(LET_IN) == room())


def enter_room(code: str) -> None:
    """Be in this room from here on, whose code is right; "" leaves it."""
    state.keep(state.ROOM, code)
    state.keep(LET_IN, code)


def led() -> tuple[str, str] | None:
    """Code and key of the room that this visitor leads; two empty words for one that has ended, and
    None as long as nobody asked the browser."""
    found: tuple[str, str] | None = state.kept(LED)
    return found


def take_the_lead(code: str, key: str) -> None:
    """Lead this room; two empty words for none."""
    state.keep(LED, (code, key))


def my_vote(code: str, turn: int) -> Vote | None:
    """What this visitor said there."""
    found: Vote | None = state.kept(VOTES, {}).get((code, turn))
    return found


def keep_vote(code: str, turn: int, vote: Vote) -> None:
    """The visitor said this."""
    state.keep(VOTES, {**state.kept(VOTES, {}), (code, turn): vote})


def refused(code: str, turn: int) -> str:
    """Why the vote was not counted; "" when it was."""
    return str(state.kept(REFUSED, {}).get((code, turn), ""))


def refuse(code: str, turn: int, why: str) -> None:
    """The vote came to nothing."""
    state.keep(REFUSED, {(code, turn): why})


def say(message: str) -> None:
    """Something is to be said in the run that follows."""
    state.keep(MESSAGE, message)


def message() -> str:
    """What is to be said, once."""
    said = str(state.kept(MESSAGE, ""))
    state.keep(MESSAGE, "")
    return said
