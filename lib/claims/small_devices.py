"""Fusion is for devices with few resources."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from lib.claims._effects import Effect, effect, paired
from lib.claims._entry import UNMEASURED, Claim, Outcome, Parts
from lib.evidence.plan import REFERENCE
from lib.evidence.ranks import ROPE
from lib.evidence.rows import of_method, under
from lib.scenario.record import Scenario

AGAINST_VOTE = "Distilled model, against the vote it learned from"
AGAINST_SINGLE = "Distilled model, against the best single model"
COMPARED = {  # name -> what is compared with what
    AGAINST_VOTE: ("distilled", "soft_vote"),
    AGAINST_SINGLE: ("distilled", REFERENCE),
    "Averaged networks, against the vote": ("weight_average_matched", "soft_vote"),
    "Merged forest, against the vote": ("merged_forest", "soft_vote"),
}


def measure(rows: pd.DataFrame) -> dict[str, Effect]:
    """One model made of many: what it loses against all of them, what it gains against one."""
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
        f"The vote takes {ratio(vote, 'size_bytes'):.2g} times the room of the distilled model and "
        f"{ratio(vote, 'predict_seconds'):.2g} times its time for an answer; the best single model "
        f"takes {ratio(single, 'size_bytes'):.2g} times its room (medians over data sets)."
    )


def decide(parts: Parts, only_if: Mapping[str, str]) -> Outcome:
    """Nothing that matters may be lost; and to be worth it, one model alone must not do as well."""
    against_vote, against_single = parts.get(AGAINST_VOTE), parts.get(AGAINST_SINGLE)
    if not (against_vote and against_single and against_vote.is_known):
        return UNMEASURED
    if against_vote.low > -ROPE and against_single.low > -ROPE:
        return Outcome("holds")
    if against_vote.low > -ROPE:
        return Outcome("holds if", only_if[AGAINST_VOTE])
    return Outcome("does not hold" if against_vote.high < -ROPE else "too close")


ENTRY = Claim(
    text="Fusion is for devices with few resources.",
    family="fusion",
    question="What does one small model lose against the vote it replaces?",
    measure=measure,
    decide=decide,
    facts=facts,
    only_if={AGAINST_VOTE: "the alternative is to run the whole vote on the device"},
    compared="Several models are made one: a small network learns what the vote says, networks are "
    "averaged, forests are merged. To hold, the small model must lose less than a point.",
    limits="Sizes and times are those of pickled scikit-learn models on a server; on a device they "
    "keep their order, not their value.",
    scenario=Scenario(
        dataset="moons", methods=("best_single", "soft_vote", "merged_forest", "distilled")
    ),
    case="A vote and its student",
    look="Open Compare and set the score against the time of an answer and the size.",
    order=150,
)
