"""A row followed on Explore, and what lightness shows: by mouse, with keys, with a finger."""

import re

from playwright.sync_api import expect

from tests.browser import PHONE
from tests.e2e.streamlit_page import HAS_FOCUS, WIDER_THAN_WINDOW
from tests.e2e.test_by_hand import VOTE, pixels

ROW = re.compile(r"row=(\d+)")


def followed(app):
    return app.page.get_by_role("region", name=re.compile("^Ballots of row"))


def right(app):
    return app.page.get_by_role("region", name="Right picture").get_by_role("img")


def mark(app, across, up):
    """A place near rows, in the window."""
    right(app).scroll_into_view_if_needed()
    box = right(app).bounding_box()
    return box["x"] + across * box["width"], box["y"] + (1 - up) * box["height"]


def on_a_row(app):
    """Move over the picture until the pointer says that there is a row."""
    for step in range(20, 80):
        x, y = mark(app, step / 100, 0.45)
        app.page.mouse.move(x, y)
        if right(app).evaluate("canvas => canvas.classList.contains('on-row')"):
            return x, y
    raise AssertionError("no row lies there")


def test_a_clicked_row_shows_its_ballots_before_the_server_answers_and_is_in_the_link(visit):
    app = visit(VOTE)
    place = on_a_row(app)
    app.page.context.set_offline(True)  # the server is out of reach
    app.page.mouse.click(*place)
    expect(followed(app)).to_be_visible()
    assert followed(app).get_by_role("listitem").count() == 3  # two models, and their vote
    assert followed(app).locator(".sum").inner_text().endswith(".")
    expect(app.page.get_by_role("application")).to_be_hidden()
    expect(app.page.locator(".ring").last).to_be_visible()
    app.page.context.set_offline(False)
    app.page.wait_for_url(ROW)
    row = ROW.search(app.page.url)[1]
    title = followed(app).get_by_role("heading").inner_text()
    assert title.startswith(f"Row {row}: ")
    app.act(lambda: app.page.locator(".card .choose", has_text="Stack").click())
    expect(followed(app)).to_contain_text("no sum to show")
    app.rest()
    app.act(lambda: app.page.get_by_role("link", name="Inside").first.click())
    expect(app.page.get_by_role("heading", level=1)).to_contain_text(f"Row {row}:")


def test_a_row_is_followed_and_left_with_keys_alone(visit):
    app = visit(VOTE)
    app.tab_to(right(app))
    app.page.keyboard.press("ArrowRight")
    app.act(lambda: app.page.keyboard.press("Enter"))
    expect(followed(app)).to_contain_text(re.compile(r"models? (are|is) (right|wrong)"))
    assert "row=" in app.page.url
    assert right(app).evaluate(HAS_FOCUS)
    app.act(lambda: app.page.keyboard.press("Escape"))
    expect(followed(app)).to_have_count(0)
    expect(app.page.get_by_role("application").first).to_be_visible()
    assert "row=" not in app.page.url


def test_a_row_is_followed_with_a_finger_and_closed(visit):
    app = visit(VOTE, viewport=PHONE, has_touch=True)
    place = on_a_row(app)
    app.act(lambda: app.page.touchscreen.tap(*place))
    expect(followed(app)).to_be_visible()
    assert not app.page.evaluate(WIDER_THAN_WINDOW)
    app.act(lambda: followed(app).get_by_role("button", name="Close").tap())
    expect(app.page.get_by_role("application").first).to_be_visible()


def test_lightness_shows_what_is_chosen_and_members_vote_one_by_one(visit):
    app = visit(VOTE)
    choice = app.page.get_by_label("lightness shows")
    drawn = [pixels(app)]
    for layer in ("steps", "entropy", "disagreement", "borders"):
        app.act(lambda layer=layer: choice.select_option(layer))
        assert f"layer={layer}" in app.page.url
        drawn.append(pixels(app))
    assert len(set(drawn)) == len(drawn)
    lines = app.page.get_by_label("The line of each model's border").get_by_role("listitem")
    assert lines.count() == 2
    app.act(lambda: app.page.get_by_role("button", name="One model fewer votes").press("Enter"))
    app.rest()
    assert "1 of 2" in app.page.locator(".steps").inner_text()
    assert pixels(app) != drawn[-1]
    expect(app.page).to_have_url(re.compile("weights%3D1-0"))
    app.act(lambda: app.page.get_by_role("button", name="One model more votes").click())
    assert pixels(app) == drawn[-1]


CELL = """() => {
  const chart = [...document.querySelectorAll('.js-plotly-plot')].at(-1);
  chart.scrollIntoView({ block: 'center' });
  const { left, top } = chart.getBoundingClientRect();
  const { _size: size, xaxis, yaxis } = chart._fullLayout;
  const { x, customdata } = chart._fullData.find(trace => trace.type === 'bar');
  return { x: left + size.l + xaxis.c2p(x[1]), y: top + size.t + yaxis.c2p(2), row: customdata[1] };
}"""


def test_a_column_of_the_barcode_is_followed_by_click_and_with_keys(visit):
    app = visit("/inside?" + VOTE.removeprefix("/?"))
    app.act(lambda: app.page.get_by_text("Who is right about which row?").first.click())
    cell = app.page.evaluate(CELL)
    app.act(lambda: app.page.mouse.click(cell["x"], cell["y"]))
    heading = app.page.get_by_role("heading", level=1)
    expect(heading).to_contain_text(f"Row {cell['row']}:")
    expect(app.page).to_have_url(re.compile(f"row={cell['row']}"))
    along = app.page.locator(".st-key-inside-column").get_by_role("slider")
    app.act(lambda: along.press("ArrowRight"))
    expect(heading).not_to_contain_text(f"Row {cell['row']}:")
