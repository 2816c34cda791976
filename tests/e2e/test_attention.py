"""Where the focus and the sidebar are after a page or a lesson was opened."""

import pytest
from playwright.sync_api import expect

from tests.browser import DESKTOP

SMALL = "/?v=1&rows=100&folds=3&repeats=2"
TABLET = (1024, 768)


def focused(page):
    return page.evaluate("document.activeElement.tagName")


def test_another_page_or_a_lesson_brings_its_headline_to_the_eyes(visit):
    app = visit(SMALL)
    page, headline = app.page, app.page.get_by_role("heading", level=1)
    assert focused(page) == "BODY"  # a first visit begins at the beginning
    for name in ("Compare", "About", "Explore"):
        app.act(lambda name=name: page.get_by_role("link", name=name, exact=True).first.click())
        expect(headline).to_be_focused()
    app.act(lambda: page.locator(".st-key-models").get_by_role("button", name="Forest").click())
    expect(headline).not_to_be_focused()  # what is changed keeps the focus
    app.act(lambda: page.get_by_role("link", name="Learn", exact=True).click())
    app.act(lambda: page.get_by_role("button", name="Too close to call").click())  # far below
    expect(headline).to_be_focused()
    expect(headline).to_be_in_viewport()


@pytest.mark.parametrize("window", [TABLET, DESKTOP])
def test_the_sidebar_is_closed_where_the_pictures_need_its_room(visit, window):
    app = visit(SMALL, viewport=window)
    page, sidebar = app.page, app.page.get_by_test_id("stSidebar")
    if window == DESKTOP:
        expect(sidebar).to_be_in_viewport()
        return
    expect(sidebar).not_to_be_in_viewport()
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(sidebar).to_be_in_viewport()
    app.act(lambda: page.get_by_role("link", name="About", exact=True).first.click())
    expect(sidebar).to_be_in_viewport()  # what the visitor opened stays open
