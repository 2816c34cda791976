"""The keys of whoever presents: what they ask for is heard before the run that follows. Escape
presses the link in the container `deck_leave`."""

from collections.abc import Callable

import streamlit as st

from lib.ui import state
from lib.ui.components import script

MOVES = ("next", "back", "first", "last")
_mount = st.components.v2.component(
    "clicker",
    html="<span hidden></span>\n<!-- clicker.js hears the keys -->",
    js=script("clicker.js"),
)


def clicker(key: str, move: Callable[[str], None]) -> None:
    """move : called with one of MOVES."""

    def hear() -> None:
        pressed = state.told(key, "pressed")
        if pressed in MOVES:
            move(str(pressed))

    _mount(key=key, on_pressed_change=hear, width="content", height="content")
