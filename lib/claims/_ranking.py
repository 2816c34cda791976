"""The chart across data sets: how probable it is that a way to combine is practically better."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from plotly.graph_objects import Figure

from lib import combiners
from lib.claims._effects import signed
from lib.drawing.display import Display, higher
from lib.drawing.probabilities import probability_bars
from lib.words.outside import as_plotly

KEYS = {"Worse": "worse", "As good": "as_good", "Better": "better"}


@dataclass(frozen=True, eq=False)
class Ranking:
    """Ways to combine under one condition, each against the best single model.

    rows : one record a way, as `lib.evidence.ranks` writes them into the evidence.
    """

    rows: Sequence[Mapping[str, Any]]


def table(ranking: Ranking) -> pd.DataFrame:
    """A row a way to combine, the most probably better first; probabilities in per cent."""
    return _exact(ranking).round(1)


def _exact(ranking: Ranking) -> pd.DataFrame:
    rows = sorted(ranking.rows, key=lambda row: (row["worse"] - row["better"], -row["typical"]))
    titles = {key: entry.title for key, entry in combiners.entries().items()}
    return pd.DataFrame(
        {
            "Way to combine": [titles.get(row["method"], row["method"]) for row in rows],
            **{name: [100 * row[key] for row in rows] for name, key in KEYS.items()},
            "Typical gain (points)": [row["typical"] for row in rows],
            "Better on": [row["wins"] for row in rows],
            "Worse on": [row["losses"] for row in rows],
            "Data sets": [row["sets"] for row in rows],
        }
    )


def draw(ranking: Ranking) -> Figure:
    """Stacked bars, a row a way to combine."""
    rows = _exact(ranking)
    names = [as_plotly(name) for name in rows["Way to combine"]]
    title = "Way to combine, best on top"
    return probability_bars(rows, names, title, (140, 24), is_written=False)


def in_words(ranking: Ranking) -> str:
    """The first and the last of the list, and how many are more likely better than not."""
    rows = _exact(ranking)
    likely = int((rows["Better"] > 50).sum())
    return (
        f"{likely} of {len(rows)} ways are more likely practically better than not. "
        f"{_line(rows.iloc[0])} {_line(rows.iloc[-1])}"
    )


def _line(row: pd.Series) -> str:
    return (
        f"{row['Way to combine']}: {row['Better']:.0f} % better, {row['As good']:.0f} % as good, "
        f"{row['Worse']:.0f} % worse; {signed(row['Typical gain (points)'])} points typically over "
        f"{row['Data sets']} data sets."
    )


RANKING = Display(
    question="How likely is each way to combine practically better than the best single model?",
    draw=draw,
    words=in_words,
    table=table,
    better=higher,
)
