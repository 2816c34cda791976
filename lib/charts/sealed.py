"""What was promised beside what the sealed rows gave, for the choice and for its rival."""

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure

from lib.drawing.display import Display
from lib.drawing.methods import (
    as_drawn,
    digits,
    intervals,
    label,
    rows_figure,
    score_title,
)
from lib.drawing.style import INK
from lib.statistics.metrics import METRICS
from lib.verdict.sealed import SealedTest
from lib.verdict.sealed_words import kept
from lib.words.outside import as_plotly

PROMISED, GOT = "Promised (open rows)", "Got (sealed rows)"
SYMBOLS = {PROMISED: "circle-open", GOT: "circle"}


def table(test: SealedTest) -> pd.DataFrame:
    """Every promise and what came of it, one row each; percentages from 0 to 100."""
    rows = [
        {"Method": held.title, "Score": METRICS[score.metric].title, "What": what}
        | as_drawn(score.metric, found, "Value")
        for held in filter(None, (test.pick, test.other))
        for score in held.scores
        for what, found in ((PROMISED, score.promised), (GOT, score.got))
    ]
    return pd.DataFrame(rows)


def draw(test: SealedTest) -> Figure:
    """Two lines a method, in the score that decides: the promise above what came of it."""
    metric = test.pick.scores[0].metric
    frame = table(test)
    frame = frame[frame["Score"] == METRICS[metric].title].reset_index(drop=True)
    shorts = {held.title: label(held.short) for held in (test.pick, test.other) if held}
    labels = [
        f"{shorts[method]}<br>{what.split()[0].lower()}"
        for method, what in zip(frame["Method"], frame["What"], strict=True)
    ]
    figure = rows_figure(labels, score_title(metric), "Method")
    for what, symbol in SYMBOLS.items():
        some = frame[(frame["What"] == what) & np.isfinite(frame["Value"])]
        figure.add_trace(
            intervals(
                some,
                some.index.to_numpy(),
                "Value",
                name=what,
                marker={"symbol": symbol, "size": 12, "color": INK},
                customdata=np.array([as_plotly(title) for title in some["Method"]], dtype=object),
                hovertemplate=f"%{{customdata}}<br>%{{x:{digits(metric)}}}<extra></extra>",
            )
        )
    return figure


ENTRY = Display(
    question="Was the promise kept?",
    draw=draw,
    words=kept,
    table=table,
    better=lambda test: METRICS[test.pick.scores[0].metric].better,
    order=110,
)
