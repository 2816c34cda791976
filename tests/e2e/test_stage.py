"""The stage in a browser: chosen with mouse and keyboard, drawn at once, never behind."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.streamlit_page import PIXELS

SMALL = "/?v=1&rows=100&folds=3&repeats=1"


@pytest.fixture
def app(visit):
    return visit(SMALL)


def panel(app, side):
    return app.page.get_by_role("region", name=f"{side.title()} picture")


def thumb(app, name):
    return app.page.locator(".thumb").filter(has_text=name).first


def pixels(app, side):
    return panel(app, side).locator("canvas").evaluate(PIXELS)


def test_a_click_is_drawn_before_the_server_has_answered(app):
    before = pixels(app, "right")
    app.page.context.set_offline(True)  # the server is out of reach
    thumb(app, "Majority vote").click()
    assert thumb(app, "Majority vote").get_attribute("aria-pressed") == "true"
    assert pixels(app, "right") != before
    app.page.context.set_offline(False)


def test_every_thumbnail_has_a_picture_a_name_and_a_score(app):
    assert app.page.locator(".thumb[aria-pressed=true]").count() == 2
    for one in app.page.locator(".thumb").all():
        assert one.locator(".name").inner_text()
        assert float(one.locator(".score").inner_text()) > 0
        assert one.locator("canvas").evaluate(PIXELS) != 0


def test_many_quick_clicks_end_with_the_last_one(app):
    names = ["Majority vote", "Soft vote", "Late product", "Greedy", "Late maximum"]
    for name in names:
        thumb(app, name).click()
    app.page.wait_for_function("location.search.includes('right=late_max')")
    app.page.wait_for_timeout(1000)
    right = app.page.get_by_role("combobox", name="Method shown on the right")
    assert right.input_value() == "late_max"
    assert thumb(app, "Late maximum").get_attribute("aria-pressed") == "true"
    assert "right=late_max" in app.page.url


def test_the_keyboard_is_enough(app):
    """Tab to a small picture, Enter; to the list, a letter; to the large one, arrow keys."""
    page = app.page
    thumb(app, "Naive Bayes").focus()
    app.act(lambda: page.keyboard.press("Enter"))
    expect(page).to_have_url(re.compile("left=model2"))
    page.keyboard.press("Tab")
    app.act(lambda: page.keyboard.press("Space"))
    expect(page).to_have_url(re.compile("left=model3"))

    right = page.get_by_role("combobox", name="Method shown on the right")
    right.focus()
    before = right.input_value()
    app.act(lambda: page.keyboard.press("ArrowUp"))
    expect(right).not_to_have_value(before)
    expect(page).to_have_url(re.compile(f"right={right.input_value()}"))

    canvas = panel(app, "left").locator("canvas")
    canvas.focus()
    readouts = [panel(app, side).locator(".readout") for side in ("left", "right")]
    page.keyboard.press("ArrowRight")
    first = [readout.inner_text() for readout in readouts]
    assert all("%" in text for text in first)
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
    assert [readout.inner_text() for readout in readouts] != first
    assert readouts[0].get_attribute("aria-live") == "polite"
    page.keyboard.press("Escape")
    assert all("%" not in readout.inner_text() for readout in readouts)


def test_focus_stays_where_it_was_after_a_choice(app):
    """A rerun of the page must not throw a keyboard user back to its start."""
    thumb(app, "Soft vote").focus()
    app.act(lambda: app.page.keyboard.press("Enter"))
    expect(thumb(app, "Soft vote")).to_be_focused()


def test_what_is_shown_stays_when_the_data_change(app):
    app.act(lambda: thumb(app, "Soft vote").click())
    slider = app.page.locator(".st-key-data-moons-noise").get_by_role("slider")
    before = pixels(app, "right")
    app.act(lambda: slider.press("ArrowRight"))
    right = app.page.get_by_role("combobox", name="Method shown on the right")
    assert right.input_value() == "soft_vote"
    assert pixels(app, "right") != before


def test_the_same_method_on_both_sides(app):
    left = app.page.get_by_role("combobox", name="Method shown on the left")
    right = app.page.get_by_role("combobox", name="Method shown on the right")
    app.act(lambda: left.select_option("soft_vote"))
    app.act(lambda: right.select_option("soft_vote"))
    assert pixels(app, "left") == pixels(app, "right")
    assert app.page.locator(".thumb[aria-pressed=true]").count() == 1


def test_the_pictures_are_redrawn_for_another_theme_and_width(app):
    before = pixels(app, "left")
    app.page.emulate_media(color_scheme="dark")
    expect(app.page.locator(".stage.dark")).to_have_count(1)
    app.page.wait_for_timeout(300)
    assert pixels(app, "left") != before
    app.page.set_viewport_size({"width": 600, "height": 800})
    app.page.wait_for_timeout(500)
    box = panel(app, "left").locator("canvas").bounding_box()
    assert box["width"] <= 600
    assert abs(box["width"] - box["height"]) <= 2


def test_wide_data_can_be_looked_at_on_two_columns(visit):
    app = visit("/?v=1&data=iris&folds=3&repeats=1&models=decision_tree,logistic_regression")
    before = pixels(app, "left")
    box = app.page.locator(".st-key-plane-x").get_by_role("combobox")
    box.scroll_into_view_if_needed()  # scrolling closes an open list
    app.page.wait_for_timeout(500)
    box.click()
    listed = app.page.get_by_test_id("stSelectboxVirtualDropdown").get_by_role("option")
    app.act(lambda: listed.filter(has_text="petal length").click())
    assert "plane=2-" in app.page.url
    assert pixels(app, "left") != before
