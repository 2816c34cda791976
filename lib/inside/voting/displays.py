"""The vote about one row as a picture."""

from typing import Any

import numpy as np
import pandas as pd
from plotly.graph_objects import Bar, Figure, Scatter

from lib.combiners.rules.ties import CLOSE
from lib.drawing.display import Display, neither
from lib.drawing.methods import NAME_LINES, height_for, label
from lib.drawing.style import INK, axis, class_mark, layout, marker, rgba
from lib.inside.numbers import percent
from lib.inside.row_fold import Answered
from lib.inside.voting.words import ballots, tally_of
from lib.words import three_digits
from lib.words.outside import as_plotly

FAINT, STRONG = 0.16, 0.42  # of a bar: text in the page's own colour can be read on both
BALLOTS = 1.07  # where they are drawn, to the right of 100 %
MARGIN = 64  # pixels right of them, for their words


def draw(answered: Answered) -> Figure:
    """A bar a model, as long as its probabilities; its ballot beside it; the sum below a gap.

    What a model counts for is the thickness of its bar.
    """
    P, weights = _all_answers(answered), tally_of(answered).weights
    places = np.append(np.arange(len(P) - 1), len(P) - 0.6)
    thick = np.full(len(P), 0.72)
    if weights is not None and np.ptp(weights) > CLOSE:
        thick[:-1] = 0.14 + 0.72 * weights / weights.max()
    figure = Figure(layout=_layout(answered, places, weights))
    left = np.zeros(len(P))
    for c, name in enumerate(answered.names.classes):
        figure.add_trace(_bars(P, c, name, {"y": places, "base": left, "width": thick}))
        left = left + P[:, c]
    _ballots(figure, answered, P, places)
    figure.add_hline(y=len(P) - 1.3, line={"color": INK, "width": 1})
    if len(answered.names.classes) == 2:
        figure.add_vline(x=0.5, line={"color": INK, "width": 1, "dash": "dot"})
    return figure


def _all_answers(answered: Answered) -> np.ndarray:
    """(n_models + 1, n_classes), the rule last."""
    return np.vstack([answered.said, answered.proba])


def _bars(P: np.ndarray, c: int, name: str, where: dict[str, Any]) -> Bar:
    """The part of every bar that one class has."""
    won, colour = P.argmax(axis=1) == c, class_mark(c).colour
    return Bar(
        x=P[:, c],
        **where,
        orientation="h",
        marker={
            "color": np.where(won, rgba(colour, STRONG), rgba(colour, FAINT)),
            "line": {"color": colour, "width": np.where(won, 2.0, 0.5)},
        },
        hovertemplate=f"{as_plotly(name)} %{{x:.1%}}<extra></extra>",
        showlegend=False,
    )


def _ballots(figure: Figure, answered: Answered, P: np.ndarray, places: np.ndarray) -> None:
    """Beside each bar the mark of its winner, with its share and whether it is right.

    Not in the bars: the page's theme colours the words, and no grey can be read on every colour.
    """
    named, truth = P.argmax(axis=1), answered.truth
    texts = [
        f"{percent(p)} {'✓' if c == truth else '✗'}"
        for p, c in zip(P.max(axis=1), named, strict=True)
    ]
    for c in sorted({truth, *map(int, named)}):
        here = np.flatnonzero(named == c)
        name = as_plotly(answered.names.classes[c])
        figure.add_trace(
            Scatter(
                # a class nobody names is in the legend all the same, if it is the truth
                x=np.full(len(here), BALLOTS) if len(here) else np.array([np.nan]),
                y=places[here] if len(here) else np.array([np.nan]),
                mode="markers+text",
                marker=marker(c, 14),
                text=np.array([texts[i] for i in here], object),
                textposition="middle right",
                cliponaxis=False,
                name=f"{name} (the truth)" if c == truth else name,
                hoverinfo="skip",
            )
        )


def _layout(answered: Answered, places: np.ndarray, weights: np.ndarray | None) -> dict[str, Any]:
    texts = [label(name, NAME_LINES) for name in answered.names.models]
    if weights is not None:
        texts = [
            f"{text}<br>weight {three_digits(weight)}"
            for text, weight in zip(texts, weights, strict=True)
        ]
    texts.append(f"<b>{label(answered.entry.short, NAME_LINES)}</b>")
    still: dict[str, Any] = {"showgrid": False, "zeroline": False, "fixedrange": True}
    x = axis(
        "Probability of each class",
        range=[0, BALLOTS + 0.03],
        tickvals=np.array([0, 0.25, 0.5, 0.75, 1]),
        ticktext=np.array(["0", "", "50 %", "", "100 %"]),
        **still,
    )
    y = axis(
        "Model",
        tickvals=places,
        ticktext=np.array(texts),
        tickfont={"size": 12},
        range=[places[-1] + 0.6, -0.6],
        **still,
    )
    more = {"barmode": "overlay", "showlegend": True, "dragmode": False}
    margin = {"l": 8, "r": MARGIN, "t": 8, "b": 8}
    return layout(x, y, height=height_for(texts, 150), margin=margin, **more)


def table(answered: Answered) -> pd.DataFrame:
    """One row a model, and last the rule: its ballot, its weight, its probability of each class."""
    P, weights, names = _all_answers(answered), tally_of(answered).weights, answered.names
    frame = pd.DataFrame({"Model": [*names.models, answered.entry.short]})
    frame["Ballot"] = [names.classes[int(c)] for c in P.argmax(axis=1)]
    if weights is not None:
        frame["Weight"] = [*weights, np.nan]
    for c, name in enumerate(names.classes):
        frame[f"p({name})"] = P[:, c]
    return frame


VOTE = Display(
    "What does each model say, and what do they say together?", draw, ballots, table, neither
)
