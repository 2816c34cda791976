"""What the distil lab draws, apart from the pictures side by side."""

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure, Scatter

from lib.combiners.distilling.students import LOGISTIC, NETWORK, TREE
from lib.drawing.display import Display
from lib.drawing.methods import (
    REGION,
    as_drawn,
    digits,
    height,
    intervals,
    label,
    rows_axis,
    scale,
    score_title,
)
from lib.drawing.style import INK, axis, layout
from lib.inside.students.computing import ARMS, BEST, NAIVE, STUDENT, Taught
from lib.inside.students.search import Sizes, key_of, name_of
from lib.inside.students.words import QUESTION, SEARCH_QUESTION, reading, search_in_words
from lib.statistics.metrics import METRICS
from lib.verdict.comparisons import region_of, score_of, versus
from lib.words import in_sentence
from lib.words.outside import as_plotly

SYMBOLS = {BEST: "diamond-open", STUDENT: "square", NAIVE: "square-open"}
ROUNDED = {
    "Gain kept, %": 0,
    "Size, KB": 1,
    "One row, µs": 0,
    "A row of many, µs": 1,
    "Models to run": 1,
}


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
                "One row, µs": 1e6 * results.times.alone[at],
                "A row of many, µs": 1e6 * results.times.in_batch[at],
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


# The smallest student

TICKS = np.outer(10.0 ** np.arange(-1, 6), [1, 2, 5]).ravel()  # of the logarithmic axis
TICK_TEXTS = np.array([f"{tick:,.12g}" for tick in TICKS])
KINDS = {
    NETWORK: ("Network", "circle"),
    TREE: ("Tree", "triangle-up"),
    LOGISTIC: ("Logistic", "diamond"),
}
# Kind -> the shape of its mark, and where its name stands; "" for no name.
SHAPES = {
    **{kind: (symbol, "") for kind, symbol in KINDS.values()},
    "Teacher": ("star", "top left"),
    "Naive": ("x", "top right"),
}
COLUMNS = ["Student", "Kind", "Size, KB", "Score", "Low", "High", "Training parts that chose it"]


def table_of_sizes(sizes: Sizes) -> pd.DataFrame:
    """One row a point of the chart, smallest first.

    The interval is that of the difference to the teacher on the same folds, laid around the score.
    """
    found, metric, rope = sizes.found, sizes.taught.metric, sizes.taught.rope
    results, teacher = found.results, found.teacher
    points = [
        (results, key_of(i), KINDS[student.kind][0], int((found.picked == i).sum()))
        for i, student in enumerate(found.contenders)
    ]
    points += [(results, teacher, "Teacher", 0), (sizes.taught.results, NAIVE, "Naive", 0)]
    rows = []
    for measured, key, kind, times_chosen in points:
        at = measured.positions[key]
        score = scale(metric) * float(measured.means(metric)[at])
        gap, sign = versus(measured, key, teacher, metric, rope), float(METRICS[metric].gain(1.0))
        ends = sorted(score + np.sign(sign) * (end - gap.mean) for end in (gap.low, gap.high))
        bytes_ = measured.costs().size_bytes[at]
        rows.append((measured.method(key).title, kind, bytes_ / 1024, score, *ends, times_chosen))
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.sort_values("Size, KB", kind="stable", ignore_index=True)


def _draw_sizes(sizes: Sizes) -> Figure:
    """Size against held-out score; the teacher with the band that counts as equal."""
    rows, metric = table_of_sizes(sizes), sizes.taught.metric
    at = float(rows.loc[rows["Kind"] == "Teacher", "Score"].iloc[0])
    half = region_of(metric, sizes.taught.rope)
    figure = Figure(
        layout=layout(
            x=axis(
                "Size (KB)<br>smaller is better", type="log", tickvals=TICKS, ticktext=TICK_TEXTS
            ),
            y=axis(score_title(metric)),
            height=460,
            showlegend=True,
        )
    )
    figure.add_hrect(y0=at - half, y1=at + half, fillcolor=REGION, line_width=0, layer="below")
    figure.add_hline(y=at, line={"color": INK, "width": 1, "dash": "dash"}, layer="below")
    for kind in dict.fromkeys(rows["Kind"]):
        _add_points(figure, rows[rows["Kind"] == kind], SHAPES[kind], digits(metric))
    chosen = rows[rows["Student"] == name_of(sizes.found.contenders[sizes.found.chosen])].iloc[0]
    figure.add_annotation(  # small students stand close together, so the name keeps away from them
        x=float(np.log10(chosen["Size, KB"])),
        y=float(chosen["Score"]),
        text=f"<b>{as_plotly(chosen['Student'])}</b>",
        arrowcolor=INK,
        standoff=6,
        ax=24,
        ay=-110,
    )
    return figure


def _add_points(figure: Figure, rows: pd.DataFrame, shape: tuple[str, str], form: str) -> None:
    """The marks of one kind; a kind with a side for its name is large and carries it."""
    symbol, side = shape
    titles, x = (
        np.array([as_plotly(title) for title in rows["Student"]]),
        rows["Size, KB"].to_numpy(),
    )
    figure.add_trace(
        Scatter(
            name=rows["Kind"].iloc[0],
            x=x,
            y=rows["Score"].to_numpy(),
            mode="markers+text",
            text=titles if side else None,
            textposition=side or None,
            cliponaxis=False,
            error_y=intervals(rows, x).error_x.to_plotly_json(),
            marker={"symbol": symbol, "color": INK, "size": 15 if side else 8},
            customdata=titles,
            hovertemplate=f"%{{customdata}}<br>%{{y:{form}}}, %{{x:.1f}} KB<extra></extra>",
        )
    )


SMALLEST = Display(
    SEARCH_QUESTION,
    _draw_sizes,
    search_in_words,
    table_of_sizes,
    lambda sizes: METRICS[sizes.taught.metric].better,
)
