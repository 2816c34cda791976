"""What the weights lab draws, apart from the pictures that play."""

import numpy as np
from plotly.graph_objects import Figure, Scatter

from lib.drawing.display import Display, lower
from lib.drawing.methods import height_for, label
from lib.drawing.style import INK, axis, layout
from lib.inside.weights.computing import Barriers
from lib.inside.weights.words import MANY_QUESTION, barriers_in_words


def _draw(barriers: Barriers) -> Figure:
    """A row for each kind of pair and width: a dot at the median, a line from lowest to highest."""
    summary = barriers.summary().iloc[::-1].reset_index(drop=True)
    rows = np.arange(len(summary))
    gaps = np.full(len(summary), np.nan)
    spans = Scatter(
        x=np.column_stack([summary["Lowest"], summary["Highest"], gaps]).ravel(),
        y=np.repeat(rows, 3),
        mode="lines",
        line={"color": INK, "width": 2},
        hoverinfo="skip",
    )
    middles = Scatter(
        x=summary["Median"].to_numpy(),
        y=rows,
        mode="markers",
        marker={"color": INK, "size": 11, "symbol": "diamond"},
        hovertemplate="median %{x:.3f}<extra></extra>",
    )
    names = [
        f"{label(way)}<br>{units} units"
        for way, units in zip(summary["Way"], summary["Hidden units"], strict=True)
    ]
    return Figure(
        [spans, middles],
        layout(
            x=axis("Height of the barrier, in log-loss<br>lower is better", rangemode="tozero"),
            y=axis("Pair", tickvals=rows, ticktext=names, range=[-0.6, len(rows) - 0.4]),
            height=height_for(names, 70),
        ),
    )


BARRIERS = Display(
    question=MANY_QUESTION,
    draw=_draw,
    words=barriers_in_words,
    table=Barriers.summary,
    better=lower,
)
