"""Where the eyes and the keyboard are: on the headline, once another page or example was opened."""

import streamlit as st

from lib.ui.components import script

_mount_attention = st.components.v2.component(
    "attention",
    html="<span hidden></span>\n<!-- attention.js moves the focus -->",
    js=script("attention.js"),
)
_mount_room = st.components.v2.component(
    "room",
    html="<span hidden></span>\n<!-- room.js tells how wide the window is -->",
    js=script("room.js"),
)


def attention(turn: int) -> None:
    """Bring the headline into view and move the focus to it, once for each turn above 0. Mount it
    after the headline, so that it is there."""
    _mount_attention(key="attention", data={"turn": turn}, width="content", height="content")


def is_narrow() -> bool:
    """Whether a sidebar would take the room of the pictures: true in one run only, which the
    browser starts when it sees that its window is narrow."""
    result = _mount_room(
        key="room", on_narrow_change=lambda: None, width="content", height="content"
    )
    return result.narrow is True
