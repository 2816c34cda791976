"""What the search for the smallest student draws."""

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure, Scatter

from lib.combiners.distilling.students import LOGISTIC, NETWORK, TREE
from lib.drawing.display import Display
from lib.drawing.methods import REGION, digits, intervals, safe, scale, score_title
from lib.drawing.style import INK, axis, layout
from lib.inside.student_search.computing import Sizes, key_of, name_of
from lib.inside.student_search.words import QUESTION, in_words
from lib.inside.students.computing import NAIVE
from lib.statistics.metrics import METRICS
from lib.verdict.comparisons import region_of, versus

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


def table(sizes: Sizes) -> pd.DataFrame:
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


def _draw(sizes: Sizes) -> Figure:
    """Size against held-out score; the teacher with the band that counts as equal."""
    rows, metric = table(sizes), sizes.taught.metric
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
        text=f"<b>{safe(chosen['Student'])}</b>",
        arrowcolor=INK,
        standoff=6,
        ax=24,
        ay=-110,
    )
    return figure


def _add_points(figure: Figure, rows: pd.DataFrame, shape: tuple[str, str], form: str) -> None:
    """The marks of one kind; a kind with a side for its name is large and carries it."""
    symbol, side = shape
    titles, x = np.array([safe(title) for title in rows["Student"]]), rows["Size, KB"].to_numpy()
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
    QUESTION, _draw, in_words, table, lambda sizes: METRICS[sizes.taught.metric].better
)
