"""What the displays of `lib.claims` are drawn from in tests."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from lib import claims, combiners, datasets
from lib.claims import Finding, General, Outcome, Ranking
from lib.claims._effects import Effect, effect
from lib.drawing.display import Display
from tests.hostile import HOSTILE

CLAIM = next(iter(claims.entries().values()))


def even(low: float, high: float, keys: list[str], method: str = "") -> Effect:
    """An effect that is as far above its mean as below: what is typical is the mean."""
    found = effect(pd.Series(np.linspace(low, high, len(keys)).round(1), keys))
    return Effect(found.typical, found.low, found.high, found.by_set, method)


def findings() -> Iterator[tuple[str, Finding, Display[Finding]]]:
    """Several parts, one of them of a single data set; data sets that are gone; very many."""
    known = list(datasets.entries())
    several = {
        "Against the best": even(-2.0, 6.0, known[:9], next(iter(combiners.entries()))),
        "Against the average of all the others": even(1.0, 3.0, known[3:8]),
        "One data set": even(2.5, 2.5, known[:1]),
    }
    cases = {
        "several parts": several,
        "hostile names": {"All": even(-1.0, 1.0, [HOSTILE, *known[:2]], "gone")},
        "many data sets": {"All": even(-9.0, 9.0, [f"set{i}" for i in range(181)])},
    }
    for name, parts in cases.items():
        finding = Finding(CLAIM, Outcome("holds"), parts)
        yield name, finding, claims.effects_chart(CLAIM)


def ranked(chances: dict[str, tuple[float, float, float]]) -> Ranking:
    """Ways to combine with these chances to be worse, as good and better."""
    return Ranking(
        [
            {"method": key, "worse": worse, "as_good": good, "better": better}
            | {"typical": 5 * (better - worse), "wins": 3, "losses": 1, "sets": 9}
            for key, (worse, good, better) in chances.items()
        ]
    )


USUAL = {"distilled": (0.9, 0.1, 0.0), "soft_vote": (0.0, 0.2, 0.8), "gone": (0.3, 0.4, 0.3)}


def rankings() -> Iterator[tuple[str, Ranking]]:
    """Three ways, one way, and one that is called what it must not be."""
    yield "usual", ranked(USUAL)
    yield "one", ranked({"soft_vote": (0.0, 0.0, 1.0)})
    yield "hostile names", ranked({HOSTILE: (0.125, 0.25, 0.625), "soft_vote": (1.0, 0.0, 0.0)})


def generals() -> Iterator[tuple[str, General]]:
    """Some ways on some data sets, one of which is gone."""
    known = list(datasets.entries())
    ways = {
        "Vote": even(-2.0, 6.0, known[:9]),
        "Fuse sources": even(-9.0, 1.0, [HOSTILE, *known[:5]]),
    }
    yield "two ways", General(ways)
    yield "one way", General({"Fuse into one model": even(0.0, 0.5, known[:4])})


RECORDS = {
    "lib.claims.IN_GENERAL": generals,
    "lib.claims.effects_chart": findings,
    "lib.claims.RANKING": rankings,
}
