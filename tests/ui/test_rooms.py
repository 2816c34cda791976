"""Rooms keep counts and nothing else, are bounded, and know nothing of one another."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.ui import rooms
from lib.ui.rooms import LETTERS, MOST_ROOMS, MOST_VOTES, RoomError, Rooms

VOTES = st.tuples(st.sampled_from(["better", "worse"]), st.sampled_from(["guess", "sure"]))
ACTS = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 4), VOTES), max_size=60)


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@settings(deadline=None)
@given(ACTS)
def test_a_room_counts_the_last_vote_of_each_of_its_own_voters(acts):
    every = Rooms()
    opened = [every.open("tour-1"), every.open("tour-1")]
    last = [{}, {}]
    for which, voter, vote in acts:
        every.vote(opened[which].code, 0, vote, last[which].get(voter))
        last[which][voter] = vote
    for room, votes in zip(opened, last, strict=True):
        assert +room.counts == Counter(votes.values())
        assert room.said("better") + room.said("worse") == len(votes)
        assert room.sure() == sum(sure == "sure" for _, sure in votes.values())


def test_a_vote_that_comes_too_late_is_refused_and_the_next_question_begins_at_nothing():
    every = Rooms()
    room = every.open("two_sensors-1")
    every.vote(room.code.lower() + " ", 0, ("better", "sure"))
    every.close(room)
    with pytest.raises(RoomError, match="too late"):
        every.vote(room.code, 0, ("worse", "sure"))
    every.show(room, "worse")
    assert room.truth == "worse"
    every.go_on(room, "two_sensors-2")
    assert (room.turn, room.counts.total(), room.truth) == (1, 0, "")
    with pytest.raises(RoomError, match="too late"):
        every.vote(room.code, 0, ("worse", "sure"), ("better", "sure"))
    every.vote(room.code, 1, ("worse", "sure"))
    every.end(room)
    with pytest.raises(RoomError, match="no such room"):
        every.find(room.code)


def test_only_who_opened_a_room_leads_it_and_codes_cannot_be_tried_through():
    clock = Clock()
    every = Rooms(clock)
    room, other = every.open("tour-1"), every.open("tour-1")
    assert every.lead(room.code, room.key) is room
    for key in (other.key, "", "é"):
        with pytest.raises(RoomError, match="Only who opened"):
            every.lead(room.code, key)
    assert set(room.code + room.key) <= set(LETTERS)
    for _ in range(rooms.MOST_WRONG):
        with pytest.raises(RoomError, match="no such room"):
            every.find("ZZZZZ")
    with pytest.raises(RoomError, match="Wait a minute"):
        every.find("ZZZZY")
    assert every.find(room.code) is room  # whoever is in a room is not disturbed
    clock.now = rooms.WRONG_SECONDS + 1
    with pytest.raises(RoomError, match="no such room"):
        every.find("ZZZZZ")


def test_rooms_are_bounded_and_end_by_themselves():
    clock = Clock()
    every = Rooms(clock)
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
    clock.now = rooms.IDLE_SECONDS - 1
    every.vote(first.code, 0, ("worse", "guess"), ("better", "guess"))
    clock.now = rooms.IDLE_SECONDS + 1
    assert every.find(first.code) is first
    assert every.open("tour-1")
    while clock.now < rooms.LIFE_SECONDS:
        every.lead(first.code, first.key)
        clock.now += rooms.IDLE_SECONDS / 2
    clock.now += 1
    with pytest.raises(RoomError, match="no such room"):
        every.find(first.code)
