"""Fusion is for imbalanced data."""

import pandas as pd

from lib.claims._contrasts import CHOSEN_ELSEWHERE, OF_VIEWS, rescored
from lib.claims._entry import Claim
from lib.evidence.effects import (
    Effect,
    chosen_elsewhere,
    effect,
    effect_of_rows,
    method,
    of_family,
    paired,
    under,
)
from lib.evidence.plan import REFERENCE
from lib.scenario.record import ONE_VIEW, Scenario


def measure(rows: pd.DataFrame) -> dict[str, Effect]:
    """Balanced accuracy, because accuracy does not notice a rare class."""
    score = "balanced_accuracy"
    rare_views = rescored(under(rows, "rare views"), score)
    even_views = rescored(under(rows, "views"), score)
    even_views = even_views[even_views["dataset"].isin(rare_views["dataset"].unique())]
    rare = rescored(under(rows, "rare"), score)
    chosen = chosen_elsewhere(of_family(rare_views, "fusion", OF_VIEWS))
    single = method(rare_views, REFERENCE)
    return {
        "Views fused, one row in ten rare": _fused(rare_views),
        "The same, but counted in accuracy": effect(paired(chosen, single, "accuracy")),
        "Views fused, classes as they are": _fused(even_views),
        "Models that see everything, one row in ten rare": effect_of_rows(
            chosen_elsewhere(of_family(rare, "fusion"))
        ),
        "Ensembling for comparison, one row in ten rare": effect_of_rows(
            chosen_elsewhere(of_family(rare, "ensembling"))
        ),
    }


def _fused(rows: pd.DataFrame) -> Effect:
    return effect_of_rows(chosen_elsewhere(of_family(rows, "fusion", OF_VIEWS)))


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
    scenario=Scenario(dataset="thyroid", metric="balanced_accuracy", sees=ONE_VIEW),
    look="One patient in twenty. See how accuracy and balanced accuracy disagree about the same "
    "methods.",
    order=170,
)
