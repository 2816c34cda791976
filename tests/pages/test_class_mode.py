"""A student's phone and the teacher's page, each against a room of this process."""

import pytest

from lib import lessons
from lib.ui import class_mode
from lib.ui.rooms import Rooms

GUESS = lessons.entries()["weak_judges"].steps[0].guess


@pytest.fixture
def rooms(monkeypatch):
    own = Rooms()
    monkeypatch.setattr(class_mode, "server_rooms", lambda: own)
    return own


def say(opened, answer, sure="sure"):
    (radio,) = opened.at.radio
    opened.act(radio.set_value(answer))
    (how_sure,) = opened.at.button_group
    opened.act(how_sure.set_value(sure))
    opened.act(send(opened).click())


def send(opened):
    (found,) = [each for each in opened.at.button if each.label == "Send"]
    return found


def test_a_phone_votes_changes_its_mind_comes_too_late_and_is_told_what_happens(open_page, rooms):
    room = rooms.open("weak_judges-1")
    opened = open_page("learn", is_open=False, room=room.code.lower())
    assert opened.headline == "Your class"
    assert opened.link["room"].upper() == room.code
    say(opened, "better")
    assert opened.says("Sent.")
    say(opened, "worse", "guess")
    assert rooms.find(room.code).tally.counts == {("worse", "guess"): 1}
    rooms.close(room.code, room.key)
    opened.act(send(opened).click())
    assert "came too late" in opened.words[0]
    assert opened.says("The vote is closed. **Look at the front.**")
    rooms.show(room.code, room.key)
    opened.at.run()
    assert opened.says("Look at the front")  # the teacher's page is still computing
    rooms.show(room.code, room.key, "better")
    opened.at.run()
    assert opened.says(f"What happens: **{GUESS.options['better']}**")
    assert opened.says(f"You said: {GUESS.options['worse']} (just a guess)")
    rooms.go_on(room.code, room.key, "weak_judges-2")
    opened.at.run()
    assert send(opened).disabled
    assert not opened.words


def test_a_phone_whose_room_is_gone_is_told_once_and_whoever_leaves_has_left(open_page, rooms):
    room = rooms.open("weak_judges-1")
    opened = open_page("learn", is_open=False, room=room.code)
    opened.act(opened.at.button(key="leave_room").click())
    assert opened.headline == "Guess first, then see"
    assert "room" not in opened.link
    opened.act(opened.at.text_input(key="join_code").set_value(f" {room.code.lower()} "))
    assert opened.headline == "Your class"
    rooms.end(room.code, room.key)
    opened.act(opened.at)
    assert "There is no such room." in opened.words[0]
    opened.act(opened.at)
    assert not opened.words
    wrong = open_page("learn", is_open=False, room="<b>" * 10)
    assert "There is no such room." in wrong.words[0]


def test_what_a_teacher_has_seen_alone_waits_for_the_class_and_the_address_has_no_key(
    open_page, rooms
):
    opened = open_page("learn", is_open=False, lesson="weak_judges-1")
    opened.act(opened.at.button(key="skip").click())
    opened.unfold("teacher")
    opened.act(opened.at.button(key="open_room").click())
    (code,) = rooms._rooms
    key = rooms.find(code).key
    assert not opened.at.get("plotly_chart")
    assert "room" not in opened.link
    rooms.vote(code, 0, ("worse", "sure"))
    opened.act(opened.at.button(key="reveal").click())
    assert opened.says("The room said “Worse than the best: the poor ones drag it down” (1 of 1).")
    assert rooms.find(code).truth == "better"
    opened.act(opened.at.button(key="next").click())
    assert rooms.find(code).place == "weak_judges-2"
    assert opened.component("led")["word"] == f"{code}.{key}"
    opened.act(opened.at.button(key="end_room").click())
    assert opened.component("led")["word"] == ""
