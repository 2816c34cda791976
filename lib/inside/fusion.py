"""Where things meet, for every level at which models can be combined, followed for one row.

A level says what is combined. The picture of one is made from the scenario: its views, its models,
and what they said about the row while it was held back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from lib import combiners
from lib.base_models import Member, member_names
from lib.catalogue.controls import Value, settings
from lib.combiners import Column, Combiner, Merged
from lib.datasets import Dataset
from lib.engine.results import Results
from lib.inside.flow import Box, Flow, Link, all_to_all
from lib.metrics import METRICS
from lib.scenario.experiment import Experiment
from lib.words import capital, in_sentence

FEW_RANKS = 3
COUNTS = ("models", "networks", "forests")  # knobs that say how many models a method trains


@dataclass(frozen=True)
class Level:
    """What is combined, how many models must be there to answer, and what they must share."""

    title: str
    meets: str
    runs: str
    shares: str
    merge: str


LEVELS: dict[str, Level] = {
    "feature": Level(
        "Features: early fusion",
        "The columns of all views, before any model has seen them.",
        "One.",
        "The same rows in every view, at training and for every answer.",
        "Columns side by side",
    ),
    "representation": Level(
        "Representations: intermediate fusion",
        "A few learned numbers from each view, before anything is decided.",
        "One, with a translator for each view.",
        "The same rows in every view, at training and for every answer.",
        "Learned numbers side by side",
    ),
    "parameter": Level(
        "Parameters: averaged weights",
        "The weights of trained models, not what they say.",
        "One, no larger than each of those it came from.",
        "Features, classes and the shape of the model; for networks a common start, or a matching "
        "of their units.",
        "Weights averaged",
    ),
    "structure": Level(
        "Structure: joined models",
        "The parts of trained models: trees, or hidden units.",
        "One, as large as all of them together.",
        "Features, classes and the kind of model.",
        "Parts put together",
    ),
    "score": Level(
        "Scores: soft voting, stacking, late fusion",
        "The probabilities the models give.",
        "All that have a say.",
        "The classes; each model may see other features and be of another kind.",
        "Probabilities merged",
    ),
    "rank": Level(
        "Ranks: Borda count",
        "The order in which each model puts the classes.",
        "All of them.",
        "The classes; not even the scale of the probabilities.",
        "Ranks added up",
    ),
    "decision": Level(
        "Decisions: majority voting",
        "The one class each model names.",
        "All that have a say.",
        "The classes; the models need no probabilities.",
        "Answers counted",
    ),
    "behaviour": Level(
        "Behaviour: distillation",
        "What the models do: a student learns to say what they say.",
        "One, the student.",
        "Rows to ask the models about; the student may be of any kind.",
        "One student taught",
    ),
}


def methods_of(level: str) -> dict[str, Combiner]:
    """The ways to combine at this level."""
    return {
        key: entry
        for key, entry in combiners.entries().items()
        if entry.level == level and entry.family != "single"
    }


def usual_method(level: str, compared: Sequence[str]) -> str:
    """The first that is being compared, a fusion before an ensemble; else the first of all."""
    every = methods_of(level)
    shown = [key for key in every if key in compared]
    fusions = [key for key in shown if every[key].family == "fusion"]
    return [*fusions, *shown, *every][0]


@dataclass(frozen=True, eq=False)
class Followed:
    """One method and one row. columns : what the method is made of, with the probabilities that
    each gave for the row (None: not known here). P : (n_classes,) what the method said, or None
    when it is not being compared. used : whether each column ever has a say."""

    key: str
    experiment: Experiment
    row: int
    knobs: Mapping[str, Value]
    columns: tuple[tuple[Column, np.ndarray | None], ...]
    used: tuple[bool, ...]
    chosen: int
    P: np.ndarray | None

    @property
    def entry(self) -> Combiner:
        return combiners.entries()[self.key]

    @property
    def dataset(self) -> Dataset:
        return self.experiment.dataset


def follow(experiment: Experiment, results: Results, key: str, row: int) -> Followed:
    """What happens to the row on its way through the method, from the first repeat.

    Out of fold: every model that speaks here was trained without the row. Numbers are left out
    where the method is not among those compared.
    """
    entry, scenario = combiners.entries()[key], experiment.scenario
    knobs = settings(entry.controls, scenario.knobs_of(key))
    wanted = entry.columns(experiment.members, knobs)
    nothing = tuple((column, None) for column in wanted)
    unknown = Followed(key, experiment, row, knobs, nothing, (True,) * len(wanted), 0, None)
    if key not in results.positions:
        return unknown
    repeat, method = results.repeats[0], results.positions[key]
    full = replace(experiment, columns=None).task
    inputs = next(each.inputs for each in full.candidates if each.method.key == key)
    known = range(len(full.estimators)) if experiment.columns is None else experiment.columns
    fitted = [known[column] for column in repeat.columns]
    columns, used, alike = [], [], []
    rows = repeat.folds == repeat.folds[row]
    for column, position in zip(wanted, inputs, strict=True):
        if position in fitted:
            at = fitted.index(position)
            columns.append((column, repeat.P_members[row, at]))
            used.append(bool(repeat.usage[method, at] > 0))
            alike.append(_likeness(repeat.P_members[rows, at], repeat.P[method, rows]))
    return Followed(
        key,
        experiment,
        row,
        knobs,
        tuple(columns),
        tuple(used),
        max(range(len(alike)), key=alike.__getitem__),
        repeat.P[method, row],
    )


def _likeness(P: np.ndarray, said: np.ndarray) -> tuple[float, float]:
    """How much a method seems to repeat one model: in what it answers, then in how sure it is,
    which calibrating changes. Both (n_rows, n_classes)."""
    same = float((P.argmax(axis=1) == said.argmax(axis=1)).mean())
    return same, -float(np.abs(P - said).max())


def diagram(followed: Followed) -> Flow:
    """The way of the row, from the views to the answer."""
    level = followed.entry.level
    if level == "feature":
        layers, links = _early(followed)
    elif level == "representation":
        layers, links = _intermediate(followed)
    elif level in ("parameter", "structure", "behaviour"):
        layers, links = _merged(followed)
    else:
        layers, links = _late(followed)
    layers += [(_answer(followed),)]
    links += [((0, 0),)]
    return Flow(f"{followed.entry.title}, drawn.", in_words(followed), tuple(layers), tuple(links))


Layers = tuple[list[tuple[Box, ...]], list[tuple[Link, ...]]]


def _early(followed: Followed) -> Layers:
    views = _views(followed)
    n_columns = followed.dataset.X.shape[1]
    merge = Box("Columns side by side", "merge", f"{n_columns} columns, one table")
    title = "One model"
    if followed.columns:
        title = _name(followed.columns[followed.chosen][0])
    note = "chosen in this row's fold" if followed.P is not None else "the best of yours"
    model = _speaking(Box(title, "model", note), followed.P, followed)
    return [views, (merge,), (model,)], [all_to_all(len(views), 1), ((0, 0),)]


def _intermediate(followed: Followed) -> Layers:
    views = _views(followed)
    parts = tuple(Box("A few numbers", "model", f"learned from {view.title}") for view in views)
    straight = tuple((i, i) for i in range(len(views)))
    merge = Box(LEVELS["representation"].merge, "merge")
    model = _speaking(Box("One model", "model", "on the joined numbers"), followed.P, followed)
    return [views, parts, (merge,), (model,)], [straight, all_to_all(len(views), 1), ((0, 0),)]


def _merged(followed: Followed) -> Layers:
    """What is trained first is let go of: it carries no numbers, for it never sees the row."""
    views, level = _views(followed), LEVELS[followed.entry.level]
    members = next((c.members for c, _ in followed.columns if isinstance(c, Merged)), ())
    if members:
        parts = [Box(_name(m), "model", "yours", is_kept=False) for m in members]
        links = _who_sees_what(members, followed.dataset)
    else:
        knob = next((name for name in COUNTS if name in followed.knobs), "")
        number = int(followed.knobs[knob]) if knob else 1
        one = knob.removesuffix("s").capitalize() or "Model"
        parts = [Box(f"{one} {i + 1}", "model", "its own", is_kept=False) for i in range(number)]
        links = all_to_all(len(views), number)
    merge = Box(level.merge, "merge", "while learning", is_kept=False)
    result = Box(followed.entry.short, "model", "one model, which stays")
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
        box = Box(_name(column), "model", "" if used else "has no say", is_kept=used)
        boxes.append(_speaking(box, P, followed, level))
    merge = Box(followed.entry.short, "merge", LEVELS[level].merge.lower())
    return [views, tuple(boxes), (_speaking(merge, followed.P, followed),)], [
        _who_sees_what(members, followed.dataset),
        all_to_all(len(boxes), 1),
    ]


def _speaking(box: Box, P: np.ndarray | None, followed: Followed, level: str = "score") -> Box:
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
        box, P=tuple(map(float, P)), says=f"{names[best]} ({100 * P[best]:.0f} %)", position=best
    )


def _answer(followed: Followed) -> Box:
    """The class named, beside the truth; without numbers only the truth."""
    truth = int(followed.dataset.y[followed.row])
    names = followed.dataset.class_names
    if followed.P is None:
        return Box("Answer", "answer", "switch this method on to see it")
    best = int(followed.P.argmax())
    if best == truth:
        return Box("✓ Right answer", "answer", says=names[best], position=best)
    note = f"the truth is {names[truth]}"
    return Box("✗ Wrong answer", "answer", note, says=names[best], position=best)


def _views(followed: Followed) -> tuple[Box, ...]:
    """A box for each view that has columns, with what it reads."""
    dataset, boxes = followed.dataset, []
    for name, columns in dataset.views.items():
        if columns:
            boxes.append(Box(name, "view", _values(dataset, columns, followed.row)))
    return tuple(boxes)


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


def _who_sees_what(members: Sequence[Member], dataset: Dataset) -> tuple[Link, ...]:
    """(view, member) for every pair in which the model looks at the view."""
    views = [name for name, columns in dataset.views.items() if columns]
    return tuple(
        (v, m)
        for m, member in enumerate(members)
        for v, view in enumerate(views)
        if member.view in ("", view)
    )


def _name(column: Column) -> str:
    """A model's short name; the lines of the picture say what it sees."""
    if isinstance(column, Merged):
        return column.title
    return member_names([replace(column, view="")], short=True)[0]


def in_words(followed: Followed) -> str:
    """What the picture shows, for those who cannot see it."""
    dataset, level = followed.dataset, LEVELS[followed.entry.level]
    views = [name for name, columns in dataset.views.items() if columns]
    said = [
        f"{_name(column)} says {dataset.class_names[int(P.argmax())]} ({100 * P.max():.0f} %)"
        for column, P in followed.columns
        if P is not None and isinstance(column, Member) and followed.entry.level != "feature"
    ]
    parts = [f"From {_listed(views)} to one answer. {level.merge}."]
    if said:
        parts.append(f"{'; '.join(said)}.")
    return " ".join([*parts, headline(followed)])


def headline(followed: Followed) -> str:
    """What the method makes of the row, in one sentence."""
    title = capital(in_sentence(followed.entry.title))
    if followed.P is None:
        return f"{title}: not compared yet, so here is only the plan of it."
    names, best = followed.dataset.class_names, int(followed.P.argmax())
    truth = int(followed.dataset.y[followed.row])
    votes = [int(P.argmax()) == truth for _, P in followed.columns if P is not None]
    answer = f"answers {names[best]} for row {followed.row}"
    outcome = "and is right" if best == truth else f"but it is {names[truth]}"
    if followed.entry.level in ("score", "rank", "decision") and len(votes) > 1:
        alone = "is right on its own" if sum(votes) == 1 else "are right on their own"
        outcome += f"; {sum(votes)} of {len(votes)} models {alone}"
    return f"{title} {answer}, {outcome}."


def _listed(names: Sequence[str]) -> str:
    """
    >>> _listed(["a"]), _listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return " and ".join([*[", ".join(names[:-1])] * (len(names) > 1), names[-1]])


def table(results: Results, level: str, metric: str) -> pd.DataFrame:
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
