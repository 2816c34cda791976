"""A second model in pictures: its folds, its weights, and what a leak does to its score."""

from typing import Any

import numpy as np
import pandas as pd
from plotly.graph_objects import Bar, Figure, Scatter

from lib.drawing.display import Display, neither
from lib.drawing.methods import (
    NAME_LINES,
    as_drawn,
    digits,
    height_for,
    intervals,
    label,
    rows_axis,
    score_title,
)
from lib.drawing.style import GRID, INK, axis, layout
from lib.engine.folds import is_forward
from lib.inside.numbers import interval
from lib.inside.row_fold import Answered
from lib.inside.stacking.computing import (
    ANSWERS,
    ASIDE,
    LEARNS,
    JudgedLeak,
    Weighed,
    name_of_fold,
    rounds,
)
from lib.inside.stacking.words import leak_in_words, weights_in_words
from lib.statistics.metrics import METRICS
from lib.words import capital, three_digits

# Who saw which rows

_LOOKS = {
    LEARNS: {"color": "rgba(128, 128, 128, 0.22)", "line": {"color": INK, "width": 0.5}},
    ANSWERS: {"color": "rgba(0, 114, 178, 0.22)", "line": {"color": INK, "width": 2}},
    ASIDE: {
        "color": "rgba(0, 0, 0, 0)",
        "line": {"color": INK, "width": 0.5},
        "pattern": {"shape": "/", "fgcolor": GRID, "bgcolor": "rgba(0, 0, 0, 0)"},
    },
}


def who_saw_what(answered: Answered) -> str:
    """How the answers came about that the second model learns from."""
    row, number, folds = answered.row, answered.opened.number, answered.opened.folds
    n_taught, n_rounds = len(answered.opened.fold.taught), len(rounds(folds, number)[1]) - 1
    if is_forward(folds):
        return (
            f"Row {row} lies in block {number + 1}. Every block before it, but the oldest rows, is "
            f"answered by models that learned from what came earlier still ({n_rounds} rounds): "
            f"these {n_taught:,} answers the second model learns from. Last, every model is fitted "
            f"on the whole past and answers about row {row}."
        )
    return (
        f"Row {row} and the other rows of fold {number + 1} are set aside. In each of "
        f"{n_rounds} rounds every model is fitted without one more fold and answers about it, "
        f"so each of the {n_taught:,} answers the second model learns from "
        "comes from a model that had not seen that row. Last, every model is fitted on all of them "
        f"and answers about row {row}."
    )


def draw_folds(answered: Answered) -> Figure:
    """A bar a fit, cut into the folds as long as they have rows; the chosen row is marked."""
    folds, row = answered.opened.folds, answered.row
    order, fits = rounds(folds, int(folds[row]))
    sizes = np.array([(folds == fold).sum() for fold in order])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    texts = [name_of_fold(fold) for fold in order]
    figure = Figure(layout=_folds_layout(texts, list(fits), starts + sizes / 2))
    for role, look in _LOOKS.items():
        parts = [
            (i, starts[j], sizes[j])
            for i, roles in enumerate(fits.values())
            for j in range(len(order))
            if roles[j] == role
        ]
        places, left, width = (np.array(column) for column in zip(*parts, strict=True))
        figure.add_trace(
            Bar(
                x=width,
                y=places,
                base=left,
                orientation="h",
                width=0.7,
                marker=look,
                name=role,
                hovertemplate=f"{role}: %{{x}} rows<extra></extra>",
            )
        )
        if role != LEARNS:
            figure.add_trace(_role_words(role, places, left, width))
    at = starts[-1] + int((folds[:row] == folds[row]).sum()) + 0.5
    figure.add_vline(x=at, line={"color": INK, "width": 2, "dash": "dot"})
    figure.add_annotation(
        x=at, y=1, yref="paper", yanchor="bottom", text=f"<b>row {row}</b>", showarrow=False
    )
    return figure


def _role_words(role: str, places: np.ndarray, left: np.ndarray, width: np.ndarray) -> Scatter:
    """The role written in each part that is long enough; colour alone would not say it."""
    total = (left + width).max()
    fits = width > 0.11 * total
    words = {"mode": "text", "hoverinfo": "skip", "showlegend": False, "textfont": {"size": 11}}
    x = (left + width / 2)[fits]
    return Scatter(x=x, y=places[fits], text=np.full(len(x), f"<b>{role}</b>"), **words)


def _folds_layout(folds: list[str], fits: list[str], middles: np.ndarray) -> dict[str, Any]:
    x = axis(
        "Rows of the data, sorted by fold",
        tickvals=middles,
        ticktext=np.array(folds),
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )
    y = rows_axis(fits, "Fit of every model") | {"tickfont": {"size": 14}}
    return layout(
        x,
        y,
        height=150 + 34 * len(fits),
        barmode="overlay",
        showlegend=True,
        legend={"orientation": "h", "y": -0.35, "yanchor": "top", "x": 0},
        dragmode=False,
        margin={"l": 8, "r": 8, "t": 26, "b": 8},
    )


def table_of_folds(answered: Answered) -> pd.DataFrame:
    """One row a fit: what it does with the rows of each fold, and how many they are."""
    folds = answered.opened.folds
    order, fits = rounds(folds, int(folds[answered.row]))
    names = [capital(f"{name_of_fold(fold)}, {(folds == fold).sum()} rows") for fold in order]
    frame = pd.DataFrame(fits, names).T
    return frame.reset_index(names="Fit of every model")


FOLDS = Display("Which rows did each model see?", draw_folds, who_saw_what, table_of_folds, neither)


# What it learned


def draw_weights(weighed: Weighed) -> Figure:
    """A bar a weight; with a leak, a hollow diamond where the leaky second model put it."""
    honest, leaky, places = weighed.honest, weighed.leaky, np.arange(len(weighed.honest))
    texts = [
        f"{label(name, NAME_LINES)}<br>{three_digits(value)}"
        for name, value in zip(map(str, honest.index), honest, strict=True)
    ]
    if leaky is not None:
        texts = [
            f"{text}, leaky {three_digits(value)}" for text, value in zip(texts, leaky, strict=True)
        ]
    figure = Figure(layout=_weights_layout(texts, weighed))
    figure.add_trace(
        Bar(
            x=honest.to_numpy(),
            y=places,
            orientation="h",
            width=0.6,
            marker={"color": "rgba(128, 128, 128, 0.35)", "line": {"color": INK, "width": 1}},
            name="honest",
            hoverinfo="skip",
        )
    )
    if leaky is not None:
        diamond = {"symbol": "diamond-open", "size": 14, "color": INK, "line": {"width": 2.5}}
        figure.add_trace(
            Scatter(
                x=leaky.to_numpy(),
                y=places,
                mode="markers",
                marker=diamond,
                name="leaky",
                cliponaxis=False,
                hovertemplate="leaky %{x:.3f}<extra></extra>",
            )
        )
    figure.add_vline(x=0, line={"color": INK, "width": 1})
    return figure


def _weights_layout(texts: list[str], weighed: Weighed) -> dict[str, Any]:
    title = "Share of all weight, signs left out" if weighed.is_share else "Weight"
    return layout(
        axis(title, fixedrange=True),
        rows_axis(texts, "What is weighed"),
        height=height_for(texts, 120),
        showlegend=weighed.leaky is not None,
        dragmode=False,
        margin={"l": 8, "r": 16, "t": 8, "b": 8},
    )


def table_of_weights(weighed: Weighed) -> pd.DataFrame:
    """One row for each thing that is weighed."""
    honest, leaky = weighed.honest, weighed.leaky
    frame = pd.DataFrame({"Goes in": honest.index, "Honest": honest.to_numpy()})
    if leaky is not None:
        frame["Leaky"] = leaky.to_numpy()
    return frame


WEIGHTS = Display("What did it learn?", draw_weights, weights_in_words, table_of_weights, neither)


# The leak

THREE = (
    "Leaky, as it reports itself",
    "Leaky, on rows held back",
    "Honest, on the same rows",
)


def table_of_leak(judged: JudgedLeak) -> pd.DataFrame:
    """The three scores with their 95 % intervals, percentages from 0 to 100."""
    leak = judged.leak
    rows = []
    for title, scores in zip(THREE, (leak.claimed, leak.found, leak.honest), strict=True):
        found = interval(scores, leak.metric, leak.n_rows)
        rows.append({"Second model": title, **as_drawn(leak.metric, found, "Mean")})
    return pd.DataFrame(rows)


def draw_leak(judged: JudgedLeak) -> Figure:
    """The three scores as marks with intervals; what nobody should believe is a hollow mark."""
    metric, rows = judged.leak.metric, table_of_leak(judged)
    labels = [text.replace(", ", ",<br>") for text in THREE]
    marks = intervals(
        rows,
        np.arange(3),
        "Mean",
        marker={
            "symbol": np.array(["x-thin-open", "circle-open", "circle"], object),
            "size": 12,
            "color": INK,
            "line": {"width": 3, "color": INK},
        },
        text=np.array([f"{mean:{digits(metric)}}" for mean in rows["Mean"]], object),
        textposition="top center",
        cliponaxis=False,
        hoverinfo="skip",
    )
    x, y = axis(score_title(metric), fixedrange=True), rows_axis(labels, "Second model")
    figure = Figure(marks.update(mode="markers+text"), layout(x, y, height=260))
    figure.add_vline(x=rows["Mean"].iloc[2], line={"color": INK, "width": 1, "dash": "dash"})
    return figure


LEAK = Display(
    question="What if it learned from rows the models had already seen?",
    draw=draw_leak,
    words=leak_in_words,
    table=table_of_leak,
    better=lambda judged: METRICS[judged.leak.metric].better,
)
