"""The tables of a take-away as text: every method with its numbers, and what is behind a chart."""

import math

import pandas as pd

from lib.engine.results import Method
from lib.statistics.comparison import Comparison
from lib.verdict.case import Case
from lib.verdict.comparisons import score_of, versus
from lib.verdict.rule import word_of
from lib.words import duration, in_sentence, listed, number, size

FAMILIES = {
    "member": "Base model alone",
    "single": "Single model",
    "ensembling": "Ensembling",
    "fusion": "Fusion",
}
IN_WORDS = ("Method", "Family", "In a word")
NO_BREAK = "\u00a0"


def evidence(case: Case) -> pd.DataFrame:
    """Every method, the best mean first; everything is text, ready to be shown.

    The index holds the methods' keys.
    """
    keys = case.results.ranking(case.scenario.metric)
    rows = [_evidence_of(case, case.results.method(key)) for key in keys]
    return pd.DataFrame(rows, index=keys).rename(columns={"Score": case.metric.title})


def readable(table: pd.DataFrame) -> pd.DataFrame:
    """The table behind a chart for people: no keys, numbers to four digits."""
    shown = table.drop(columns="key", errors="ignore")
    return shown.map(lambda value: f"{value:.4g}" if isinstance(value, float) else str(value))


def which_is_better(case: Case) -> str:
    """Which way the score points."""
    return f"{case.metric.title}: {case.metric.better} is better."


def _evidence_of(case: Case, method: Method) -> dict[str, str]:
    """One row of the evidence."""
    results, metric = case.results, case.metric
    score, costs = score_of(results, method.key, case.scenario.metric), results.costs()
    at = results.positions[method.key]
    row = {
        "Method": method.title,
        "Family": FAMILIES[method.family],
        "Score": metric.format(score.mean),
        "95 % interval": _interval(metric.format(score.low), metric.format(score.high)),
        **_gain_of(case, method),
        "Models run": number(float(costs.models[at]), 1).removesuffix(".0"),
        "Training": duration(float(costs.fit_seconds[at])),
        "Answer one row": _time(float(results.times.alone[at])),
        "A row of many": _time(float(results.times.in_batch[at])),
        "Size": size(float(costs.size_bytes[at])),
    }
    if method.also:
        row["Method"] += f" (also {listed([in_sentence(name.title) for name in method.also])})"
    return {name: text if name in IN_WORDS else unbroken(text) for name, text in row.items()}


def _time(seconds: float) -> str:
    return duration(seconds) if math.isfinite(seconds) else "not measured"


def unbroken(text: str) -> str:
    """Numbers and their units stay on one line.

    >>> unbroken("87.1 to 90.2 %").count(" ")
    0
    """
    return text.replace(" ", NO_BREAK)


def _gain_of(case: Case, method: Method) -> dict[str, str]:
    """How much better it is than the best single model, and how sure that is."""
    results, verdict = case.results, case.verdict
    if method.key == verdict.reference or verdict.reference not in results.positions:
        return {"Gain": "reference", "Its interval": "", "In a word": ""}
    gain = versus(results, method.key, verdict.reference, case.scenario.metric, verdict.rope)
    digits = 1 if case.metric.as_percent else 3
    if not gain.is_known:
        return {"Gain": "unknown", "Its interval": "", "In a word": ""}
    low, high = number(gain.low, digits), number(gain.high, digits)
    return {
        "Gain": number(gain.mean, digits),
        "Its interval": _interval(low, high),
        "In a word": _word(case, method.key, gain),
    }


def _word(case: Case, key: str, gain: Comparison) -> str:
    """What the verdict says of it; a base model alone is no candidate."""
    return next((c.word for c in case.verdict.candidates if c.key == key), word_of(gain))


def _interval(low: str, high: str) -> str:
    """
    >>> _interval("87.1 %", "90.2 %"), _interval("not defined", "not defined")
    ('87.1 to 90.2 %', '')
    """
    if "not defined" in (low, high):
        return ""
    return f"{low.removesuffix(' %')} to {high}"
