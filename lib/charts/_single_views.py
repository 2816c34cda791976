"""What each view is worth alone, and what the views are worth together, for one kind of model."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure, Scatter

from lib.charts.scores import BEYOND
from lib.drawing.methods import (
    FAINT,
    digits,
    height,
    label,
    legend_entry,
    nothing_to_draw,
    rows_axis,
    scale,
    score_title,
)
from lib.drawing.style import INK, axis, layout
from lib.engine.results import Results
from lib.metrics import METRICS
from lib.scenario.single_views import EARLY, LATE
from lib.statistics.comparison import NOTHING
from lib.verdict.comparisons import score_of, versus
from lib.words import number

TITLE = "How good is each view alone?"


def table(results: Results, views: Mapping[str, Sequence[int]], metric: str) -> pd.DataFrame:
    """One row a view, and one for each way to fuse them, best first. views : name -> columns."""
    n_columns = sum(len(columns) for columns in views.values())
    low, high = BEYOND[METRICS[metric].as_percent or metric == "roc_auc"]
    rows = []
    for key in results.ranking(metric):
        method, score = results.method(key), score_of(results, key, metric)
        rows.append(
            {
                "What is seen": method.title,
                "Short name": method.short,
                "Columns": len(views.get(method.title, ())) or n_columns,
                "Score": scale(metric) * score.mean,
                "Low": scale(metric) * np.clip(score.low, low, high),
                "High": scale(metric) * np.clip(score.high, low, high),
                "key": key,
            }
        )
    frame = pd.DataFrame(rows)
    return frame[np.isfinite(frame["Score"])].reset_index(drop=True)


def draw(rows: pd.DataFrame, metric: str) -> Figure:
    """A line for each row of the table."""
    if rows.empty:
        return nothing_to_draw("This score is not defined here.", score_title(metric), "View")
    views = rows_axis([label(name) for name in rows["Short name"]])
    figure = Figure(
        layout=layout(
            x=axis(score_title(metric)),
            y=views | {"title": {"text": "What the model sees, best on top"}},
            height=height(len(rows), 190),
            showlegend=True,
        )
    )
    is_fused = rows["key"].isin([EARLY, LATE])
    alone = rows[~is_fused]
    if len(alone):
        best = {"color": INK, "width": 1, "dash": "dash"}
        figure.add_vline(x=float(alone["Score"].iloc[0]), line=best, layer="below")
    for family, name, chosen in (
        ("member", "One view alone", ~is_fused),
        ("fusion", "All views, fused", is_fused),
    ):
        some = rows[chosen]
        half = {"array": (some["High"] - some["Score"]).to_numpy()}
        half["arrayminus"] = (some["Score"] - some["Low"]).to_numpy()
        figure.add_trace(
            Scatter(
                x=some["Score"].to_numpy(),
                y=np.flatnonzero(chosen),
                mode="markers",
                error_x={"type": "data", "symmetric": False, "color": FAINT, "width": 0, **half},
                hovertemplate=f"%{{x:{digits(metric)}}}<extra></extra>",
                **legend_entry(family) | {"name": name},
            )
        )
    return figure


def in_words(rows: pd.DataFrame, results: Results, metric: str, rope: float) -> str:
    """Plain text: the best and the weakest view, and what fusing them adds."""
    if rows.empty:
        return f"{METRICS[metric].title} is not defined in any fold here."
    alone = rows[~rows["key"].isin([EARLY, LATE])]
    if alone.empty:
        return "The model could be fitted on no single view."
    best, weakest = alone.iloc[0], alone.iloc[-1]
    text = f"Alone, “{best['What is seen']}” is the best view with {_score(best, metric)}"
    if len(alone) > 1:
        text += f" and “{weakest['What is seen']}” the weakest with {_score(weakest, metric)}"
    text += "."
    fused = {EARLY: "All columns in one model", LATE: "One model a view, averaged,"}
    for key, what in fused.items():
        if key in set(rows["key"]):
            (row,) = (row for _, row in rows.iterrows() if row["key"] == key)
            gain = _gain(results, key, best["key"], metric, rope)
            text += f" {what} reaches {_score(row, metric)}, {gain}."
    return text + (
        " The dashed line is the best view, picked after looking, which flatters it a little."
    )


def _score(row: pd.Series, metric: str) -> str:
    return METRICS[metric].format(row["Score"] / scale(metric))


def _gain(results: Results, key: str, other: str, metric: str, rope: float) -> str:
    """ "2.1 points better than the best view (95 % interval 0.4 to 3.8)"."""
    gain = versus(results, key, other, metric, rope)
    shown, unit = (1, " points") if METRICS[metric].as_percent else (3, "")
    if abs(gain.mean) < NOTHING:
        return "as much as the best view"
    size, word = number(abs(gain.mean), shown), "better" if gain.mean > 0 else "worse"
    text = f"{size}{unit} {word} than the best view"
    if not gain.is_known:
        return text
    return f"{text} (95 % interval {number(gain.low, shown)} to {number(gain.high, shown)})"
