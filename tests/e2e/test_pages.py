"""Each page in a browser: complete, within the window, without a complaint."""

from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.browser import APP, COLD_APP, PHONE
from tests.e2e.streamlit_page import WIDER_THAN_WINDOW, page_paths
from tests.pages.conftest import LIGHT

PAGES = page_paths()
SMALL = "?" + urlencode(LIGHT | {"methods": "soft_vote,stacking_logistic,late_mean"})
# Clipped content a visitor cannot reach: wider than the window, and in no box that scrolls.
STICKING_OUT = """() => [...document.querySelectorAll('[data-testid="stMain"] *')].filter(one => {
    const box = one.getBoundingClientRect();
    if (!box.width || !box.height || box.right <= innerWidth + 1) return false;
    for (let up = one; up; up = up.parentElement) {
      if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(up).overflowX)) return false;
    }
    return true;
  }).map(one => `${one.tagName} ${one.className} ${one.textContent.slice(0, 40)}`).slice(0, 5)"""


def assert_complete(app, name):
    page = app.page
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert page.get_by_role("heading", level=1).inner_text().strip()
    for title in ("Explore", "Compare", "Verdict", "About"):
        assert page.get_by_role("link", name=title, exact=True).count() >= 1
    if name == "explore":
        assert page.locator(".card").count() == 4
    if name in ("compare", "verdict"):
        assert page.get_by_test_id("stPlotlyChart").count() >= 1


@pytest.mark.parametrize(("name", "what"), [("explore", APP), ("verdict", COLD_APP)])
def test_a_page_may_be_the_first_request_of_a_fresh_server(visit, fresh_server, name, what):
    app = visit(PAGES[name] + SMALL, at=fresh_server(what))
    assert_complete(app, name)
    assert "rows=100" in app.page.url
    app.screenshot(f"first-{name}")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_a_dark_phone(visit, name):
    app = visit(PAGES[name] + SMALL, viewport=PHONE, theme="dark")
    assert_complete(app, name)
    assert app.page.evaluate(WIDER_THAN_WINDOW) == 0
    assert app.page.evaluate(STICKING_OUT) == []
    background = app.page.get_by_test_id("stApp").evaluate(
        "box => getComputedStyle(box).backgroundColor"
    )
    assert all(int(part) < 60 for part in background.strip("rgb()").split(","))
    if name == "explore":
        assert app.page.locator(".stage.dark").count() == 1
    app.screenshot(f"phone-{name}")
