"""Stacking opened: who saw which rows, what the second model learned, and its score written out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from plotly.graph_objects import Bar, Figure, Scatter

from lib.combiners.rules.tally import number
from lib.drawing.methods import label, rows_axis, safe
from lib.drawing.style import GRID, INK, axis, layout
from lib.inside.labels import NAME_LINES, height_for
from lib.inside.opened import Opened, keys_of
from lib.inside.written import meta_names

SAMPLE = 8  # training rows in the table
LEARNS, ANSWERS, ASIDE = "learns", "answers", "set aside"


def rules() -> tuple[str, ...]:
    """Keys of the second models to choose from."""
    return keys_of(lambda entry: entry.kind == "stacking")


# Who saw which rows


@dataclass(frozen=True, eq=False)
class Round:
    """One fit of every model: what it does with the rows of each fold, in the order drawn."""

    title: str
    roles: tuple[str, ...]


def rounds(n_splits: int, held_back: int) -> tuple[list[int], list[Round]]:
    """The folds in the order drawn, the one held back last, and the fits that answer about it."""
    others = [fold for fold in range(n_splits) if fold != held_back]
    order = [*others, held_back]
    inner = [
        Round(f"Round {i}", tuple(_role(fold, other, held_back) for fold in order))
        for i, other in enumerate(others, start=1)
    ]
    last = Round("Last", (*[LEARNS] * len(others), ANSWERS))
    return order, [*inner, last]


def _role(fold: int, asked: int, held_back: int) -> str:
    if fold == held_back:
        return ASIDE
    return ANSWERS if fold == asked else LEARNS


_LOOKS = {
    LEARNS: {"color": "rgba(128, 128, 128, 0.22)", "line": {"color": INK, "width": 0.5}},
    ANSWERS: {"color": "rgba(0, 114, 178, 0.22)", "line": {"color": INK, "width": 2}},
    ASIDE: {
        "color": "rgba(0, 0, 0, 0)",
        "line": {"color": INK, "width": 0.5},
        "pattern": {"shape": "/", "fgcolor": GRID, "bgcolor": "rgba(0, 0, 0, 0)"},
    },
}


def draw_folds(folds: np.ndarray, row: int) -> Figure:
    """A bar a fit, cut into the folds as long as they have rows; the chosen row is marked.

    folds : (n_samples,) the fold of each row.
    """
    order, fits = rounds(int(folds.max()) + 1, int(folds[row]))
    sizes = np.bincount(folds)[order]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    figure = Figure(layout=_folds_layout(order, fits, starts + sizes / 2))
    for role, look in _LOOKS.items():
        parts = [
            (i, starts[j], sizes[j])
            for i, fit in enumerate(fits)
            for j in range(len(order))
            if fit.roles[j] == role
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
        figure.add_trace(_role_words(role, places, left, width, int(sizes.sum())))
    at = starts[-1] + int((folds[:row] == folds[row]).sum()) + 0.5
    figure.add_vline(x=at, line={"color": INK, "width": 2, "dash": "dot"})
    figure.add_annotation(
        x=at, y=1, yref="paper", yanchor="bottom", text=f"<b>row {row}</b>", showarrow=False
    )
    return figure


def _role_words(
    role: str, places: np.ndarray, left: np.ndarray, width: np.ndarray, total: int
) -> Scatter:
    """The role written in each part that is long enough; colour alone would not say it."""
    fits = width > 0.11 * total
    words = {"mode": "text", "hoverinfo": "skip", "showlegend": False, "textfont": {"size": 11}}
    if role == LEARNS:
        fits &= False
    x = (left + width / 2)[fits]
    return Scatter(x=x, y=places[fits], text=np.full(len(x), f"<b>{role}</b>"), **words)


def _folds_layout(order: Sequence[int], fits: Sequence[Round], middles: np.ndarray) -> dict:
    x = axis(
        "Rows of the data, sorted by fold",
        tickvals=middles,
        ticktext=np.array([f"fold {fold + 1}" for fold in order]),
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )
    y = axis(
        "Fit of every model",
        tickvals=np.arange(len(fits)),
        ticktext=np.array([fit.title for fit in fits]),
        range=[len(fits) - 0.4, -0.6],
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )
    height = 150 + 34 * len(fits)
    legend = {"orientation": "h", "y": -0.35, "yanchor": "top", "x": 0}
    margin = {"l": 8, "r": 8, "t": 26, "b": 8}
    return layout(
        x,
        y,
        height=height,
        barmode="overlay",
        showlegend=True,
        legend=legend,
        dragmode=False,
        margin=margin,
    )


# What the second model learns from


def meta_features(P: np.ndarray) -> np.ndarray:
    """(n_samples, n_models, n_classes) as that table, (n_samples, n_columns)."""
    first = 1 if P.shape[2] == 2 else 0
    return P[:, :, first:].reshape(len(P), -1)


def sample_rows(P: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Positions of a few training rows, half of them rows about which the models disagree."""
    votes = P.argmax(axis=2)
    disputed = np.flatnonzero((votes != votes[:, :1]).any(axis=1))
    rng = np.random.default_rng(0)
    some = rng.permutation(disputed)[: SAMPLE // 2]
    rest = rng.permutation(np.setdiff1d(np.arange(len(y)), some))[: SAMPLE - len(some)]
    return np.sort(np.concatenate([some, rest]))


def meta_table(
    opened: Opened, row: int, folds: np.ndarray, class_names: Sequence[str]
) -> pd.DataFrame:
    """Some rows the second model learned from, and last the chosen one, beside the truth."""
    fold, y = opened.fold, opened.task.y
    some = sample_rows(fold.P_train, y[fold.train])
    rows = [*fold.train[some], row]
    P = np.concatenate([fold.P_train[some], opened.said(row)[None]])
    frame = pd.DataFrame({"Row": rows, "Fold": folds[rows] + 1})
    frame["Use"] = [*["learned from"] * len(some), "chosen, to be answered"]
    frame["Truth"] = [class_names[c] for c in y[rows]]
    frame[meta_names(opened.task.titles, class_names)] = meta_features(P)
    return frame


# What the second model learned


def draw_weights(honest: pd.Series, leaky: pd.Series | None, title: str) -> Figure:
    """A bar a weight; with a leak, a hollow diamond where the leaky second model put it.

    The series have the same index, the names of what is weighed.
    """
    places = np.arange(len(honest))
    texts = [
        f"{label(name, NAME_LINES)}<br>{number(value)}"
        for name, value in zip(map(str, honest.index), honest, strict=True)
    ]
    if leaky is not None:
        texts = [f"{text}, leaky {number(value)}" for text, value in zip(texts, leaky, strict=True)]
    figure = Figure(layout=_weights_layout(texts, title, leaky is not None))
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
        figure.add_trace(
            Scatter(
                x=leaky.to_numpy(),
                y=places,
                mode="markers",
                marker={
                    "symbol": "diamond-open",
                    "size": 14,
                    "color": INK,
                    "line": {"width": 2.5},
                },
                name="leaky",
                cliponaxis=False,
                hovertemplate="leaky %{x:.3f}<extra></extra>",
            )
        )
    figure.add_vline(x=0, line={"color": INK, "width": 1})
    return figure


def _weights_layout(texts: Sequence[str], title: str, has_leak: bool) -> dict:
    y = rows_axis(list(texts))
    x = axis(safe(title), fixedrange=True)
    margin = {"l": 8, "r": 16, "t": 8, "b": 8}
    return layout(
        x, y, height=height_for(texts, 120), showlegend=has_leak, dragmode=False, margin=margin
    )
