"""Ensembling boosts generalisation."""

import pandas as pd

from lib.claims._effects import (
    AGAINST_AVERAGE,
    AGAINST_BEST,
    CHOSEN_ELSEWHERE,
    UNTESTED,
    Effect,
    effect_of_rows,
    ensembling,
    ensembling_against_average,
)
from lib.claims._entry import Claim
from lib.evidence.rows import of_method, under
from lib.scenario.record import Scenario


def measure(rows: pd.DataFrame) -> dict[str, Effect]:
    """Every data set as it is; the plainest ways beside the one chosen elsewhere."""
    as_they_are = under(rows, "plain")
    real = as_they_are[as_they_are["source"] == "real"]
    alone = {
        "Soft voting, against the best": "soft_vote",
        "Majority vote, against the best": "majority_vote",
        "One strong model instead, against the best": "equal_budget",
    }
    return {
        AGAINST_BEST: ensembling(as_they_are, as_they_are),
        AGAINST_AVERAGE: ensembling_against_average(as_they_are, as_they_are),
        "Real data only, against the best": ensembling(real, as_they_are),
        **{name: effect_of_rows(of_method(as_they_are, key)) for name, key in alone.items()},
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
    case="Satellite bands, all models",
    look="Read the gain against the best single model, then against the worst.",
    order=70,
)
