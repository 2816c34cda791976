"""The frame around every page."""

from streamlit.testing.v1 import AppTest


def _a_page_at_work() -> None:
    import streamlit as st

    from lib.scenario.record import DEFAULT
    from lib.ui.shell import Page

    Page(DEFAULT, st.container()).progress(
        0, "Fitting trees on ![a view](https://example.org/a.png)"
    )


def test_progress_names_views_without_formatting():
    (progress,) = AppTest.from_function(_a_page_at_work, default_timeout=60).run().get("progress")
    assert "![" not in progress.proto.text
    assert "\\!\\[a view\\]\\(https\\://example.org/a.png\\)" in progress.proto.text
