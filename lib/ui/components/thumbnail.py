"""A small picture of what one method answers everywhere, as the cards of the stage have it."""

import json

import numpy as np
import streamlit as st

from lib.drawing.style import field_colours
from lib.engine.boundary import Picture
from lib.ui.components import script, style
from lib.ui.components.stage import _base64

_mount = st.components.v2.component(
    "thumbnail",
    html='<div class="thumbnail"></div>\n<!-- filled by thumbnail.js -->',
    css=style("thumbnail.css"),
    js=script("thumbnail.js"),
)


def thumbnail_data(picture: Picture, n: int, n_classes: int, words: str) -> bytes:
    """A picture of `n` cells a side, worth keeping. words : what is read out in its place."""
    data = {
        "n": n,
        "lut": _base64(field_colours(n_classes), np.uint8),
        "field": _base64(picture.field, np.uint8),
        "line": _base64(picture.line, np.float32),
        "words": words,
    }
    return json.dumps(data).encode()


def thumbnail(sent: bytes, key: str) -> None:
    """Draw it."""
    _mount(key=key, data=sent)
