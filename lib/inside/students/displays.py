"""What the distil lab draws, apart from the pictures side by side."""

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure

from lib.drawing.display import Display
from lib.drawing.methods import (
    REGION,
    as_drawn,
    digits,
    height,
    intervals,
    label,
    rows_axis,
    score_title,
)
from lib.drawing.style import INK, axis, layout
from lib.inside.students.computing import ARMS, BEST, NAIVE, STUDENT, Taught
from lib.inside.students.words import QUESTION, reading
from lib.statistics.metrics import METRICS
from lib.verdict.comparisons import region_of, score_of
from lib.words import in_sentence

SYMBOLS = {BEST: "diamond-open", STUDENT: "square", NAIVE: "square-open"}
ROUNDED = {"Gain kept, %": 0, "Size, KB": 1, "Answer, µs a row": 1, "Models to run": 1}


def arms(taught: Taught) -> pd.DataFrame:
    """One row a method: the teacher, its student, the controls, the best single model."""
    results, metric = taught.results, taught.metric
    costs, rows = results.costs(), []
    for key in [taught.teacher, *ARMS, BEST]:
        if key not in results.positions:
            continue
        at, score = results.positions[key], score_of(results, key, metric)
        title = results.method(key).title
        rows.append(
            {
                "Who": f"Teacher: {in_sentence(title)}" if key == taught.teacher else title,
                **as_drawn(metric, score),
                "Gain kept, %": taught.kept(key).share,
                "Size, KB": costs.size_bytes[at] / 1024,
                "Answer, µs a row": 1e6 * costs.predict_seconds[at],
                "Models to run": costs.models[at],
                "key": key,
            }
        )
    return pd.DataFrame(rows)


def _table(taught: Taught) -> pd.DataFrame:
    """The same as it is read; what nobody has is left out."""
    metric = METRICS[taught.metric]
    rounded = ROUNDED | dict.fromkeys(("Score", "Low", "High"), 1 if metric.as_percent else 3)
    frame = arms(taught).drop(columns="key").dropna(axis="columns", how="all").round(rounded)
    return frame.rename(columns={"Score": metric.title + (", %" if metric.as_percent else "")})


def _draw(taught: Taught) -> Figure:
    """A score with its interval for each, and the band in which the teacher is as good as kept."""
    rows, metric, results = arms(taught), taught.metric, taught.results
    short = {key: results.method(key).short for key in rows["key"]}
    names = {**short, taught.teacher: f"Teacher: {short[taught.teacher]}"}
    marks = {**dict.fromkeys(short, "square-open"), taught.teacher: "circle", **SYMBOLS}
    at, half = float(rows["Score"].iloc[0]), region_of(metric, taught.rope)
    figure = Figure(
        layout=layout(
            x=axis(score_title(metric)),
            y=rows_axis([label(name) for name in names.values()], "Method"),
            height=height(len(rows), 90),
        )
    )
    figure.add_vrect(x0=at - half, x1=at + half, fillcolor=REGION, line_width=0, layer="below")
    figure.add_vline(x=at, line={"color": INK, "width": 1, "dash": "dash"}, layer="below")
    figure.add_trace(
        intervals(
            rows,
            np.arange(len(rows)),
            marker={"color": INK, "size": 11, "symbol": np.array([marks[key] for key in short])},
            hovertemplate=f"%{{x:{digits(metric)}}}<extra></extra>",
        )
    )
    return figure


ARMS_COMPARED = Display(
    QUESTION, _draw, reading, _table, lambda taught: METRICS[taught.metric].better
)
