"""Rooms keep counts and nothing else, are bounded, and know nothing of one another."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib import lessons
from lib.ui import rooms
from lib.ui.class_mode import told
from lib.ui.rooms import LETTERS, MOST_ROOMS, MOST_VOTES, RoomError, Rooms, Tally

VOTES = st.tuples(st.sampled_from(["better", "worse"]), st.sampled_from(["guess", "sure"]))
ROOM, VOTER = st.integers(0, 1), st.integers(0, 4)
DOINGS = st.sampled_from(["close", "show", "go_on", "wait", "end", "wrong key"])
ACTS = st.lists(st.one_of(st.tuples(ROOM, VOTER, VOTES), st.tuples(ROOM, DOINGS)), max_size=60)
GUESS = lessons.Guess("?", {"better": "Yes", "same": "No", "worse": "Worse"}, str)


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


class Model:
    """What a room ought to be: the last vote of each voter, as long as it lives."""

    def __init__(self, room):
        self.room, self.steps, self.last = room, 0, {}
        self.is_open = self.is_alive = True
        self.touched = 0.0

    def vote(self, every, voter, vote):
        cast = (self.room.code, self.steps, vote, self.last.get(voter))
        if not (self.is_alive and self.is_open):
            with pytest.raises(RoomError):
                every.vote(*cast)
            return False
        every.vote(*cast)
        self.last[voter] = vote
        return True

    def lead(self, every, doing):
        code, key = self.room.code, self.room.key
        if doing == "wrong key" or not self.is_alive:
            with pytest.raises(RoomError):
                every.close(code, "" if self.is_alive else key)
            return False
        if doing == "go_on":
            self.steps, self.last = self.steps + 1, {}
            every.go_on(code, key, f"tour-{self.steps + 1}")
        else:
            getattr(every, doing)(code, key)
        self.is_open, self.is_alive = doing == "go_on", doing != "end"
        return True


@settings(deadline=None)
@given(ACTS)
def test_a_room_counts_the_last_vote_of_each_of_its_own_voters(acts):
    clock = Clock()
    every = Rooms(clock)
    models = [Model(every.open("tour-1")) for _ in range(2)]
    for which, *what in acts:
        model = models[which]
        if what == ["wait"]:
            clock.now += rooms.IDLE_SECONDS / 2 + 1
        elif model.vote(every, *what) if len(what) == 2 else model.lead(every, *what):
            model.touched = clock.now
        for each in models:
            each.is_alive = each.is_alive and clock.now - each.touched <= rooms.IDLE_SECONDS
            each.is_alive = each.is_alive and clock.now <= rooms.LIFE_SECONDS
            if each.is_alive:
                tally = every.find(each.room.code).tally
                assert tally.counts == Counter(each.last.values())
                assert tally.of("better") + tally.of("worse") == tally.total == len(each.last)
            else:
                with pytest.raises(RoomError, match="no such room"):
                    every.find(each.room.code)


def test_a_vote_that_comes_too_late_is_refused_and_who_looks_sees_one_moment():
    every = Rooms()
    room = every.open("two_sensors-1")
    every.vote(room.code, 0, ("better", "sure"))
    seen = every.find(room.code)
    every.close(room.code, room.key)
    with pytest.raises(RoomError, match="too late"):
        every.vote(room.code, 0, ("worse", "sure"))
    every.show(room.code, room.key, "worse")
    assert every.find(room.code).truth == "worse"
    after = every.go_on(room.code, room.key, "two_sensors-2")
    assert (after.turn, after.tally.total, after.truth) == (1, 0, "")
    with pytest.raises(RoomError, match="too late"):
        every.vote(room.code, 0, ("worse", "sure"), ("better", "sure"))
    assert seen == replace(room, tally=Tally({("better", "sure"): 1}), touched=seen.touched)


def test_only_who_opened_a_room_leads_it_and_codes_cannot_be_tried_through():
    clock = Clock()
    every = Rooms(clock)
    room, other = every.open("tour-1"), every.open("tour-1")
    for key in (other.key, "", "é"):
        with pytest.raises(RoomError, match="Only who opened"):
            every.lead(room.code, key)
    assert set(room.code + room.key) <= set(LETTERS)
    typed = f" {room.code[:2].lower()} {room.code[2:]}"
    assert every.join(typed) == every.find(room.code)
    for _ in range(rooms.MOST_WRONG):
        with pytest.raises(RoomError, match="no such room"):
            every.join("ZZZZ1")
    for code in ("ZZZZ1", room.code):  # else to be told so would tell a right one
        with pytest.raises(RoomError, match="Wait a minute"):
            every.join(code)
    assert every.find(room.code).code == room.code  # whoever is in a room is not disturbed
    clock.now = rooms.WRONG_SECONDS + 1
    assert every.join(typed).code == room.code


def test_phones_in_a_room_that_has_ended_lock_nobody_out():
    every = Rooms()
    room, other = every.open("tour-1"), every.open("tour-1")
    every.end(room.code, room.key)
    for _ in range(2 * rooms.MOST_WRONG):
        with pytest.raises(RoomError, match="no such room"):
            every.find(room.code)
    assert every.join(other.code)


def test_rooms_are_bounded():
    every = Rooms()
    first = every.open("tour-1")
    for _ in range(MOST_ROOMS - 1):
        every.open("tour-1")
    with pytest.raises(RoomError, match="taken"):
        every.open("tour-1")
    for _ in range(MOST_VOTES):
        every.vote(first.code, 0, ("better", "guess"))
    with pytest.raises(RoomError, match="full"):
        every.vote(first.code, 0, ("better", "guess"))
    every.vote(first.code, 0, ("worse", "guess"), ("better", "guess"))  # but change one's mind
    every.end(first.code, first.key)
    assert every.open("tour-1")


def test_the_room_beside_what_came_out():
    tally = Tally({("worse", "sure"): 3, ("worse", "guess"): 1, ("better", "fairly"): 2})
    assert told(tally, GUESS, "worse") == (
        "The room said “Worse” (4 of 6). Right: 4 of 6. Right among those who were sure: 3 of 3; "
        "among the others: 1 of 3. So the sure ones were right more often than the others."
    )
    assert "less often" in told(tally, GUESS, "better")
    split = Tally({("better", "guess"): 1, ("same", "guess"): 1})
    assert told(split, GUESS, "worse") == (
        "The room said “Yes” and “No” (1 of 2 each). Right: 0 of 2. Nobody was sure."
    )
    assert "Everybody was sure" in told(Tally({("same", "sure"): 1}), GUESS, "same")
    assert told(Tally(), GUESS, "same") == "Nobody in the room has answered."
