"""Data drawn by hand: with mouse, keys and a finger, and found again by whoever opens the link."""

import re
from urllib.parse import urlencode

from playwright.sync_api import expect

from lib.datasets.your_drawing import FIRST
from tests.browser import PHONE
from tests.e2e.streamlit_page import PIXELS, WIDER_THAN_WINDOW
from tests.pages.conftest import LIGHT

OWN = {name: text for name, text in LIGHT.items() if name != "rows"} | {"data": "your_drawing"}
EMPTY_SOON = "/?" + urlencode(OWN | {"right": "soft_vote"})
AT_FIRST = len(FIRST) // 3  # points
WRITTEN = re.compile(r"points=")
DOWN, UP = [(0.1, 0.9), (0.35, 0.5), (0.1, 0.1)], [(0.6, 0.1), (0.9, 0.5), (0.6, 0.9)]


def sheet(app):
    return app.page.locator(".sheet").get_by_role("application")


def empty(app):
    app.page.get_by_role("combobox", name="Start from").select_option("Empty")
    expect(missing(app)).to_contain_text("points of “A”: there is none yet")


def missing(app):
    return app.page.locator(".missing")


def tool(app, name):
    return app.page.locator(".tools").get_by_role("button", name=name, exact=True)


def right(app):
    return app.page.get_by_role("region", name="Right picture")


def picture(app):
    return right(app).get_by_role("img").evaluate(PIXELS)


def places(app, stroke):
    """In pixels of the window, of places in the unit square."""
    sheet(app).scroll_into_view_if_needed()
    box = sheet(app).bounding_box()
    return [(box["x"] + x * box["width"], box["y"] + (1 - y) * box["height"]) for x, y in stroke]


def paint(app, stroke):
    first, *others = places(app, stroke)
    app.page.mouse.move(*first)
    app.page.mouse.down()
    for place in others:
        app.page.mouse.move(*place, steps=5)
    app.page.mouse.up()


def rows(app):
    """The data as they are downloaded."""
    app.page.locator(".sheet summary").click()
    with app.page.expect_download() as asked:
        app.page.get_by_role("button", name="Download CSV").click()
    app.page.locator(".sheet summary").click()
    text = asked.value.path().read_bytes().decode()
    return asked.value.suggested_filename, [row.split(",") for row in text.split()]


def test_what_a_mouse_paints_is_fitted_at_once_and_can_be_undone(visit):
    app = visit(EMPTY_SOON)
    before, url = picture(app), app.page.url
    empty(app)
    paint(app, DOWN)
    expect(missing(app)).to_contain_text("Paint at least 5 points of “B”")
    assert (picture(app), app.page.url) == (before, url), "what was there stays"
    tool(app, "B").click()
    paint(app, UP)
    expect(app.page).to_have_url(WRITTEN)
    app.rest()
    expect(missing(app)).to_be_empty()
    assert picture(app) != before
    expect(right(app).locator(".score")).to_have_text(re.compile(r"Accuracy.(9|100)"))
    tool(app, "Undo").click()
    expect(missing(app)).to_contain_text("“B”: there is none yet")
    tool(app, "Redo").click()
    expect(missing(app)).to_be_empty()
    app.page.get_by_role("button", name="Done drawing").click()
    expect(sheet(app)).to_be_hidden()
    app.page.get_by_role("button", name="Draw more").click()
    expect(sheet(app)).to_be_visible()


def test_a_drawing_is_named_downloaded_and_found_again_by_whoever_opens_its_link(visit):
    app = visit(EMPTY_SOON)
    app.page.get_by_role("combobox", name="Start from").select_option("Two moons")
    app.page.locator(".sheet summary").click()
    app.page.get_by_label("Class 2").fill("dogs")
    app.page.get_by_label("Name", exact=True).fill("my <b>pets")
    app.act(lambda: app.page.keyboard.press("Enter"))
    expect(app.page).to_have_url(re.compile("names=.*points=|points=.*names="))
    app.rest()
    app.page.locator(".sheet summary").click()
    name, drawn = rows(app)
    assert name == "my bpets.csv"
    assert drawn[0] == ["across", "up", "target"]
    assert len(drawn) == 81
    assert {row[2] for row in drawn[1:]} == {"A", "dogs"}
    stranger = visit(app.page.url)
    assert rows(stranger) == (name, drawn)
    assert sheet(stranger).evaluate(PIXELS) == sheet(app).evaluate(PIXELS)


def test_data_are_drawn_with_keys_alone(visit):
    app = visit(EMPTY_SOON)
    app.tab_to(sheet(app))
    keys = app.page.keyboard
    for number in "12":
        for arrow in ("ArrowLeft", "ArrowUp", "ArrowRight", "ArrowRight", "ArrowDown"):
            keys.press(f"Shift+{arrow}")
            keys.press(number)
    said = app.page.locator(".sheet .said")
    expect(said).to_have_text(
        re.compile(r"^Painted “B” at [\d.]+ across, [\d.]+ up\. " + f"{AT_FIRST + 10} points")
    )
    keys.press("Delete")
    expect(said).to_contain_text("Removed “B” at")
    keys.press("u")
    expect(said).to_have_text(f"Undone. {AT_FIRST + 10} points.")
    keys.press("r")  # which would run Streamlit anew
    expect(said).to_have_text(f"Redone. {AT_FIRST + 9} points.")
    expect(app.page).to_have_url(WRITTEN)
    app.rest()
    assert sheet(app).evaluate("one => one.getRootNode().activeElement === one")


def test_data_are_drawn_with_a_finger_on_a_phone(visit):
    app = visit(EMPTY_SOON, viewport=PHONE, has_touch=True)
    empty(app)
    finger = app.page.context.new_cdp_session(app.page)

    scrolled = "document.querySelector('[data-testid=stMain]').scrollTop"

    def touch(kind, *places):
        points = [{"x": x, "y": y} for x, y in places]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def swipe(stroke):
        first, *others = places(app, stroke)
        before = app.page.evaluate(scrolled)
        touch("touchStart", first)
        for place in others:
            touch("touchMove", place)
        touch("touchEnd")
        assert app.page.evaluate(scrolled) == before, "the page does not scroll under a brush"

    swipe(DOWN)
    expect(missing(app)).to_contain_text("points of “B”")
    tool(app, "B").tap()
    expect(tool(app, "B")).to_have_attribute("aria-pressed", "true")
    swipe(UP)
    expect(app.page).to_have_url(WRITTEN)
    expect(missing(app)).to_be_empty()
    assert not app.page.evaluate(WIDER_THAN_WINDOW)
