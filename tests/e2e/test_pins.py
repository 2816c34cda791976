"""Pins: keep a scenario, go on, keep another, and see both side by side."""

import re

from playwright.sync_api import expect

from tests.browser import PHONE
from tests.e2e.streamlit_page import PIXELS, WIDER_THAN_WINDOW
from tests.e2e.test_stage import SMALL

TITLE = "What sets your pins apart?"


def button(app, name):
    return app.page.get_by_role("button", name=name, exact=True)


def press(app, name):
    app.act(lambda: button(app, name).click())
    app.rest()


def cards(app):
    """What is said on each card, and whether something is drawn on its picture."""
    app.page.get_by_role("heading", name=TITLE).wait_for()
    return app.page.get_by_role("heading", name=re.compile("^(Pin|On screen)")).all_inner_texts()


def pictures(app):
    found = app.page.get_by_role("img", name=re.compile("^Boundary of"))
    return [one.evaluate(PIXELS) for one in found.all()]


def test_pin_change_pin_and_compare_with_a_mouse_and_the_link_shows_the_same(visit):
    app = visit(SMALL)
    press(app, "Pin this")
    press(app, "Logistic")  # switched off
    press(app, "Pin this")
    app.act(lambda: app.page.get_by_role("link", name="2 of 4 pinned").click())
    app.rest()
    assert cards(app) == ["Pin 1", "Pin 2, on screen"]
    expect(app.page.get_by_text("With the logistic regression")).to_be_visible()
    expect(app.page.get_by_text("Without the logistic regression")).to_be_visible()
    drawn = pictures(app)
    assert len(set(drawn)) == 2
    other = visit(app.page.url)  # in a browser that knows nothing
    assert cards(other) == ["Pin 1", "Pin 2, on screen"]
    assert pictures(other) == drawn
    press(other, "Open pin 1")
    assert cards(other) == ["Pin 1, on screen", "Pin 2"]
    assert "logistic_regression" in re.sub("pins=.*", "", other.page.url)
    press(other, "Remove pin 2")
    assert cards(other) == ["Pin 1, on screen"]


def test_pins_with_keys_alone(visit):
    app = visit(SMALL.replace("/?", "/compare?"))
    pin = app.page.locator(".st-key-pin").get_by_role("button")
    app.tab_to(pin, most=90)
    app.act(lambda: app.page.keyboard.press("Enter"))
    expect(pin).to_have_text("Unpin")
    assert pin.evaluate("one => document.activeElement === one")  # where it was
    assert cards(app) == ["Pin 1, on screen"]
    app.page.keyboard.press("Tab")
    app.page.keyboard.press("Shift+Tab")
    app.act(lambda: app.page.keyboard.press("Space"))
    expect(app.page.get_by_role("heading", name=TITLE)).to_have_count(0)
    assert "pins=" not in app.page.url


def test_four_pins_of_a_link_wait_for_a_finger_and_a_fifth_asks(visit):
    pins = "%7C".join(
        f"v%3D2%26rows%3D100%26repeats%3D1%26methods%3Dsoft_vote%26seed%3D{n}"
        for n in range(71, 75)
    )
    app = visit(SMALL.replace("/?", "/compare?") + f"&pins={pins}", PHONE, has_touch=True)
    expect(app.page.get_by_text("Not computed yet.", exact=True)).to_have_count(4)
    assert not app.page.evaluate(WIDER_THAN_WINDOW)
    app.act(lambda: button(app, "Compute the rest").tap())
    app.rest()
    expect(app.page.get_by_text("Not computed yet.", exact=True)).to_have_count(0)
    assert len(pictures(app)) == 5
    assert not app.page.evaluate(WIDER_THAN_WINDOW)
    app.page.get_by_test_id("stExpandSidebarButton").tap()
    app.act(lambda: button(app, "Pin this").tap())
    expect(app.page.get_by_role("alert")).to_contain_text(
        re.compile("Pin 1 would give way: .*seed 71")
    )
    app.act(lambda: button(app, "Pin this instead").tap())
    expect(app.page).not_to_have_url(re.compile("seed%3D71"))
    assert "seed%3D74" in app.page.url


def test_what_pins_take_can_be_watched_and_stopped(visit):
    dear = "v%3D2%26rows%3D2000%26folds%3D10%26repeats%3D9%26seed%3D75"
    app = visit(SMALL.replace("/?", "/compare?") + f"&pins={dear}")
    expect(app.page.get_by_text(re.compile("takes about"))).to_have_count(1)
    button(app, "Compute the rest").click()
    expect(app.page.get_by_role("progressbar")).to_be_in_viewport()
    app.act(lambda: button(app, "Cancel").click())
    expect(app.page.get_by_text("Not computed yet.", exact=True)).to_have_count(1)
    expect(button(app, "Compute the rest")).to_be_visible()
