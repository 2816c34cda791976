"""What a student does in a session: guesses, how sure they are, the room they are in."""

from dataclasses import dataclass

from lib.ui import state

GUESSES, THOUGHTS, VOTES, MESSAGE = "_guesses", "_thoughts", "_votes", "_message"
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
    """The class this visitor is in: its code, with the key for who leads it; "" for none."""
    return str(state.kept(state.ROOM, ""))


def enter_room(name: str) -> None:
    """Be in this room from here on; "" leaves it."""
    state.keep(state.ROOM, name)


def my_vote(code: str, turn: int) -> Vote | None:
    """What this visitor said there."""
    found: Vote | None = state.kept(VOTES, {}).get((code, turn))
    return found


def keep_vote(code: str, turn: int, vote: Vote) -> None:
    """The visitor said this."""
    state.keep(VOTES, {**state.kept(VOTES, {}), (code, turn): vote})


def say(message: str) -> None:
    """Something is to be said in the run that follows."""
    state.keep(MESSAGE, message)


def message() -> str:
    """What is to be said, once."""
    said = str(state.kept(MESSAGE, ""))
    state.keep(MESSAGE, "")
    return said
