"""Who is right about which row: every model and the best of each way, a column a held-back row."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from plotly.graph_objects import Bar, Figure, Scatter

from lib.charts.best_of_each_way import chosen
from lib.drawing.display import Display, neither
from lib.drawing.methods import label, nothing_to_draw, rows_axis, starting
from lib.drawing.style import INK, axis, class_mark, layout, marker, rgba
from lib.engine.results import Method
from lib.verdict.case import Case
from lib.words import in_sentence
from lib.words.outside import as_plotly

EASY, CLASS, RESCUE = "easy", "class", "rescue"
ORDERS = {EASY: "easy to hard", CLASS: "by class", RESCUE: "by what combining does"}
GROUPS = ("rescued", "spoiled", "neither")  # in the last of these orders
DRAWN = 40  # columns: each is still wide enough for a mark on a phone
FILL, HATCH = 0.3, 0.6  # opacity: thin lines are drawn stronger than areas
NOBODY = "There is no row about which anybody disagrees."


@dataclass(frozen=True, eq=False)
class Barcode:
    """Held-back answers of the first repeat.

    y : (n_samples,) the truth. methods : the models alone, the first `n_alone`, the one to beat at
    `reference`, and combinations. answers : (n_methods, n_samples) the class each names.
    order : of the columns, one of `ORDERS`. chosen : the row that is followed, -1 for none.
    """

    y: np.ndarray
    class_names: Sequence[str]
    methods: Sequence[Method]
    n_alone: int
    reference: int
    answers: np.ndarray
    order: str = EASY
    chosen: int = -1

    @cached_property
    def wrong(self) -> np.ndarray:
        """(n_methods, n_samples) whose answer about which row is wrong."""
        return np.asarray(self.answers != self.y)

    @cached_property
    def n_wrong(self) -> np.ndarray:
        """(n_samples,) how many are wrong: how hard a row is."""
        return np.asarray(self.wrong.sum(axis=0))

    @cached_property
    def together(self) -> list[int]:
        """Positions of the combinations."""
        return [i for i in range(self.n_alone, len(self.methods)) if i != self.reference]

    @cached_property
    def effect(self) -> np.ndarray:
        """(n_samples,) position in `GROUPS`: whether any combination is right where the one to beat
        is wrong, or the other way round."""
        alone, combined = self.wrong[self.reference], self.wrong[self.together]
        rescued, spoiled = alone & ~combined.all(axis=0), ~alone & combined.any(axis=0)
        return np.select([rescued, spoiled], [0, 1], 2)

    @cached_property
    def group(self) -> np.ndarray:
        """(n_samples,) what the columns are grouped by."""
        return {EASY: self.n_wrong, CLASS: self.y, RESCUE: self.effect}[self.order]

    @cached_property
    def disputed(self) -> np.ndarray:
        """Positions of the rows that some have right and some have wrong, in order. Those that the
        same combinations have wrong stand together."""
        who = [self.wrong[i] for i in self.together] if self.order == RESCUE else []
        order = np.lexsort([self.y, self.n_wrong, *who, self.group])
        return order[(self.n_wrong[order] > 0) & (self.n_wrong[order] < len(self.methods))]

    @cached_property
    def rows(self) -> np.ndarray:
        """Positions of those that are drawn: at most `DRAWN`, evenly spread, and the chosen one."""
        spread = np.linspace(0, len(self.disputed) - 1, min(DRAWN, len(self.disputed)))
        drawn = self.disputed[spread.round().astype(int)]
        if self.chosen < 0 or self.chosen in drawn:
            return drawn
        before = self.group[drawn] < self.group[self.chosen]
        return np.insert(drawn, int(before.sum()), self.chosen)


def barcode_of(case: Case, order: str = EASY, row: int = -1, more: str = "") -> Barcode:
    """The models alone, and the best of each way. row : to follow. more : key of a further method,
    where it takes part."""
    results = case.results
    keys = [*results.members, *[results.method(key).key for key in chosen(case)]]
    keys += [results.method(more).key] if more in results.positions else []
    keys = list(dict.fromkeys(keys))
    answers = np.stack([results.predicted(key) for key in keys])
    reference = keys.index(results.method(case.verdict.reference).key)
    methods = [results.method(key) for key in keys]
    n_alone = len(results.members)
    return Barcode(results.y, results.class_names, methods, n_alone, reference, answers, order, row)


def draw(record: Barcode) -> Figure:
    """The truth on top, then a line for everybody: a cell has the colour and the mark of the class
    that is named, and is hatched where it is wrong. Each cell carries its row as `customdata`."""
    if not len(record.rows):
        return nothing_to_draw(NOBODY, "Rows", "Who answers")
    named = np.vstack([record.y, record.answers])[:, record.rows]
    figure = Figure(layout=_layout(record))
    figure.add_trace(_cells(record, named))
    columns, lines = np.meshgrid(*map(np.arange, named.shape[::-1]))
    for c, name in enumerate(record.class_names):
        here = named == c
        if here.any():
            look = {"mode": "markers", "marker": marker(c, 7), "hoverinfo": "skip"}
            figure.add_trace(Scatter(x=columns[here], y=lines[here], name=as_plotly(name), **look))
    for line in (0.5, 0.5 + record.n_alone):
        figure.add_hline(y=line, line={"color": INK, "width": 1.5})
    for column in np.flatnonzero(np.diff(record.group[record.rows])):
        figure.add_vline(x=column + 0.5, line={"color": INK, "width": 1.5})
    for column in np.flatnonzero(record.rows == record.chosen):
        around = {"x0": column - 0.5, "x1": column + 0.5, "y0": -0.5, "y1": len(named) - 0.5}
        figure.add_shape(type="rect", line={"color": INK, "width": 4}, **around)
    return figure


def _cells(record: Barcode, named: np.ndarray) -> Bar:
    """named : (1 + n_methods, n_columns), the truth first."""
    columns, lines = map(np.ravel, np.meshgrid(*map(np.arange, named.shape[::-1])))
    is_wrong, rows = (named != named[0]).ravel(), record.rows[columns]
    titles = ["Truth", *[as_plotly(method.title) for method in record.methods]]
    classes = [as_plotly(name) for name in record.class_names]
    texts = [
        f"Row {row}<br>{titles[line]}: {classes[c]}{', wrong' if wrong else ''}"
        for row, line, c, wrong in zip(rows, lines, named.ravel(), is_wrong, strict=True)
    ]
    colours = [
        rgba(class_mark(int(c)).colour, HATCH if wrong else FILL)
        for c, wrong in zip(named.ravel(), is_wrong, strict=True)
    ]
    hatch = {"shape": np.where(is_wrong, "/", ""), "size": 5, "solidity": 0.3}
    return Bar(
        x=columns,
        y=np.ones(len(lines)),
        base=lines - 0.5,
        width=1,
        marker={"color": np.array(colours, object), "pattern": hatch, "line": {"width": 0}},
        customdata=rows,
        text=np.array(texts, object),
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
    )


def _layout(record: Barcode) -> dict:
    group = record.group[record.rows]
    at = [float(np.flatnonzero(group == each).mean()) for each in np.unique(group)]
    n = len(record.methods)
    title, texts = {
        EASY: (f"How many of {n} are wrong", [str(each) for each in range(n + 1)]),
        CLASS: ("Class of the rows", list(record.class_names)),
        RESCUE: ("What combining does to a row", list(GROUPS)),
    }[record.order]
    x = axis(
        title,
        tickvals=np.array(at),
        ticktext=np.array([label(texts[each]) for each in np.unique(group)]),
        range=[-0.5, len(record.rows) - 0.5],
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )
    labels = [f"<b>{label('Truth')}</b>", *[label(method.short) for method in record.methods]]
    y = rows_axis(labels, "Who answers") | {"range": [len(labels) - 0.5, -0.5]}
    room = {"height": 150 + 30 * len(labels), "margin": {"l": 8, "r": 8, "t": 8, "b": 8}}
    return layout(x, y, showlegend=True, barmode="overlay", dragmode=False, **room)


def in_words(record: Barcode) -> str:
    """How many rows are in dispute, what combining does to them, and who is right about one."""
    n, total, disputed = len(record.methods), len(record.y), len(record.disputed)
    right, wrong = int((record.n_wrong == 0).sum()), int((record.n_wrong == n).sum())
    said = [
        f"Of {total:,} rows, each answered while it was held back, all {n} have {right:,} right "
        f"and {wrong:,} wrong."
    ]
    if disputed > DRAWN:
        said.append(f"About {disputed:,} they disagree: {DRAWN} of these are columns here.")
    else:
        said.append(f"About {disputed:,} they disagree." if disputed else NOBODY)
    if record.together:
        said.append(_rescues(record))
    if record.chosen >= 0:
        truth, n_right = (
            record.class_names[record.y[record.chosen]],
            n - record.n_wrong[record.chosen],
        )
        said.append(f"About row {record.chosen}, in truth {truth}, {n_right} of {n} are right.")
    return " ".join(said)


def _rescues(record: Barcode) -> str:
    """What the combination does that rescues most for what it spoils."""
    alone = record.wrong[record.reference]
    found = {
        i: (int((alone & ~record.wrong[i]).sum()), int((record.wrong[i] & ~alone).sum()))
        for i in record.together
    }
    best = max(found, key=lambda i: (found[i][0] - found[i][1], found[i][0]))
    rescued, spoiled = found[best]
    single = in_sentence(record.methods[record.reference].title)
    return (
        f"{starting(record.methods[best].title)} rescues {rescued:,} that the {single} has "
        f"wrong, and spoils {spoiled:,}."
    )


def table(record: Barcode) -> pd.DataFrame:
    """One row a column: its row, the truth, what everybody says, how many are wrong."""
    names, rows = np.array(record.class_names, object), record.rows
    said = {method.title: names[record.answers[i, rows]] for i, method in enumerate(record.methods)}
    fixed = {"Row": rows, "Truth": names[record.y[rows]], "Wrong": record.n_wrong[rows]}
    return pd.DataFrame(fixed | said)


BARCODE = Display("Who is right about which row?", draw, in_words, table, neither, draws_rows=True)
ENTRY = Display(
    question=BARCODE.question,
    draw=lambda case: draw(barcode_of(case)),
    words=lambda case: in_words(barcode_of(case)),
    table=lambda case: table(barcode_of(case)),
    better=neither,
    page="compare",
    order=60,
    draws_rows=True,
    under="why",
)
