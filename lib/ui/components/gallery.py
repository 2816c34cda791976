"""A gallery of data sets as small pictures of their points, in two groups, with a search."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from lib.ui.components import script, style
from lib.ui.components.stage import _base64, class_marks

_mount = st.components.v2.component(
    "gallery",
    html='<div class="gallery"></div>\n<!-- filled by gallery.js -->',
    css=style("gallery.css"),
    js=script("gallery.js"),
)


def gallery_item(
    key: str, title: str, summary: str, kind: str, points: np.ndarray, y: np.ndarray
) -> dict[str, Any]:
    """One data set of the gallery, ready for JSON.

    kind : "generated", "own" or "real". points : (m, 2) in the unit square, y : (m,) class
    positions, as `lib.datasets.thumbnail` gives them; some dozens are plenty for a picture of this
    size.
    """
    return {
        "key": key,
        "title": title,
        "summary": summary,
        "kind": kind,
        "classes": class_marks([""] * (int(y.max()) + 1)),
        "points": _base64(np.round(255 * points), np.uint8),
        "y": _base64(y, np.uint8),
    }


@dataclass(frozen=True)
class SentGallery:
    """All data sets with one of them chosen, written down once for every visitor and every run."""

    keys: tuple[str, ...]
    body: bytes


def gallery_data(items: Sequence[dict[str, Any]], chosen: str) -> SentGallery:
    """The gallery of these items, worth keeping."""
    body = json.dumps({"items": list(items), "chosen": chosen}).encode()
    return SentGallery(tuple(item["key"] for item in items), body)


def gallery(sent: SentGallery, key: str) -> str | None:
    """Draw the gallery; gives the key that was clicked, in the run after the click only."""
    result = _mount(key=key, data=sent.body, on_picked_change=lambda: None)
    return result.picked if result.picked in sent.keys else None
