"""The way of a row through one method, as a flow from the views to the answer."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from lib.base_models import Member
from lib.combiners import Merged
from lib.datasets import Dataset
from lib.engine.results import Results
from lib.inside.flow import Flow, Link, Station, all_to_all
from lib.inside.fusion.computing import Followed, methods_of, name_of
from lib.inside.fusion.words import LEVELS, in_words
from lib.inside.numbers import percent
from lib.statistics.metrics import METRICS

FEW_RANKS = 3
COUNTS = {"models": "Model", "networks": "Network", "forests": "Forest"}  # knob -> one of them
Layers = tuple[list[tuple[Station, ...]], list[tuple[Link, ...]]]


def diagram(followed: Followed) -> Flow:
    """The way of the row, from the views to the answer."""
    into_one = dict.fromkeys(("parameter", "structure", "behaviour"), _merged)
    ways = {"feature": _early, "representation": _intermediate, **into_one}
    layers, links = ways.get(followed.entry.level, _late)(followed)
    layers += [(_answer(followed),)]
    links += [((0, 0),)]
    return Flow(f"{followed.entry.title}, drawn.", in_words(followed), tuple(layers), tuple(links))


def _early(followed: Followed) -> Layers:
    views = _views(followed)
    n_columns = followed.dataset.X.shape[1]
    merge = Station("Columns side by side", "merge", f"{n_columns} columns, one table")
    title = name_of(followed.columns[followed.chosen][0])
    note = "chosen in this row's fold" if followed.P is not None else "the best of yours"
    model = _speaking(Station(title, "model", note), followed.P, followed)
    return [views, (merge,), (model,)], [all_to_all(len(views), 1), ((0, 0),)]


def _intermediate(followed: Followed) -> Layers:
    views = _views(followed)
    parts = tuple(Station("A few numbers", "model", f"learned from {view.title}") for view in views)
    straight = tuple((i, i) for i in range(len(views)))
    merge = Station(LEVELS["representation"].merge, "merge")
    model = _speaking(Station("One model", "model", "on the joined numbers"), followed.P, followed)
    return [views, parts, (merge,), (model,)], [straight, all_to_all(len(views), 1), ((0, 0),)]


def _merged(followed: Followed) -> Layers:
    """What is trained first is let go of: it carries no numbers, for it never sees the row."""
    views, level = _views(followed), LEVELS[followed.entry.level]
    members = next((c.members for c, _ in followed.columns if isinstance(c, Merged)), ())
    if members:
        parts = [Station(name_of(m), "model", "yours", is_kept=False) for m in members]
        links = _who_sees_what(members, followed)
    else:
        knob = next((name for name in COUNTS if name in followed.knobs), "models")
        number, one = int(followed.knobs.get(knob, 1)), COUNTS[knob]
        parts = [
            Station(f"{one} {i + 1}", "model", "its own", is_kept=False) for i in range(number)
        ]
        links = all_to_all(len(views), number)
    merge = Station(level.merge, "merge", "while learning", is_kept=False)
    result = Station(followed.entry.short, "model", "one model, which stays")
    model = _speaking(result, followed.P, followed)
    return [views, tuple(parts), (merge,), (model,)], [
        links,
        all_to_all(len(parts), 1),
        ((0, 0),),
    ]


def _late(followed: Followed) -> Layers:
    views, level = _views(followed), followed.entry.level
    members = [column for column, _ in followed.columns if isinstance(column, Member)]
    boxes = []
    for (column, P), used in zip(followed.columns, followed.used, strict=True):
        box = Station(name_of(column), "model", "" if used else "has no say", is_kept=used)
        boxes.append(_speaking(box, P, followed, level))
    merge = Station(followed.entry.short, "merge", LEVELS[level].merge.lower())
    return [views, tuple(boxes), (_speaking(merge, followed.P, followed),)], [
        _who_sees_what(members, followed),
        all_to_all(len(boxes), 1),
    ]


def _speaking(
    box: Station, P: np.ndarray | None, followed: Followed, level: str = "score"
) -> Station:
    """The box with what it says: probabilities, an order of the classes, or one class."""
    if P is None:
        return box
    names, best = followed.dataset.class_names, int(P.argmax())
    if level == "rank":
        order = np.argsort(-P, kind="stable")[:FEW_RANKS]
        ranks = ", ".join(f"{i}. {names[c]}" for i, c in enumerate(order, 1))
        return replace(box, says=ranks, position=best)
    if level == "decision":
        return replace(box, says=names[best], position=best)
    return replace(
        box, P=tuple(map(float, P)), says=f"{names[best]} ({percent(P[best])})", position=best
    )


def _answer(followed: Followed) -> Station:
    """The class named, beside the truth; without numbers only the truth."""
    truth = int(followed.dataset.y[followed.row])
    names = followed.dataset.class_names
    if followed.P is None:
        return Station("Answer", "answer", "switch this method on to see it")
    best = int(followed.P.argmax())
    if best == truth:
        return Station("✓ Right answer", "answer", says=names[best], position=best)
    note = f"the truth is {names[truth]}"
    return Station("✗ Wrong answer", "answer", note, says=names[best], position=best)


def _views(followed: Followed) -> tuple[Station, ...]:
    """A box for each view that has columns, with what it reads."""
    return tuple(
        Station(name, "view", _values(followed.dataset, columns, followed.row))
        for name, columns in followed.views.items()
    )


def _values(dataset: Dataset, columns: Sequence[int], row: int) -> str:
    """The reading itself when a view is one column, else how many columns it has."""
    if len(columns) > 1:
        return f"{len(columns)} columns"
    (column,), X = columns, dataset.X
    value = X[row, column] if isinstance(X, np.ndarray) else X.iloc[row, column]
    return _value(value, dataset.units[column] if dataset.units else "")


def _value(value: Any, unit: str) -> str:
    """
    >>> _value(-1.2345, "bar"), _value(float("nan"), "bar"), _value("red", "")
    ('−1.23 bar', 'missing', 'red')
    """
    if pd.isna(value):
        return "missing"
    is_number = isinstance(value, float | int | np.number)
    text = f"{value:.3g}".replace("-", "−") if is_number else str(value)
    return f"{text} {unit}".strip()


def _who_sees_what(members: Sequence[Member], followed: Followed) -> tuple[Link, ...]:
    """(view, member) for every pair in which the model looks at the view."""
    return tuple(
        (v, m)
        for m, member in enumerate(members)
        for v, view in enumerate(followed.views)
        if member.view in ("", view)
    )


def table_of_level(results: Results, level: str, metric: str) -> pd.DataFrame:
    """The ways to combine at this level: the score and the models run, where they are measured."""
    means, costs = results.means(metric), results.costs()
    rows = []
    for key, entry in methods_of(level).items():
        at = results.positions.get(key)
        score = "not compared" if at is None else METRICS[metric].format(float(means[at]))
        running = "" if at is None else f"{costs.models[at]:.3g}"
        rows.append((entry.title, score, running, entry.summary))
    names = ["Method", METRICS[metric].title, "Models that run", "In one sentence"]
    return pd.DataFrame(rows, columns=names)
