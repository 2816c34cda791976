"""All ways to combine behind one opening: by keyboard, on a wide screen and on a phone."""

import pytest
from playwright.sync_api import expect

from tests.browser import PHONE

SMALL = "/?rows=100&folds=3&repeats=1&models=logistic_regression,decision_tree:max_depth=3"


def opened(app):
    """The opening, opened; before, none of it is there."""
    assert app.page.locator(".more-ways").count() == 0
    app.act(lambda: app.page.get_by_text("More ways to combine", exact=True).click())
    app.page.locator(".more-ways svg").first.wait_for()
    return app.page.locator(".more-ways")


def test_a_way_is_switched_on_and_off_with_the_keyboard_and_back_to_the_usual_ones(visit):
    app = visit(SMALL)
    ways, page = opened(app), app.page
    borda = page.get_by_role("checkbox", name="Late fusion, Borda count", exact=True)
    assert not borda.is_checked()
    borda.focus()
    app.act(lambda: page.keyboard.press("Space"))
    page.wait_for_function("location.search.includes('borda')")
    expect(borda).to_be_checked()
    expect(borda).to_be_focused()
    expect(page.get_by_role("combobox", name="Method shown on the right")).to_be_visible()
    app.act(lambda: page.get_by_role("button", name="Back to the usual ones").click())
    page.wait_for_function("!location.search.includes('methods')")
    expect(borda).not_to_be_checked()
    names = ways.locator("label").all_inner_texts()
    assert len(names) == len(set(names)) == ways.get_by_role("img", name="Wiring").count()


def test_quick_presses_end_with_all_of_them(visit):
    app = visit(SMALL)
    opened(app)
    for name in ("Weighted vote", "Local vote", "Late fusion, median", "Weighted vote"):
        app.page.get_by_role("checkbox", name=name, exact=True).click()
    app.page.wait_for_function("location.search.includes('late_median')", timeout=90_000)
    app.page.wait_for_timeout(1500)
    for name, is_on in (("Weighted vote", 0), ("Local vote", 1), ("Late fusion, median", 1)):
        expect(app.page.get_by_role("checkbox", name=name, exact=True)).to_be_checked(
            checked=bool(is_on)
        )
    assert "knora_union" in app.page.url
    assert "weighted_vote," not in app.page.url.split("methods=")[1].replace(
        "score_weighted_vote", ""
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_on_a_phone_nothing_is_wider_than_the_page_and_what_takes_no_part_says_why(visit, theme):
    app = visit(SMALL + "&data=circles", viewport=PHONE, theme=theme)
    ways = opened(app)
    off = app.page.get_by_role("checkbox", name="Late fusion, mean", exact=True)
    assert off.is_disabled()
    assert not off.is_checked()
    assert (
        ways.locator(".off .note").first.inner_text()
        == "Takes no part here: these data have one source."
    )
    assert ways.evaluate("node => node.scrollWidth <= node.clientWidth")
