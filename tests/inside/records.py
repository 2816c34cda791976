"""What the displays of `lib.inside` are drawn from in tests, and how it is made up."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from lib.combiners.distilling.students import Student
from lib.combiners.weighted_vote import WeightedVote
from lib.datasets import Dataset, Provenance
from lib.engine.evaluation import OpenFold
from lib.engine.folds import make_folds
from lib.engine.plane import plane_for
from lib.engine.task import Task
from lib.inside.points import PointsOnPlane, points_of
from lib.inside.row_fold import Answered, Names, RowFold
from lib.inside.sensors.computing import WITHOUT, AtAmount, Breakage, Panel
from lib.inside.stacking.computing import JudgedLeak, Leak, Weighed
from lib.inside.students.computing import ARMS, Taught
from lib.inside.students.search import Search, Sizes, key_of, name_of
from lib.inside.weights.computing import MATCHED, NAIVE, SHARED, Barriers
from tests.hostile import HOSTILE
from tests.synthetic import Fake, make_results, single

TEACHER = "soft_vote"
CONTENDERS = (Student("logistic"), Student("tree", depth=2), Student("network", width=4))
METRICS = ("accuracy", "log_loss", "roc_auc")


def points() -> Iterator[tuple[str, PointsOnPlane]]:
    """Few rows and many, with names from the data."""
    for n_rows, name in ((60, "usual"), (2000, "many rows")):
        results, x = make_results(n_rows=n_rows, shape=(3, 1)), np.arange(2.0 * n_rows)
        data = Dataset(
            X=np.column_stack([x[::2], np.sin(x[::2])]),
            y=results.y,
            feature_names=(HOSTILE, "up"),
            class_names=("no", HOSTILE),
            views={"all": (0, 1)},
            provenance=Provenance("made up", "none", "none"),
        )
        yield name, PointsOnPlane(points_of(results), plane_for(data, "0-1", 2), data, 7)


def vote(
    P: Any, weights: str, classes: tuple[str, ...], models: tuple[str, ...] = ("A", "B")
) -> Answered:
    """A weighted vote about a row of the second class; P : (n_models, n_classes) of the models."""
    P, y, X = np.asarray(P)[None], np.array([1]), np.zeros((1, 1))
    one = np.arange(1)
    fold = OpenFold(one, one, one, P, P, {})
    task = Task(X, y, len(classes), (), models, (), ())
    rule = WeightedVote(weights).fit(P, y)
    return Answered(RowFold(task, Names(models, classes, ()), y, 0, fold), 0, "weighted_vote", rule)


def votes() -> Iterator[tuple[str, Answered]]:
    """Two classes and more, weights and none, a rule that is no sum."""
    two = np.array([[0.2, 0.8], [0.6, 0.4]])
    usual = vote(two, "3-7", ("no", "yes"))
    yield "usual", usual
    yield "level", vote(np.full((2, 2), 0.5), "1-1", ("no", "yes"))
    yield "one model", vote(two[:1], "1", ("no", "yes"), ("A",))
    yield "no sum", replace(usual, key="stacking_logistic")
    names = (HOSTILE, "y", "z")
    yield "hostile names", vote([[0.2, 0.5, 0.3], [0.6, 0.3, 0.1]], "1-3", names, (HOSTILE, "B"))


def folds() -> Iterator[tuple[str, Answered]]:
    """Few folds and many."""
    for n_splits in (2, 4, 10):
        parts = make_folds(np.tile([0, 1], 50), n_splits, 0)
        task = Task(None, None, 2, (), (), (), ())
        train = np.flatnonzero(parts != parts[17])
        fold = OpenFold(train, train, train, np.empty(0), np.empty(0), {})
        opened = RowFold(task, Names((), (), ()), parts, int(parts[17]), fold)
        yield f"{n_splits} folds", Answered(opened, 17, "", None)


def weights() -> Iterator[tuple[str, Weighed]]:
    """Honest ones alone and beside leaky ones, single columns and shares of a model."""
    honest = pd.Series([0.7, -0.2, 0.0], index=["A: yes", "B: yes", HOSTILE])
    leaky = pd.Series([0.1, 0.9, 0.0], index=honest.index)
    yield "honest", Weighed(honest, None, False)
    yield "both", Weighed(honest, leaky, False)
    yield "shares", Weighed(honest.abs(), leaky, True)
    yield "nothing weighs", Weighed(0 * honest, 0 * leaky, True)


def leak_of(claimed: Any, found: Any, honest: Any, metric: str = "accuracy") -> JudgedLeak:
    """A leak with these scores fold by fold."""
    scores = (np.array(each, float) for each in (claimed, found, honest))
    return JudgedLeak(Leak(*scores, (), metric, 4000), 1.0)


def leaks() -> Iterator[tuple[str, JudgedLeak]]:
    """A leak that cost much and one that cost nothing; scores that are not defined."""
    near, low, high = [0.99, 1, 1, 0.99], [0.6, 0.62, 0.6, 0.61], [0.8, 0.81, 0.82, 0.8]
    for metric in METRICS:
        yield f"cost, {metric}", leak_of(near, low, high, metric)
        yield f"gain, {metric}", leak_of(near, high, low, metric)
        yield f"level, {metric}", leak_of(near, high, high, metric)
        yield f"one fold, {metric}", leak_of(near, low[:1] + [np.nan] * 3, high, metric)


def breakage(
    late: Any = 0.6,
    without: Any = 0.8,
    early: Any = 0.9,
    sure: float = 0.9,
    right: float = 0.5,
    **more: Any,
) -> AtAmount:
    """Two amounts, of which the second is chosen; accuracies of three methods there, 90 % for all
    at the first. more : other fields of the breakage."""
    whole, ripple = np.full(5, 0.9), np.array([-0.01, 0.01, 0, 0.005, -0.005])
    ends = [np.full(5, early), late + ripple, np.full(5, without)]
    usual: dict[str, Any] = {
        "view": "left",
        "how": "missing",
        "metric": "accuracy",
        "keys": ("early_fusion", "late_mean", WITHOUT),
        "amounts": np.array([0.0, 100.0]),
        "scores": np.stack([np.stack([whole, end]) for end in ends]),
        "answers": np.zeros((3, 2, 500), dtype=np.uint8),
        "confidence": np.array([0.9, sure]),
        "accuracy": np.array([0.9, right]),
        "n_seeing": 1,
        "n_samples": 5000,
    }
    made = usual | more
    return AtAmount(Breakage(**{"filled": made["scores"]} | made), 1)


def breakages() -> Iterator[tuple[str, AtAmount]]:
    """Every score, a hostile view, a spread instead of rows, and nothing broken yet."""
    for metric in METRICS:
        yield metric, breakage(metric=metric)
    yield "hostile names", breakage(view=HOSTILE)
    yield "of spread, at zero", replace(breakage(how="noise", n_seeing=3), at=0)


def panels() -> Iterator[tuple[str, Panel]]:
    """Every method of each of them, and scores that are not defined."""
    nothing = breakage(scores=np.full((3, 2, 5), np.nan), metric="roc_auc")
    for name, chosen in [*breakages(), ("no score", nothing)]:
        for key in chosen.breakage.keys:
            yield f"{name}, {key}", Panel(chosen.breakage, chosen.at, key)


def taught(metric: str = "accuracy", title: str = "Soft vote", **scores: Any) -> Taught:
    """Made-up results in which fold after fold has exactly these scores."""
    methods = [single(), Fake(TEACHER, title=title)]
    methods += [Fake(key, title=arm, models=1) for key, (arm, _) in ARMS.items()]
    return Taught(make_results(methods, scores={metric: scores}), TEACHER, metric, 1)


def lessons() -> Iterator[tuple[str, Taught]]:
    """A gain to keep, none, no score, one pass."""
    naive = np.linspace(0.69, 0.71, 25)
    for metric in METRICS:
        yield f"no gain, {metric}", taught(metric)
        undefined = dict.fromkeys((TEACHER, "best_single", *ARMS), np.nan)
        yield f"no score, {metric}", taught(metric, **undefined)
    yield "gain", taught(naive=naive, soft_vote=naive + 0.08, student=naive + 0.06)
    yield "hostile names", taught(title=HOSTILE)


def searches() -> Iterator[tuple[str, Sizes]]:
    """Some parts that chose each student, with and without one that kept up."""
    methods = [single(), Fake(TEACHER, title=HOSTILE)]
    methods += [Fake(key_of(i), title=name_of(s), models=i + 1) for i, s in enumerate(CONTENDERS)]
    results = make_results(methods, shape=(5, 1))
    for metric in METRICS:
        for share, kept in (("all keep up", 1), ("none keeps up", 0)):
            found = Search(
                TEACHER, CONTENDERS, results, np.array([0, 1, 1, 2, 1]), np.full(5, bool(kept))
            )
            yield f"{share}, {metric}", Sizes(found, taught(metric))


def barriers() -> Iterator[tuple[str, Barriers]]:
    """Two widths with two pairs each."""
    frame = pd.DataFrame(
        {"Hidden units": [4, 4, 16, 16], "Pair": [0, 1, 0, 1], NAIVE: [0.3, 0.4, 0.2, 0.1]}
    )
    yield "usual", Barriers(frame.assign(**{MATCHED: frame[NAIVE] / 2, SHARED: 0.0}))


RECORDS = {
    "lib.inside.points.POINTS": points,
    "lib.inside.sensors.displays.PANEL": panels,
    "lib.inside.sensors.displays.SURENESS": breakages,
    "lib.inside.stacking.displays.FOLDS": folds,
    "lib.inside.stacking.displays.LEAK": leaks,
    "lib.inside.stacking.displays.WEIGHTS": weights,
    "lib.inside.students.displays.SMALLEST": searches,
    "lib.inside.students.displays.ARMS_COMPARED": lessons,
    "lib.inside.voting.displays.VOTE": votes,
    "lib.inside.weights.displays.BARRIERS": barriers,
}
