"""The stage in a browser: chosen with mouse and keyboard, drawn at once, never behind."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.e2e.streamlit_page import PIXELS
from tests.pages.conftest import LIGHT

METHODS = "soft_vote,majority_vote,stacking_logistic,late_mean,late_max,linear_average"
SMALL = "/?" + urlencode(LIGHT | {"methods": METHODS})
USUAL = {"One model": "best_single", "Vote": "soft_vote", "Stack": "stacking_logistic"}


@pytest.fixture
def app(visit):
    return visit(SMALL + "&right=soft_vote")


def panel(app, side):
    return app.page.get_by_role("region", name=f"{side.title()} picture")


def picture(app, side):
    return panel(app, side).get_by_role("img")


def select(app, side):
    return app.page.get_by_role("combobox", name=f"Method shown on the {side}")


def card(app, name):
    return app.page.locator(".card").filter(has=way(app, name))


def way(app, name):
    """The button in a card."""
    return app.page.get_by_role("button", name=name, exact=True).and_(app.page.locator(".choose"))


def face(app, name):
    return card(app, "Fuse").locator(".faces").get_by_role("button", name=name)


def pressed(app):
    return app.page.locator(".choose[aria-pressed=true]").all_inner_texts()


def pixels(app, side):
    return picture(app, side).evaluate(PIXELS)


def test_a_click_is_drawn_before_the_server_has_answered(app):
    before = pixels(app, "right")
    app.page.context.set_offline(True)  # the server is out of reach
    card(app, "Stack").click()
    assert pressed(app) == ["Stack"]
    assert pixels(app, "right") != before
    app.page.context.set_offline(False)


def test_a_question_that_is_new_begins_with_the_best_single_model(visit):
    app = visit(SMALL + "&seed=77&right=late_max")  # drawn before it is known which
    expect(select(app, "left")).to_have_value("best_single")


def test_every_way_has_a_sentence_a_wiring_a_picture_and_a_score(app):
    assert app.page.locator(".choose").all_inner_texts() == ["One model", "Vote", "Stack", "Fuse"]
    for one in app.page.locator(".card").all():
        assert one.locator(".sentence").inner_text()
        assert one.get_by_role("img", name=re.compile("^Wiring: .*; then")).count() == 1
        assert float(one.locator(".score").inner_text().removesuffix("%")) > 0
        assert one.locator("canvas").evaluate(PIXELS) != 0
    gains = app.page.locator(".gain").all_inner_texts()
    assert gains[0] == "the one to beat"
    assert all("point" in gain for gain in gains[1:])


def test_many_quick_clicks_end_with_the_last_one(app):
    for name in ["Stack", "Vote", "One model", "Stack", "Fuse"]:
        card(app, name).click()
    app.page.wait_for_function("location.search.includes('right=late_mean')")
    app.page.wait_for_timeout(1000)
    assert select(app, "right").input_value() == "late_mean"
    assert pressed(app) == ["Fuse"]
    assert "right=late_mean" in app.page.url


@pytest.mark.parametrize(
    ("data", "fused"), [("moons", ["late_mean", "linear_average"]), ("circles", ["linear_average"])]
)
def test_each_way_is_pressed_where_there_are_sources_and_where_there_are_none(visit, data, fused):
    app = visit(f"{SMALL}&data={data}&right=best_single")
    drawn = []
    for name, key in (*USUAL.items(), ("Fuse", fused[0])):
        way(app, name).click()
        expect(app.page).to_have_url(re.compile(f"right={key}"))
        app.rest()
        assert (pressed(app), select(app, "right").input_value()) == ([name], key)
        drawn.append(pixels(app, "right"))
    faces = card(app, "Fuse").locator(".faces").get_by_role("button")
    assert faces.all_inner_texts() == ["fuse sources", "into one model"] * (len(fused) > 1)
    if len(fused) > 1:
        face(app, "into one model").click()
        assert select(app, "right").input_value() == fused[1]
        drawn.append(pixels(app, "right"))
    assert len(set(drawn)) == len(drawn)


def test_one_model_stands_alone_and_larger(app):
    before = picture(app, "right").bounding_box()["width"]
    app.act(lambda: card(app, "One model").click())
    assert pressed(app) == ["One model"]
    assert app.page.get_by_role("region", name=re.compile("picture")).count() == 1
    assert select(app, "right").input_value() == "best_single"
    assert picture(app, "right").bounding_box()["width"] > before
    assert "right=best_single" in app.page.url


def test_a_way_is_represented_by_the_method_chosen_for_it_last(app):
    options = select(app, "right").locator("option").all_inner_texts()
    assert "Majority vote" in options
    assert not any("tacking" in option or "usion" in option for option in options)
    app.act(lambda: select(app, "right").select_option("majority_vote"))
    assert card(app, "Vote").locator(".sentence").inner_text() == "Majority vote."
    app.act(lambda: card(app, "Stack").click())
    assert card(app, "Vote").locator(".sentence").inner_text() == "Majority vote."
    app.act(lambda: card(app, "Vote").click())
    assert "right=majority_vote" in app.page.url


def test_fusion_has_two_faces(visit):
    """Its buttons turn the card, and what is on the right with it."""
    app = visit(SMALL + "&right=soft_vote")
    sentence = card(app, "Fuse").locator(".sentence")
    first = sentence.inner_text()
    face(app, "into one model").click()
    assert sentence.inner_text() != first
    assert pressed(app) == ["Vote"]  # nothing was chosen yet
    app.act(lambda: card(app, "Fuse").click())
    assert "right=linear_average" in app.page.url
    app.act(lambda: face(app, "fuse sources").press("Enter"))
    assert "right=late_mean" in app.page.url
    assert sentence.inner_text() == first
    assert pressed(app) == ["Fuse"]


def test_cards_are_chosen_with_keys(app):
    """To a card, arrow keys, Enter or Space."""
    page = app.page
    assert page.locator(".choose[tabindex='0']").count() == 1
    page.locator(".choose[tabindex='0']").focus()
    page.keyboard.press("Home")
    expect(way(app, "One model")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(way(app, "Fuse")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    app.act(lambda: page.keyboard.press("Enter"))
    expect(page).to_have_url(re.compile("right=stacking"))
    page.keyboard.press("ArrowLeft")
    app.act(lambda: page.keyboard.press("Space"))
    expect(way(app, "Vote")).to_be_focused()
    assert pressed(app) == ["Vote"]


def test_lists_and_large_pictures_are_used_with_keys(app):
    """To the list, an arrow key; to the large picture, arrow keys."""
    page = app.page
    right = select(app, "right")
    right.focus()
    before = right.input_value()
    app.act(lambda: page.keyboard.press("ArrowUp"))
    expect(right).not_to_have_value(before)
    expect(page).to_have_url(re.compile(f"right={right.input_value()}"))

    app.act(lambda: card(app, "Fuse").click())
    app.act(lambda: right.select_option("late_max"))  # beside it stands a picture
    picture(app, "left").focus()
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
    way(app, "Stack").focus()
    app.act(lambda: app.page.keyboard.press("Enter"))
    expect(way(app, "Stack")).to_be_focused()


def test_what_is_shown_stays_when_the_data_change(app):
    app.act(lambda: card(app, "Stack").click())
    slider = app.page.locator(".st-key-data-moons-noise").get_by_role("slider")
    before = pixels(app, "right")
    app.act(lambda: slider.press("ArrowRight"))
    assert select(app, "right").input_value() == "stacking_logistic"
    assert pixels(app, "right") != before


def test_the_same_method_on_both_sides(visit):
    """As an old link may ask; it is offered on the left as long as it is there."""
    app = visit(SMALL + "&left=late_max&right=late_max")
    assert select(app, "left").input_value() == "late_max"
    assert pixels(app, "left") == pixels(app, "right")


def test_the_pictures_are_redrawn_for_another_theme_and_width(app):
    before = pixels(app, "right")
    app.page.emulate_media(color_scheme="dark")
    expect(app.page.locator(".stage.dark")).to_have_count(1)
    app.page.wait_for_timeout(300)
    assert pixels(app, "right") != before
    app.page.set_viewport_size({"width": 600, "height": 800})
    app.page.wait_for_timeout(500)
    box = picture(app, "right").bounding_box()
    assert box["width"] <= 600
    assert abs(box["width"] - box["height"]) <= 2


def test_wide_data_can_be_looked_at_on_two_columns(visit):
    app = visit(SMALL + "&data=iris")
    before = pixels(app, "right")
    box = app.page.locator(".st-key-plane-x").get_by_role("combobox")
    box.scroll_into_view_if_needed()  # scrolling closes an open list
    app.page.wait_for_timeout(500)
    box.click()
    listed = app.page.get_by_test_id("stSelectboxVirtualDropdown").get_by_role("option")
    app.act(lambda: listed.filter(has_text="petal length").click())
    assert "plane=2-" in app.page.url
    assert pixels(app, "right") != before


def test_on_a_phone_the_large_pictures_stand_one_below_the_other(visit):
    app = visit(SMALL + "&right=late_max", viewport=(360, 780))
    left, right = (select(app, side).bounding_box() for side in ("left", "right"))
    assert left["x"] == right["x"]
    assert right["y"] > left["y"] + left["height"]
    assert left["width"] > 100  # its words can be read
