"""Sources weighed, muted and broken by hand: border and score follow; nothing is written down."""

import re

from playwright.sync_api import expect

from tests.browser import PHONE
from tests.e2e.streamlit_page import PIXELS, WIDER_THAN_WINDOW
from tests.e2e.test_by_hand import pixels
from tests.e2e.test_stage import SMALL, card
from tests.engine.test_line import until

FUSE = SMALL.replace("late_max", "log_linear_pool") + "&right=log_linear_pool"


SLOWLY = """() => {
  const now = performance.now.bind(performance);
  performance.now = () => now() / 20;  // nine seconds of it, to be looked at
}"""


def box(app):
    return app.page.get_by_role("region", name="How much say each source has")


def tally(app):
    return box(app).locator(".tally").inner_text()


def shares(app):
    return box(app).get_by_role("slider").evaluate_all("all => all.map((one) => one.ariaValueText)")


def end_of(slider):
    slider.scroll_into_view_if_needed()
    place = slider.bounding_box()
    return place["x"] + 0.98 * place["width"], place["y"] + place["height"] / 2


def test_the_border_and_the_score_follow_the_mouse_without_the_server(visit):
    app = visit(FUSE)
    assert "honest" in box(app).locator(".peek:visible").inner_text()
    before, drawn, url, mouse = (tally(app), shares(app)), pixels(app), app.page.url, app.page.mouse
    app.page.context.set_offline(True)
    x, y = end_of(box(app).get_by_role("slider").first)
    mouse.move(x - 100, y)
    mouse.down()
    mouse.move(x, y, steps=4)
    until(lambda: tally(app) != before[0] and pixels(app) != drawn, 10)
    mouse.up()
    box(app).get_by_role("button", name="broken").nth(1).click()
    assert "broken" in shares(app)[1]
    assert "only looked at" in box(app).locator(".peek:visible").inner_text()
    box(app).get_by_role("button", name="as it is").click()
    same = (*before, drawn, url)
    until(lambda: (tally(app), shares(app), pixels(app), app.page.url) == same, 10)
    app.page.context.set_offline(False)


def test_a_source_is_muted_and_weighed_with_keys_alone(visit):
    app = visit(FUSE.replace("right=log_linear_pool", "right=late_mean"))
    assert shares(app) == ["50 %", "50 %"]
    before = tally(app)
    app.tab_to(box(app).get_by_role("slider").first)
    app.page.keyboard.press("End")
    expect(box(app).get_by_role("slider").first).to_have_attribute("aria-valuetext", "67 %")
    muted = box(app).get_by_role("button", name="muted")
    app.tab_to(muted.nth(1))
    app.page.keyboard.press("Enter")
    expect(muted.nth(0)).to_be_disabled()  # someone must answer
    assert tally(app) != before
    expect(box(app).locator(".said")).to_contain_text("muted")


def test_a_slider_follows_a_finger_on_a_phone(visit):
    app = visit(FUSE.replace("right=log_linear_pool", "right=soft_vote"), PHONE, has_touch=True)
    app.act(lambda: card(app, "Fuse").tap())
    slider = box(app).get_by_role("slider").nth(1)
    expect(slider).to_be_visible()
    before = tally(app)
    app.page.touchscreen.tap(*end_of(slider))
    until(lambda: tally(app) != before, 10)
    assert not app.page.evaluate(WIDER_THAN_WINDOW)


def test_the_rows_of_a_stack_are_read_with_mouse_and_keys_on_its_surface(visit):
    app = visit(SMALL + "&right=stacking_logistic")
    surface = app.page.get_by_role("region", name="What the stack learned")
    drawing, read = surface.get_by_role("img"), surface.locator(".readout")
    drawn = drawing.evaluate(PIXELS)
    assert drawn != 0
    assert "right in the first pass" in surface.locator(".tally").inner_text()
    place = drawing.bounding_box()
    app.page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    expect(read).to_contain_text("The stack says")
    drawing.focus()
    app.page.keyboard.press("ArrowRight")
    first = read.inner_text()
    app.page.keyboard.press("ArrowRight")
    assert read.inner_text() != first
    right = app.page.get_by_role("region", name="Right picture")
    expect(right.locator(".cross.down")).to_be_visible()  # the row on the picture
    across = surface.get_by_role("combobox", name="across")
    up = surface.get_by_role("combobox", name="up")
    names = across.input_value(), up.input_value()
    assert names[0] != names[1]
    if across.locator("option").count() > 2:
        across.select_option(index=3 - int(names[0]) - int(names[1]))
        assert drawing.evaluate(PIXELS) != drawn


def test_one_picture_turns_into_another_on_its_way_unless_asked_for_calm(visit):
    app = visit(SMALL + "&right=soft_vote")
    right = app.page.get_by_role("region", name="Right picture")
    app.page.evaluate(SLOWLY)
    card(app, "Stack").click()
    assert "between" not in right.get_attribute("class")
    at_the_end = pixels(app)
    app.act(lambda: card(app, "Vote").click())
    app.page.emulate_media(reduced_motion="no-preference")
    card(app, "Stack").click()
    app.page.wait_for_timeout(300)
    assert "between" in right.get_attribute("class")
    assert pixels(app) != at_the_end
    expect(right).not_to_have_class(re.compile("between"), timeout=30_000)
    assert pixels(app) == at_the_end
