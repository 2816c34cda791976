"""The player in a browser: dragged, played and read without the server."""

from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.e2e.streamlit_page import PIXELS
from tests.pages.conftest import LIGHT

LINK = "/inside?" + urlencode(LIGHT | {"rows": "200", "tab": "growth"})


@pytest.fixture
def app(visit):
    return visit(LINK)


def label(app):
    return app.page.locator(".player .label")


def curve(app):
    return app.page.locator(".curve > canvas").evaluate(PIXELS)


def test_dragging_needs_no_server(app):
    slider = app.page.get_by_role("slider", name="Number of trees")
    panel = app.page.get_by_role("region", name="The average of all trees so far")
    canvas = panel.locator("canvas").last
    expect(label(app)).to_have_text("5 trees")
    app.page.context.set_offline(True)
    picture, marks = canvas.evaluate(PIXELS), curve(app)
    slider.press("End")
    expect(label(app)).to_have_text("100 trees")
    assert slider.get_attribute("aria-valuetext") == "100 trees"
    assert canvas.evaluate(PIXELS) != picture
    assert curve(app) != marks
    slider.press("ArrowLeft")
    expect(label(app)).to_have_text("80 trees")
    said = app.page.locator(".player .said")  # once, when the frame is at rest
    expect(said).to_contain_text("80 trees. The tree added last: Alone")
    app.page.context.set_offline(False)


def test_it_plays_when_asked_and_fits_a_dark_phone(app):
    page, play = app.page, app.page.locator(".player .play")
    page.wait_for_timeout(1500)
    expect(label(app)).to_have_text("5 trees")  # nothing moves by itself
    play.press("Enter")
    expect(label(app)).to_have_text("8 trees", timeout=10_000)
    expect(play).to_have_text("❚❚ Pause")
    play.press("Enter")
    expect(play).to_have_text("▶ Play")
    before = curve(app)
    page.get_by_role("combobox", name="Score on the curve").select_option("Brier score")
    assert curve(app) != before
    expect(page.locator(".curve h2")).to_have_text("Brier score, lower is better")
    page.emulate_media(color_scheme="dark")
    expect(page.locator(".player.dark")).to_have_count(1)
    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_timeout(500)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
