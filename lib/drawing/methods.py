"""How methods, scores and gains are drawn, the same in every chart."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure, Scatter

from lib.drawing.style import INK, axis, layout
from lib.engine.results import MODEL, ONE, SOURCES, STACK, VOTE, Method
from lib.statistics.comparison import Interval
from lib.statistics.metrics import METRICS
from lib.words import capital, in_sentence, score_name
from lib.words.outside import as_plotly, shortened

# A family is told by the shape of its mark; colours belong to the classes.
FAMILIES = {
    "member": ("Base model alone", "circle-open"),
    "single": ("Best single model", "diamond"),
    "ensembling": ("Ensembling", "circle"),
    "fusion": ("Fusion", "square"),
}
WAYS = {
    ONE: "One model",
    VOTE: "Vote",
    STACK: "Stack",
    SOURCES: "Fuse sources",
    MODEL: "Fuse into one model",
}
WAY_LINES = {  # mark and dash, so that lines can be told apart in grey
    ONE: ("diamond", "dash"),
    VOTE: ("circle", "solid"),
    STACK: ("triangle-up", "dot"),
    SOURCES: ("square", "dashdot"),
    MODEL: ("cross", "longdash"),
}
BEYOND = {True: (0.0, 1.0), False: (0.0, np.inf)}  # no score lies beyond, so no interval is drawn
REGION = "rgba(128, 128, 128, 0.16)"
FAINT = "rgba(128, 128, 128, 0.75)"
LABEL_WIDTH = 16  # letters a line; more would leave a phone no room for the picture
LAST_LINE = 20  # what is cut should still tell one view from another
NAME_LINES = 4  # of a model with the view it sees
LINE, GAP, LOWEST = 16, 10, 52  # px of a row, for letters of 12 px
MAX_MARKERS = 250


def family_of(method: Method, reference: str) -> str:
    """The reference counts as the best single model, even when it had to be a member."""
    if method.key == reference:
        return "single"
    return "member" if method.family == "single" else method.family


def label(text: str, most_lines: int = 2) -> str:
    """A method's name on an axis, safe, and cut where it would run into the row below. No word is
    broken.

    >>> label("Naive Bayes (sees morphology)"), label("Tree (sees what the thermometer says)")
    ('Naive Bayes<br>(sees morphology)', 'Tree (sees what<br>the thermometer say…')
    >>> label("Gaussian naive Bayes (sees Karhunen-Loève)", most_lines=4)
    'Gaussian naive<br>Bayes (sees<br>Karhunen-Loève)'
    >>> label("Sees electroencephalograms")
    'Sees<br>electroencephalogra…'
    """
    lines = textwrap.wrap(text, LABEL_WIDTH, break_long_words=False) or [""]
    lines[most_lines - 1 :] = [" ".join(lines[most_lines - 1 :])] * (len(lines) >= most_lines)
    return "<br>".join(as_plotly(shortened(line, LAST_LINE)) for line in lines)


def starting(title: str) -> str:
    """A method's title as the first words of a sentence."""
    return capital(in_sentence(title))


def scale(metric: str) -> float:
    """Percentages are drawn from 0 to 100."""
    return 100.0 if METRICS[metric].as_percent else 1.0


def as_drawn(metric: str, found: Interval, name: str = "Score") -> dict[str, float]:
    """A score and the ends of its interval as they are drawn, "Low" and "High" cut where no score
    can lie. name : of the score itself."""
    beyond = BEYOND[METRICS[metric].as_percent or metric == "roc_auc"]
    low, high = np.clip((found.low, found.high), *beyond)
    values = {name: found.mean, "Low": low, "High": high}
    return {name: scale(metric) * float(value) for name, value in values.items()}


def as_said(metric: str, drawn: float) -> str:
    """A score in words, from what is drawn."""
    return METRICS[metric].format(drawn / scale(metric))


def intervals(rows: pd.DataFrame, y: np.ndarray, column: str = "Score", **more: Any) -> Scatter:
    """A mark at `column` and a line from "Low" to "High" for each row, at the heights `y`."""
    at = rows[column]
    half = {"array": (rows["High"] - at).to_numpy(), "arrayminus": (at - rows["Low"]).to_numpy()}
    line = {"type": "data", "symmetric": False, "color": FAINT, "width": 0, **half}
    return Scatter(x=at.to_numpy(), y=y, mode="markers", error_x=line, **more)


def score_title(metric: str) -> str:
    """ "Accuracy (%)" and, in a line of its own because phones are narrow, "higher is better"."""
    entry = METRICS[metric]
    unit = " (%)" if entry.as_percent else ""
    return f"{entry.title}{unit}<br>{entry.better} is better"


def gain_title(metric: str) -> str:
    """ "Gain in accuracy (points)" and the direction."""
    entry = METRICS[metric]
    unit = " (points)" if entry.as_percent else ""
    return f"Gain in {score_name(metric)}{unit}<br>higher is better"


def digits(metric: str) -> str:
    """Format of one number in a hover text."""
    return ".1f" if METRICS[metric].as_percent else ".3f"


def legend_entry(family: str) -> dict[str, Any]:
    """A marker that stands for a family in the legend."""
    title, symbol = FAMILIES[family]
    size = 14 if family == "single" else 10
    return {"name": title, "marker": {"symbol": symbol, "size": size, "color": INK}}


def rows_axis(labels: list[str], title: str = "") -> dict[str, Any]:
    """A named row for each label, the first on top."""
    return axis(
        title,
        tickvals=np.arange(len(labels)),
        ticktext=np.array(labels),
        tickfont={"size": 12},
        range=[len(labels) - 0.4, -0.6],
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )


def height(n_rows: int, extra: int = 110, each: int = 36) -> int:
    """Pixels for so many rows, with the axis and the legend."""
    return extra + each * max(n_rows, 1)


def height_for(texts: Sequence[str], around: int) -> int:
    """Pixels for a row a text, all as high as the text with the most lines, and `around` them.

    >>> height_for(["Tree<br>weight 0.5", "Vote"], 150)
    254
    """
    lines = max(text.count("<br>") + 1 for text in texts)
    return around + len(texts) * max(LOWEST, GAP + LINE * lines)


def rows_figure(
    labels: list[str],
    x: Mapping[str, Any] | str,
    title: str,
    pixels: tuple[int, int] = (190, 36),
    **more: Any,
) -> Figure:
    """A figure with a named row for each label, nothing drawn yet.

    x : the other axis or its title. title : of the rows. pixels : height without a row, and of
    each. more : of the layout.
    """
    look = layout(
        x, rows_axis(labels, title), height=height(len(labels), *pixels), showlegend=True, **more
    )
    return Figure(layout=look)


def nothing_to_draw(message: str, x: str, y: str) -> Figure:
    """A figure that says why it is empty."""
    figure = Figure(layout=layout(x=axis(x, range=[0, 1]), y=axis(y, range=[0, 1]), height=160))
    text = "<br>".join(map(as_plotly, textwrap.wrap(message, 36)))
    figure.add_annotation(text=text, x=0.5, y=0.5, showarrow=False)
    return figure
