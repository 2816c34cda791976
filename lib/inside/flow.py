"""A flow from sources to an answer, described as layers of boxes and drawn as one SVG picture.

The picture takes its ink from the page (`currentColor`), so it is at home in both themes; a class
keeps its colour and its shape. Text is never smaller than 11 units, and `draw` lays the same flow
out for any width, so a phone gets a narrow picture instead of a shrunken one.
"""

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lib.drawing.style import class_mark
from lib.words.outside import as_html, shortened

Kind = Literal["view", "model", "merge", "answer"]
Link = tuple[int, int]

# Pixels. A column is as wide as its kind of box wishes, less when there are many columns.
WISHES: dict[Kind, float] = {"view": 155, "model": 190, "merge": 170, "answer": 170}
NARROW = 480  # below this width, boxes that stand alone go below each other
TITLE, NOTE = 13.0, 11.5
LETTER = 0.5  # width of a letter, in sizes of the font: no server knows the visitor's font
PAD, BAR, LINE = 9.0, 8.0, 1.28
GAP, AISLE, NARROW_AISLE = 12.0, 44.0, 22.0  # between boxes, between columns
STEP = 26.0  # between boxes that go below each other
MAX_LINES = 4
TOO_LONG = 2  # letters of a word over the line, which `LETTER` and the padding leave room for


@dataclass(frozen=True)
class Station:
    """One box of the picture.

    P : (n_classes,) probabilities shown as a bar, () for none. says : words that follow the mark
    of the class `position` (-1: no mark). is_kept : False for what is needed only while learning,
    and is drawn with a dashed edge.
    """

    title: str
    kind: Kind
    note: str = ""
    P: tuple[float, ...] = ()
    says: str = ""
    position: int = -1
    is_kept: bool = True


@dataclass(frozen=True)
class Flow:
    """Layers from left to right; `links[i]` joins boxes of layer i with boxes of layer i + 1."""

    title: str
    summary: str
    layers: tuple[tuple[Station, ...], ...]
    links: tuple[tuple[Link, ...], ...]


@dataclass(frozen=True)
class _Placed:
    box: Station
    x: float
    y: float
    width: float
    height: float


def all_to_all(n: int, m: int) -> tuple[Link, ...]:
    """Every box of one layer with every box of the next."""
    return tuple((i, j) for i in range(n) for j in range(m))


def draw(flow: Flow, width: float) -> str:
    """The flow as SVG text, `width` units wide. All text in it is escaped."""
    placed = _place(flow, width)
    height = max(box.y + box.height for layer in placed for box in layer) + 3
    parts = [
        _arrow(placed[i][a], placed[i + 1][b], len(links))
        for i, links in enumerate(flow.links)
        for a, b in links
    ]
    parts += [_box(box) for layer in placed for box in layer]
    title, summary = as_html(flow.title), as_html(flow.summary)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'role="img" aria-label="{title} {summary}" '
        f'style="width:100%;max-width:{1.12 * width:.0f}px;height:auto;display:block;margin:0 auto;'
        f'font-family:inherit"><title>{title}</title><desc>{summary}</desc>{"".join(parts)}</svg>'
    )


def _place(flow: Flow, width: float) -> list[list[_Placed]]:
    """Where every box lies: a column for each layer, each column in the middle of the height."""
    columns = _columns(flow, width < NARROW)
    aisle = NARROW_AISLE if width < NARROW else AISLE
    wishes = [WISHES[flow.layers[column[0]][0].kind] for column in columns]
    room = width - 2 - aisle * (len(columns) - 1)
    stretch = min(room / sum(wishes), 1.25)
    widths = [wish * stretch for wish in wishes]
    if len(columns) > 1:
        aisle = (width - 2 - sum(widths)) / (len(columns) - 1)
    tallest = max(_column_height(flow, c, w) for c, w in zip(columns, widths, strict=True))
    placed: list[list[_Placed]] = []
    x = 1.0 if len(columns) > 1 else (width - widths[0]) / 2
    for column, wide in zip(columns, widths, strict=True):
        y = 1.5 + (tallest - _column_height(flow, column, wide)) / 2
        for layer in column:
            boxes = []
            for box in flow.layers[layer]:
                boxes.append(_Placed(box, x, y, wide, _height(box, wide)))
                y += boxes[-1].height + GAP
            y += STEP - GAP
            placed.append(boxes)
        x += wide + aisle
    return placed


def _columns(flow: Flow, is_narrow: bool) -> list[list[int]]:
    """Layers by column. In a narrow picture the last layers, of one box each, share a column."""
    last = len(flow.layers)
    if is_narrow:
        while last > 0 and len(flow.layers[last - 1]) == 1:
            last -= 1
    tail = list(range(last, len(flow.layers)))
    return [[layer] for layer in range(last)] + ([tail] if tail else [])


def _column_height(flow: Flow, column: Sequence[int], width: float) -> float:
    layers = [
        sum(_height(box, width) for box in flow.layers[layer]) + GAP * (len(flow.layers[layer]) - 1)
        for layer in column
    ]
    return sum(layers) + STEP * (len(column) - 1)


def _lines(text: str, size: float, width: float) -> list[str]:
    """The text in lines that fit, no word broken; what does not fit into four, or a word that is
    much too long, ends in an ellipsis."""
    letters = max(6, int((width - 2 * PAD) / (LETTER * size)))
    lines = textwrap.wrap(text, letters, break_long_words=False)
    if len(lines) > MAX_LINES:
        lines = [*lines[: MAX_LINES - 1], f"{lines[MAX_LINES - 1][: letters - 1].rstrip()}…"]
    return [shortened(line, letters + TOO_LONG) for line in lines]


def _height(box: Station, width: float) -> float:
    """All that stands in a box, one below the other."""
    says_width = width - (16 if box.position >= 0 else 0)
    height = 2 * PAD + LINE * TITLE * len(_lines(box.title, TITLE, width))
    height += LINE * NOTE * len(_lines(box.note, NOTE, width))
    height += (BAR + 6) * bool(box.P)
    return height + (LINE * TITLE * len(_lines(box.says, TITLE, says_width)) + 2) * bool(box.says)


def _box(placed: _Placed) -> str:
    box, x, y = placed.box, placed.x, placed.y
    dash = "" if box.is_kept else ' stroke-dasharray="4 4"'
    radius = min(placed.height / 2, 16) if box.kind == "view" else 8
    fill = {"view": 0.0, "model": 0.045, "merge": 0.14, "answer": 0.045}[box.kind]
    parts = [
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{placed.width:.1f}" height="{placed.height:.1f}" '
        f'rx="{radius:.1f}" fill="currentColor" fill-opacity="{fill if box.is_kept else 0:g}" '
        f'stroke="currentColor" stroke-opacity="{0.9 if box.kind == "merge" else 0.45}" '
        f'stroke-width="1.2"{dash}/>'
    ]
    at = y + PAD
    for text, size in ((box.title, TITLE), (box.note, NOTE)):
        for line in _lines(text, size, placed.width):
            at += LINE * size
            parts.append(_text(line, x + PAD, at - 4, size, bold=size == TITLE))
    if box.P:
        parts.append(_bar(box.P, x + PAD, at + 4, placed.width - 2 * PAD))
        at += BAR + 6
    if box.says:
        parts += _says(box, placed, at + 2)
    return "".join(parts)


def _says(box: Station, placed: _Placed, at: float) -> list[str]:
    """An answer in words, behind the mark of its class."""
    indent = 16 if box.position >= 0 else 0
    parts = []
    if indent:
        parts.append(_mark(box.position, placed.x + PAD + 6, at + 0.62 * TITLE, 5.2))
    for line in _lines(box.says, TITLE, placed.width - indent):
        at += LINE * TITLE
        parts.append(_text(line, placed.x + PAD + indent, at - 4, TITLE))
    return parts


def _text(text: str, x: float, y: float, size: float, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    faint = "" if bold or size == TITLE else ' fill-opacity="0.78"'
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="currentColor"{weight}{faint}>'
        f"{as_html(text)}</text>"
    )


def _bar(P: Sequence[float], x: float, y: float, width: float) -> str:
    """Probabilities as lengths, in the order of the classes."""
    parts = []
    for position, share in enumerate(P):
        if width * share >= 0.5:
            mark = class_mark(position)
            line = f' stroke="{mark.outline}" stroke-width="0.6"' if mark.outline else ""
            parts.append(
                f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width * share - 1, 0.6):.1f}" '
                f'height="{BAR:g}" rx="1.5" fill="{mark.colour}"{line}/>'
            )
        x += width * share
    return "".join(parts)


def _arrow(start: _Placed, end: _Placed, n_links: int) -> str:
    """A curve from box to box; many of them are thin, so that none hides the rest."""
    strong, thick = max(0.22, min(0.6, 3 / n_links)), 1.4 if n_links < 13 else 0.9
    if end.x > start.x:
        x0, y0 = start.x + start.width, start.y + start.height / 2
        x1, y1 = end.x - 1, end.y + end.height / 2
        half = (x1 - x0) / 2
        path = f"C{x0 + half:.1f} {y0:.1f} {x1 - half:.1f} {y1:.1f} {x1 - 5:.1f} {y1:.1f}"
        tip = f"M{x1:.1f} {y1:.1f}l-7 -3.6v7.2z"
    else:
        x0, y0 = start.x + start.width / 2, start.y + start.height
        x1, y1 = end.x + end.width / 2, end.y - 1
        path, tip = f"L{x1:.1f} {y1 - 5:.1f}", f"M{x1:.1f} {y1:.1f}l-3.6 -7h7.2z"
    return (
        f'<path d="M{x0:.1f} {y0:.1f}{path}" fill="none" stroke="currentColor" '
        f'stroke-opacity="{strong:.2f}" stroke-width="{thick}"/>'
        f'<path d="{tip}" fill="currentColor" fill-opacity="0.75"/>'
    )


def _mark(position: int, x: float, y: float, radius: float) -> str:
    """The mark of a class; the shapes are those of `marks.js`."""
    mark = class_mark(position)
    line = f'stroke="{mark.outline}" stroke-width="0.8"' if mark.outline else ""
    if mark.shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{mark.colour}" {line}/>'
    points = " ".join(
        f"{x + radius * dx:.1f},{y + radius * dy:.1f}" for dx, dy in _SHAPES[mark.shape]
    )
    return f'<polygon points="{points}" fill="{mark.colour}" {line}/>'


def _polygon(reach: float, corners: int, turned: float, down: float = 0) -> list[Sequence[float]]:
    angles = [turned + k * math.tau / corners for k in range(corners)]
    return [(reach * math.cos(a), reach * math.sin(a) + down) for a in angles]


_UP = -math.pi / 2
_SHAPES: dict[str, Sequence[Sequence[float]]] = {
    "triangle": _polygon(1.3, 3, _UP, 0.15),
    "triangle-down": _polygon(1.3, 3, -_UP, -0.15),
    "square": _polygon(1.3, 4, math.pi / 4),
    "diamond": _polygon(1.3, 4, 0),
    "pentagon": _polygon(1.15, 5, _UP),
    "star": [_polygon((1.35, 0.55)[k % 2], 10, _UP)[k] for k in range(10)],
    "plus": [
        (c * x - s * y, s * x + c * y)
        for c, s in ((1, 0), (0, 1), (-1, 0), (0, -1))
        for x, y in ((1.15, 0.4), (0.4, 0.4), (0.4, 1.15))
    ],
    "hourglass": [(-1, -1.15), (1, -1.15), (-1, 1.15), (1, 1.15)],
    "bow-tie": [(-1.15, -1), (1.15, 1), (1.15, -1), (-1.15, 1)],
}
