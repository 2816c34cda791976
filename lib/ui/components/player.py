"""The player: boundaries that change from frame to frame, drawn side by side from one slider.

All frames are computed beforehand and sent once, a byte a cell, so that dragging needs no server.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import streamlit as st

from lib.drawing.style import field_colours
from lib.engine.boundary import Picture
from lib.engine.plane import Plane
from lib.ui.components import script, style
from lib.ui.components.stage import _base64, class_marks, named

GAP = 65535  # between two pieces of a line; places are whole numbers below it
USUAL_SIZE = 64  # the area of an ordinary point, as `drawPoints` in pictures.js has it

_mount = st.components.v2.component(
    "player",
    html='<div class="stage player"></div>\n<!-- filled by player.js -->',
    css=style("stage.css", "player.css"),
    js=script("player.js"),
)


@dataclass(frozen=True, eq=False)
class Panel:
    """One picture that changes.

    pictures, readouts : one a frame, but see recodes. rows : a key of the rows drawn on it, whose
    answers in every frame are `predicted`, (n_frames, m). sizes : None, or how much each point
    weighs in every frame, (n_frames, m), 1 for an ordinary one. series : the line of the curves
    that belongs to it.
    recodes : None, or (n_frames, 256) what each code of the only picture, which has two classes,
    becomes in every frame; its border is traced in the browser.
    """

    title: str
    note: str
    pictures: Sequence[Picture]
    readouts: Sequence[str]
    rows: str
    predicted: np.ndarray
    sizes: np.ndarray | None = None
    series: str = ""
    recodes: np.ndarray | None = None


@dataclass(frozen=True, eq=False)
class Counts:
    """A panel that is a table of two by two, whose counts change; it stands after the pictures.

    names : of the two classes, from top to bottom and from left to right. cells : what each count
    is. counts : (n_frames, 2, 2). readouts : one a frame.
    """

    title: str
    note: str
    names: tuple[str, ...]
    cells: tuple[tuple[str, str], tuple[str, str]]
    counts: np.ndarray
    readouts: Sequence[str]


@dataclass(frozen=True, eq=False)
class Curve:
    """A score over the frames: name of each line -> (n_frames,) values.

    better : "higher" or "lower". as_percent : values from 0 to 1 are shown as percentages.
    """

    title: str
    better: str
    series: Mapping[str, np.ndarray]
    as_percent: bool = False


@dataclass(frozen=True)
class Frames:
    """What the slider moves along: its name, a label for each frame, those written under the
    curve as (position, text), and the frame shown first."""

    title: str
    labels: tuple[str, ...]
    ticks: tuple[tuple[int, str], ...]
    start: int = 0


def player_data(
    frames: Frames,
    panels: Sequence[Panel | Counts],
    curves: Sequence[Curve],
    rows: Mapping[str, tuple[np.ndarray, np.ndarray]],
    plane: Plane,
    class_names: Sequence[str],
) -> dict[str, Any]:
    """All that `player` draws, ready for JSON; worth keeping, for it is the same for everybody.

    rows : points that panels share: (m, 2) places in unit coordinates, (m,) class positions.
    """
    data = {
        "n": plane.n,
        "lut": _base64(field_colours(len(class_names)), np.uint8),
        "classes": class_marks(class_names),
        "axes": {"x": asdict(plane.x), "y": asdict(plane.y)},
        "frames": asdict(frames),
        "rows": {
            name: {"points": _base64(points, np.float32), "y": _base64(y, np.uint8)}
            for name, (points, y) in rows.items()
        },
        "panels": [_panel(panel) for panel in panels if isinstance(panel, Panel)],
        "tables": [_table(table) for table in panels if isinstance(table, Counts)],
        "curves": [_curve(curve) for curve in curves],
    }
    return named(data)


def player(data: dict[str, Any], key: str) -> None:
    """Draw the player. It works in the browser alone; Python hears nothing of it."""
    _mount(key=key, data=data)


def _panel(panel: Panel) -> dict[str, Any]:
    lines = [_places(picture.line) for picture in panel.pictures]
    sizes = None if panel.sizes is None else np.clip(np.rint(panel.sizes * USUAL_SIZE), 0, 255)
    return {
        "title": panel.title,
        "note": panel.note,
        "rows": panel.rows,
        "series": panel.series,
        "readouts": list(panel.readouts),
        "fields": _base64(np.concatenate([p.field for p in panel.pictures]), np.uint8),
        "recodes": "" if panel.recodes is None else _base64(panel.recodes, np.uint8),
        "lines": _base64(np.concatenate(lines), np.uint16),
        "ends": np.cumsum([line.size for line in lines]).tolist(),
        "predicted": _base64(panel.predicted, np.uint8),
        "sizes": "" if sizes is None else _base64(sizes, np.uint8),
    }


def _table(table: Counts) -> dict[str, Any]:
    return asdict(table) | {"counts": table.counts.tolist()}


def _places(line: np.ndarray) -> np.ndarray:
    """(m, 2) unit coordinates with rows of nan as flat whole numbers: half the bytes of floats."""
    flat = np.ravel(line)
    return np.where(np.isnan(flat), GAP, np.rint(np.nan_to_num(flat) * (GAP - 1)))


def _curve(curve: Curve) -> dict[str, Any]:
    return {
        "title": curve.title,
        "better": curve.better,
        "percent": curve.as_percent,
        "series": [
            {"name": name, "values": [round(float(value), 5) for value in values]}
            for name, values in curve.series.items()
        ],
    }
