"""The main job as a new visitor does it: pick data and models, see what changes, decide."""

import re
from urllib.parse import parse_qs, urlencode, urlparse

from playwright.sync_api import expect

from tests.browser import PHONE
from tests.e2e.streamlit_page import WIDER_THAN_WINDOW
from tests.pages import conftest

LIGHT = conftest.LIGHT | {
    "methods": "soft_vote,stacking_logistic,late_mean,late_max,linear_average"
}
DECIDED = "Combine|Don’t combine|Too close"
SMALL = "/?" + urlencode(LIGHT)


def link_of(app):
    """The parameters in the address bar."""
    return {name: values[0] for name, values in parse_qs(urlparse(app.page.url).query).items()}


def headline(app):
    return app.page.get_by_role("heading", level=1).inner_text()


def shown(app, side):
    """The method in one of the two large pictures, by its key."""
    return app.page.get_by_role("combobox", name=f"Method shown on the {side}").input_value()


def is_shown(app, side, key):
    """There, and in the link, where a choice comes a run later."""
    app.page.wait_for_function(f"location.search.includes('{side}={key}')")
    app.rest()
    assert shown(app, side) == key


def scores(app):
    """The scores on the cards, in their order."""
    return app.page.locator(".card .score").all_inner_texts()


def tile(app, key):
    """The picture of a data set."""
    return app.page.locator(f".gallery button[data-key={key}]")


def has_data(app, key):
    """Wait until these are the data: a picked picture starts two runs."""
    app.page.wait_for_function(f"location.search.includes('data={key}')")
    expect(tile(app, key)).to_have_attribute("aria-pressed", "true")
    app.rest()


def choose_data(app, title, key):
    """By its picture, found by a word."""
    app.page.get_by_role("searchbox", name="Search the data sets").fill(title)
    tile(app, key).click()


def way(app, name):
    """The button of a card."""
    return app.page.locator(".choose").and_(app.page.get_by_role("button", name=name, exact=True))


def link_to(app, title):
    return app.page.get_by_role("link", name=title, exact=True).first


def go_to(app, title):
    app.act(link_to(app, title).click)


def test_the_main_job_by_mouse(visit):
    app = visit(SMALL)
    see_the_answer_first(app)
    change_the_data(app)
    look_at_other_methods(app)
    compare(app)
    decided = read_the_verdict(app)
    send_it_to_a_colleague(app, visit, decided)


def see_the_answer_first(app):
    """A sentence and the numbers, four ways, and the pictures, all of them on the first screen."""
    assert headline(app)
    assert len(scores(app)) == 4
    assert shown(app, "right")
    for card in app.page.locator(".card").all():
        expect(card).to_be_in_viewport(ratio=1)
    expect(app.page.locator(".panel:visible canvas").first).to_be_in_viewport(ratio=0.8)
    app.screenshot("main-1-opened")


def change_the_data(app):
    """Found by a word, then by a picture of the other group."""
    first = app.page.locator("body").inner_text()
    choose_data(app, "circles", "circles")
    has_data(app, "circles")
    assert app.page.locator("body").inner_text() != first
    app.page.get_by_role("button", name="recorded").click()
    tile(app, "iris").click()
    has_data(app, "iris")


def look_at_other_methods(app):
    """Another way by a click, another method of it from the list in the picture."""
    way(app, "One model").click()
    is_shown(app, "right", "best_single")
    way(app, "Fuse").click()
    is_shown(app, "right", "late_mean")
    for side, key in (("right", "late_max"), ("left", "model2")):
        app.page.get_by_role("combobox", name=f"Method shown on the {side}").select_option(key)
        is_shown(app, side, key)
    app.screenshot("main-2-changed")


def compare(app):
    go_to(app, "Compare")
    assert "better here than one model by more than chance" in headline(app)
    assert app.page.get_by_test_id("stPlotlyChart").count() >= 2
    app.screenshot("main-3-compared")


def read_the_verdict(app):
    """Gives what it says."""
    if "/verdict" not in app.page.url:
        go_to(app, "Verdict")
    assert re.match(DECIDED, headline(app))
    app.screenshot("main-4-verdict")
    return headline(app), app.page.get_by_role("heading", level=2).all_inner_texts()


def send_it_to_a_colleague(app, visit, decided):
    """The copied link, opened in another browser, shows the same numbers on every page."""
    app.page.get_by_role("button", name="Copy link").click()
    expect(app.page.get_by_text("Copied")).to_be_visible()
    link = app.page.evaluate("navigator.clipboard.readText()")
    assert link == app.page.url
    colleague = visit(link)
    assert read_the_verdict(colleague) == decided
    for both in (app, colleague):
        go_to(both, "Explore")
    assert scores(colleague) == scores(app)
    assert (shown(colleague, "left"), shown(colleague, "right")) == ("model2", "late_max")
    assert link_of(colleague) == link_of(app)


def test_the_main_job_by_keys_in_the_dark(visit):
    """Tab, arrows, Enter and Space, and nothing else."""
    app = visit(SMALL, theme="dark")
    change_the_data_with_keys(app)
    look_with_keys(app)
    app.tab_to(link_to(app, "Verdict"))
    app.act(lambda: app.page.keyboard.press("Enter"))
    expect(app.page.get_by_role("heading", level=1)).to_be_focused()
    assert re.match(DECIDED, headline(app))
    app.tab_to(app.page.get_by_role("button", name="Copy link"))
    app.page.keyboard.press("Space")
    expect(app.page.get_by_text("Copied")).to_be_visible()


def change_the_data_with_keys(app):
    """The picture beside it, then more rows."""
    app.tab_to(tile(app, "moons"))
    app.page.keyboard.press("ArrowRight")
    key = app.page.locator(".gallery button:focus").get_attribute("data-key")
    assert key != "moons"
    app.page.keyboard.press("Enter")
    has_data(app, key)
    expect(tile(app, key)).to_be_focused()
    app.tab_to(app.page.get_by_role("slider", name="Rows"))
    app.act(lambda: app.page.keyboard.press("ArrowRight"))
    assert link_of(app)["rows"] != LIGHT["rows"]


def look_with_keys(app):
    """Another way, then a place in a picture."""
    app.tab_to(app.page.locator(".choose[tabindex='0']"))
    for key in ("Home", "ArrowRight", "ArrowRight", "Enter"):
        app.page.keyboard.press(key)
    is_shown(app, "right", "stacking_logistic")
    picture = app.page.get_by_role("region", name="Right picture")
    app.tab_to(picture.get_by_role("img"))
    app.page.keyboard.press("ArrowUp")
    assert "%" in picture.locator(".readout").inner_text()


def test_the_main_job_by_touch_on_a_phone(visit):
    """The choices are behind a button; the ways one after the other; a reading stays."""
    app = visit(SMALL, viewport=PHONE, has_touch=True)
    page, sidebar = app.page, app.page.get_by_test_id("stSidebar")
    expect(sidebar).not_to_be_in_viewport()
    expect(way(app, "One model")).to_be_in_viewport()
    page.get_by_test_id("stExpandSidebarButton").tap()
    expect(sidebar).to_be_in_viewport()
    app.screenshot("phone-choices")
    tile(app, "circles").tap()
    has_data(app, "circles")
    page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").tap()
    expect(sidebar).not_to_be_in_viewport()
    way(app, "Stack").tap()
    is_shown(app, "right", "stacking_logistic")
    page.get_by_role("region", name="Right picture").get_by_role("img").tap()
    page.wait_for_timeout(500)
    reading = page.get_by_role("region", name="Right picture").locator(".readout")
    expect(reading).to_contain_text("confident")
    assert page.evaluate(WIDER_THAN_WINDOW) == 0
    app.act(link_to(app, "Verdict").tap)
    assert re.match(DECIDED, headline(app))
    assert page.evaluate(WIDER_THAN_WINDOW) == 0
    app.screenshot("phone-verdict-after")


def test_back_undoes_and_forward_does_again(visit):
    app = visit(SMALL)
    page = app.page
    before = (headline(app), scores(app))
    choose_data(app, "circles", "circles")
    has_data(app, "circles")
    after = (headline(app), scores(app))
    assert before != after
    app.act(page.go_back)
    assert "data" not in link_of(app)
    assert (headline(app), scores(app)) == before
    app.act(page.go_forward)
    assert link_of(app)["data"] == "circles"
    assert (headline(app), scores(app)) == after


def test_a_knob_turned_during_a_run_drops_that_run(visit):
    """Two changes in a row, the second long before the first is computed: only it is shown."""
    asked = {"data": "satellite_bands", "rows": "600", "repeats": "10", "seed": "41"}
    app = visit("/compare?" + urlencode(conftest.LIGHT | asked))
    page = app.page
    page.locator(".st-key-models").get_by_role("button", name="Naive Bayes").click()
    page.wait_for_timeout(300)  # the run has begun, and is far from its end
    choose_data(app, "iris", "iris")
    has_data(app, "iris")
    expect(page.get_by_text(re.compile("Iris: 150 rows.*10 × 3 folds, seed 41"))).to_be_visible(
        timeout=60_000
    )
    page.wait_for_timeout(1500)  # nothing of the dropped run comes late
    assert link_of(app)["data"] == "iris"
    expect(page.get_by_test_id("stMain").get_by_text("Satellite")).to_have_count(0)
    same = visit(page.url)
    assert headline(same) == headline(app)


def test_a_slider_moved_step_by_step_gives_the_numbers_of_its_link(visit):
    """0.05 + 0.05 + 0.05 is not 0.15 to a computer; the link must still mean the same."""
    app = visit(SMALL + "&noise=0")
    slider = app.page.locator(".st-key-data-moons-noise").get_by_role("slider")
    for _ in range(3):
        app.act(lambda: slider.press("ArrowRight"))
    assert link_of(app)["noise"] == "0.15"
    assert scores(visit(app.page.url)) == scores(app)
