"""The pick along something that was changed: small, the same for weights, rows and members."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure, Scatter

from lib.drawing.methods import FAINT, safe
from lib.drawing.style import INK, axis, layout

SYMBOLS = {"as it is now": "diamond", "the same pick": "circle", "another pick": "square-open"}
PICK_WIDTH = 12  # letters a line: up to four picks stand side by side on a phone


@dataclass(frozen=True)
class Spot:
    """One thing tried. at : its name on the axis. pick : the title of what was picked."""

    at: str
    pick: str
    is_now: bool = False


def table(spots: Sequence[Spot], what: str) -> pd.DataFrame:
    """One row a spot."""
    states = [_state(spot, spots) for spot in spots]
    return pd.DataFrame(
        {what: [s.at for s in spots], "Pick": [s.pick for s in spots], "Is": states}
    )


def draw(spots: Sequence[Spot], what: str) -> Figure:
    """What was tried from top to bottom, what was picked from left to right."""
    picks = list(dict.fromkeys(spot.pick for spot in spots))
    x = np.array([picks.index(spot.pick) for spot in spots])
    y = np.arange(len(spots))
    figure = Figure(
        layout=layout(
            x=axis(
                "The pick",
                tickvals=np.arange(len(picks)),
                ticktext=np.array([_in_lines(pick) for pick in picks]),
                tickangle=0,
                range=[-0.5, len(picks) - 0.5],
                zeroline=False,
                fixedrange=True,
            ),
            y=axis(
                what,
                tickvals=y,
                ticktext=np.array([safe(spot.at) for spot in spots]),
                range=[len(spots) - 0.4, -0.6],
                showgrid=False,
                zeroline=False,
                fixedrange=True,
            ),
            height=180 + 24 * len(spots),
            showlegend=True,
        )
    )
    line = {"color": FAINT, "width": 1, "shape": "vh"}
    figure.add_trace(Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", showlegend=False))
    states = np.array([_state(spot, spots) for spot in spots])
    for state, symbol in SYMBOLS.items():
        chosen = states == state
        if chosen.any():
            marker = {"symbol": symbol, "size": 11, "color": INK, "line": {"width": 2}}
            figure.add_trace(
                Scatter(
                    x=x[chosen],
                    y=y[chosen],
                    mode="markers",
                    name=state.capitalize(),
                    marker=marker,
                    text=[safe(s.pick) for s, is_in in zip(spots, chosen, strict=True) if is_in],
                    hovertemplate="%{text}<extra></extra>",
                )
            )
    return figure


def _in_lines(pick: str) -> str:
    return "<br>".join(
        safe(line) for line in textwrap.wrap(pick, PICK_WIDTH, break_long_words=False)
    )


def _state(spot: Spot, spots: Sequence[Spot]) -> str:
    if spot.is_now:
        return "as it is now"
    now = next((each for each in spots if each.is_now), spot)
    return "the same pick" if spot.pick == now.pick else "another pick"
