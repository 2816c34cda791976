"""Which rows are worth opening: those about which the models disagree come first."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure, Scatter

from lib.datasets import Dataset
from lib.drawing.display import Display, neither
from lib.drawing.style import GRID, INK, ZERO, axis, layout, marker
from lib.engine.plane import Plane
from lib.engine.results import Results
from lib.words.outside import as_plotly

RESCUED, BROKEN, DISPUTED, ALL_WRONG, ALL_RIGHT = range(5)
LISTED = 8  # rows of each kind in the list: with five kinds still short enough to read
DRAWN = 240  # rows a browser draws without a pause


@dataclass(frozen=True, eq=False)
class Points:
    """Every row as the models that never saw it answered: out of fold, in the first repeat.

    y : (n_samples,) the truth. votes : (n_samples, n_models) the class each model names.
    average : (n_samples, n_classes) the mean of their probabilities, which is a soft vote.
    single : (n_samples,) the class the best single model names.
    """

    y: np.ndarray
    votes: np.ndarray
    average: np.ndarray
    single: np.ndarray

    @cached_property
    def wrong(self) -> np.ndarray:
        """(n_samples,) how many models are wrong."""
        return np.asarray((self.votes != self.y[:, None]).sum(axis=1))

    @cached_property
    def kind(self) -> np.ndarray:
        """(n_samples,) RESCUED: the average is right where the best single model is wrong; BROKEN:
        the other way round; else DISPUTED, or ALL_WRONG, or ALL_RIGHT."""
        together, alone = self.average.argmax(axis=1) == self.y, self.single == self.y
        n_models = self.votes.shape[1]
        cases = [together & ~alone, ~together & alone, self.wrong == 0, self.wrong == n_models]
        return np.select(cases, [RESCUED, BROKEN, ALL_RIGHT, ALL_WRONG], DISPUTED)

    @cached_property
    def order(self) -> np.ndarray:
        """(n_samples,) positions of the rows, the most instructive first.

        By kind; within a kind those that more models have wrong, then those about which the average
        is less sure.
        """
        sureness = np.round(self.average.max(axis=1), 12)
        return np.lexsort((np.arange(len(self.y)), sureness, -self.wrong, self.kind))

    @property
    def default(self) -> int:
        """The most instructive row."""
        return int(self.order[0])

    def listed(self, chosen: int) -> list[int]:
        """A short list: the first rows of every kind, and the chosen one."""
        kinds = self.kind[self.order]
        first = [self.order[kinds == kind][:LISTED] for kind in range(5)]
        rows = [int(row) for rows in first for row in rows]
        return rows if chosen in rows else [chosen, *rows]

    def drawn(self, chosen: int) -> np.ndarray:
        """At most DRAWN rows, sorted: those of the list, and some others to show the data."""
        listed = self.listed(chosen)
        others = np.setdiff1d(np.arange(len(self.y)), listed)
        some = np.random.default_rng(0).permutation(others)[: DRAWN - len(listed)]
        return np.sort([*listed, *some])

    def label(self, row: int, class_names: Sequence[str]) -> str:
        """One row in a line of the list."""
        n_models, wrong = self.votes.shape[1], int(self.wrong[row])
        if n_models == 1:
            said = "the model is wrong" if wrong else "the model is right"
        elif wrong in (0, n_models):
            said = f"all {n_models} models {'wrong' if wrong else 'right'}"
        else:
            said = f"{wrong} of {n_models} models wrong"
        together = {RESCUED: ", rescued", BROKEN: ", spoiled"}.get(int(self.kind[row]), "")
        return f"Row {row}, {class_names[self.y[row]]}: {said}{together}"


def points_of(results: Results) -> Points:
    """The rows of a question; the first repeat is always there, so they do not change."""
    P = results.said
    return Points(results.y, P.argmax(axis=2), P.mean(axis=1), results.predicted("best_single"))


@dataclass(frozen=True)
class PointsOnPlane:
    """The rows of the data where they are drawn. chosen : the one to follow."""

    points: Points
    plane: Plane
    dataset: Dataset
    chosen: int

    @cached_property
    def places(self) -> np.ndarray:
        """(n_samples, 2) in the units of the data."""
        x, y = self.plane.x, self.plane.y
        return self.plane.project(self.dataset) * [x.high - x.low, y.high - y.low] + [x.low, y.low]


def draw(record: PointsOnPlane) -> Figure:
    """The data on a plane: the rows of the list large, others faint, the chosen one ringed.

    Each marker carries the position of its row as `customdata`; x and y are in the data's units.
    """
    points, chosen, names = record.points, record.chosen, record.dataset.class_names
    (x, y), rows = record.places.T, points.drawn(chosen)
    listed = np.array(points.listed(chosen))
    is_listed = np.isin(rows, listed)
    figure = Figure(layout=_layout(record.plane, record.dataset.n_classes))
    for position, name in enumerate(names):
        of_class = points.y[rows] == position
        here = rows[of_class]
        look = marker(position) | {
            "size": np.where(is_listed[of_class], 11, 6),
            "opacity": np.where(is_listed[of_class], 1.0, 0.35),
        }
        texts = np.array([as_plotly(points.label(int(row), names)) for row in here], object)
        figure.add_trace(_marks(x[here], y[here], look, name, (here, texts)))
        figure.add_trace(_legend_entry(position, name))
    for kind, symbol in ((RESCUED, "circle-open"), (BROKEN, "square-open")):
        here = listed[points.kind[listed] == kind]
        if len(here):
            look = {"symbol": symbol, "size": 18, "color": INK, "line": {"width": 1.5}}
            figure.add_trace(_marks(x[here], y[here], look, ""))
    ring = {"symbol": "circle-open", "size": 26, "color": INK, "line": {"width": 3.5}}
    figure.add_trace(_marks(x[[chosen]], y[[chosen]], ring, ""))
    figure.add_annotation(x=x[chosen], y=y[chosen], text=f"<b>row {chosen}</b>", **_FLAG)
    return figure


_FLAG = {
    "ax": 0,
    "ay": -34,
    "arrowcolor": ZERO,
    "arrowwidth": 1.5,
    "arrowhead": 0,
    "standoff": 13,
    "bgcolor": GRID,
    "borderpad": 3,
}


def _marks(
    x: np.ndarray,
    y: np.ndarray,
    look: dict,
    name: str,
    rows: tuple[np.ndarray, np.ndarray] | None = None,
) -> Scatter:
    """Markers; those without rows lie over others and let a click through."""
    more: dict = {"hoverinfo": "skip"}
    if rows is not None:
        more = {"customdata": rows[0], "text": rows[1], "hovertemplate": "%{text}<extra></extra>"}
    return Scatter(
        x=x, y=y, mode="markers", marker=look, name=as_plotly(name), showlegend=False, **more
    )


def _legend_entry(position: int, name: str) -> Scatter:
    """A class in the legend, as large and strong there whatever its markers are."""
    nowhere = np.array([np.nan])
    return Scatter(
        x=nowhere, y=nowhere, mode="markers", marker=marker(position, 10), name=as_plotly(name)
    )


def _layout(plane: Plane, n_classes: int) -> dict:
    """Nothing to drag: a finger that moves over the picture scrolls the page."""
    x, y = (
        axis(as_plotly(side.label), range=(side.low, side.high), fixedrange=True, zeroline=False)
        for side in (plane.x, plane.y)
    )
    room = 8 * n_classes  # for the legend, which a narrow page breaks into lines
    return layout(x, y, height=380 + room, showlegend=True, dragmode=False)


def in_words(record: PointsOnPlane) -> str:
    """What there is to see."""
    return (
        "A picture of the data, one marker a row. The rows of the list are large, the others "
        "faint, and the chosen row has a thick ring. The list beside it says the same in words."
    )


def table(record: PointsOnPlane) -> pd.DataFrame:
    """One row for each that is drawn."""
    rows, plane = record.points.drawn(record.chosen), record.plane
    labels = [record.points.label(int(row), record.dataset.class_names) for row in rows]
    x, y = record.places[rows].T
    return pd.DataFrame({"Row": labels, plane.x.label: x, plane.y.label: y})


POINTS = Display("Which row to follow?", draw, in_words, table, neither, draws_rows=True)
