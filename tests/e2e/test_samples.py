"""The data are redrawn: samples come one after another, by mouse, by keys and by touch."""

from urllib.parse import urlencode

from playwright.sync_api import expect

from tests.browser import PHONE
from tests.e2e.streamlit_page import WIDER_THAN_WINDOW
from tests.pages.conftest import LIGHT

LINK = "/compare?" + urlencode(LIGHT)
LUCK, CURVES = "How much of this lead is luck?", "When does another way lead?"


def label(app):
    return app.page.locator(".redraws .label")


def shown(app):
    """Marks of samples, of those that leave a trail too."""
    return app.page.locator(".redraws .trail .dot:visible").count()


def drawn(app, by):
    app.act(lambda: by(app.page.get_by_text(LUCK, exact=True)))
    app.act(lambda: by(app.page.get_by_role("button", name="Redraw the data")))
    app.rest()
    expect(label(app)).to_have_text("Sample 20 of 20")


def test_samples_are_stepped_through_with_keys_and_played_with_the_mouse(visit):
    app = visit(LINK)
    drawn(app, lambda button: button.click())
    expect(app.page.get_by_role("button", name="Play")).to_be_hidden()  # little motion is wanted
    whole = shown(app)
    app.page.context.set_offline(True)  # the server is out of reach
    slider = app.page.get_by_role("slider", name="Sample")
    slider.focus()
    app.page.keyboard.press("Home")
    expect(label(app)).to_have_text("Sample 1 of 20")
    assert shown(app) * 20 == whole
    app.page.keyboard.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") == "Sample 2 of 20"
    assert shown(app) * 10 == whole
    expect(app.page.locator(".redraws .said")).to_contain_text("Best so far in 2:")
    app.page.context.set_offline(False)
    app.page.emulate_media(reduced_motion="no-preference", color_scheme="dark")
    expect(app.page.locator(".redraws.dark")).to_have_count(1)
    app.page.get_by_role("button", name="Play").click()
    expect(label(app)).to_have_text("Sample 20 of 20", timeout=30_000)  # where it ends by itself
    expect(app.page.get_by_role("button", name="Play")).to_be_visible()


def test_a_phone_redraws_by_touch_and_a_curve_is_asked_for(visit):
    app = visit(LINK + "&seed=1", viewport=PHONE, has_touch=True)  # nobody has asked for these
    drawn(app, lambda button: button.tap())
    app.page.get_by_role("button", name="Sample before").tap()
    expect(label(app)).to_have_text("Sample 19 of 20")
    assert "best in" in app.page.locator(".redraws .names li").first.inner_text()
    assert not app.page.evaluate(WIDER_THAN_WINDOW)
    app.act(lambda: app.page.get_by_text(CURVES, exact=True).tap())
    app.act(lambda: app.page.get_by_role("radio", name="Models").tap())
    app.act(lambda: app.page.get_by_role("button", name="Draw this curve").tap())
    app.rest()
    expect(app.page.get_by_text("The best mean of 5 samples goes to")).to_be_visible()
    assert not app.page.evaluate(WIDER_THAN_WINDOW)
