"""The threshold under the hand: border, confusion and score follow without the server."""

from urllib.parse import urlencode

import numpy as np
from playwright.sync_api import expect

from tests.browser import PHONE
from tests.e2e.streamlit_page import PIXELS, WIDER_THAN_WINDOW
from tests.pages.conftest import LIGHT

LINK = "/inside?" + urlencode(LIGHT | {"rows": "200", "tab": "threshold", "right": "soft_vote"})


def slider(app):
    return app.page.get_by_role("slider", name="Threshold")


def place(app, share):
    """On the slider, from its left end."""
    slider(app).scroll_into_view_if_needed()
    box = slider(app).bounding_box()
    return box["x"] + share * box["width"], box["y"] + box["height"] / 2


def shown(app):
    """(pixels of the picture, counts, words, score)."""
    page = app.page
    canvas = page.get_by_role("region", name="Soft vote").locator("canvas").last
    table = page.get_by_role("region", name="What is taken for what")
    counts = [int(text.split(" of ")[0]) for text in table.locator("td .quiet").all_inner_texts()]
    assert sum(counts) == 200
    score = page.locator(".series b").first.inner_text()
    return canvas.evaluate(PIXELS), counts, table.locator(".readout").inner_text(), score


def says_what_it_counts(counts, words):
    found, missed, alarms, passed = counts
    assert f"Of 100 “worn” pumps, {100 * missed / (found + missed):.0f} missed" in words
    assert f"of 100 “healthy” pumps, {100 * alarms / (alarms + passed):.0f} false alarms" in words


def mistakes_change(before, after):
    """Whether misses and false alarms become more, 1, or fewer, -1."""
    return [int(np.sign(after[1][i] - before[1][i])) for i in (1, 2)]


def test_it_is_moved_by_mouse_and_by_keys_without_the_server(visit):
    app = visit(LINK)
    expect(app.page.locator(".player .label")).to_have_text("“worn” from 50 % on")
    before = shown(app)
    says_what_it_counts(*before[1:3])
    app.page.context.set_offline(True)
    mouse = app.page.mouse
    mouse.move(*place(app, 0.5))
    mouse.down()
    mouse.move(*place(app, 0.2), steps=5)
    mouse.up()
    lower = shown(app)
    says_what_it_counts(*lower[1:3])
    assert all(one != other for one, other in zip(before, lower, strict=True))
    assert mistakes_change(before, lower) == [-1, 1]  # fewer missed, more false alarms
    slider(app).press("End")
    expect(app.page.locator(".player .label")).to_have_text("“worn” from 99 % on")
    slider(app).press("ArrowLeft")
    assert slider(app).get_attribute("aria-valuetext") == "“worn” from 98 % on"
    higher = shown(app)
    assert mistakes_change(before, higher) == [1, -1]
    said = app.page.locator(".player .said")  # once, when it is at rest
    expect(said).to_contain_text(higher[2])
    expect(said).to_contain_text(f"Accuracy {higher[3]}")
    app.page.context.set_offline(False)


def test_it_follows_a_finger_on_a_dark_phone(visit):
    app = visit(LINK, viewport=PHONE, theme="dark", has_touch=True)
    before = shown(app)
    app.page.touchscreen.tap(*place(app, 0.8))
    higher = shown(app)
    assert all(one != other for one, other in zip(before, higher, strict=True))
    assert mistakes_change(before, higher) == [1, -1]
    assert not app.page.evaluate(WIDER_THAN_WINDOW)
