"""The Learn page: guess, see, go on; nothing is computed before, and nothing is asked twice."""

import re
from dataclasses import replace
from urllib.parse import parse_qsl

from markupsafe import escape

from lib import lessons
from lib.scenario.link import from_query, to_query
from lib.ui import addresses, passes, teaching
from lib.ui.lesson import SURE
from tests.pages.conftest import LIGHT

JUDGES = lessons.entries()["weak_judges"]


def at_step(open_page, number=1, **more):
    return open_page("learn", lesson=f"weak_judges-{number}", **more)


def pictures(opened):
    return opened.at.get("plotly_chart")


def test_the_map_shows_every_lesson_and_opens_it(open_page):
    opened = open_page("learn", is_open=False, **LIGHT)
    asked = opened.scenario
    for key, lesson in lessons.course().items():
        assert lesson.title in opened.at.button(key=f"lesson.{key}").label
        assert opened.says(lesson.question)
        assert not opened.says(lesson.takeaway)  # it would give the answer away
    opened.unfold("sources")
    assert opened.says(JUDGES.sources[0])
    opened.act(opened.at.button(key="lesson.weak_judges").click())
    assert opened.headline == JUDGES.title
    assert opened.link["lesson"] == "weak_judges-1"
    assert opened.scenario.question == asked.question  # the visitor's own is as it was


def test_nothing_is_computed_before_the_guess_and_the_guess_stands(open_page, monkeypatch):
    computed, look = [], passes.look_at_all
    monkeypatch.setattr(
        passes, "look_at_all", lambda page: computed.append(page.scenario) or look(page)
    )
    opened = at_step(open_page)
    step = JUDGES.steps[0]
    assert opened.says(step.text)
    assert opened.at.button_group(key="sure.weak_judges-1").disabled
    assert not computed
    assert not pictures(opened)
    opened.act(opened.at.radio(key="guess.weak_judges-1").set_value("worse"))
    assert not computed
    opened.act(opened.at.button_group(key="sure.weak_judges-1").set_value("fairly"))
    assert computed == [step.scenario]
    assert pictures(opened)
    assert opened.says(f"You said “{step.guess.options['worse']}”, fairly sure.")
    assert opened.says(step.guess.options["better"])
    assert opened.at.radio(key="guess.weak_judges-1").disabled
    opened.act(opened.at.button(key="next").click())
    assert not pictures(opened)
    opened.act(opened.at.button(key="before").click())
    assert opened.says("You said")  # not asked again
    opened.act(opened.at.button(key="map").click())
    assert opened.says("1 of 4 steps")
    assert opened.link["learned"] == "weak_judges-1"


def test_one_goes_on_where_one_was_by_the_link(open_page):
    again = open_page("learn", learned="weak_judges-3")
    assert again.says("3 of 4 steps")
    again.act(again.at.button(key="go_on").click())
    assert again.link["lesson"] == "weak_judges-4"
    assert open_page("learn", learned="weak_judges-5").says(JUDGES.takeaway)


def test_a_guess_can_be_skipped_and_the_last_step_leads_on(open_page):
    opened = at_step(open_page, len(JUDGES.steps))
    opened.act(opened.at.button(key="skip").click())
    assert pictures(opened)
    assert opened.says("What happens: ")
    assert not opened.says("You said")
    assert opened.says(JUDGES.takeaway)
    following = list(lessons.course())[1]
    opened.act(opened.at.button(key="next").click())
    assert opened.at.subheader[0].value == JUDGES.challenge.goal
    (way,) = [each for each in opened.at.get("page_link") if "controls" in each.proto.label]
    assert "lesson=weak_judges-5" in way.proto.query_string
    opened.act(opened.at.button(key="next").click())
    assert opened.link["lesson"] == f"{following}-1"
    assert set(SURE) == {"guess", "fairly", "sure"}


def test_a_lesson_that_there_is_not_is_said_and_the_map_is_shown(open_page):
    for wrong in ("abacus-1", "weak_judges-99"):
        opened = open_page("learn", is_open=False, lesson=wrong)
        assert "There is no such step" in opened.words[0]
        assert opened.at.button(key="lesson.weak_judges")
    assert "is not a step" in open_page("learn", lesson="<b>").words[0]


def test_the_first_page_leads_into_the_tour(open_page):
    opened = open_page(is_open=False, **LIGHT)
    (link,) = [each for each in opened.at.get("page_link") if "tour" in each.proto.label]
    assert "lesson=tour-1" in link.proto.query_string
    assert "rows=100" in link.proto.query_string


def test_a_challenge_is_checked_as_one_tries_and_what_was_met_stays_met(open_page):
    challenge = JUDGES.challenge
    opened = open_page(**to_query(replace(challenge.start, lesson="weak_judges-5")))
    assert opened.says(challenge.goal)
    assert opened.says("Not yet.")
    met = open_page(**to_query(replace(challenge.solution, lesson="weak_judges-5")))
    assert met.says("Done.")
    met.act(met.at.button(key="leave").click())
    assert not met.says(challenge.goal)
    assert met.link["learned"] == "weak_judges-5"


def test_what_a_link_locks_has_no_control_and_is_said(open_page):
    opened = open_page(**LIGHT | {"locks": "data,models"})
    assert opened.says("Whoever made this link set the data and the models")
    assert not [each for each in opened.at.get("slider") if each.label == "Rows"]
    assert not [each for each in opened.at.get("button_group") if each.label == "Base models"]


def test_a_teacher_makes_a_link_that_locks(open_page):
    opened = open_page("learn", **LIGHT)
    opened.unfold("builder")
    opened.act(opened.at.selectbox(key="teach.to").set_value("Compare"))
    opened.act(opened.at.button_group(key="teach.locks").set_value(["data", "seed"]))
    opened.act(opened.at.number_input(key="teach.seed").set_value(42))
    (link,) = [code.value for code in opened.at.code]
    assert "/compare?" in link
    asked, notices = from_query(dict(parse_qsl(link.partition("?")[2])))
    assert not notices
    assert asked.locks == ("data", "seed")
    assert asked.seed == 42
    assert asked.dataset_knobs == opened.scenario.dataset_knobs
    opened.act(opened.at.selectbox(key="teach.to").set_value("two_sensors"))
    opened.act(opened.at.toggle(key="teach.only").set_value(True))
    (link,) = [code.value for code in opened.at.code]
    assert "lesson=two_sensors-1" in link
    assert "locks=lesson" in link
    alone = open_page("learn", lesson="two_sensors-1", locks="lesson")
    assert not [each for each in alone.at.button if each.label == "All lessons"]
    assert addresses.qr("x" * 5000) is None


def test_a_lesson_is_printed_with_questions_and_with_what_came_out(open_page, monkeypatch):
    pages = {}
    monkeypatch.setattr(teaching, "_download", lambda _, label, page: pages.update({label: page}))
    opened = open_page("learn", lesson="too_close-1")
    opened.unfold("teacher")
    lesson = lessons.entries()["too_close"]
    assert opened.says(lesson.steps[0].notes)
    opened.act(opened.at.button(key="answers").click())
    asked, answers = pages["Handout with questions"], pages["Handout with answers"]
    for step in lesson.steps:
        for page in (asked, answers):
            assert escape(step.text) in page
            assert all(escape(option) in page for option in step.guess.options.values())
        assert "What happened, and why?" in asked
    assert escape(lesson.takeaway) not in asked
    assert escape(lesson.takeaway) in answers
    assert "On these 150 rows the vote is" in answers
    assert answers.count("plotly-graph-div") >= len(lesson.steps)
    assert not re.search(r'(src|href)="(?!data:)', asked)
