"""The helper itself."""

from tests.e2e.streamlit_page import open_context


def test_a_page_that_broke_can_be_photographed(browser, tmp_path):
    app = open_context(browser)
    app.page.set_content("<p>Nothing of Streamlit here</p>")
    assert app.photograph(tmp_path / "broken.png").stat().st_size
    app.close()
