"""Fusion is for imbalanced data."""

import pandas as pd

from lib.claims._effects import (
    CHOSEN_ELSEWHERE,
    OF_VIEWS,
    Effect,
    chosen_elsewhere,
    effect,
    ensembling,
    fused,
    paired,
    rescored,
)
from lib.claims._entry import Claim
from lib.evidence.plan import REFERENCE
from lib.evidence.rows import of_data_sets, of_family, of_method, under
from lib.scenario.record import Scenario


def measure(rows: pd.DataFrame) -> dict[str, Effect]:
    """Balanced accuracy, because accuracy does not notice a rare class."""
    rare_views, even_views, rare = (
        rescored(under(rows, condition), "balanced_accuracy")
        for condition in ("rare views", "views", "rare")
    )
    chosen = chosen_elsewhere(of_family(rare_views, "fusion", OF_VIEWS))
    single = of_method(rare_views, REFERENCE)
    return {
        "Views fused, one row in ten rare": fused(rare_views, OF_VIEWS),
        "The same, but counted in accuracy": effect(paired(chosen, single, "accuracy")),
        "Views fused, classes as they are": fused(of_data_sets(even_views, rare_views), OF_VIEWS),
        "Models that see everything, one row in ten rare": fused(rare),
        "Ensembling for comparison, one row in ten rare": ensembling(rare, rare),
    }


ENTRY = Claim(
    text="Fusion is for imbalanced data.",
    family="fusion",
    question="Does fusion find more of a rare class?",
    measure=measure,
    compared="One of two classes is made rare. Balanced accuracy counts both classes the same, and "
    "the best single model is chosen by it too. " + CHOSEN_ELSEWHERE,
    contrast="Views fused, classes as they are",
    limits="One row in ten. A way to combine that treats all classes alike finds more of the rare "
    "one and raises more false alarms; a single model with another threshold may do the same.",
    scenario=Scenario(dataset="thyroid", metric="balanced_accuracy"),
    case="One patient in twenty",
    look="One patient in twenty. See how accuracy and balanced accuracy disagree about the same "
    "methods.",
    order=170,
)
