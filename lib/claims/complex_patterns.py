"""Ensembling is for complex patterns."""

import pandas as pd

from lib.claims._contrasts import CHOSEN_ELSEWHERE, ensembling
from lib.claims._entry import Claim
from lib.evidence.effects import Effect, of_family, table_of, under
from lib.scenario.record import Scenario

COMPLEX = 5.0  # points by which a model that may bend must beat one straight cut


def measure(rows: pd.DataFrame) -> dict[str, Effect]:
    """Data sets told apart by whether a straight border is enough."""
    plain = under(rows, "plain")
    by_model = 100 * table_of(of_family(plain, "member"), "accuracy")
    straight = by_model.reindex(columns=["model1"]).squeeze(axis=1)
    bends = by_model.drop(columns="model1", errors="ignore").max(axis=1) - straight
    is_complex = plain["dataset"].map(bends).astype(float) > COMPLEX
    return {
        "Curved or broken borders": next(iter(ensembling(plain[is_complex], plain).values())),
        "A straight border is enough": next(iter(ensembling(plain[~is_complex], plain).values())),
    }


ENTRY = Claim(
    text="Ensembling is for complex patterns.",
    family="ensembling",
    question="Does ensembling gain more where a straight border is not enough?",
    measure=measure,
    compared="A pattern counts as complex when the best of three models that may bend beats "
    f"logistic regression, which cannot, by more than {COMPLEX:.0f} points. " + CHOSEN_ELSEWHERE,
    contrast="A straight border is enough",
    limits="Complex means curved or broken here. Patterns that need large networks are not tested.",
    scenario=Scenario(dataset="spirals"),
    look="The nearest neighbours follow the spiral alone. See what the others do to the vote, and "
    "whether stacking mends it.",
    order=20,
)
