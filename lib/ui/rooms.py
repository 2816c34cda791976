"""Rooms of a class: who has the code says what they expect, and only counts are kept.

A room lives in the memory of this server and is gone with it. Nothing in it is about a person: a
changed vote comes with the one before, which the student's own session remembers.
"""

import secrets
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that is read for another
CODE, KEY = 5, 10  # letters: one in 300,000 guesses at a code finds one of a hundred rooms
MOST_ROOMS, MOST_VOTES = 100, 500
IDLE_SECONDS, LIFE_SECONDS = 3600.0, 4 * 3600.0
MOST_WRONG, WRONG_SECONDS = 60, 60.0  # wrong codes that the server hears in a minute

Vote = tuple[str, str]  # what is expected, and how sure
OPEN, CLOSED, SHOWN = "open", "closed", "shown"


class RoomError(Exception):
    """Its text is for the visitor."""


@dataclass
class Room:
    """What a class is asked. place : the step. turn : counts the questions. truth : what came out,
    once it is shown."""

    code: str
    key: str
    place: str
    since: float
    touched: float
    turn: int = 0
    stage: str = OPEN
    truth: str = ""
    counts: Counter[Vote] = field(default_factory=Counter)

    def said(self, answer: str) -> int:
        """How many expect this."""
        return sum(n for (said, _), n in self.counts.items() if said == answer)

    def sure(self, answer: str = "") -> int:
        """How many are sure, of this or of anything."""
        every = self.counts.items()
        return sum(n for (said, sure), n in every if sure == "sure" and answer in ("", said))


class Rooms:
    """All rooms of a server. clock : seconds, for tests."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._rooms: dict[str, Room] = {}
        self._wrong: deque[float] = deque(maxlen=MOST_WRONG)

    def open(self, place: str) -> Room:
        """A new room at this step. Raises RoomError where there are too many."""
        with self._lock:
            self._forget_old()
            if len(self._rooms) >= MOST_ROOMS:
                raise RoomError("All rooms of this server are taken. Try again in a while.")
            code = self._new_code()
            now = self._clock()
            self._rooms[code] = Room(code, _letters(KEY), place, now, now)
            return self._rooms[code]

    def find(self, code: str) -> Room:
        """The room of that code, however it is typed. Raises RoomError where there is none."""
        with self._lock:
            self._forget_old()
            found = self._rooms.get(code.strip().upper())
            if found:
                return found
            now = self._clock()
            if len(self._wrong) == MOST_WRONG and now - self._wrong[0] < WRONG_SECONDS:
                raise RoomError("Too many wrong codes came in. Wait a minute and try again.")
            self._wrong.append(now)
        raise RoomError(
            "There is no such room. It may be closed, or the server was started anew: ask for the "
            "code once more."
        )

    def vote(self, code: str, turn: int, new: Vote, before: Vote | None = None) -> None:
        """Count this, and no longer what was said before. Raises RoomError where it is too late."""
        room = self.find(code)
        with self._lock:
            if room.turn != turn or room.stage != OPEN:
                raise RoomError("The vote is closed. Your answer came too late to be counted.")
            if before and room.counts[before]:
                room.counts[before] -= 1
            elif room.counts.total() >= MOST_VOTES:
                raise RoomError("This room is full.")
            room.counts[new] += 1
            room.touched = self._clock()

    def lead(self, code: str, key: str) -> Room:
        """The room, for whoever opened it. Raises RoomError for anybody else."""
        room = self.find(code)
        if not secrets.compare_digest(room.key.encode(), key.encode()):
            raise RoomError("Only who opened this room can lead it.")
        room.touched = self._clock()
        return room

    def close(self, room: Room) -> None:
        """No more votes on this question."""
        with self._lock:
            room.stage = CLOSED if room.stage == OPEN else room.stage

    def show(self, room: Room, truth: str) -> None:
        """What came out is there for everybody."""
        with self._lock:
            room.stage, room.truth = SHOWN, truth

    def go_on(self, room: Room, place: str) -> None:
        """Another question."""
        with self._lock:
            if room.place != place:
                room.place, room.turn, room.stage = place, room.turn + 1, OPEN
                room.truth, room.counts = "", Counter()

    def end(self, room: Room) -> None:
        """The room is gone."""
        with self._lock:
            self._rooms.pop(room.code, None)

    def _new_code(self) -> str:
        code = _letters(CODE)
        return self._new_code() if code in self._rooms else code

    def _forget_old(self) -> None:
        now = self._clock()
        for room in list(self._rooms.values()):
            if now - room.touched > IDLE_SECONDS or now - room.since > LIFE_SECONDS:
                del self._rooms[room.code]


def _letters(n: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(n))


@cache
def server_rooms() -> Rooms:
    """The rooms of this server."""
    return Rooms()
