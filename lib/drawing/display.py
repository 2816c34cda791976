"""The contract of whatever is looked at, on whatever record it draws."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

import pandas as pd
from plotly.graph_objects import Figure

Better = Literal["higher", "lower", "neither"]
Record = TypeVar("Record")


def higher(record: Any) -> Better:
    """Higher is better, whatever is drawn."""
    return "higher"


def lower(record: Any) -> Better:
    """Lower is better, whatever is drawn."""
    return "lower"


def neither(record: Any) -> Better:
    """No direction is better: the picture shows what is, and not how good it is."""
    return "neither"


@dataclass(frozen=True)
class Display(Generic[Record]):
    """Something to look at. Pages, report and slides show every one through one function each.

    question : its title, which the figure answers. draw, words, table : pure functions of one
    record, most often a `Case`; the words are a few sentences of plain text, the table holds every
    number drawn. better : which direction is better, which an axis title must then say.
    page : the page that shows it of its own accord, "" when somebody asks for it by name.
    under : the heading there under which it is behind an opening, drawn for those who ask.
    draws_rows : it draws rows of the data, so it may have as many marks as there are.
    """

    question: str
    draw: Callable[[Record], Figure]
    words: Callable[[Record], str]
    table: Callable[[Record], pd.DataFrame]
    better: Callable[[Record], Better]
    page: Literal["", "compare", "verdict"] = ""
    order: int = 100
    draws_rows: bool = False
    under: Literal["", "why", "methods"] = ""

    def alt(self, record: Record) -> str:
        """The figure for those who cannot see it."""
        return f"{self.question} {self.words(record)}"
