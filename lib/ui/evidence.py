"""Computing for visitors: once for everybody, with progress, dropped when nobody waits.

A page first asks for `look`, which needs one pass over the folds, and draws. At its end it calls
`finish`, which runs the remaining passes and starts the page again with narrower intervals.
Results are kept for the server's last `SHELF_SIZE` questions, for whoever asks them again.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
import streamlit as st

from lib.cares.explainability import parts_to_follow
from lib.cares.priorities import Priorities
from lib.cares.robustness import lost_when_shaken
from lib.engine.evaluation import predict_everywhere
from lib.engine.folds import DataError
from lib.engine.results import Failure, Repeat, Results
from lib.scenario.experiment import Experiment, fresh_rows, prepare, truth
from lib.scenario.record import Scenario
from lib.ui.pool import workers

SHELF_SIZE = 40
KEPT_SIZE = 60  # pictures, charts and verdicts of one question
PAINT_SECONDS = 0.1  # a progress bar need not move more often

Say = Callable[[float, str], Any]


@dataclass(eq=False)
class Evidence:
    """All that is known about one question so far. Shared by every visitor who asks it."""

    experiment: Experiment
    repeats: list[Repeat] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    kept: dict[Any, Any] = field(default_factory=dict)
    turn: threading.Lock = field(default_factory=threading.Lock)

    def results(self, n_repeats: int) -> Results:
        """The passes finished so far, at most `n_repeats`."""
        dataset = self.experiment.dataset
        repeats = tuple(self.repeats[:n_repeats])
        failures = tuple(self.failures)
        return Results(dataset.y, dataset.class_names, repeats, failures, dataset.groups)

    def add(self, repeat: Repeat) -> "Evidence":
        """Keep a pass. A model that fails in one pass is left out of all, because its combinations
        would not be the same ones in every pass: then evidence without it starts anew, and what
        others are looking at stays as it is."""
        failures = list(dict.fromkeys([*self.failures, *repeat.failures]))
        if self.repeats and repeat.columns != self.repeats[0].columns:
            fitted = [c for c in repeat.columns if c in self.repeats[0].columns]
            return Evidence(self.experiment.keep(fitted), failures=failures)
        self.failures = failures
        self.repeats.append(repeat)
        return self


class Shelf:
    """The last questions asked, oldest out first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[Scenario, Evidence] = OrderedDict()

    def take(self, question: Scenario) -> Evidence:
        """What is known about a question. The first time data are loaded: may raise DataError."""
        with self._lock:
            if question in self._kept:
                self._kept.move_to_end(question)
                return self._kept[question]
        evidence = Evidence(prepare(question))
        with self._lock:
            evidence = self._kept.setdefault(question, evidence)
            while len(self._kept) > SHELF_SIZE:
                self._kept.popitem(last=False)
        return evidence

    def exchange(self, question: Scenario, old: Evidence, new: Evidence) -> Evidence:
        """Put `new` in the place of `old`, unless somebody did so already; gives what counts."""
        with self._lock:
            if self._kept.get(question, old) is old:
                self._kept[question] = new
            return self._kept[question]


@cache
def shelf() -> Shelf:
    """The one shelf of this server."""
    return Shelf()


@cache
def side_shelf() -> Shelf:
    """For questions that nobody looks at themselves, such as variations of one: a visitor who
    tries dozens of them must not clear away what the others are looking at."""
    return Shelf()


@contextmanager
def _turn(evidence: Evidence, say: Say) -> Iterator[None]:
    """One run computes a question; others wait, and may leave while they wait."""
    while not evidence.turn.acquire(timeout=PAINT_SECONDS):
        say(0.0, "Someone else is asking the same right now; waiting for their result")
    try:
        yield
    finally:
        evidence.turn.release()


def once(evidence: Evidence, key: Any, say: Say, compute: Callable[[], Any]) -> Any:
    """What `compute` returned the first time anybody asked for `key`."""
    nothing = object()  # what was computed may be None
    found = evidence.kept.get(key, nothing)
    if found is nothing:
        with _turn(evidence, say):
            found = evidence.kept.get(key, nothing)
            if found is nothing:
                with workers():
                    found = compute()
                keep(evidence, key, found)
    return found


def keep(evidence: Evidence, key: Any, value: Any) -> None:
    """Put something beside a question, for everybody; what was put there first gives way."""
    evidence.kept[key] = value
    while len(evidence.kept) > KEPT_SIZE:
        evidence.kept.pop(next(iter(evidence.kept)))


def look(scenario: Scenario, say: Say) -> tuple[Evidence, Results]:
    """The evidence so far: at least one pass. say : paints progress, from 0 to 1, with words.

    Raises DataError when the question cannot be answered on these data.
    """
    evidence = run_passes(scenario.question, 1, say)
    return evidence, evidence.results(scenario.repeats)


def finish(scenario: Scenario, say: Say) -> None:
    """Run the passes still missing; if there were any, the page is drawn anew with them."""
    evidence = shelf().take(scenario.question)
    if len(evidence.repeats) < scenario.repeats:
        run_passes(scenario.question, scenario.repeats, say)
        st.rerun()


def run_passes(question: Scenario, wanted: int, say: Say, kept_on: Shelf | None = None) -> Evidence:
    """Run passes until there are `wanted`. Leaving in the middle keeps the finished ones."""
    kept_on = kept_on or shelf()
    evidence = kept_on.take(question)
    while len(evidence.repeats) < wanted:
        with _turn(evidence, say), workers():
            number = len(evidence.repeats)
            if number < wanted:  # nobody else ran it while we waited
                repeat = evidence.experiment.run(number, _paced(say, number, wanted))
                follower = evidence.add(repeat)
            else:
                follower = evidence
        evidence = kept_on.exchange(question, evidence, follower)
    return evidence


def _paced(say: Say, number: int, wanted: int) -> Callable[[int, int, str], None]:
    """Progress of one pass among several, painted now and then: each painting costs time."""
    painted = time.monotonic()

    def progress(done: int, total: int, label: str) -> None:
        nonlocal painted
        if time.monotonic() - painted > PAINT_SECONDS:
            painted = time.monotonic()
            share = (number + done / total) / wanted
            say(share, f"Pass {number + 1} of {wanted}, fitting {label} ({done} of {total} fits)")

    return progress


def everywhere(evidence: Evidence, rows: Any, say: Say) -> tuple[np.ndarray, np.ndarray]:
    """What every method, fitted on all data, says of new rows: see `predict_everywhere`."""
    return predict_everywhere(
        evidence.experiment.task, evidence.repeats[0], rows, _paced(say, 0, 1)
    )


def measured(
    evidence: Evidence, results: Results, metric: str, priorities: Priorities, say: Say
) -> dict[str, dict[str, float]]:
    """The costs that Results do not hold: see `costs_of`. What takes new fits is
    measured when it matters."""

    def shake() -> dict[str, float]:
        try:
            return lost_when_shaken(
                evidence.experiment.task,
                results,
                metric,
                evidence.experiment.scenario.seed,
                _paced(say, 0, 1),
            )
        except DataError:  # then it does not count, and the page says so
            return {}

    found = {"explain": parts_to_follow(evidence.experiment.task, results)}
    if priorities.weight("robust"):
        found["robust"] = once(evidence, ("robust", metric), say, shake)
    return found


def true_scores(scenario: Scenario, n: int, say: Say) -> Any:
    """(n_methods,) accuracy on `n` fresh, clean rows; None for recorded data."""
    evidence, _ = look(scenario, say)

    def compute() -> Any:
        fresh = fresh_rows(scenario.question, n)
        return None if fresh is None else truth(everywhere(evidence, fresh.X, say)[0], fresh)

    return once(evidence, ("truth", n), say, compute)
