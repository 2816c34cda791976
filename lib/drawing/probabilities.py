"""How probable it is that something is worse, as good or better: a bar of three parts a row."""

import numpy as np
import pandas as pd
from plotly.graph_objects import Bar, Figure

from lib.drawing.methods import rows_figure
from lib.drawing.style import INK, axis
from lib.words.outside import as_plotly

AXIS = "Probability (%)<br>more of “better”<br>is better"  # short lines: phones are narrow
# A pattern and a shade for each part, so that it can be read in grey; the text has its own ground.
PARTS = {
    "Worse": ("/", "#F2F2F2", "#1B2130"),
    "As good": ("", "#D0D0D0", "#1B2130"),
    "Better": ("", "#3B3F47", "#FFFFFF"),
}
ROOM_FOR_TEXT = 14  # per cent; a narrower part has no number in it


def probability_bars(
    rows: pd.DataFrame, labels: list[str], title: str, pixels: tuple[int, int], is_written: bool
) -> Figure:
    """One bar a row of a table, whose first column names it and which has the `PARTS` in per cent.

    title : of the rows. pixels : height without a row, and of each. is_written : with the numbers
    on the bars, where there is room.
    """
    figure = rows_figure(
        labels,
        axis(AXIS, range=[0, 100], fixedrange=True),
        title,
        pixels,
        barmode="stack",
        bargap=0.3,
    )
    figure.update_layout(legend_traceorder="normal")
    names = np.array([as_plotly(name) for name in rows.iloc[:, 0]])
    for part, (pattern, colour, ink) in PARTS.items():
        values = rows[part].to_numpy(float)
        written = [f"{v:.0f} %" if is_written and v >= ROOM_FOR_TEXT else "" for v in values]
        figure.add_trace(
            Bar(
                x=values,
                y=np.arange(len(rows)),
                orientation="h",
                name=part,
                marker={
                    "color": colour,
                    "line": {"color": INK, "width": 1},
                    "pattern": {"shape": pattern, "fgcolor": INK, "size": 7, "solidity": 0.2},
                },
                text=np.array(written),
                textfont={"color": ink},
                textangle=0,
                insidetextanchor="middle",
                customdata=names,
                hovertemplate=f"%{{customdata}}: {part.lower()} %{{x:.{int(is_written)}f}} %"
                "<extra></extra>",
            )
        )
    return figure
