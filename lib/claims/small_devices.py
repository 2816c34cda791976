"""Fusion is for devices with few resources."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from lib.claims._effects import Effect, effect, paired
from lib.claims._entry import UNMEASURED, Claim, Outcome, Parts, usual
from lib.evidence.plan import REFERENCE
from lib.evidence.ranks import ROPE
from lib.evidence.rows import of_method, under
from lib.scenario.record import Scenario

AGAINST_SMALL = "Student, against the same small model without teachers"
AGAINST_VOTE = "Student, against the vote it learned from"
NO_SMALL = Outcome(
    "not testable",
    "The fair rival, a small model of the same size, is not in this evidence yet.",
)
COMPARED = {  # name -> what is compared with what
    AGAINST_SMALL: ("distilled", "distilled_labels"),
    AGAINST_VOTE: ("distilled", "soft_vote"),
    "Student, against the best single model": ("distilled", REFERENCE),
    "Averaged networks, against the vote": ("weight_average_matched", "soft_vote"),
    "Merged forest, against the vote": ("merged_forest", "soft_vote"),
}


def measure(rows: pd.DataFrame) -> dict[str, Effect]:
    """One model made of many: what it gains over one as small, what it loses against all."""
    as_they_are = under(rows, "plain")
    return {
        name: effect(paired(of_method(as_they_are, one), of_method(as_they_are, other), "accuracy"))
        for name, (one, other) in COMPARED.items()
    }


def facts(rows: pd.DataFrame) -> str:
    """How much smaller and quicker, as medians over data sets of the ratio to the vote."""
    as_they_are = under(rows, "plain")
    distilled, vote, single = (
        of_method(as_they_are, key).groupby("dataset", observed=True)
        for key in ("distilled", "soft_vote", REFERENCE)
    )

    def ratio(other: Any, column: str) -> float:
        return float((other[column].mean() / distilled[column].mean()).median())

    return (
        f"The vote takes {ratio(vote, 'size_bytes'):.2g} times the room of the student and "
        f"{ratio(vote, 'predict_seconds'):.2g} times its time for an answer; "
        f"the best single model takes {ratio(single, 'size_bytes'):.2g} times its room (medians "
        "over data sets). The small model without teachers is as large as the student."
    )


def decide(parts: Parts, only_if: Mapping[str, str]) -> Outcome:
    """A small model must be better for having been taught by many; if it is not, it may yet replace
    the vote where nothing that matters is lost."""
    if AGAINST_SMALL not in parts:
        return NO_SMALL if AGAINST_VOTE in parts else UNMEASURED
    against_vote, found = parts.get(AGAINST_VOTE), usual(parts, {})
    loses_nothing = against_vote is not None and against_vote.low > -ROPE
    if found.word in ("does not hold", "too close") and loses_nothing:
        return Outcome("holds if", only_if[AGAINST_VOTE])
    return found


ENTRY = Claim(
    text="Fusion is for devices with few resources.",
    family="fusion",
    question="Is a small model better for having learned from many?",
    measure=measure,
    decide=decide,
    facts=facts,
    only_if={AGAINST_VOTE: "the alternative is to run the whole vote on the device"},
    compared="Several models are made one: a small network learns what the vote says. Its fair "
    "rival is as small: the same network on the same rows, which learns from the labels alone. "
    "Below stands what is lost against the vote, and what other ways to make one model lose.",
    limits="Sizes and times are those of pickled scikit-learn models on a server; on a device they "
    "keep their order, not their value.",
    scenario=Scenario(
        dataset="moons", methods=("best_single", "soft_vote", "merged_forest", "distilled")
    ),
    case="A vote and its student",
    look="Open Compare and set the score against the time of an answer and the size.",
    order=150,
)
