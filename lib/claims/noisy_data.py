"""Ensembling is for noisy data."""

import pandas as pd

from lib.claims._effects import CHOSEN_ELSEWHERE, Effect, ensembling, ensembling_against_average
from lib.claims._entry import Claim
from lib.evidence.rows import of_data_sets, under
from lib.scenario.record import Scenario

AVERAGE = "30 % wrong labels, against the average single model"


def measure(rows: pd.DataFrame) -> dict[str, Effect]:
    """The same data sets with more and more wrong labels to learn from."""
    noisy = under(rows, "noisy")
    half = of_data_sets(under(rows, "half noisy"), noisy)
    clean = of_data_sets(under(rows, "plain"), noisy)
    return {
        "30 % wrong labels": ensembling(noisy, noisy),
        "15 % wrong labels": ensembling(half, half),
        "No wrong labels": ensembling(clean, clean),
        AVERAGE: ensembling_against_average(noisy, noisy),
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
    case="Moons, 30 % wrong labels",
    look="Compare the ragged border of the decision tree with that of the vote, then take the "
    "wrong labels away.",
    order=10,
)
