"""Fusion is for devices with few resources."""

from collections.abc import Mapping

import pandas as pd

from lib.claims._entry import Claim, Outcome, Parts
from lib.evidence.effects import ROPE, Effect, effect, method, paired, under
from lib.evidence.plan import REFERENCE
from lib.scenario.record import Scenario

VOTE = "soft_vote"
AGAINST_VOTE = "Distilled model, against the vote it learned from"
AGAINST_SINGLE = "Distilled model, against the best single model"


def measure(rows: pd.DataFrame) -> dict[str, Effect]:
    """One model made of many: what it loses against all of them, what it gains against one."""
    plain = under(rows, "plain")
    vote, single = method(plain, VOTE), method(plain, REFERENCE)
    distilled = method(plain, "distilled")
    others = {
        "Averaged networks, against the vote": "weight_average_matched",
        "Merged forest, against the vote": "merged_forest",
    }
    return {
        AGAINST_VOTE: effect(paired(distilled, vote, "accuracy")),
        AGAINST_SINGLE: effect(paired(distilled, single, "accuracy")),
        **{
            name: effect(paired(method(plain, key), vote, "accuracy"))
            for name, key in others.items()
        },
    }


def facts(rows: pd.DataFrame) -> str:
    """How much smaller and quicker, as medians over data sets of the ratio to the vote."""
    plain = under(rows, "plain")
    distilled, vote = method(plain, "distilled"), method(plain, VOTE)
    size, time = (
        (_by_set(vote, name) / _by_set(distilled, name)).median()
        for name in ("size_bytes", "predict_seconds")
    )
    single = _by_set(method(plain, REFERENCE), "size_bytes") / _by_set(distilled, "size_bytes")
    return (
        f"The vote takes {size:.2g} times the room of the distilled model and {time:.2g} times its "
        f"time for an answer; the best single model takes {single.median():.2g} times its room "
        "(medians over data sets)."
    )


def _by_set(rows: pd.DataFrame, column: str) -> pd.Series:
    return rows.groupby("dataset", observed=True)[column].mean()


def decide(parts: Parts, only_if: Mapping[str, str]) -> Outcome:
    """Nothing that matters may be lost; and to be worth it, one model alone must not do as well."""
    against_vote, against_single = parts.get(AGAINST_VOTE), parts.get(AGAINST_SINGLE)
    if not (against_vote and against_single and against_vote.is_known):
        return Outcome("not testable", "Too few data sets have been measured so far.")
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
    look="Open Compare and set the score against the time of an answer and the size.",
    order=150,
)
