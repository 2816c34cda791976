"""A button that copies the address of the page, in which the whole scenario is, and lines before it
when there is more to tell."""

from collections.abc import Sequence

import streamlit as st

from lib.ui.components import script, style

_mount = st.components.v2.component(
    "copying",
    html="""
    <div class="copy">
      <button type="button"></button>
      <span class="said" role="status" aria-live="polite"></span>
      <textarea rows="1" readonly hidden aria-label="What is copied"></textarea>
    </div>
    """,
    css=style("copying.css"),
    js=script("copying.js"),
)


def copying(label: str, key: str, lines: Sequence[str] = ()) -> None:
    """Draw the button. It works in the browser alone; Python hears nothing of it."""
    _mount(key=key, data={"label": label, "lines": list(lines)}, width="content")
