"""Fusion is for imbalanced data."""

from collections.abc import Mapping

import pandas as pd

from lib.claims._effects import (
    CHOSEN_ELSEWHERE,
    SAME_RIVAL,
    Effect,
    contrast,
    effect_of_rows,
    ensembling,
    fused,
    of_sources,
    rescored,
)
from lib.claims._entry import Claim, Outcome, Parts, more_there
from lib.evidence.plan import AT_SHARES, REFERENCE
from lib.evidence.rows import of_data_sets, of_method, under
from lib.scenario.record import Scenario

FAIR = "More with a rare class, against a moved threshold"
RARE, EVEN = "One row in ten rare, against a moved threshold", "Classes as they are"
UNFAIR = "More with a rare class, against the usual threshold"
USUAL = "One row in ten rare, against the usual threshold"
BOTH = "The same, both with a moved threshold"
MOVED = "The single model itself, by moving its threshold"
WITHOUT_RIVAL = (
    "The fair rival, one model whose decision threshold is moved, is not in this evidence yet"
)


def measure(rows: pd.DataFrame) -> dict[str, Effect]:
    """Balanced accuracy, because accuracy does not notice a rare class."""
    return (_fair(rows) if AT_SHARES in rows else {}) | _unfair(rows)


def _fair(rows: pd.DataFrame) -> dict[str, Effect]:
    rare, even = _gains(rows, "balanced_accuracy", AT_SHARES)
    both, _ = _gains(rows, AT_SHARES, AT_SHARES)
    single = rescored(under(rows, "rare"), AT_SHARES, "balanced_accuracy")
    moved = of_method(single, REFERENCE)
    gains = {RARE: rare, EVEN: even, BOTH: both, MOVED: effect_of_rows(moved)}
    return {FAIR: contrast(rare, even)} | gains


def _unfair(rows: pd.DataFrame) -> dict[str, Effect]:
    rare, even = _gains(rows, "balanced_accuracy", "balanced_accuracy")
    models = rescored(under(rows, "rare"), "balanced_accuracy")
    return {
        UNFAIR: contrast(rare, even),
        USUAL: rare,
        "Ensembling for comparison, one row in ten rare": ensembling(models, models),
    }


def _gains(rows: pd.DataFrame, score: str, of_rival: str) -> tuple[Effect, Effect]:
    """What fusion of sources gains with a rare class, and on the same data sets without."""
    scored = rescored(rows, score, of_rival)
    rare = of_sources(scored, "rare")
    even = of_data_sets(of_sources(scored, "plain"), rare)
    return fused(rare, rare), fused(even, even)


def decide(parts: Parts, only_if: Mapping[str, str]) -> Outcome:
    """Whatever does not even beat the weaker rival need not meet the fair one."""
    if FAIR in parts:
        return more_there(parts, only_if)
    found = more_there(parts, {})
    settled = found.word in ("does not hold", "not testable")
    return found if settled else Outcome("not testable", f"{WITHOUT_RIVAL}.")


ENTRY = Claim(
    text="Fusion is for imbalanced data.",
    family="fusion",
    question="Does fusion find more of a rare class?",
    measure=measure,
    decide=decide,
    compared="One of two classes is made rare. Balanced accuracy counts both classes the same, and "
    "the best single model is chosen by it too. The fair rival answers “rare” as soon as a row is "
    "more likely rare than the share of the class: its decision threshold is moved to the class "
    "shares, which costs nothing. What counts is the gain with a rare class minus the gain on the "
    "same data set without. " + SAME_RIVAL + CHOSEN_ELSEWHERE,
    only_if={UNFAIR: "the decision threshold of a single model may not be moved"},
    pair=(RARE, EVEN),
    limits="One row in ten. Whatever finds more of the rare class raises more false alarms, and "
    "balanced accuracy says nothing of what either costs.",
    scenario=Scenario(dataset="thyroid", metric="balanced_accuracy"),
    case="One patient in twenty",
    look="One patient in twenty. See how accuracy and balanced accuracy disagree about the same "
    "methods.",
    order=170,
)
