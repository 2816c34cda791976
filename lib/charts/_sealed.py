"""What was promised beside what the sealed rows gave, for the choice and for its rival."""

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure, Scatter

from lib.charts.scores import BEYOND
from lib.drawing.methods import FAINT, digits, height, label, rows_axis, safe, scale, score_title
from lib.drawing.style import INK, axis, layout
from lib.metrics import METRICS
from lib.statistics.comparison import Interval
from lib.verdict.sealed import SealedTest

TITLE = "was the promise kept?"  # goes on a heading
PROMISED, GOT = "Promised (open rows)", "Got (sealed rows)"
SYMBOLS = {PROMISED: "circle-open", GOT: "circle"}


def table(opened: SealedTest) -> pd.DataFrame:
    """Every promise and what came of it, one row each; percentages from 0 to 100."""
    rows = []
    for held in filter(None, (opened.pick, opened.other)):
        for score in held.scores:
            for what, found in ((PROMISED, score.promised), (GOT, score.got)):
                rows.append(
                    {
                        "Method": held.title,
                        "Score": METRICS[score.metric].title,
                        "What": what,
                        **_numbers(score.metric, found),
                    }
                )
    return pd.DataFrame(rows)


def _numbers(metric: str, found: Interval) -> dict[str, float]:
    beyond = BEYOND[METRICS[metric].as_percent or metric == "roc_auc"]
    times = scale(metric)
    low, high = (float(np.clip(value, *beyond)) for value in (found.low, found.high))
    return {"Value": times * found.mean, "Low": times * low, "High": times * high}


def draw(opened: SealedTest) -> Figure:
    """Two lines a method, in the score that decides: the promise above what came of it."""
    metric = opened.pick.scores[0].metric
    frame = table(opened)
    frame = frame[frame["Score"] == METRICS[metric].title].reset_index(drop=True)
    shorts = {held.title: label(held.short) for held in (opened.pick, opened.other) if held}
    labels = [
        f"{shorts[method]}<br>{what.split()[0].lower()}"
        for method, what in zip(frame["Method"], frame["What"], strict=True)
    ]
    figure = Figure(
        layout=layout(
            x=axis(score_title(metric)),
            y=rows_axis(labels) | {"title": {"text": "Method"}},
            height=height(len(frame), 190),
            showlegend=True,
        )
    )
    for what, symbol in SYMBOLS.items():
        some = frame[frame["What"] == what]
        half = {"array": (some["High"] - some["Value"]).to_numpy()}
        half["arrayminus"] = (some["Value"] - some["Low"]).to_numpy()
        figure.add_trace(
            Scatter(
                x=some["Value"].to_numpy(),
                y=some.index.to_numpy(),
                mode="markers",
                name=what,
                marker={"symbol": symbol, "size": 12, "color": INK},
                error_x={"type": "data", "symmetric": False, "color": FAINT, "width": 0, **half},
                customdata=np.array([safe(title) for title in some["Method"]], dtype=object),
                hovertemplate=f"%{{customdata}}<br>%{{x:{digits(metric)}}}<extra></extra>",
            )
        )
    return figure
