"""What each view is worth alone, and what the views are worth together, for one kind of model."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure

from lib.drawing.display import Display
from lib.drawing.methods import (
    as_drawn,
    as_said,
    digits,
    intervals,
    label,
    legend_entry,
    nothing_to_draw,
    rows_figure,
    score_title,
)
from lib.drawing.style import INK
from lib.engine.results import Results
from lib.scenario.single_views import EARLY, LATE
from lib.statistics.comparison import NOTHING
from lib.statistics.metrics import METRICS
from lib.verdict.comparisons import score_of, versus
from lib.words import number

FUSED = {
    EARLY: "All columns in one model reaches",
    LATE: "One model a view, averaged, reaches",
}


@dataclass(frozen=True, eq=False)
class SingleViews:
    """One kind of model on every view and on all of them. results : of `run_single_views`.
    views : name -> columns. metric, rope : as in the scenario."""

    results: Results
    views: Mapping[str, Sequence[int]]
    metric: str
    rope: float


def table(asked: SingleViews) -> pd.DataFrame:
    """One row a view, and one for each way to fuse them, best first."""
    rows = _rows(asked)
    digits_shown = 1 if METRICS[asked.metric].as_percent else 3
    return rows.drop(columns=["key", "Short name"], errors="ignore").round(digits_shown)


def draw(asked: SingleViews) -> Figure:
    """A line for each row of the table."""
    rows, title = _rows(asked), score_title(asked.metric)
    if rows.empty:
        return nothing_to_draw("This score is not defined here.", title, "View")
    views = [label(name) for name in rows["Short name"]]
    figure = rows_figure(views, title, "What the model sees, best on top")
    is_fused = rows["key"].isin(FUSED)
    alone = rows[~is_fused]
    if len(alone):
        best = {"color": INK, "width": 1, "dash": "dash"}
        figure.add_vline(x=float(alone["Score"].iloc[0]), line=best, layer="below")
    for family, name, chosen in (
        ("member", "One view alone", ~is_fused),
        ("fusion", "All views, fused", is_fused),
    ):
        hover = f"%{{x:{digits(asked.metric)}}}<extra></extra>"
        look = legend_entry(family) | {"name": name, "hovertemplate": hover}
        figure.add_trace(intervals(rows[chosen], np.flatnonzero(chosen), **look))
    return figure


def words(asked: SingleViews) -> str:
    """The best and the weakest view, and what fusing them adds."""
    rows = _rows(asked)
    if rows.empty:
        return f"{METRICS[asked.metric].title} is not defined in any fold here."
    alone = rows[~rows["key"].isin(FUSED)]
    if alone.empty:
        return "The model could be fitted on no single view."
    scores = {row["key"]: as_said(asked.metric, row["Score"]) for _, row in rows.iterrows()}
    best, weakest = alone.iloc[0], alone.iloc[-1]
    first = f"Alone, “{best['What is seen']}” is the best view with {scores[best['key']]}"
    if len(alone) > 1:
        last = scores[weakest["key"]]
        first = f"{first} and “{weakest['What is seen']}” the weakest with {last}"
    fused = [
        f"{reaches} {scores[key]}, {_gain(asked, key, best['key'])}."
        for key, reaches in FUSED.items()
        if key in scores
    ]
    note = "The dashed line is the best view, picked after looking, which flatters it a little."
    return " ".join([f"{first}.", *fused, note])


def _rows(asked: SingleViews) -> pd.DataFrame:
    """The table with keys and short names, nothing rounded."""
    n_columns = sum(len(columns) for columns in asked.views.values())
    rows = []
    for key in asked.results.ranking(asked.metric):
        method = asked.results.method(key)
        rows.append(
            {
                "What is seen": method.title,
                "Short name": method.short,
                "Columns": len(asked.views.get(method.title, ())) or n_columns,
                **as_drawn(asked.metric, score_of(asked.results, key, asked.metric)),
                "key": key,
            }
        )
    frame = pd.DataFrame(rows)
    return frame[np.isfinite(frame["Score"])].reset_index(drop=True)


def _gain(asked: SingleViews, key: str, other: str) -> str:
    """ "2.1 points better than the best view (95 % interval 0.4 to 3.8)"."""
    gain = versus(asked.results, key, other, asked.metric, asked.rope)
    shown, unit = (1, " points") if METRICS[asked.metric].as_percent else (3, "")
    if abs(gain.mean) < NOTHING:
        return "as much as the best view"
    size, word = number(abs(gain.mean), shown), "better" if gain.mean > 0 else "worse"
    text = f"{size}{unit} {word} than the best view"
    if not gain.is_known:
        return text
    return f"{text} (95 % interval {number(gain.low, shown)} to {number(gain.high, shown)})"


ENTRY = Display(
    question="How good is each view alone?",
    draw=draw,
    words=words,
    table=table,
    better=lambda asked: METRICS[asked.metric].better,
    order=120,
)
