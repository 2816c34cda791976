"""The verdict for three listeners: who pays for it, who runs it, who doubts it. At most five short
sentences each, all from the case."""

import math
from collections.abc import Callable, Mapping

from lib.engine.results import SOURCES, STACK, VOTE
from lib.verdict.card import price
from lib.verdict.case import Case
from lib.verdict.notes import selected
from lib.verdict.phrases import argued, gain_shown, rope_text, sign_interval
from lib.verdict.records import Candidate
from lib.verdict.sentences import bottom_line, is_alone, lead
from lib.words import capital, chance, counted, difference, duration, in_sentence, signed, size

VOICES = {"manager": "a manager", "engineer": "an engineer", "statistician": "a statistician"}
BREAKS = {  # what happens when one of its parts fails, by the way it combines
    VOTE: "If one model fails, the others can still be averaged; nothing has to be learned anew.",
    STACK: "If one model fails, the further model must be learned anew: it expects every answer.",
    SOURCES: "If a source does not arrive, rules that average leave it out; rules that learned how "
    "much to trust each must be fitted anew.",
}
ONE_FAILS = "One model is run: if it fails, nothing steps in."


def voice(case: Case, key: str) -> tuple[str, ...]:
    """What that listener wants to know; key : of VOICES."""
    if is_alone(case):
        return (bottom_line(case),)
    return tuple(filter(None, _VOICES[key](case)))


def _manager(case: Case) -> tuple[str, ...]:
    """Gain, price, risk."""
    large, small = price(case)
    return (lead(case), f"The price: {large}, {small}.", risk(case))


def risk(case: Case) -> str:
    """How likely what is advised turns out to have been wrong."""
    found = argued(case).against_single
    if not found.is_known:
        return "How likely that is wrong cannot be said: too little was compared."
    if case.verdict.decision == "combine":
        wrong = f"combining does worse than one model with a chance of {chance(found.p_worse)}"
    else:
        wrong = f"combining would do better after all with a chance of {chance(found.p_better)}"
    return f"The risk: on new rows of the same kind {wrong}. If the data change, measure again."


def _engineer(case: Case) -> tuple[str, ...]:
    """Latency, size, models to run, what breaks."""
    chosen, single = argued(case), case.verdict.candidate(case.verdict.reference)
    results = case.results
    at, alone = (results.positions[each.key] for each in (chosen, single))
    costs, times = results.costs(), results.times
    rows = [
        f"{capital(in_sentence(chosen.title))} runs {counted(chosen.runs, 'model')} for an answer "
        f"and trains {counted(chosen.trains, 'model')}; the best single model runs "
        f"{counted(single.runs, 'model')}.",
        _latency(times.alone[at], times.in_batch[at], times.alone[alone]),
        f"It takes {size(float(costs.size_bytes[at]))} on the disk, the best single model "
        f"{size(float(costs.size_bytes[alone]))}.",
        f"Training takes {duration(float(costs.fit_seconds[at]))} on these rows, with one core.",
        BREAKS.get(chosen.way, ONE_FAILS),
    ]
    return tuple(rows)


def _latency(row: float, batch: float, alone: float) -> str:
    if not math.isfinite(row):
        return ""
    return (
        f"One row takes {duration(float(row))}, the best single model {duration(float(alone))}; in "
        f"a batch a row takes {duration(float(batch))}."
    )


def _statistician(case: Case) -> tuple[str, ...]:
    """Intervals, tests, what was corrected."""
    results, metric = case.results, case.scenario.metric
    best: Candidate = argued(case)
    found, n = best.against_single, len(results.repeats)
    gain = f"{signed(metric, gain_shown(case, best.key))}{' points' * case.metric.as_percent}"
    said = [
        f"{capital(in_sentence(best.title))} against the best single model, which is chosen inside "
        f"each training part: {gain} as measured, on {len(results.y):,} rows in {n} × "
        f"{results.n_splits} folds.",
        f"{capital(sign_interval(found, metric))} for new rows, {_expected(case, best)}; the "
        "corrected resampled t-test widens it because training parts overlap (Nadeau and Bengio "
        "2003).",
        _posterior(case, best),
    ]
    chosen, show = selected(case), case.metric.format
    said.append(
        f"{counted(len(case.verdict.candidates), 'candidate')} were tried. The best scores "
        f"{show(chosen.raw)}; corrected for having been chosen, {show(chosen.corrected)}."
    )
    return tuple(said)


def _expected(case: Case, best: Candidate) -> str:
    expected = difference(case.scenario.metric, best.against_single.expected)
    return f"expected {expected} after shrinking towards what such data gave elsewhere"


def _posterior(case: Case, best: Candidate) -> str:
    found = best.against_single
    if not found.is_known:
        return ""
    return (
        f"Posterior: better {chance(found.p_better)}, practically equal "
        f"{chance(found.p_equivalent)} (within {rope_text(case)}), worse {chance(found.p_worse)}."
    )


_VOICES: Mapping[str, Callable[[Case], tuple[str, ...]]] = {
    "manager": _manager,
    "engineer": _engineer,
    "statistician": _statistician,
}
