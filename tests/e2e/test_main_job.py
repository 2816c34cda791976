"""The main job as a new visitor does it: pick data and models, see what changes, decide."""

import re
from urllib.parse import parse_qs, urlparse

from playwright.sync_api import expect

SMALL = "rows=100&folds=3&repeats=1"


def link_of(app):
    """The parameters in the address bar."""
    return {name: values[0] for name, values in parse_qs(urlparse(app.page.url).query).items()}


def headline(app):
    return app.page.get_by_role("heading", level=1).inner_text()


def shown(app, side):
    """The method in one of the two large pictures, by its key."""
    return app.page.get_by_role("combobox", name=f"Method shown on the {side}").input_value()


def scores(app):
    """The scores on the cards, in their order."""
    return app.page.locator(".card .score").all_inner_texts()


def choose_data(app, title):
    """Choose from a list by typing the start of a name, as one does in a long list."""
    box = app.page.get_by_role("combobox", name="Data set")
    box.click()
    box.fill(title)
    listed = app.page.get_by_test_id("stSelectboxVirtualDropdown")
    listed.get_by_role("option", name=title).first.click()


def go_to(app, title):
    app.act(lambda: app.page.get_by_role("link", name=title, exact=True).first.click())


def test_the_main_job(visit):
    app = visit("/?v=1&" + SMALL)
    see_the_answer_first(app)
    change_the_data(app)
    look_at_other_methods(app)
    compare(app)
    decided = read_the_verdict(app)
    send_it_to_a_colleague(app, visit, decided)


def see_the_answer_first(app):
    """One sentence with numbers, and the pictures below it."""
    assert re.search(r"\d", headline(app))
    assert len(scores(app)) == 4
    assert shown(app, "left") == "best_single" or shown(app, "left").startswith("model")
    assert shown(app, "right")
    app.screenshot("main-1-opened")


def change_the_data(app):
    """From the list, then by a picture."""
    first = headline(app)
    app.act(lambda: choose_data(app, "Circles"))
    assert link_of(app)["data"] == "circles"
    assert headline(app) != first
    app.act(lambda: app.page.get_by_role("button", name="Choose by picture").click())
    dialog = app.page.get_by_role("dialog")
    dialog.locator("button[data-key=xor]").click()
    expect(dialog).to_have_count(0)
    app.page.wait_for_function("location.search.includes('data=xor')")
    app.act(lambda: None)  # a pick is two runs, one of the dialog and one of the page: be past both


def look_at_other_methods(app):
    """Another way by a click, another method of it from the list in the picture."""
    app.act(lambda: app.page.locator(".card").filter(has_text="One model").first.click())
    assert shown(app, "right") == link_of(app)["right"] == "best_single"
    app.act(lambda: app.page.locator(".card").filter(has_text="Vote").click())
    right = app.page.get_by_role("combobox", name="Method shown on the right")
    app.act(lambda: right.select_option("majority_vote"))
    assert shown(app, "right") == link_of(app)["right"] == "majority_vote"
    left = app.page.get_by_role("combobox", name="Method shown on the left")
    app.act(lambda: left.select_option("model2"))
    assert link_of(app)["left"] == "model2"
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
    assert app.page.get_by_text("Recommended pick").is_visible()
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
    assert (shown(colleague, "left"), shown(colleague, "right")) == ("model2", "majority_vote")
    assert link_of(colleague) == link_of(app)


def test_back_undoes_and_forward_does_again(visit):
    app = visit("/?v=1&" + SMALL)
    page = app.page
    before = (headline(app), scores(app))
    app.act(lambda: choose_data(app, "Circles"))
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
    app = visit("/?v=1&data=satellite_bands&folds=3&repeats=10&seed=41")
    page = app.page
    seed = page.get_by_label("Seed", exact=True)
    seed.fill("42")
    seed.press("Enter")
    page.wait_for_timeout(300)  # the run has begun, and is far from its end
    choose_data(app, "Iris")
    page.wait_for_function("new URLSearchParams(location.search).get('data') === 'iris'")
    expect(page.get_by_text(re.compile("Iris: 150 rows.*10 × 3 folds, seed 42"))).to_be_visible(
        timeout=60_000
    )
    page.wait_for_timeout(1500)  # nothing of the dropped run comes late
    assert link_of(app)["data"] == "iris"
    assert (
        page.get_by_text("Satellite").count()
        == page.get_by_text("Satellite").locator("visible=true").count()
        == 0
    )
    same = visit(page.url)
    assert headline(same) == headline(app)
    assert scores(same) == scores(app)


def test_a_slider_moved_step_by_step_gives_the_numbers_of_its_link(visit):
    """0.05 + 0.05 + 0.05 is not 0.15 to a computer; the link must still mean the same."""
    app = visit("/?v=1&noise=0&" + SMALL)
    slider = app.page.locator(".st-key-data-moons-noise").get_by_role("slider")
    for _ in range(3):
        app.act(lambda: slider.press("ArrowRight"))
    assert link_of(app)["noise"] == "0.15"
    assert scores(visit(app.page.url)) == scores(app)
