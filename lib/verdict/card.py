"""What the card of the verdict shows in numbers: of 100 rows how many, and the price."""

import math
from dataclasses import dataclass

from lib.engine.results import MODEL, STACK
from lib.verdict.case import Case
from lib.verdict.comparisons import is_right
from lib.verdict.phrases import alone_and_together, argued, gain_expected, sign_interval
from lib.verdict.records import Candidate
from lib.words import duration, models, signed, spelled, whole

CLEARLY = 1.5  # times as long: less is about the same, and the next measurement may say otherwise
AT_ONCE = 1e-3  # seconds


@dataclass(frozen=True)
class Hundred:
    """Of 100 rows, out of fold, over all repeats: what one method makes of them against another.

    right : both have them right. rescued, broken : only this one, only the other. wrong : neither.
    The four are whole and sum to 100, and rescued less broken is the difference in accuracy as it
    is said in whole rows.
    """

    right: int
    rescued: int
    broken: int
    wrong: int


def of_100(case: Case) -> Hundred:
    """The pick, or what comes closest to it, against the best single model."""
    best, results, single = argued(case), case.results, case.verdict.reference
    ours, alone = (100 * float(is_right(results, key).mean()) for key in (best.key, single))
    net = whole(round(round(ours, 1) - round(alone, 1), 1))
    broken = max(whole(best.broken), -net)
    rescued = broken + net
    right = min(max(whole(alone) - broken, 0), 100 - broken - rescued)
    return Hundred(right, rescued, broken, 100 - right - rescued - broken)


def price(case: Case) -> tuple[str, str]:
    """What is to be run for an answer, large; what it means and how long it takes, small. Of the
    pick, else of what comes closest to it, like all of the card."""
    chosen, single = argued(case), case.verdict.candidate(case.verdict.reference)
    told = [_runs(case, chosen), _time(chosen, single)]
    return models(chosen.runs), "; ".join(filter(None, told))


def price_title(case: Case) -> str:
    """Whose price it is."""
    return "The price" if case.verdict.decision == "combine" else "The price of combining"


def _runs(case: Case, chosen: Candidate) -> str:
    if chosen.way == MODEL:
        n = case.n_voters
        return f"to run for an answer, though {spelled(n)} are trained to make it"
    more = " and a further one that weighs them" if chosen.way == STACK else ""
    return f"to train and to run for every answer{more}"


def _time(chosen: Candidate, single: Candidate) -> str:
    """How long an answer to one row takes, against the best single model; "" until measured."""
    if "latency" not in chosen.costs:
        return ""
    seconds = chosen.costs["latency"]
    takes = "a thousandth of a second" if seconds < AT_ONCE else duration(seconds)
    takes = f"under {takes}" if seconds < AT_ONCE else f"{takes} an answer"
    if chosen.key == single.key or not single.costs["latency"] > 0:
        return f"it takes {takes}" if seconds < AT_ONCE else takes
    ratio = seconds / single.costs["latency"]
    alone = "your best single model"
    if not math.isfinite(ratio) or 1 / CLEARLY < ratio < CLEARLY:
        return f"answers about as fast as {alone}, {takes}"
    if ratio < 1:
        return f"answers in {100 * ratio:.0f} % of the time of {alone}, {takes}"
    still = "still " * (seconds < AT_ONCE)
    return f"takes {spelled(whole(ratio))} times as long as {alone}, {still}{takes}"


def in_short(case: Case) -> tuple[str, ...]:
    """Score and gain, a sentence each; none where there is nothing to hold against one model."""
    if case.verdict.problem or case.verdict.rival is None:
        return ()
    interval = sign_interval(argued(case).against_single, case.scenario.metric)
    return f"{alone_and_together(case)}.", f"{gain_text(case)}, {interval}."


def counts(case: Case) -> list[tuple[str, int]]:
    """`of_100` as (what became of the rows, how many), in the order in which it is drawn."""
    found = of_100(case)
    return [(kind, getattr(found, kind)) for kind in ("right", "rescued", "broken", "wrong")]


def gain_text(case: Case) -> str:
    """The gain to expect with its unit, as a label: "+2.1 in 100 expected"."""
    gain = signed(case.scenario.metric, gain_expected(case, argued(case).key))
    if case.scenario.metric == "accuracy":
        return f"{gain} in 100 expected"
    return f"{gain} {'points ' * case.metric.as_percent}expected"
