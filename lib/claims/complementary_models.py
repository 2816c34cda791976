"""Ensembling is for models that complement each other."""

import pandas as pd

from lib.claims._effects import CHOSEN_ELSEWHERE, SAME_RIVAL, Effect, contrast_between, ensembling
from lib.claims._entry import Claim
from lib.evidence.rows import means, of_family, under
from lib.scenario.record import Scenario

APART, ALIKE = "Models that complement each other", "Models that fail on the same rows"


def measure(rows: pd.DataFrame) -> dict[str, Effect]:
    """Data sets told apart by how much the models could add to the best of them."""
    as_they_are = under(rows, "plain")
    best = means(of_family(as_they_are, "member"), "accuracy").max(axis=1)
    together = as_they_are.groupby("dataset", observed=True)["someone_right"].mean()
    room = together - best
    is_roomy = as_they_are["dataset"].map(room > room.median()).astype(bool)
    gains = {
        APART: ensembling(as_they_are[is_roomy], as_they_are),
        ALIKE: ensembling(as_they_are[~is_roomy], as_they_are),
    }
    return {"More where models complement each other": contrast_between(*gains.values())} | gains


ENTRY = Claim(
    text="Ensembling is for models with complementary strengths.",
    family="ensembling",
    question="Does ensembling gain more where models fail on different rows?",
    measure=measure,
    compared="Models complement each other when at least one of them is right on many rows that "
    "the best of them gets wrong. The data sets are cut in two halves by that, and what counts is "
    "by how much the gains of one half exceed those of the other. " + SAME_RIVAL + CHOSEN_ELSEWHERE,
    pair=(APART, ALIKE),
    limits="That some model is right does not tell which one. A rule has to find out, and rows on "
    "which models differ are often rows on which everybody guesses.",
    scenario=Scenario(dataset="five_stumps"),
    case="Five weak probes",
    look="Each probe is right a little more often than a coin, and for its own reasons. See how "
    "far the vote gets.",
    order=30,
)
