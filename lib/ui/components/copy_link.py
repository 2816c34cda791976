"""A button that copies the address of the page: the whole scenario is in it."""

import streamlit as st

from lib.ui.components import script, style

_mount = st.components.v2.component(
    "copy_link",
    html="""
    <div class="copy">
      <button type="button">Copy link</button>
      <span class="said" role="status" aria-live="polite"></span>
      <input type="text" readonly hidden aria-label="Link to this page">
    </div>
    """,
    css=style("copy_link.css"),
    js=script("copy_link.js"),
)


def copy_link(key: str) -> None:
    """Draw the button. It works in the browser alone; Python hears nothing of it."""
    _mount(key=key, width="content")
