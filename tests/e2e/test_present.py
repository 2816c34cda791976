"""A presentation from the first screen to the last: by the keys of a clicker, and with a thumb."""

import re

from playwright.sync_api import expect

from tests.browser import PHONE
from tests.e2e.streamlit_page import WIDER_THAN_WINDOW
from tests.e2e.test_stage import SMALL

# What lies on top in every corner and in the middle: only the deck, nothing of the app's frame.
ON_TOP = """() => [[.02, .02], [.98, .02], [.5, .5], [.02, .98], [.98, .98]].every(([x, y]) =>
  document.elementFromPoint(x * innerWidth, y * innerHeight)
    .closest('.st-key-deck, .st-key-deck_ways'))"""
SCROLLS = """() => [document.querySelector('.st-key-deck')]
  .map(deck => deck.scrollHeight - deck.clientHeight)[0]"""


def test_a_deck_is_shown_by_keyboard_and_ends_on_the_decision(visit):
    app = visit("/verdict" + SMALL[1:] + "&voice=engineer", viewport=(1024, 768))
    page = app.page
    decision = page.get_by_role("heading", level=1).inner_text()
    app.act(lambda: page.get_by_role("link", name="Present").click())
    app.rest()
    said, n = [], int(page.get_by_text(re.compile(r"^1 of \d$")).inner_text()[-1])
    for number in range(1, n + 1):
        expect(page.get_by_text(f"{number} of {n}")).to_be_visible()
        title = page.get_by_role("heading", level=1)
        expect(title).to_be_focused()
        said.append(title.inner_text())
        assert page.evaluate(ON_TOP)
        assert page.evaluate(SCROLLS) <= 1, said
        key = ("ArrowRight", "PageDown", "Space")[number % 3]
        app.act(lambda key=key: page.keyboard.press(key))
    assert "What it means for an engineer" in said
    assert said[-1] == decision
    app.act(lambda: page.keyboard.press("Home"))
    expect(page.get_by_text(f"1 of {n}")).to_be_visible()
    app.act(lambda: page.keyboard.press("End"))
    app.act(lambda: page.keyboard.press("Escape"))
    expect(page).to_have_url(re.compile("/verdict"))
    expect(page.locator(".st-key-deck")).to_have_count(0)


def test_a_deck_is_shown_with_a_thumb(visit):
    app = visit("/present" + SMALL[1:], viewport=PHONE, has_touch=True, theme="dark")
    app.act(lambda: app.page.get_by_role("button", name="→").tap())
    expect(app.page.get_by_text(re.compile("^2 of"))).to_be_visible()
    assert not app.page.evaluate(WIDER_THAN_WINDOW)
    assert app.page.get_by_role("button", name="→").bounding_box()["height"] >= 44
    app.act(lambda: app.page.get_by_role("link", name="Leave").tap())
    expect(app.page.locator(".st-key-deck")).to_have_count(0)
