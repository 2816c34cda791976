"""Words are explained by a press, with keys or a finger; and fusion is what the visitor means."""

from urllib.parse import urlencode

from playwright.sync_api import expect

from tests.browser import PHONE
from tests.e2e.streamlit_page import WIDER_THAN_WINDOW
from tests.pages.conftest import LIGHT

LINK = urlencode(LIGHT)


def test_words_are_read_by_keys_and_mark_what_one_means_by_fusion(visit):
    app = visit(f"/?{LINK}")
    page = app.page
    sentence = page.get_by_text("One trained model before any combining.")
    expect(sentence).to_have_count(0)  # nobody has asked
    page.get_by_role("button", name="Words").focus()
    page.keyboard.press("Enter")
    expect(sentence).to_be_visible()
    page.get_by_text("Of any answers", exact=True).click()
    expect(page.get_by_text("Vote: fusion", exact=True)).to_be_visible()
    assert "fusion=answers" in page.url
    expect(page.get_by_text("Why they say so")).to_be_visible()
    page.keyboard.press("Escape")
    expect(sentence).not_to_be_visible()


def test_a_word_is_read_with_a_finger_where_it_stands(visit):
    app = visit(f"/inside?{LINK}", viewport=PHONE, has_touch=True)
    app.page.get_by_role("button", name="Ensembling").tap()
    expect(app.page.get_by_text("All of them stay in use.")).to_be_visible()
    picture = app.page.get_by_role("img", name="Ensembling. all columns; then model 1")
    expect(picture).to_be_visible()
    assert picture.bounding_box()["width"] <= PHONE[0]
    assert app.page.evaluate(WIDER_THAN_WINDOW) == 0
