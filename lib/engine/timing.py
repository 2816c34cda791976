"""How long an answer takes: measured after the passes, on models that were fitted for it.

One row asked alone and a row among many are different things: a forest needs about as long for one
row as for a hundred. What counts is the processor time of the thread that answers, because what
else a busy server does lengthens only the time on the clock. All methods take turns, so that what
slows the machine slows them alike; the first turn warms up, and of the others the median counts.
"""

import time
from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from sklearn.utils import _safe_indexing

from lib.datasets import DataError
from lib.datasets.cutting.bonds import fit
from lib.engine.combining import fitted_rule, known_rows
from lib.engine.costs import Times
from lib.engine.fitting import quick_fits
from lib.engine.results import Repeat
from lib.engine.task import Task, keep_columns, keep_methods

TURNS = 5
BATCH = 200  # rows

Ask = Callable[[np.ndarray], Callable[[], Any]]  # positions of rows -> the question, made ready


def times_by_a_worker(task: Task, first: Repeat) -> Times:
    """As `answer_times`, by one worker that does nothing else meanwhile."""
    try:
        (times,) = Parallel()([delayed(answer_times)(task, first)])
    except DataError:
        return Times.unknown(len(first.methods))
    return times


def answer_times(task: Task, first: Repeat, clock: Callable[[], float] = time.thread_time) -> Times:
    """Of every method of a pass, each model and each combiner fitted once more, on all rows.

    clock : in seconds. A combination takes as long as the models that it runs and its rule. Nothing
    is known (nan) when something cannot be fitted on all rows.
    """
    task = keep_methods(keep_columns(task, first.columns), first.methods)
    every_row, P = np.arange(len(task.y)), first.P_members
    tested = every_row[: len(P)]
    known = known_rows(task, P, tested, every_row)
    used = np.zeros((len(task.combinations), len(task.estimators)))
    try:
        with quick_fits():
            models = [fit(deepcopy(e), task.X, task.y, task.bonds) for e in task.estimators]
            asks = [_asking(model, task.X) for model in models]
            for each, runs in zip(task.combinations, used, strict=True):
                rule, inputs = fitted_rule(each, known), list(each.inputs)
                runs[inputs] = rule.models_used()
                asks.append(_asking(rule, P[:, inputs], task.X))
            seconds = _seconds(asks, len(tested), clock)
    except Exception:  # each model may fail in its own way
        return Times.unknown(len(first.methods))
    of_models, of_rules = np.split(seconds, [len(models)], axis=1)
    combined = of_models @ used.T + of_rules
    return Times(*np.concatenate([of_models[:, : len(task.members)], combined], axis=1))


def _asking(fitted: Any, *tables: Any) -> Ask:
    """tables : what it is asked about, of all rows."""

    def ask(rows: np.ndarray) -> Callable[[], Any]:
        some = [_safe_indexing(table, rows) for table in tables]
        return lambda: fitted.predict_proba(*some)

    return ask


def _seconds(asks: Sequence[Ask], n_rows: int, clock: Callable[[], float]) -> np.ndarray:
    """(2, n_asks) for a row alone, and for one of a batch."""
    many = np.resize(np.arange(n_rows), BATCH)
    taken = np.empty((TURNS + 1, 2, len(asks)))
    for turn in range(TURNS + 1):
        for kind, rows in enumerate((many[turn : turn + 1], many)):
            for at, ask in enumerate(asks):
                answer = ask(rows)
                started = clock()
                answer()
                taken[turn, kind, at] = (clock() - started) / len(rows)
    return np.asarray(np.median(taken[1:], axis=0))
