"""What the browser keeps for a visitor as long as the window is open, also when the page is loaded
anew and the server knows nothing of them any more."""

from collections.abc import Callable

import streamlit as st

from lib.ui import state
from lib.ui.components import script

_mount = st.components.v2.component(
    "keepsake",
    html="<span hidden></span>\n<!-- keepsake.js keeps a word for this window -->",
    js=script("keepsake.js"),
)


def keepsake(key: str, word: str | None, found: Callable[[str], None]) -> None:
    """Keep this word; "" keeps none. None asks for what was kept: `found` is called with it before
    another run, if there is anything."""

    def hear() -> None:
        found(str(state.told(key, "found") or ""))

    data = {"name": key, "word": word}
    _mount(key=key, data=data, on_found_change=hear, width="content", height="content")
