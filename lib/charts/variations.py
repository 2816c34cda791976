"""The decision, or the pick, along something that was changed: weights, rows, labels, members."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure, Scatter

from lib.drawing.display import Display, neither
from lib.drawing.methods import FAINT, rows_figure
from lib.drawing.style import INK, axis
from lib.words.outside import as_plotly

SYMBOLS = {"as it is now": "diamond", "the same": "circle", "another": "square-open"}
PICK_WIDTH = 12  # letters a line: up to four picks stand side by side on a phone


@dataclass(frozen=True)
class Spot:
    """One thing tried. at : its name on the axis. pick : what was decided, or picked, in words."""

    at: str
    pick: str
    is_now: bool = False


@dataclass(frozen=True)
class Along:
    """The picks along one change. what : is changed, the title of its axis. sentence : what came
    of it, in words. across : the title of the other axis."""

    what: str
    spots: tuple[Spot, ...]
    sentence: str
    across: str = "The pick"

    @property
    def states(self) -> list[str]:
        """How the pick of each spot stands to that of now, one of `SYMBOLS`."""
        now = next((spot.pick for spot in self.spots if spot.is_now), None)
        return [_state(spot, now) for spot in self.spots]


def _state(spot: Spot, now: str | None) -> str:
    if spot.is_now:
        return "as it is now"
    return "the same" if now in (None, spot.pick) else "another"


def table(along: Along) -> pd.DataFrame:
    """One row a spot."""
    rows = [(spot.at, spot.pick) for spot in along.spots]
    return pd.DataFrame(
        rows, columns=[along.what, along.across.removeprefix("The ").capitalize()]
    ).assign(Is=along.states)


def draw(along: Along) -> Figure:
    """What was tried from top to bottom, what was picked from left to right."""
    picks = list(dict.fromkeys(spot.pick for spot in along.spots))
    x = np.array([picks.index(spot.pick) for spot in along.spots])
    columns = axis(
        along.across,
        tickvals=np.arange(len(picks)),
        ticktext=np.array([_in_lines(pick) for pick in picks]),
        tickangle=0,
        range=[-0.5, len(picks) - 0.5],
        zeroline=False,
        fixedrange=True,
    )
    rows = [as_plotly(spot.at) for spot in along.spots]
    figure = rows_figure(rows, columns, as_plotly(along.what), (180, 24))
    figure.update_yaxes(tickfont_size=None)
    figure.add_traces(list(_traces(along, x, np.arange(len(along.spots)))))
    return figure


def _traces(along: Along, x: np.ndarray, y: np.ndarray) -> Iterator[Scatter]:
    """The way from pick to pick, then the marks of each state."""
    line = {"color": FAINT, "width": 1, "shape": "vh"}
    yield Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", showlegend=False)
    states = np.array(along.states)
    names = np.array([as_plotly(spot.pick) for spot in along.spots], dtype=object)
    for state, symbol in SYMBOLS.items():
        chosen = states == state
        if chosen.any():
            yield Scatter(
                x=x[chosen],
                y=y[chosen],
                mode="markers",
                name=state.capitalize(),
                marker={"symbol": symbol, "size": 11, "color": INK, "line": {"width": 2}},
                text=names[chosen],
                hovertemplate="%{text}<extra></extra>",
            )


def _in_lines(pick: str) -> str:
    lines = textwrap.wrap(pick, PICK_WIDTH, break_long_words=False)
    return "<br>".join(as_plotly(line) for line in lines)


ENTRY = Display(
    question="What is decided when this is changed?",
    draw=draw,
    words=lambda along: along.sentence,
    table=table,
    better=neither,
    order=130,
)
