"""The chart across data sets: how probable it is that a way to combine is practically better."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from plotly.graph_objects import Bar, Figure

from lib import combiners
from lib.drawing.methods import rows_axis
from lib.drawing.style import INK, axis, layout
from lib.evidence.effects import signed

TITLE = "How likely is each way to combine practically better than the best single model?"
AXIS = "Probability (%)<br>more of “better” is better"
# A pattern and a shade for each part, so that it can be read in grey.
PARTS = {
    "Worse": ("worse", "/", "#F2F2F2"),
    "As good": ("as_good", "", "#D0D0D0"),
    "Better": ("better", "", "#3B3F47"),
}

Record = Mapping[str, Any]


def table(ranks: Sequence[Record], condition: str) -> pd.DataFrame:
    """A row a way to combine, the most probably better first; probabilities in per cent."""
    chosen = [record for record in ranks if record["condition"] == condition]
    chosen.sort(key=lambda record: (record["worse"] - record["better"], -record["typical"]))
    entries = combiners.entries()
    return pd.DataFrame(
        {
            "Way to combine": [
                entries[r["method"]].title if r["method"] in entries else r["method"]
                for r in chosen
            ],
            **{name: [100 * r[key] for r in chosen] for name, (key, _, _) in PARTS.items()},
            "Typical gain (points)": [r["typical"] for r in chosen],
            "Better on": [r["wins"] for r in chosen],
            "Worse on": [r["losses"] for r in chosen],
            "Data sets": [r["sets"] for r in chosen],
        }
    )


def draw(ranks: Sequence[Record], condition: str) -> Figure:
    """Stacked bars, a row a way to combine."""
    rows = table(ranks, condition)
    names = rows["Way to combine"].tolist()
    figure = Figure(
        layout=layout(
            x=axis(AXIS, range=[0, 100], fixedrange=True),
            y=rows_axis(names) | {"title": {"text": "Way to combine, best on top"}},
            height=140 + 24 * len(names),
            barmode="stack",
            bargap=0.25,
            showlegend=True,
            legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}
            | {"traceorder": "normal"},
        )
    )
    for part, (_, pattern, colour) in PARTS.items():
        figure.add_trace(
            Bar(
                x=rows[part].to_numpy(float),
                y=np.arange(len(rows)),
                orientation="h",
                name=part,
                marker={
                    "color": colour,
                    "line": {"color": INK, "width": 1},
                    "pattern": {"shape": pattern, "fgcolor": INK, "size": 6, "solidity": 0.2},
                },
                customdata=np.array(names),
                hovertemplate=f"%{{customdata}}: {part.lower()} %{{x:.0f}} %<extra></extra>",
            )
        )
    return figure


def in_words(ranks: Sequence[Record], condition: str) -> str:
    """The first and the last of the list, and how many are more likely better than not."""
    rows = table(ranks, condition)
    first, last = rows.iloc[0], rows.iloc[-1]
    likely = int((rows["Better"] > 50).sum())
    return (
        f"{likely} of {len(rows)} ways are more likely practically better than not. "
        f"{_line(first)} {_line(last)}"
    )


def _line(row: pd.Series) -> str:
    return (
        f"{row['Way to combine']}: {row['Better']:.0f} % better, {row['As good']:.0f} % as good, "
        f"{row['Worse']:.0f} % worse; {signed(row['Typical gain (points)'])} points typically over "
        f"{row['Data sets']} data sets."
    )
