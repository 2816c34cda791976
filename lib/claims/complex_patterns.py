"""Ensembling is for complex patterns."""

import pandas as pd

from lib.claims._effects import CHOSEN_ELSEWHERE, SAME_RIVAL, Effect, contrast_between, ensembling
from lib.claims._entry import Claim
from lib.evidence.rows import means, of_family, under
from lib.scenario.record import Scenario

COMPLEX = 5.0  # points by which a model that may bend must beat one straight cut
BENT, STRAIGHT = "Curved or broken borders", "A straight border is enough"


def measure(rows: pd.DataFrame) -> dict[str, Effect]:
    """Data sets told apart by whether a straight border is enough."""
    as_they_are = under(rows, "plain")
    by_model = 100 * means(of_family(as_they_are, "member"), "accuracy")
    straight = by_model.reindex(columns=["model1"]).squeeze(axis=1)
    bends = by_model.drop(columns="model1", errors="ignore").max(axis=1) - straight
    is_complex = as_they_are["dataset"].map(bends).astype(float) > COMPLEX
    gains = {
        BENT: ensembling(as_they_are[is_complex], as_they_are),
        STRAIGHT: ensembling(as_they_are[~is_complex], as_they_are),
    }
    return {"More where borders are curved or broken": contrast_between(*gains.values())} | gains


ENTRY = Claim(
    text="Ensembling is for complex patterns.",
    family="ensembling",
    question="Does ensembling gain more where a straight border is not enough?",
    measure=measure,
    compared="A pattern counts as complex when the best of three models that may bend beats "
    f"logistic regression, which cannot, by more than {COMPLEX:.0f} points. What counts is by how "
    "much the gains on complex patterns exceed those on the others. "
    + SAME_RIVAL
    + CHOSEN_ELSEWHERE,
    pair=(BENT, STRAIGHT),
    limits="Complex means curved or broken here. Patterns that need large networks are not tested.",
    scenario=Scenario(dataset="spirals"),
    case="Two spirals",
    look="The nearest neighbours follow the spiral alone. See what the others do to the vote, and "
    "whether stacking mends it.",
    order=20,
)
