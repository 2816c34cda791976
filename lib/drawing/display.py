"""What a chart's file in this folder must give."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import pandas as pd
from plotly.graph_objects import Figure

from lib.engine.results import Results
from lib.metrics import METRICS
from lib.verdict.records import Verdict

Section = Literal["explore", "compare", "verdict"]
Better = Literal["higher", "lower"]


@dataclass(frozen=True)
class Chart:
    """What each file of this folder gives as `ENTRY`; all functions are pure.

    title : a question, which the chart answers. section : the page it belongs to.
    draw, in_words, table : called as `draw(results, verdict, metric)`; the metric may be another
        one than the verdict's. The words are one or two sentences of plain text; the table holds
        every number drawn.
    shows_gain : it draws how much better one method is than another, so higher is better whatever
        the metric.
    """

    title: str
    section: Section
    draw: Callable[[Results, Verdict, str], Figure]
    in_words: Callable[[Results, Verdict, str], str]
    table: Callable[[Results, Verdict, str], pd.DataFrame]
    shows_gain: bool = False
    order: int = 100

    def better(self, metric: str) -> Better:
        """Which direction is better in this chart."""
        return "higher" if self.shows_gain or METRICS[metric].greater_is_better else "lower"

    def alt(self, results: Results, verdict: Verdict, metric: str) -> str:
        """The chart for those who cannot see it."""
        return f"{self.title} {self.in_words(results, verdict, metric)}"
