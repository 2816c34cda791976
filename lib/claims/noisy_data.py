"""Ensembling is for noisy data."""

import pandas as pd

from lib.claims._contrasts import CHOSEN_ELSEWHERE, ensembling
from lib.claims._entry import Claim
from lib.evidence.effects import Effect, under
from lib.scenario.record import Scenario

AVERAGE = "30 % wrong labels, against the average single model"


def measure(rows: pd.DataFrame) -> dict[str, Effect]:
    """The same data sets with more and more wrong labels to learn from."""
    noisy = under(rows, "noisy")
    half, clean = (
        frame[frame["dataset"].isin(noisy["dataset"].unique())]
        for frame in (under(rows, "half noisy"), under(rows, "plain"))
    )
    against_best, against_average = ensembling(noisy, noisy).values()
    return {
        "30 % wrong labels": against_best,
        "15 % wrong labels": next(iter(ensembling(half, half).values())),
        "No wrong labels": next(iter(ensembling(clean, clean).values())),
        AVERAGE: against_average,
    }


ENTRY = Claim(
    text="Ensembling is for noisy data.",
    family="ensembling",
    question="Does ensembling gain more when more labels are wrong?",
    measure=measure,
    only_if={AVERAGE: "you would otherwise take a single model without testing several"},
    compared="Labels are made wrong on purpose, models learn from them, and answers are scored "
    "against the right ones. Ensembling is compared with the best single model, which has to be "
    "found on the same noisy labels. " + CHOSEN_ELSEWHERE,
    contrast="No wrong labels",
    limits="Labels are wrong at random. Noise that follows a pattern, or noise in the columns, may "
    "act differently.",
    scenario=Scenario(dataset="moons", dataset_knobs=(("flip", 30),)),
    look="Compare the ragged border of the decision tree with that of the vote, then take the "
    "wrong labels away.",
    order=10,
)
