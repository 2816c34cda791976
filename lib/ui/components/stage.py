"""The stage: a strip of all methods as small boundary pictures, and two large ones side by side."""

import hashlib
import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import streamlit as st

from lib.datasets import Dataset
from lib.drawing.style import class_mark, field_colours
from lib.engine.boundary import Picture
from lib.engine.plane import Plane
from lib.ui.components import script, style

# The kind of a method -> the label of its group in the strip, in the order of groups.
GROUPS = {
    "members": "Your models",
    "single": "Best single",
    "voting": "Voting",
    "selection": "Selection",
    "stacking": "Stacking",
    "early": "Fusion",
    "late": "Fusion",
    "intermediate": "Fusion",
    "parameters": "Many into one",
    "structure": "Many into one",
    "knowledge": "Many into one",
}
LEFT_GROUPS = ("members", "single")  # a click on these shows them on the left

_mount = st.components.v2.component(
    "stage",
    html='<div class="stage"></div>\n<!-- filled by stage.js -->',
    css=style("stage.css"),
    js=script("stage.js"),
)


@dataclass(frozen=True, eq=False)
class StageMethod:
    """One method as the stage shows it.

    group : a key of GROUPS. note : "" or such as "same as soft vote".
    predicted : (n_samples,) the class each row was given while it was held out.
    """

    key: str
    title: str
    short: str
    group: str
    picture: Picture
    predicted: np.ndarray
    note: str = ""


def stage_data(
    dataset: Dataset,
    plane: Plane,
    methods: Sequence[StageMethod],
    metric: str,
    better: str = "higher",
) -> dict[str, Any]:
    """All that `stage` draws, ready for JSON; worth keeping, for it is the same for every visitor.

    metric : its name on screen. better : "higher" or "lower".
    """
    by_group = sorted(methods, key=lambda method: list(GROUPS).index(method.group))
    data = {
        "n": plane.n,
        "w": 256 // dataset.n_classes,
        "lut": _base64(field_colours(dataset.n_classes), np.uint8),
        "classes": class_marks(dataset.class_names),
        "points": _base64(plane.project(dataset), np.float32),
        "y": _base64(dataset.y, np.uint8),
        "axes": {"x": asdict(plane.x), "y": asdict(plane.y)},
        "caption": plane.caption,
        "metric": {"name": metric, "better": better},
        "operator": "→",
        "methods": [_method(method) for method in by_group],
    }
    return named(data)


def stage(
    picture: dict[str, Any], scores: Mapping[str, tuple[str, str]], left: str, right: str, key: str
) -> tuple[str, str]:
    """Draw the stage with methods `left` and `right` ("" for none); gives what is shown now.

    scores : key of each method -> the text under its small picture ("86.3"), and the same as a
    sentence ("Accuracy 86.3 %"). They become surer while the picture stays.

    The result differs from the arguments only in the run that follows a visitor's choice; keep
    it, and pass it in from then on. A key that is not in the picture gives way to the first
    method on the left, to nothing on the right.
    """
    known = [method["key"] for method in picture["methods"]]
    left = left if left in known else known[0]
    right = right if right in known else ""
    with st.container(gap=None):
        # The heavy part is a mount of its own, so that it is not sent again for every choice.
        _mount(key=f"{key}_picture", data={"picture": picture})
        light = {"id": picture["id"], "left": left, "right": right, "scores": scores}
        result = _mount(key=key, data=light, on_shown_change=lambda: None)
    return _read_choice(result.shown, known) or (left, right)


def named(data: dict[str, Any]) -> dict[str, Any]:
    """With an "id" that other data do not have."""
    digest = hashlib.blake2b(json.dumps(data).encode(), digest_size=12)
    return {"id": digest.hexdigest()} | data


def class_marks(names: Sequence[str]) -> list[dict[str, str]]:
    """What `drawMark` in marks.js needs to know of each class."""
    marks = [class_mark(position) for position in range(len(names))]
    return [
        {"name": name, "colour": mark.colour, "shape": mark.shape, "outline": mark.outline}
        for name, mark in zip(names, marks, strict=True)
    ]


def _read_choice(shown: object, known: Sequence[str]) -> tuple[str, str] | None:
    """What the browser says was chosen; anything but known methods is not believed."""
    if not isinstance(shown, dict):
        return None
    left, right = str(shown.get("left")), str(shown.get("right"))
    return (left, right) if left in known and right in [*known, ""] else None


def _method(method: StageMethod) -> dict[str, str]:
    return {
        "key": method.key,
        "title": method.title,
        "short": method.short,
        "group": method.group,
        "label": GROUPS[method.group],
        "side": "left" if method.group in LEFT_GROUPS else "right",
        "subtitle": "base model" if method.group == "members" else "",
        "note": method.note,
        "field": _base64(method.picture.field, np.uint8),
        "line": _base64(method.picture.line, np.float32),
        "predicted": _base64(method.predicted, np.uint8),
    }


def _base64(array: np.ndarray, dtype: type) -> str:
    return b64encode(np.ascontiguousarray(array, dtype).tobytes()).decode("ascii")
