"""A lesson as a student goes through it: guess, see, go on; and the tour under a thumb."""

import re

import pytest
from playwright.sync_api import expect

from lib import lessons
from tests.browser import DESKTOP, PHONE
from tests.e2e.streamlit_page import WIDER_THAN_WINDOW
from tests.e2e.test_stage import SMALL

JUDGES = lessons.entries()["weak_judges"]
PLACES = ("step_picture", "step_ways")  # what must not move when the answer comes


class ByMouse:
    """How somebody with a mouse does it."""

    def __init__(self, app):
        self.app, self.page = app, app.page

    def answer(self, text):
        self.app.act(lambda: self.page.locator("label", has_text=text).click())

    def sure(self, text):
        self.app.act(lambda: self.page.get_by_role("radio", name=text).click())

    def next(self, name):
        self.app.act(lambda: self.page.get_by_role("button", name=name).click())


class ByKeyboard(ByMouse):
    """And somebody without."""

    def answer(self, text):
        self.app.tab_to(self.page.get_by_role("radio").first)
        self.app.act(lambda: self.page.keyboard.press("Space"))
        position = list(self.options.values()).index(text)
        for _ in range(position):
            self.app.act(lambda: self.page.keyboard.press("ArrowDown"))

    def sure(self, text):
        self.app.tab_to(self.page.get_by_role("radio", name="Just a guess"))
        self.page.keyboard.press("ArrowRight")
        expect(self.page.get_by_role("radio", name=text)).to_be_focused()
        self.app.act(lambda: self.page.keyboard.press("Space"))

    def next(self, name):
        self.app.act(lambda: self.page.keyboard.press("Alt+n"))


def tops(app):
    boxes = (app.page.locator(f".st-key-{place}").bounding_box() for place in PLACES)
    return [box["y"] for box in boxes]


@pytest.mark.parametrize("student", [ByMouse, ByKeyboard])
def test_a_student_goes_through_a_lesson_and_nothing_jumps_when_the_answer_comes(visit, student):
    theme = "dark" if student is ByMouse else "light"
    app = visit("/learn?lesson=weak_judges-1", viewport=DESKTOP, theme=theme)
    hand = student(app)
    for number, step in enumerate(JUDGES.steps, start=1):
        expect(app.page).to_have_url(re.compile(f"lesson=weak_judges-{number}"))
        assert app.page.get_by_test_id("stPlotlyChart").count() == 0
        hand.options = step.guess.options
        said = list(step.guess.options.values())[number % 3]
        hand.answer(said)
        before = tops(app)
        hand.sure("Fairly sure")
        app.rest()
        expect(app.page.locator(".st-key-told")).to_contain_text("fairly sure")
        expect(app.page.get_by_test_id("stPlotlyChart")).to_be_visible()
        assert tops(app) == pytest.approx(before, abs=1)
        hand.next("Your turn" if number == len(JUDGES.steps) else "Next")
    expect(app.page.get_by_role("heading", level=1)).to_be_focused()
    if student is ByMouse:
        meet_the_challenge(app)
    else:
        hand.next("Next lesson")
        expect(app.page).to_have_url(re.compile("lesson=outvoted_expert-1"))


def meet_the_challenge(app):
    """With the controls of Explore."""
    expect(app.page.get_by_text(JUDGES.challenge.goal)).to_be_visible()
    app.act(lambda: app.page.get_by_role("link", name="Take the controls").click())
    banner = app.page.locator(".st-key-your_turn")
    expect(banner).to_contain_text("Not yet.", timeout=30_000)
    app.act(lambda: app.page.get_by_role("button", name="One strong member").click())
    app.act(lambda: app.page.get_by_role("button", name="Neighbours", exact=True).click())
    app.rest()
    expect(banner).to_contain_text("Done.", timeout=30_000)
    expect(app.page).to_have_url(re.compile("learned=weak_judges-5"))


def test_the_tour_is_taken_with_a_thumb_on_a_phone(visit):
    app = visit(SMALL, viewport=PHONE, has_touch=True)
    app.act(lambda: app.page.get_by_role("link", name="3-minute tour").tap())
    tour = lessons.entries()[lessons.TOUR]
    for number, step in enumerate(tour.steps, start=1):
        expect(app.page).to_have_url(re.compile(f"lesson=tour-{number}"))
        expect(app.page.get_by_text(step.text[:40])).to_be_visible()
        assert not app.page.evaluate(WIDER_THAN_WINDOW)
        last = number == len(tour.steps)
        name = "Next lesson" if last else "Next"
        app.act(lambda name=name: app.page.get_by_role("button", name=name).tap())
    expect(app.page).to_have_url(re.compile("lesson=weak_judges-1"))
