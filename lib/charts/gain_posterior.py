"""How probable it is that the leading combinations are worse, as good, or better."""

import numpy as np
import pandas as pd
from plotly.graph_objects import Bar, Figure

from lib.drawing.display import Display, higher
from lib.drawing.methods import height, label, nothing_to_draw, rows_axis, safe, starting
from lib.drawing.style import INK, axis, layout
from lib.statistics.comparison import Comparison
from lib.verdict.case import Case
from lib.verdict.comparisons import versus
from lib.verdict.phrases import region_text
from lib.verdict.rule import word_of

SHOWN = 6  # combinations, the pick among them
AXIS = "Probability (%)<br>more of “better” is better"
# A pattern and a shade for each part, so that it can be read in grey; the text has its own ground.
PARTS = {
    "Worse": ("/", "#F2F2F2", "#1B2130"),
    "As good": ("", "#D0D0D0", "#1B2130"),
    "Better": ("", "#3B3F47", "#FFFFFF"),
}
ROOM_FOR_TEXT = 14  # per cent; a narrower part has no number in it


def table(case: Case) -> pd.DataFrame:
    """One row a combination, best mean first; probabilities in per cent."""
    found = [
        {
            "Method": case.results.method(key).title,
            "Worse": 100 * gain.p_worse,
            "As good": 100 * gain.p_equivalent,
            "Better": 100 * gain.p_better,
            "In a word": word_of(gain),
            "key": key,
        }
        for key, gain in _leading(case)
    ]
    return pd.DataFrame(found)


def draw(case: Case) -> Figure:
    """A bar of three parts for each row of the table."""
    rows = table(case)
    if rows.empty:
        return nothing_to_draw("There is no combination to judge.", AXIS, "Method")
    labels = [label(case.results.method(key).short) for key in rows["key"]]
    figure = Figure(
        layout=layout(
            x=axis(AXIS, range=[0, 100], fixedrange=True),
            y=rows_axis(labels, "Method, best on top"),
            height=height(len(rows), 150),
            barmode="stack",
            bargap=0.3,
            showlegend=True,
        )
    )
    figure.update_layout(legend_traceorder="normal")
    for part, (pattern, colour, ink) in PARTS.items():
        values = rows[part].to_numpy()
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
                text=[f"{value:.0f} %" if value >= ROOM_FOR_TEXT else "" for value in values],
                textfont={"color": ink},
                textangle=0,
                insidetextanchor="middle",
                customdata=np.array([safe(title) for title in rows["Method"]]),
                hovertemplate=f"%{{customdata}}: {part.lower()} %{{x:.1f}} %<extra></extra>",
            )
        )
    return figure


def words(case: Case) -> str:
    """The three probabilities of the leading combination."""
    rows = table(case)
    if rows.empty:
        return "No combination could be compared with the best single model."
    first, region = rows.iloc[0], region_text(case.scenario.metric, case.verdict.rope)
    return (
        f"{starting(first['Method'])} is better than the best single model by more than "
        f"{region} with a probability of {first['Better']:.0f} %, "
        f"about as good with {first['As good']:.0f} %, and worse by more than that with "
        f"{first['Worse']:.0f} %."
    )


def _leading(case: Case) -> list[tuple[str, Comparison]]:
    """The best few combinations by mean; the pick has the last place when it is not the best."""
    results, verdict = case.results, case.verdict
    keys = [key for key in results.combinations if results.same_answers(key) == key]
    known = []
    for key in results.ranking(verdict.metric, keys):
        gain = versus(results, key, verdict.reference, verdict.metric, verdict.rope)
        if gain.is_known:
            known.append((key, gain))
    late_pick = [pair for pair in known[SHOWN:] if pair[0] == verdict.pick]
    return known[: SHOWN - len(late_pick)] + late_pick


ENTRY = Display(
    question="How likely is it that combining helps?",
    draw=draw,
    words=words,
    table=table,
    better=higher,
    page="verdict",
    order=20,
)
