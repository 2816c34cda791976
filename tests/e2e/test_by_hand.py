"""Votes weighed by hand: the score follows at once, and what is let go of is written down."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import PHONE
from tests.e2e.streamlit_page import PIXELS, WIDER_THAN_WINDOW
from tests.e2e.test_stage import SMALL
from tests.engine.test_line import until

VOTE = SMALL + "&right=soft_vote"
WRITTEN = re.compile(r"right=weighted_vote")


def pad(app):
    return app.page.get_by_role("application")


def place(app, across, up):
    """In the polygon, from its middle, in parts of its width."""
    pad(app).scroll_into_view_if_needed()
    box = pad(app).bounding_box()
    return box["x"] + (0.5 + across) * box["width"], box["y"] + (0.5 - up) * box["height"]


def shares(app):
    return pad(app).locator(".share").all_text_contents()


def tally(app):
    return app.page.locator(".tally:visible").inner_text()


def pixels(app):
    return app.page.get_by_role("region", name="Right picture").get_by_role("img").evaluate(PIXELS)


def test_the_border_and_the_score_follow_a_mouse_before_the_server_has_answered(visit):
    app = visit(VOTE)
    assert shares(app) == ["50 %", "50 %"]
    assert "honest" in app.page.locator(".peek:visible").inner_text()
    before, drawn, mouse = tally(app), pixels(app), app.page.mouse
    app.page.context.set_offline(True)  # the server is out of reach
    mouse.move(*place(app, 0, 0))
    mouse.down()
    mouse.move(*place(app, 0.4, 0), steps=4)
    expect(pad(app).locator(".share").nth(1)).not_to_have_text("50 %")
    until(lambda: tally(app) != before and pixels(app) != drawn, 10)
    assert "peek" in app.page.locator(".peek:visible").inner_text()
    app.page.context.set_offline(False)
    said = tally(app), shares(app)
    app.act(mouse.up)
    expect(app.page).to_have_url(WRITTEN)
    app.rest()
    assert (tally(app), shares(app)) == said
    assert "Weighted vote" in app.page.locator(".card", has_text="Vote").first.inner_text()
    app.act(lambda: app.page.get_by_role("button", name="equal", exact=True).click())
    assert tally(app) == before
    assert "right=soft_vote" in app.page.url


def test_weights_are_set_with_keys_alone(visit):
    app = visit(VOTE)
    app.tab_to(pad(app))
    before = tally(app)
    app.page.keyboard.press("ArrowRight")
    expect(pad(app).locator(".share").nth(1)).to_have_text("53 %")
    app.page.keyboard.press("1")
    expect(pad(app).locator(".share").first).to_have_text("100 %")
    app.page.wait_for_url(WRITTEN)  # when no key comes any more
    app.rest()
    expect(
        app.page.get_by_role("region", name="How much each model counts").locator(".said")
    ).to_contain_text("% right")
    assert "weights%3D1-0" in app.page.url
    assert tally(app) != before
    assert pad(app).evaluate("one => one.getRootNode().activeElement === one")
    app.tab_to(app.page.get_by_role("button", name="count votes"))
    app.act(lambda: app.page.keyboard.press("Enter"))
    expect(app.page).to_have_url(re.compile("rule%3Dvotes"))


def test_weights_follow_a_finger_on_a_phone(visit):
    app = visit(VOTE, viewport=PHONE, has_touch=True)
    before = tally(app)
    app.act(lambda: app.page.touchscreen.tap(*place(app, -0.2, 0)))
    expect(app.page).to_have_url(WRITTEN)
    app.rest()
    assert shares(app) != ["50 %", "50 %"]
    assert tally(app) != before
    assert not app.page.evaluate(WIDER_THAN_WINDOW)


@pytest.mark.parametrize("n_models", [3, 8])
def test_every_place_can_be_visited_however_many_models_vote(visit, n_models):
    known = "logistic_regression,gaussian_naive_bayes,decision_tree"
    models = ",".join([known, *["decision_tree:max_depth=2"] * (n_models - 3)])
    app = visit(re.sub("models=[^&]*", f"models={models}", VOTE))
    bars = app.page.locator(".bars").get_by_role("slider")
    assert bars.count() == (n_models if n_models > 6 else 0)
    found = []
    for name in ("stacking’s weights", "best found"):
        app.act(lambda name=name: app.page.get_by_role("button", name=name).click())
        app.rest()
        found.append(float(tally(app).split(" %")[0]))
    assert found[1] >= found[0]
    if n_models > 6:
        app.act(lambda: bars.first.press("Home"))
        expect(app.page).to_have_url(re.compile("weights%3D0-"))


def test_the_whole_stage_is_on_the_first_screen_of_a_laptop(visit):
    app = visit(VOTE, viewport=(1280, 800))
    panels = app.page.locator(".panels").bounding_box()
    assert panels["y"] + panels["height"] < 800
    assert float(pad(app).locator("svg").get_attribute("height")) >= 170
