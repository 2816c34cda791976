"""Many rows and many methods: time and memory of one pass, beside scikit-learn one by one.

Every measurement has a process of its own, so that its peak of memory is its own. What is told of
memory is what comes on top of the libraries and the table itself. Growth is told relative to
linear: 1 means that ten times the rows take ten times as long, less that they take less.
SCALE_ROWS=1000,10000,100000,1000000 measures a million rows too.
"""

import os
import pickle
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context
from statistics import median
from typing import Any
from unittest.mock import patch

import joblib
import numpy as np
from sklearn.datasets import make_classification
from sklearn.ensemble import StackingClassifier, VotingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, PredefinedSplit, cross_validate
from threadpoolctl import threadpool_limits

from benchmarks._figure import Figure, at_least, at_most
from lib import combiners
from lib.base_models import Member
from lib.datasets import Dataset, Provenance
from lib.engine import worker
from lib.engine.line import Ticket
from lib.engine.results import Repeat
from lib.scenario.experiment import Experiment, choose_models
from lib.scenario.record import Scenario, in_order
from lib.ui.pool import N_WORKERS, server_pool

MEMBERS = ("logistic_regression", "gaussian_naive_bayes", "k_nearest_neighbours", "decision_tree")
QUICK = ("gaussian_naive_bayes", "discriminant_analysis")
FEW = ("best_single", "soft_vote", "majority_vote", "stacking_logistic")
ROWS = tuple(int(n) for n in os.environ.get("SCALE_ROWS", "1000,10000,100000").split(","))
COLUMNS, WIDE = 10, 50
SOME_ROWS = 10_000  # on which the methods grow
SHIPPED_ROWS = 100_000  # of WIDE columns, for what travels and for two workers
MOST_FOR_SCIKIT_LEARN = 100_000  # one by one takes more than an hour of a million rows
FOLDS, ROUNDS = 5, 3
MB = 1e6

Cost = tuple[float, float]  # seconds of processor time, bytes at the peak


def figures() -> list[Figure]:
    """Growth by rows and by methods, what two workers give, and what travels to them."""
    return [*_by_rows(), *_by_methods(), *_by_workers()]


def experiment(
    n_rows: int, n_columns: int, methods: Sequence[str], models: Sequence[str] = MEMBERS
) -> Experiment:
    """A made-up table of two classes, with the usual members."""
    X, y = make_classification(
        n_rows, n_columns, n_informative=8, n_redundant=0, flip_y=0.05, random_state=0
    )
    every = tuple(range(n_columns))
    names = tuple(f"column {i}" for i in every)
    made_up = Provenance("scikit-learn", "make_classification", "BSD")
    dataset = Dataset(X, y, names, ("no", "yes"), {"all": every}, made_up)
    scenario = Scenario(members=tuple(map(Member, models)), methods=tuple(methods), folds=FOLDS)
    return Experiment(scenario, dataset, choose_models(scenario, dataset))


def rules() -> tuple[str, ...]:
    """Every rule over the members' answers, as in `bench_engine`."""
    every = combiners.entries().items()
    return in_order(k for k, e in every if e.family == "ensembling" or k == "best_single")


# ---------------------------------------------------------------- one process a measurement


def _apart(work: Callable[..., Any], *arguments: Any) -> Any:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(work, *arguments).result()


def _costs(run: Callable[[Experiment], object], n_rows: int, methods: Sequence[str]) -> Cost:
    """Of one run on a table of so many rows, in this process."""
    run(experiment(200, COLUMNS, methods))  # whatever is imported on the way
    asked = experiment(n_rows, COLUMNS, methods)
    asked.folds(0)
    before, started = _peak(), time.process_time()
    with threadpool_limits(1):
        run(asked)
    return time.process_time() - started, _peak() - before


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0


def _ours(asked: Experiment) -> Repeat:
    return asked.run(0)


def _one_by_one(asked: Experiment) -> None:
    """What a user of scikit-learn writes for the same table: each model, two votes, a stack, and a
    search for the best single model, every one evaluated on its own."""
    task, folds = asked.task, asked.folds(0)
    for train, test in PredefinedSplit(folds).split():
        inner = PredefinedSplit(np.unique(folds[train], return_inverse=True)[1])
        for each in _their_estimators(task.estimators, inner):
            cross_validate(each, task.X, task.y, cv=[(train, test)], error_score="raise")


def _their_estimators(estimators: Sequence[Any], inner: PredefinedSplit) -> Iterator[Any]:
    named = [(f"m{i}", each) for i, each in enumerate(estimators)]
    yield from estimators
    yield VotingClassifier(named, voting="soft")
    yield VotingClassifier(named, voting="hard")
    yield StackingClassifier(named, LogisticRegression(), cv=inner)
    best = VotingClassifier(named, voting="soft")
    alone = [[float(i == at) for i in range(len(named))] for at in range(len(named))]
    yield GridSearchCV(best, {"weights": alone}, cv=inner, error_score="raise")


# ---------------------------------------------------------------- rows and methods


def _by_rows() -> Iterator[Figure]:
    found = {n: _apart(_costs, _ours, n, FEW) for n in ROWS}
    what = f"{len(MEMBERS)} models, {len(FEW)} rules, {COLUMNS} columns"
    for n, (seconds, peak) in found.items():
        yield Figure(f"{what}, {n:,} rows: processor time", seconds, "s")
        yield Figure(f"{what}, {n:,} rows: peak of memory", peak / MB, "MB")
    for few, many in pairwise(ROWS):
        for name, a, b in zip(("time", "memory"), found[few], found[many], strict=True):
            grown = b / a / (many / few)
            yield at_most(1.2, f"{name}, {few:,} to {many:,} rows: growth to linear", grown, "×")
    for n in [n for n in ROWS if n <= MOST_FOR_SCIKIT_LEARN]:
        seconds, peak = _apart(_costs, _one_by_one, n, FEW)
        yield Figure(f"scikit-learn one by one, {n:,} rows: processor time", seconds, "s")
        yield Figure(f"scikit-learn one by one, {n:,} rows: peak of memory", peak / MB, "MB")
        yield Figure(f"{n:,} rows: times faster than one by one", seconds / found[n][0], "×")


def _by_methods() -> Iterator[Figure]:
    """The members are fitted once however many rules there are, so growth is far below linear."""
    every = rules()
    some_of_them = every[:4], every[: len(every) // 2], every
    counts = {len(MEMBERS) + len(some): some for some in some_of_them}
    found = {n: _apart(_costs, _ours, SOME_ROWS, some) for n, some in counts.items()}
    for n, (seconds, peak) in found.items():
        yield Figure(f"{n} methods, {SOME_ROWS:,} rows: processor time", seconds, "s")
        yield Figure(f"{n} methods, {SOME_ROWS:,} rows: peak of memory", peak / MB, "MB")
    few, many = min(found), max(found)
    for name, a, b in zip(("time", "memory"), found[few], found[many], strict=True):
        grown = b / a / (many / few)
        yield at_most(1.2, f"{name}, {few} to {many} methods: growth to linear", grown, "×")


# ---------------------------------------------------------------- workers


def _by_workers() -> Iterator[Figure]:
    """The app's own workers against this process alone, taking turns: with quick fits, of which
    handing over the table is a large part, and with the usual models."""
    pool = server_pool()
    pool.start()
    with threadpool_limits(1):
        for models in (QUICK, MEMBERS):
            asked = experiment(SHIPPED_ROWS, WIDE, FEW, models)
            yield from _against_workers(asked, f"{SHIPPED_ROWS:,} × {WIDE}, {len(models)} models")
    pool.line.close()


def _against_workers(asked: Experiment, what: str) -> Iterator[Figure]:
    alone, together = [], []
    for _ in range(ROUNDS):
        here, seconds = _timed(asked)
        alone.append(seconds)
        with joblib.parallel_config("server_pool", pool=server_pool(), ticket=Ticket()):
            there, seconds = _timed(asked)
        together.append(seconds)
    travelled = _travelled(asked)
    apart = max(float(np.abs(here.scores[m] - there.scores[m]).max()) for m in here.scores)
    same = bool((here.P == there.P).all())
    yield Figure(f"{what}, here alone", median(alone), "s")
    yield Figure(f"{what}, {N_WORKERS} workers", median(together), "s")
    goal = 1.7 * N_WORKERS / 2
    gained = median(a / b for a, b in zip(alone, together, strict=True))
    yield at_least(goal, f"{what}: times faster with {N_WORKERS} workers", gained, "×")
    yield at_most(0, f"{what}: largest difference of a score, here and there", apart, "")
    yield at_least(1, f"{what}: every answer the same bit for bit", same, "")
    size = len(pickle.dumps(asked.task.X, pickle.HIGHEST_PROTOCOL))
    yield Figure(f"{what}: bytes sent to workers, in tables", travelled / size, "×")


def _timed(asked: Experiment) -> tuple[Repeat, float]:
    started = time.perf_counter()
    return asked.run(0), time.perf_counter() - started


def _travelled(asked: Experiment) -> int:
    """Bytes that one pass sends to the workers."""
    sizes: list[int] = []
    send = worker._send

    def counted(pipe: Any, message: bytes) -> None:
        sizes.append(len(message))
        send(pipe, message)

    ticket = Ticket()
    with (
        patch.object(worker, "_send", counted),
        joblib.parallel_config("server_pool", pool=server_pool(), ticket=ticket),
    ):
        asked.run(0)
    return sum(sizes)
