"""The stage: four ways to decide as cards, and two large pictures side by side."""

import hashlib
import json
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import streamlit as st

from lib.datasets import Dataset
from lib.drawing.style import class_mark, field_colours
from lib.engine.boundary import Picture
from lib.engine.plane import Plane
from lib.engine.results import WAYS
from lib.scenario.record import LAYERS
from lib.statistics.metrics import Metric
from lib.ui.components import script, style
from lib.ui.components.hand import Hand, Surfaces
from lib.ui.components.wiring import Wiring

_mount = st.components.v2.component(
    "stage",
    html='<div class="stage"></div>\n<!-- filled by stage.js -->',
    css=style("stage.css", "wiring.css", "followed.css", "sheet.css"),
    js=script("stage.js"),
)
_mount_picture = st.components.v2.component("stage_picture", js=script("sent_picture.js"))


@dataclass(frozen=True, eq=False)
class StageMethod:
    """One method as the stage shows it.

    way : one of `WAYS`. note : "" or such as "same as soft vote". predicted : (n_samples,) the
    class each row was given while it was held out. picture : None where `Hand.counts` tells how
    the browser makes it. is_in_hand : what the browser needs to take it into the hand comes when it
    is on the right, by `more`.
    """

    key: str
    title: str
    short: str
    way: str
    picture: Picture | None
    predicted: np.ndarray
    note: str = ""
    wiring: Wiring = field(default_factory=Wiring)
    is_in_hand: bool = False


@dataclass(frozen=True)
class Card:
    """One way to decide. "sources" and "model" are two faces of one card, and the first of them
    is the face shown first.

    sentence : what happens in it, while `method`, the key of its usual method, stands for it.
    """

    way: str
    title: str
    sentence: str
    method: str


@dataclass(frozen=True)
class Score:
    """What was measured of one method so far.

    sentence : `text` with the name of the score. gain : against the best single model, in words.
    low, middle, high : the same in numbers, positive is better; None where there is none.
    flips : what it rescues and breaks, in words.
    """

    text: str
    sentence: str
    gain: str = ""
    low: float | None = None
    middle: float | None = None
    high: float | None = None
    flips: str = ""


@dataclass(frozen=True)
class Cards:
    """All cards, without any of them only the two large pictures. They become surer while the
    picture stays.

    scores : by key of the method. pick : key of the recommended method, or "". reference : of what
    the scores are compared with. badge : what the card of the pick says.
    """

    cards: Sequence[Card] = ()
    scores: Mapping[str, Score] = field(default_factory=dict)
    pick: str = ""
    reference: str = ""
    badge: str = "our pick"

    @cached_property
    def sent(self) -> dict[str, Any]:
        """Ready for JSON."""
        return asdict(self)


NO_CARDS = Cards()


@dataclass(frozen=True)
class Look:
    """What is looked at besides the methods. row : the position of the row that is followed, as
    text, "" for none. layer : one of `LAYERS`."""

    row: str = ""
    layer: str = ""


NO_LOOK = Look()


@dataclass(frozen=True)
class Drawing:
    """Data that are drawn by hand beside the picture.

    sent : what `lib.ui.drawn` makes of them, ready for JSON; None for other data. hear : called
    when they were drawn otherwise, before the run that follows.
    """

    sent: Mapping[str, Any] | None = None
    hear: Callable[[], None] = lambda: None


NO_DRAWING = Drawing()


@dataclass(frozen=True, eq=False)
class SentPicture:
    """All that `stage` draws, written down once for every visitor and every run.

    keys : of its methods. is_sketch : it has only what could be drawn at once; the rest stays as it
    was, marked as old, until the whole is there.
    """

    id: str
    keys: tuple[str, ...]
    body: bytes
    is_sketch: bool = False


def stage_data(
    dataset: Dataset,
    plane: Plane,
    methods: Sequence[StageMethod],
    metric: Metric,
    is_sketch: bool = False,
    hand: Hand | None = None,
) -> SentPicture:
    """The picture of these methods, worth keeping. hand : what can be counted in the browser."""
    data: dict[str, Any] = {
        "n": plane.n,
        "w": 256 // dataset.n_classes,
        "lut": _base64(field_colours(dataset.n_classes), np.uint8),
        "classes": class_marks(dataset.class_names),
        "points": _base64(plane.project(dataset), np.float32),
        "y": _base64(dataset.y, np.uint8),
        "axes": {"x": asdict(plane.x), "y": asdict(plane.y)},
        "caption": plane.caption,
        "metric": {"name": metric.title, "better": metric.better},
        "isSketch": is_sketch,
        "hand": hand and hand.sent,
        "methods": [_method(method) for method in sorted(methods, key=_place)],
    }
    data = named(data)
    keys = tuple(method["key"] for method in data["methods"])
    return SentPicture(data["id"], keys, json.dumps(data).encode(), is_sketch)


def stage(
    picture: SentPicture,
    cards: Cards,
    shown: tuple[str, str],
    key: str,
    drawing: Drawing = NO_DRAWING,
    look: Look = NO_LOOK,
) -> tuple[str, str, object, Look]:
    """Draw the stage with these two methods, left and right ("" for none); gives what is shown now,
    the weights that were chosen by hand, as the browser says, once, and what is looked at.

    With a method of way "one" on the right, or none, that one stands alone.

    The result differs from the arguments only in the run that follows a visitor's choice; keep
    it, and pass it in from then on. A key that is not in the picture gives way to the first
    method on the left, to nothing on the right.

    drawing : of data that are drawn here.
    """
    (left, right), known = shown, picture.keys
    if not picture.is_sketch:  # else the browser may have kept them from before
        left = left if left in known else known[0]
        right = right if right in known else ""
    with st.container(gap=None):
        # The heavy part is a mount of its own, so that it is not sent again for every choice.
        _mount_picture(key=f"{key}_picture", data=picture.body)
        light = {"id": picture.id, "left": left, "right": right} | cards.sent | asdict(look)
        result = _mount(
            key=key,
            data=light | {"drawing": drawing.sent},
            on_shown_change=_unheard,
            on_count_change=_unheard,
            on_drawn_change=drawing.hear,
            on_look_change=_unheard,
        )
    now = _read_choice(result.shown, known) or (left, right)
    return *now, result.count, _read_look(result.look) or look


def more(picture: SentPicture, hand: Hand | None = None, surfaces: Surfaces | None = None) -> bytes:
    """What a method on the right needs, worth keeping: what the sources say, None when they cannot
    be taken into the hand; or what a stack learned."""
    found = {"hand": hand and hand.sent} if surfaces is None else {"surfaces": surfaces.sent}
    return json.dumps({"of": picture.id} | found).encode()


def add(more: bytes, key: str) -> None:
    """Send it to the stage of that key, which is drawn already."""
    _mount_picture(key=f"{key}_more", data=more)


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


def _unheard() -> None:
    """What the browser says is read in the run that follows."""


def _read_look(said: object) -> Look | None:
    """What the browser says is looked at; anything but a row's number and a layer is not
    believed."""
    if not isinstance(said, dict):
        return None
    row, layer = str(said.get("row")), str(said.get("layer"))
    is_row = not row or (row.isdecimal() and row.isascii() and len(row) < 10)
    return Look(row, layer) if is_row and layer in LAYERS else None


def _place(method: StageMethod) -> int:
    return WAYS.index(method.way)


def _method(method: StageMethod) -> dict[str, Any]:
    drawn = method.picture
    return {
        "key": method.key,
        "title": method.title,
        "short": method.short,
        "way": method.way,
        "note": method.note,
        "isInHand": method.is_in_hand,
        "wiring": asdict(method.wiring),
        "field": _base64(drawn.field, np.uint8) if drawn else "",
        "line": _base64(drawn.line, np.float32) if drawn else "",
        "predicted": _base64(method.predicted, np.uint8),
    }


def _base64(array: np.ndarray, dtype: type) -> str:
    return b64encode(np.ascontiguousarray(array, dtype).tobytes()).decode("ascii")
