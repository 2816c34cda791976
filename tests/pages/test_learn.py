"""The Learn page: guess, see, go on; nothing is computed before, and nothing is asked twice."""

from lib import lessons
from lib.ui import passes
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
        assert opened.says(lesson.takeaway)
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
    assert opened.says("1 of 4 guessed")


def test_a_guess_can_be_skipped_and_the_last_step_leads_on(open_page):
    opened = at_step(open_page, len(JUDGES.steps))
    opened.act(opened.at.button(key="skip").click())
    assert pictures(opened)
    assert opened.says("What happens: ")
    assert not opened.says("You said")
    assert opened.says(JUDGES.takeaway)
    following = list(lessons.course())[1]
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
