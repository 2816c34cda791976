"""The one place for class colours and marker shapes, and the look every chart shares.

A class is told apart by colour and by shape together, so a picture can be read in grey and by
readers who see few colours. Colours are Okabe and Ito's, then further ones of Paul Tol.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np


@dataclass(frozen=True)
class ClassMark:
    """How one class is drawn: `shape` on canvases (`marks.js`), `symbol` in Plotly's words."""

    colour: str
    shape: str
    symbol: str
    outline: str = ""  # "" = whatever sets it off from the background


CLASS_MARKS: tuple[ClassMark, ...] = (
    ClassMark("#0072B2", "circle", "circle"),
    ClassMark("#D55E00", "triangle", "triangle-up"),
    ClassMark("#F0E442", "square", "square", "#4A4408"),  # yellow alone is 1.3:1 on white
    ClassMark("#009E73", "diamond", "diamond"),
    ClassMark("#CC79A7", "plus", "cross"),
    ClassMark("#56B4E9", "triangle-down", "triangle-down"),
    ClassMark("#E69F00", "star", "star"),
    ClassMark("#999999", "pentagon", "pentagon"),
    ClassMark("#332288", "hourglass", "hourglass"),
    ClassMark("#117733", "bow-tie", "bowtie"),
)

FONT = '"Source Sans", "Source Sans Pro", sans-serif'
GRID = "rgba(128, 128, 128, 0.22)"  # with alpha, so that light and dark pages both show through
ZERO = "rgba(128, 128, 128, 0.55)"
# Lines and marks, not text: over 3:1 on paper and on a dark page, but under 4.5:1 on the latter.
INK = "rgba(110, 110, 110, 1)"
FAINTEST, STRONGEST = 0.06, 0.72  # opacity of a field where a model is unsure, and where it is sure


def class_mark(position: int) -> ClassMark:
    """The mark of the class at `position`: ten colours, each with another shape in every round, so
    that a hundred classes differ."""
    lap, place = divmod(position, len(CLASS_MARKS))
    shape = CLASS_MARKS[(place + lap) % len(CLASS_MARKS)]
    return replace(CLASS_MARKS[place], shape=shape.shape, symbol=shape.symbol)


def rgb(colour: str) -> tuple[int, int, int]:
    """
    >>> rgb("#0072B2")
    (0, 114, 178)
    """
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def rgba(colour: str, alpha: float) -> str:
    """
    >>> rgba("#0072B2", 0.5)
    'rgba(0, 114, 178, 0.5)'
    """
    return f"rgba{(*rgb(colour), alpha)}"


def field_colours(n_classes: int) -> np.ndarray:
    """(256, 4) uint8 red, green, blue, alpha for each code that `boundary.encode` gives: confidence
    is how opaque a cell is, the page shows through."""
    width = 256 // n_classes
    opacity = FAINTEST + (STRONGEST - FAINTEST) * (np.arange(width) / (width - 1))
    table = np.zeros((256, 4), np.uint8)
    for position in range(n_classes):
        cells = slice(position * width, (position + 1) * width)
        table[cells, :3] = rgb(class_mark(position).colour)
        table[cells, 3] = np.round(255 * opacity)
    return table


def marker(position: int, size: float = 8) -> dict[str, Any]:
    """Plotly's marker for the class at `position`."""
    mark = class_mark(position)
    line = {"width": 1, "color": mark.outline or "rgba(255, 255, 255, 0.85)"}
    return {"color": mark.colour, "symbol": mark.symbol, "size": size, "line": line}


def axis(title: str = "", **more: Any) -> dict[str, Any]:
    """A quiet axis: thin grid, no frame. The title names the unit."""
    base = {
        "title": {"text": title},
        "gridcolor": GRID,
        "gridwidth": 1,
        "zerolinecolor": ZERO,
        "zerolinewidth": 1,
        "automargin": True,
    }
    return base | more


def layout(
    x: Mapping[str, Any] | str = "", y: Mapping[str, Any] | str = "", **more: Any
) -> dict[str, Any]:
    """Plotly layout that every chart starts from; `more` overrides it.

    `x` and `y` are axis titles, or whole axes made by `axis`. No colour of text is set: no single
    grey can be read on both a light and a dark page, so the page's theme gives it.
    """
    base: dict[str, Any] = {
        "paper_bgcolor": "rgba(0, 0, 0, 0)",
        "plot_bgcolor": "rgba(0, 0, 0, 0)",
        "font": {"family": FONT, "size": 14},
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "colorway": [mark.colour for mark in CLASS_MARKS],
        "xaxis": axis(x) if isinstance(x, str) else dict(x),
        "yaxis": axis(y) if isinstance(y, str) else dict(y),
        "hoverlabel": {"font": {"family": FONT}},
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        "showlegend": False,
    }
    return base | more
