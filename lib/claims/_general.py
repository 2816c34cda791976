"""In general: each way to decide, across the recorded data sets, against the best single model."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure

from lib.claims._effects import Effect, effect, paired
from lib.datasets import entries as datasets
from lib.drawing.display import Display, higher
from lib.drawing.methods import intervals, rows_figure
from lib.drawing.style import INK
from lib.evidence.plan import REFERENCE
from lib.evidence.ranks import ROPE
from lib.evidence.rows import of_method, under
from lib.words import counted, listed

VOTE, STACK, SOURCES, MODEL = "Vote", "Stack", "Fuse sources", "Fuse into one model"
# The method that stands for each way, and the conditions under which its models read what it needs.
STANDS_FOR = {
    VOTE: ("soft_vote", ("plain",)),
    STACK: ("stacking_logistic", ("plain",)),
    SOURCES: ("log_linear_pool", ("plain", "views")),  # the best model for each source, if measured
    MODEL: ("distilled", ("plain",)),
}
NAMED = 3  # data sets, of those where a way helps or harms most


@dataclass(frozen=True, eq=False)
class General:
    """Title of a way -> its gain on the best single model of all columns, in points."""

    gains: Mapping[str, Effect]


def in_general(rows: pd.DataFrame) -> General:
    """Every way that was measured, on the recorded labels as they are."""
    single = of_method(under(rows, "plain"), REFERENCE)
    found = {}
    for way, (method, conditions) in STANDS_FOR.items():
        own = of_method(rows, method)
        measured = [each for name in conditions if len(each := under(own, name))]
        if measured:
            found[way] = effect(paired(measured[0], single, "accuracy"))
    return General(found)


def where(gains: Effect, sign: int) -> list[str]:
    """Titles of the data sets on which a way gains (sign 1) or loses (-1) more than `ROPE` points,
    the clearest first."""
    by_set = (sign * gains.by_set).sort_values(ascending=False)
    known = datasets()
    return [known[key].title for key in by_set.index[by_set > ROPE] if key in known]


def advice(general: General, way: str) -> str:
    """When to use a way and when not, in terms of the data sets that show it."""
    gains = general.gains[way]
    helps, harms = where(gains, 1), where(gains, -1)
    said = [f"Helps on {len(helps)} of {counted(gains.n_sets, 'data set')}"]
    if helps:
        said[0] += f", most on {listed([f'“{title}”' for title in helps[:NAMED]])}"
    if harms:
        said.append(f"harms on {len(harms)}, most on {listed([f'“{t}”' for t in harms[:NAMED]])}")
    return f"{'; '.join(said)}."


def bottom_line(general: General) -> str:
    """What the evidence says to somebody who knows nothing else about their data."""
    gains = pd.DataFrame({way: each.by_set for way, each in general.gains.items()})
    none = int((gains.max(axis=1) <= ROPE).sum())
    in_order = sorted(general.gains, key=lambda way: general.gains[way].typical)
    return (
        f"Start with the best single model: on {none} of {counted(len(gains), 'data set')} no way "
        f"gains more than {ROPE:g} point on it. If you combine without trying, "
        f"“{in_order[-1].lower()}” is the safest bet and "
        f"“{in_order[0].lower()}” the riskiest."
    )


def table(general: General) -> pd.DataFrame:
    """A row a way: its typical gain with the 95 % interval, and how often it helps and harms."""
    return pd.DataFrame(
        [
            {
                "Way": way,
                "Typical gain": gains.typical,
                "Low": gains.low,
                "High": gains.high,
                "Helps on": len(where(gains, 1)),
                "Harms on": len(where(gains, -1)),
                "Data sets": gains.n_sets,
            }
            for way, gains in general.gains.items()
        ]
    )


def draw(general: General) -> Figure:
    """A mark and an interval a way, and the line of no gain."""
    rows = table(general)
    title = "Typical gain on the best single model (points)<br>higher is better"
    figure = rows_figure(rows["Way"].tolist(), title, "Way to combine")
    figure.add_vline(x=0, line={"color": INK, "width": 1, "dash": "dash"}, layer="below")
    marks = intervals(rows, np.arange(len(rows)), "Typical gain", marker={"color": INK, "size": 10})
    return figure.add_trace(marks)


def words(general: General) -> str:
    """Each way's typical gain, and the bottom line."""
    said = [f"{way}: {gains.size}{gains.support}." for way, gains in general.gains.items()]
    return " ".join([*said, bottom_line(general)])


IN_GENERAL = Display(
    question="Which way to combine helps in general?",
    draw=draw,
    words=words,
    table=table,
    better=higher,
)
