"""The chart of a claim: every data set a dot, what is typical a diamond with its interval."""

import textwrap
from typing import NamedTuple

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure, Scatter

from lib import combiners, datasets
from lib.claims._effects import ONE_EACH, Effect
from lib.claims._entry import Claim, Finding, Parts
from lib.drawing.display import Display, higher
from lib.drawing.methods import FAINT, REGION, rows_figure
from lib.drawing.style import INK, axis
from lib.evidence.ranks import ROPE
from lib.words.outside import as_plotly

AXIS = "Difference (points)<br>higher is better"
SPREAD = 0.22  # of a row, up and down, so that equal dots do not hide one another
LABEL_WIDTH = 18
ANSWERS = {
    "holds": "Yes.",
    "holds if": "Yes, if {why}.",
    "too close": "These data sets cannot tell.",
    "does not hold": "Not here.",
    "not testable": "{why}",
}
SYMBOLS = {"real": ("Recorded data set", "circle"), "generated": ("Drawn data set", "circle-open")}


def effects_chart(claim: Claim) -> Display[Finding]:
    """What a claim rests on, data set by data set."""
    return Display(claim.question, draw, in_words, table, higher)


def draw(finding: Finding) -> Figure:
    """A row a part. The band is what is too small to matter. Lines join the two gains of a data set
    whose difference is the first row."""
    parts = finding.parts
    labels = ["<br>".join(textwrap.wrap(name, LABEL_WIDTH)) for name in parts]
    figure = rows_figure(labels, axis(AXIS, zeroline=True), "What is compared", (130, 72))
    figure.add_vrect(-ROPE, ROPE, fillcolor=REGION, line_width=0, layer="below")
    dots = _placed(parts)
    for kind in SYMBOLS:
        figure.add_trace(_dots([dot for dot in dots if _kind_of(dot.dataset) == kind], kind))
    figure.add_trace(_means(parts))
    joined = _joined(dots, finding.claim.pair)
    return figure.add_trace(joined) if len(joined.x) else figure


class _Dot(NamedTuple):
    """A data set in the row of a part."""

    part: str
    dataset: str
    x: float
    y: float


def _placed(parts: Parts) -> list[_Dot]:
    """Neighbours in size stand apart, the same way in every picture."""
    return [
        _Dot(name, str(key), value, row + (SPREAD * ((at % 3) - 1) if part.n_sets > 3 else 0.0))
        for row, (name, part) in enumerate(parts.items())
        for at, (key, value) in enumerate(part.by_set.sort_values().items())
    ]


def _dots(dots: list[_Dot], kind: str) -> Scatter:
    """The data sets of one kind, in all rows."""
    title, symbol = SYMBOLS[kind]
    return Scatter(
        x=np.array([dot.x for dot in dots]),
        y=np.array([dot.y for dot in dots]),
        mode="markers",
        name=title,
        marker={"symbol": symbol, "size": 7, "color": INK, "opacity": 0.75},
        customdata=np.array([as_plotly(_title_of(dot.dataset)) for dot in dots]),
        hovertemplate="%{customdata}: %{x:.1f} points<extra></extra>",
    )


def _joined(dots: list[_Dot], pair: tuple[str, ...]) -> Scatter:
    """A line from each data set under the condition to the same one without."""
    sides = [{dot.dataset: dot for dot in dots if dot.part == name} for name in pair]
    both = [[side[key] for side in sides] for key in (sides[0] if sides else ()) if key in sides[1]]
    return Scatter(
        x=np.array([x for ends in both for x in (*[end.x for end in ends], np.nan)]),
        y=np.array([y for ends in both for y in (*[end.y for end in ends], np.nan)]),
        mode="lines",
        name="Same data set",
        line={"color": FAINT, "width": 1},
        hoverinfo="skip",
    )


def _means(parts: Parts) -> Scatter:
    found = list(parts.values())
    lows, highs = (
        np.array([gap if np.isfinite(gap) else 0.0 for gap in gaps])
        for gaps in ([p.typical - p.low for p in found], [p.high - p.typical for p in found])
    )
    return Scatter(
        x=np.array([part.typical for part in found]),
        y=np.arange(len(found)),
        mode="markers",
        name="Typical (pseudo-median), 95 % interval",
        marker={"symbol": "diamond", "size": 14, "color": INK, "line": {"width": 1}},
        error_x={"array": highs, "arrayminus": lows, "color": INK, "thickness": 3, "width": 7},
        customdata=np.array([part.size + part.support for part in found]),
        hovertemplate="%{customdata}<extra></extra>",
    )


def in_words(finding: Finding) -> str:
    """The answer; the typical effect of each part; and how often the one that decides matters."""
    answer = ANSWERS[finding.outcome.word].format(why=finding.outcome.why)
    sizes = [_sentence(name, part) for name, part in finding.parts.items()]
    main = next(iter(finding.parts.values()))
    better, worse = int((main.by_set > ROPE).sum()), int((main.by_set < -ROPE).sum())
    often = f"That is more than a point better on {better}, and more than a point worse on {worse}."
    return "\n\n".join([" ".join([answer, sizes[0], often]), *sizes[1:]])


def _sentence(name: str, part: Effect) -> str:
    entry = combiners.entries().get(part.method.removesuffix(ONE_EACH))
    how = ONE_EACH if part.method.endswith(ONE_EACH) else ""
    which = f" (mostly {entry.title}{how})" if entry else ""
    return f"{name}{which}: {part.size}{part.support}."


def table(finding: Finding) -> pd.DataFrame:
    """Every number drawn: a row a data set, a column a part."""
    parts = finding.parts.items()
    frame = pd.DataFrame({name: part.by_set.astype(float) for name, part in parts})
    frame.insert(0, "Data set", [_title_of(key) for key in frame.index])
    return frame.reset_index(drop=True).round(1)


def _title_of(dataset: object) -> str:
    """The words on screen; its key when the data set is no longer there."""
    entry = datasets.entries().get(str(dataset))
    return entry.title if entry else str(dataset)


def _kind_of(dataset: object) -> str:
    return getattr(datasets.entries().get(str(dataset)), "kind", "real")
