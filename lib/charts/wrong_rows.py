"""Who is wrong where: a line for each method, a mark for each row, from easy to hard."""

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure, Scatter

from lib.drawing.display import Display, neither
from lib.drawing.methods import label, rows_figure
from lib.drawing.style import CLASS_MARKS, axis
from lib.engine.results import Method
from lib.verdict.case import Case
from lib.verdict.comparisons import is_right
from lib.words import counted

MOST_COLUMNS = 40
LOWER = 0.22  # a wrong answer lies below the right ones, so that the smallest phone shows it
MOST_METHODS = 12
RIGHT, WRONG = CLASS_MARKS[0].colour, CLASS_MARKS[1].colour


def _methods(case: Case) -> list[Method]:
    """The models that vote, then what combines them."""
    results = case.results
    shown = [results.method(key) for key in (*case.voters, *results.combinations)]
    return (shown or list(results.methods))[:MOST_METHODS]


def _columns(case: Case) -> tuple[list[Method], np.ndarray]:
    """(n_methods, n_columns) whether the answer is right: of the first pass, rows sorted by how
    many get them wrong, and of many rows evenly spaced ones."""
    methods = _methods(case)
    right = np.stack([is_right(case.results, m.key)[0] for m in methods])
    order = np.lexsort((np.arange(right.shape[1]), -right.mean(axis=0)))
    picked = np.linspace(0, len(order) - 1, min(MOST_COLUMNS, len(order))).round().astype(int)
    return methods, right[:, order[picked]]


def table(case: Case) -> pd.DataFrame:
    """One row a method: wrong answers among all rows and among those drawn, and where no other
    method errs."""
    methods, drawn = _columns(case)
    every = np.stack([is_right(case.results, method.key)[0] for method in methods])
    alone = (~every).sum(axis=0) == 1
    return pd.DataFrame(
        {
            "Method": [method.title for method in methods],
            "Wrong, of all rows": (~every).sum(axis=1),
            "Wrong, of those drawn": (~drawn).sum(axis=1),
            "Wrong alone": [int((~row & alone).sum()) for row in every],
        }
    )


def draw(case: Case) -> Figure:
    """Filled marks are right answers, open ones, a little lower, wrong."""
    methods, right = _columns(case)
    x = axis("Rows, from easy to hard", showticklabels=False, showgrid=False, fixedrange=True)
    labels = [label(method.short) for method in methods]
    figure = rows_figure(labels, x, "Method", (110, 40))
    looks = (("right", right, "square", RIGHT, 0), ("wrong", ~right, "square-open", WRONG, LOWER))
    for name, which, symbol, colour, below in looks:
        rows, columns = np.nonzero(which)
        mark = {"symbol": symbol, "size": 6, "color": colour, "line": {"width": 1.5}}
        figure.add_trace(
            Scatter(
                x=columns, y=rows + below, mode="markers", name=name, marker=mark, hoverinfo="skip"
            )
        )
    return figure


def words(case: Case) -> str:
    """How to read it, and how often all are wrong at once."""
    methods, drawn = _columns(case)
    every = np.stack([is_right(case.results, method.key)[0] for method in methods])
    nobody = int((~every).all(axis=0).sum())
    shown = counted(drawn.shape[1], "row")
    return (
        f"Each column is one of {shown} that nobody had learned from: filled is right, open "
        f"and lower is wrong. Of all {every.shape[1]:,} rows, {nobody:,} are wrong for everybody."
    )


ENTRY = Display(
    question="Who is wrong where?",
    draw=draw,
    words=words,
    table=table,
    better=neither,
    draws_rows=True,
    order=95,
)
