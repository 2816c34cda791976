"""The passes over the folds of a question, run once for everybody, and the case they make.

A page first asks for a case, which needs one pass, and draws. At its end it calls `finish`, which
runs the remaining passes and starts the page again with narrower intervals.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from lib import cares
from lib.cares import asks_for_times, examined, wanted
from lib.engine.costs import Times
from lib.engine.kept import as_later
from lib.engine.line import Ticket
from lib.engine.progress import Progress, part_of, silent
from lib.engine.results import Failure, Repeat, Results
from lib.engine.timing import times_by_a_worker
from lib.scenario.experiment import Experiment, prepare
from lib.scenario.record import DEFAULT, Scenario
from lib.ui import log, plain, state
from lib.ui.cache import Cache, server_cache
from lib.ui.cost import HeldError, ask_first, learn, rank, refuse_too_large, stopped
from lib.ui.visit import Visit
from lib.verdict.case import Case

PATIENCE = 60.0  # seconds for which whoever has a first answer lets the first ones of others pass


@dataclass(frozen=True, eq=False)
class Passes:
    """The finished passes of one question. A record is replaced, never changed, so what somebody
    looks at stays as it is."""

    experiment: Experiment
    repeats: tuple[Repeat, ...] = ()
    failures: tuple[Failure, ...] = ()
    times: Times | None = None

    def with_pass(self, repeat: Repeat) -> "Passes":
        """What fails in one pass is left out of all, because without a model the combinations would
        not be the same ones in every pass: then the passes start anew without it."""
        failures = tuple(dict.fromkeys([*self.failures, *repeat.failures]))
        took_part = {method.key for method in repeat.methods}
        experiment = self.experiment.without(
            each.method.key
            for each in self.experiment.task.combinations
            if each.method.key not in took_part
        )
        if self.repeats and not repeat.is_like(self.repeats[0]):
            fitted = [c for c in repeat.columns if c in self.repeats[0].columns]
            return Passes(experiment.keep(fitted), (), failures)
        kept = as_later(repeat, self.experiment.tested.y) if self.repeats else repeat
        return Passes(experiment, (*self.repeats, kept), failures, self.times)

    def results(self, most: int) -> Results:
        """Of at most so many passes."""
        results = self.experiment.results(self.repeats[:most], self.failures)
        return replace(results, measured=self.times)


@dataclass(eq=False)
class Running:
    """The passes of a question that may still get more, one run at a time."""

    passes: Passes

    def run(self, number: int, tell: Progress) -> None:
        """Run the pass of that number, unless it came a moment ago."""
        passes = self.passes
        if number == len(passes.repeats):
            repeat = passes.experiment.run(number, tell)
            learn(passes.experiment, repeat)
            if self.passes.repeats == passes.repeats:  # nobody went on meanwhile
                self.passes = self.passes.with_pass(repeat)

    def time_answers(self, tell: Progress) -> None:
        """Measure how long answers take. A pass that comes meanwhile is kept."""
        tell(1.0, "how long answers take")
        passes = self.passes
        times = times_by_a_worker(passes.experiment.task, passes.repeats[0])
        if self.passes.repeats[:1] == passes.repeats[:1]:
            self.passes = replace(self.passes, times=times)


def started(question: Scenario) -> Running:
    """Load the data, fit nothing. Raises DataError when the question cannot be answered on them."""
    return Running(Passes(prepare(question)))


def run_passes(
    question: Scenario, wanted: int, progress: Progress, cache: Cache | None = None
) -> Passes:
    """Run passes until there are `wanted`. Leaving in the middle keeps the finished ones. Raises
    DataError when the question cannot be answered, or not kept."""
    cache = server_cache() if cache is None else cache
    cost = partial(rank, question)

    def run(number: int, tell: Progress) -> None:
        running.run(number, tell)
        cache.keep(question, running, started, question)  # it has grown

    with log.asked(question, wanted) as line:
        running = _running(question, progress, cache)
        refuse_too_large(running.passes.experiment, wanted)
        line.rows = len(running.passes.experiment.dataset.y)
        line.found = line.passes = len(running.passes.repeats)
        while (number := len(running.passes.repeats)) < wanted:
            told = part_of(progress, number, wanted, f"Pass {number + 1} of {wanted}, ")
            ticket = Ticket(patience=PATIENCE if number else 0.0)
            line.tickets.append(ticket)
            cache.jobs.wait_for((running, number), partial(run, number), told, cost, ticket)
            line.passes = len(running.passes.repeats)
        return running.passes


def timed(question: Scenario, progress: Progress, cache: Cache | None = None) -> Passes:
    """The passes there are, with how long answers take; measured once, after the first pass."""
    cache = server_cache() if cache is None else cache
    run_passes(question, 1, progress, cache)
    running = _running(question, progress, cache)

    def measure(tell: Progress) -> None:
        if running.passes.times is None:  # perhaps they came a moment ago
            running.time_answers(tell)
            cache.keep(question, running, started, question)

    if running.passes.times is None:
        ticket = Ticket(patience=PATIENCE)
        cache.jobs.wait_for((running, "times"), measure, progress, partial(rank, question), ticket)
    return running.passes


def case_of(
    scenario: Scenario, passes: Passes, progress: Progress, cache: Cache | None = None
) -> Case:
    """What follows from these passes. scenario : only what is judged, so that a moved picture
    makes no new case. What is fitted anew on the first pass alone is kept for the next case."""
    cache = server_cache() if cache is None else cache
    if passes.times is None and asks_for_times(scenario.priorities):
        passes = replace(passes, times=timed(scenario.question, progress, cache).times)
    results, experiment = passes.results(scenario.repeats), passes.experiment
    costs: dict[str, Mapping[str, float]] = {}
    for care in wanted(scenario.priorities):
        if cares.entries()[care].refits:
            key = (care, scenario.metric, experiment, passes.repeats[0], passes.failures)
            costs[care] = cache.once(scenario.question, progress, examined_once, *key)
        else:
            asked = (scenario.metric, scenario.seed, progress)
            costs[care] = examined(care, experiment.task, results, *asked)
    return Case(scenario, experiment, results, costs)


def examined_once(
    care: str,
    metric: str,
    experiment: Experiment,
    first: Repeat,
    failures: tuple[Failure, ...],
    progress: Progress,
) -> Mapping[str, float]:
    """One of the cares that rest on the first pass alone."""
    results = Passes(experiment, (first,), failures).results(1)
    return examined(care, experiment.task, results, metric, experiment.scenario.seed, progress)


def look(page: Visit, most: int | None = None) -> Case:
    """The case so far: of at least one pass, at most of so many.

    Raises DataError when the question cannot be answered on these data.
    """
    scenario = page.scenario.judged
    unmeasured(page)
    passes = run_passes(scenario.question, 1, page.progress)
    return page.once(case_of, replace(scenario, repeats=most or scenario.repeats), passes)


def look_at_all(page: Visit) -> Case:
    """The case with all passes that were asked for, for whoever shows an answer once."""
    unmeasured(page)
    run_passes(page.scenario.question, page.scenario.repeats, page.progress)
    return look(page)


def look_again(page: Visit, repeats: int) -> Case:
    """The case that was on screen with so many passes, for whoever must not keep it; computed anew
    when it had to give way meanwhile."""
    passes = run_passes(page.scenario.question, repeats, page.progress)
    return page.once(case_of, replace(page.scenario.judged, repeats=repeats), passes)


def unmeasured(page: Visit) -> Experiment | None:
    """The experiment of a question of which no pass is known yet; None when there is one.

    Raises HeldError when it would take long and the visitor has not said that they will wait, and
    when it would take too much memory.
    """
    question, wanted = page.scenario.question, page.scenario.repeats
    passes = _running(question, page.progress, server_cache()).passes
    refuse_too_large(passes.experiment, wanted)
    if passes.repeats:
        return None
    if state.is_stopped(question):
        raise stopped()
    try:
        ask_first(question, wanted, state.is_agreed(question))
    except HeldError:
        log.held(question, wanted)
        raise
    return passes.experiment


def finish(page: Visit, with_times: bool = True) -> None:
    """Run the passes still missing, then time the answers where the page shows that; if there was
    anything to do, it is drawn anew with it. Passes that the visitor stopped, or that would take
    long, are offered."""
    state.hear(is_all=True)
    question, wanted = page.scenario.question, page.scenario.repeats
    passes = _running(question, page.progress, server_cache()).passes
    done = len(passes.repeats)
    if done >= wanted and (passes.times is not None or not with_times):
        return
    if not (held := _held(question, done, wanted)):
        run_passes(question, wanted, page.progress)
        if with_times:
            timed(question, page.progress)
        st.rerun()
    st.caption(plain(str(held)))
    if held.offer:
        st.button("Run the others", key="start", on_click=state.start, args=(question,))


def _held(question: Scenario, done: int, wanted: int) -> HeldError | None:
    """Why the other passes are not run unless the visitor says so; None when they are."""
    if done >= wanted:
        return None
    if state.is_stopped(question):
        return stopped(f"You stopped after {done} of {wanted} repeats, so the intervals are wider.")
    if done >= DEFAULT.repeats:  # more than that are wanted now, on top of what was asked about
        try:
            ask_first(question, wanted - done, state.is_agreed(question))
        except HeldError as why:
            return why
    return None


def known(question: Scenario) -> Passes | None:
    """Those that were run already; nothing is run, nor even loaded."""
    if not server_cache().has(question, started, question):
        return None
    passes = _running(question, silent, server_cache()).passes
    return passes if passes.repeats else None


def _running(question: Scenario, progress: Progress, cache: Cache) -> Running:
    return cache.once(question, progress, started, question)
