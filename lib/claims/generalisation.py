"""Ensembling boosts generalisation."""

import pandas as pd

from lib.claims._contrasts import AGAINST_AVERAGE, CHOSEN_ELSEWHERE, UNTESTED, ensembling
from lib.claims._entry import Claim
from lib.evidence.effects import Effect, effect_of_rows, method, under
from lib.scenario.record import Scenario


def measure(rows: pd.DataFrame) -> dict[str, Effect]:
    """Every data set as it is; the plainest ways beside the one chosen elsewhere."""
    plain = under(rows, "plain")
    against_best, against_average = ensembling(plain, plain).values()
    real = plain[plain["source"] == "real"]
    return {
        "Against the best single model": against_best,
        AGAINST_AVERAGE: against_average,
        "Real data only, against the best": next(iter(ensembling(real, plain).values())),
        "Soft voting, against the best": effect_of_rows(method(plain, "soft_vote")),
        "Majority vote, against the best": effect_of_rows(method(plain, "majority_vote")),
        "One strong model instead, against the best": effect_of_rows(method(plain, "equal_budget")),
    }


ENTRY = Claim(
    text="Ensembling boosts generalisation.",
    family="ensembling",
    question="Does ensembling answer more unseen rows right?",
    measure=measure,
    only_if=UNTESTED,
    compared="Generalising is being right on rows that were held back. The best single model is "
    "chosen inside each training part, as you would have to choose it. The last line is no "
    "combination: one strong model, tuned with as many fits as combining takes. "
    + CHOSEN_ELSEWHERE,
    limits="Four usual models with their usual settings on a few hundred rows. With stronger or "
    "more models both sides move.",
    scenario=Scenario(dataset="satellite_bands"),
    look="Read the gain against the best single model, then against the worst.",
    order=70,
)
