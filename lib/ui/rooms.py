"""Rooms of a class: who has the code says what they expect, and only counts are kept.

A room lives in the memory of this server and is gone with it. Nothing in it is about a person: a
changed vote comes with the one before, which the student's own session remembers.

There are 29 million codes. The server hears 60 wrong ones a minute from everybody together and then
lets nobody in for a while, so whoever tries codes for an hour finds one of a hundred rooms with a
chance of 1.3 %, and all they could do there is to vote.
"""

import secrets
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that is read for another
CODE, KEY = 5, 10  # letters
MOST_ROOMS, MOST_VOTES = 100, 500
IDLE_SECONDS, LIFE_SECONDS = 3600.0, 4 * 3600.0
MOST_WRONG, WRONG_SECONDS = 60, 60.0  # wrong codes that the server hears in a minute

Vote = tuple[str, str]  # what is expected, and how sure
OPEN, CLOSED, SHOWN = "open", "closed", "shown"


class RoomError(Exception):
    """Its text is for the visitor."""


@dataclass(frozen=True)
class Tally:
    """How often each vote was given. It is replaced, never changed: who looks needs no lock."""

    counts: Mapping[Vote, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many have voted."""
        return sum(self.counts.values())

    def of(self, answer: str = "", sure: str = "") -> int:
        """How many expect this, and are so sure of it; "" for whatever it is."""
        return sum(
            n
            for (said, how), n in self.counts.items()
            if answer in ("", said) and sure in ("", how)
        )

    def instead(self, new: Vote, before: Vote | None) -> "Tally":
        """With this vote, in place of the one before."""
        counts = Counter(self.counts)
        counts[new] += 1
        if before:
            counts[before] -= 1
        return Tally(+counts)


@dataclass(frozen=True)
class Room:
    """What a class is asked, as it is at this moment: it is replaced, never changed. place : the
    step. turn : counts the questions. truth : what came out, as soon as that is known in a stage
    that shows it."""

    code: str
    key: str
    place: str
    since: float
    touched: float
    turn: int = 0
    stage: str = OPEN
    truth: str = ""
    tally: Tally = field(default_factory=Tally)


class Rooms:
    """All rooms of a server. clock : seconds, for tests.

    Where a key is asked for, it is that of whoever opened the room. What cannot be done raises
    RoomError.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.RLock()
        self._rooms: dict[str, Room] = {}
        self._wrong: deque[float] = deque(maxlen=MOST_WRONG)

    def open(self, place: str) -> Room:
        """A new room at this step, where there are not too many."""
        with self._lock:
            self._forget_old()
            if len(self._rooms) >= MOST_ROOMS:
                raise RoomError("All rooms of this server are taken. Try again in a while.")
            code, now = self._new_code(), self._clock()
            return self._keep(Room(code, _letters(KEY), place, now, now))

    def join(self, typed: str) -> Room:
        """The room of that code, however it is typed, for whoever is not in it yet. While codes
        are being tried, a right one opens nothing either."""
        with self._lock:
            now = self._clock()
            if len(self._wrong) == MOST_WRONG and now - self._wrong[0] < WRONG_SECONDS:
                raise RoomError("Too many wrong codes came in. Wait a minute and try again.")
            try:
                return self.find("".join(typed.split()).upper())
            except RoomError:
                self._wrong.append(now)
                raise

    def find(self, code: str) -> Room:
        """The room that somebody is in already."""
        with self._lock:
            self._forget_old()
            if code in self._rooms:
                return self._rooms[code]
        raise RoomError(
            "There is no such room. It may be closed, or the server was started anew: ask for the "
            "code once more."
        )

    def vote(self, code: str, turn: int, new: Vote, before: Vote | None = None) -> None:
        """Count this, and no longer what the same student said before."""
        with self._lock:
            room = self.find(code)
            if room.turn != turn or room.stage != OPEN:
                raise RoomError("The vote is closed. Your answer came too late to be counted.")
            if before is None and room.tally.total >= MOST_VOTES:
                raise RoomError("This room is full. Your answer is not counted.")
            tally = room.tally.instead(new, before)
            self._keep(replace(room, tally=tally, touched=self._clock()))

    def lead(self, code: str, key: str, **changes: Any) -> Room:
        """The room with what its leader changes in it."""
        with self._lock:
            room = self.find(code)
            if not secrets.compare_digest(room.key.encode(), key.encode()):
                raise RoomError("Only who opened this room can lead it.")
            return self._keep(replace(room, touched=self._clock(), **changes))

    def close(self, code: str, key: str) -> None:
        """No more votes on this question."""
        self.lead(code, key, stage=CLOSED)

    def show(self, code: str, key: str, truth: str = "") -> None:
        """What came out is to be seen by everybody, as soon as it is known."""
        self.lead(code, key, stage=SHOWN, truth=truth)

    def go_on(self, code: str, key: str, place: str) -> Room:
        """The room at this step: another one is another question."""
        with self._lock:
            room = self.lead(code, key)
            if room.place == place:
                return room
            asked = {"place": place, "turn": room.turn + 1, "stage": OPEN}
            return self.lead(code, key, **asked, truth="", tally=Tally())

    def end(self, code: str, key: str) -> None:
        """The room is gone."""
        with self._lock:
            del self._rooms[self.lead(code, key).code]

    def _keep(self, room: Room) -> Room:
        self._rooms[room.code] = room
        return room

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
