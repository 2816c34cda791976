"""Fusion is for competitions."""

import pandas as pd

from lib.claims._effects import Effect, effect
from lib.claims._entry import Claim
from lib.evidence.rows import means, of_family, under
from lib.scenario.record import Scenario


def measure(rows: pd.DataFrame) -> dict[str, Effect]:
    """The best of many, chosen on half of the seeds and judged on the other half."""
    as_they_are = under(rows, "plain")
    fusion, ensembling = (of_family(as_they_are, name) for name in ("fusion", "ensembling"))
    return {
        "The best fusion": _crossed(fusion),
        "The best ensemble": _crossed(ensembling),
        "The best of both": _crossed(pd.concat([fusion, ensembling])),
    }


def _crossed(rows: pd.DataFrame) -> Effect:
    is_odd = rows["seed"] % 2 == 1
    halves = [means(rows[half]) for half in (is_odd, ~is_odd) if half.any()]
    if len(halves) < 2:
        return effect(pd.Series(dtype=float))
    gains = [_judged(*pair) for pair in (halves, halves[::-1])]
    return effect(pd.concat(gains, axis=1).dropna().mean(axis=1))


def _judged(choose: pd.DataFrame, judge: pd.DataFrame) -> pd.Series:
    """Data set -> the gain in one half of what was best in the other."""
    choose, judge = choose.align(judge, join="inner")
    is_best = choose.eq(choose.max(axis=1), axis=0)
    return judge[is_best].mean(axis=1)  # of several equally good ones, the mean


ENTRY = Claim(
    text="Fusion is for competitions.",
    family="fusion",
    question="How much does the very best combination win, whatever it costs?",
    measure=measure,
    compared="In a competition only the score counts, so for each data set the best of all methods "
    "is taken. It is chosen on half of the seeds and judged on the other half, because the best of "
    "dozens is partly luck.",
    limits="Seeds of a recorded data set share rows, so a little luck remains. Competitions also "
    "tune the members, which nobody does here.",
    scenario=Scenario(dataset="digits_sixviews"),
    case="Digits drawn six ways",
    look="Sort all methods by score, then look at what the first places cost.",
    order=140,
)
