"""Ensembling is for noisy data."""

import pandas as pd

from lib.claims._effects import CHOSEN_ELSEWHERE, SAME_RIVAL, Effect, contrast, ensembling
from lib.claims._entry import Claim
from lib.evidence.rows import of_data_sets, under
from lib.scenario.record import Scenario

NOISY, CLEAN = "30 % wrong labels", "No wrong labels"


def measure(rows: pd.DataFrame) -> dict[str, Effect]:
    """The same data sets with more and more wrong labels to learn from."""
    noisy = under(rows, "noisy")
    gains = {
        name: ensembling(found, found)
        for name, found in {
            NOISY: noisy,
            CLEAN: of_data_sets(under(rows, "plain"), noisy),
            "15 % wrong labels": of_data_sets(under(rows, "half noisy"), noisy),
        }.items()
    }
    return {
        "More with 30 % wrong labels than with none": contrast(gains[NOISY], gains[CLEAN])
    } | gains


ENTRY = Claim(
    text="Ensembling is for noisy data.",
    family="ensembling",
    question="Does ensembling gain more when more labels are wrong?",
    measure=measure,
    compared="Labels are made wrong on purpose, models learn from them, and answers are scored "
    "against the right ones. What counts is the difference: the gain on a data set with wrong "
    "labels minus the gain on the same data set without. " + SAME_RIVAL + CHOSEN_ELSEWHERE,
    pair=(NOISY, CLEAN),
    limits="Labels are wrong at random. Noise that follows a pattern, or noise in the columns, may "
    "act differently.",
    scenario=Scenario(dataset="moons", dataset_knobs=(("flip", 30),)),
    case="Moons, 30 % wrong labels",
    look="Compare the ragged border of the decision tree with that of the vote, then take the "
    "wrong labels away.",
    order=10,
)
