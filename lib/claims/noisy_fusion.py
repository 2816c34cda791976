"""Fusion is for noisy data."""

import pandas as pd

from lib.claims._effects import CHOSEN_ELSEWHERE, OF_VIEWS, ONE_MODEL, Effect, fused
from lib.claims._entry import Claim
from lib.evidence.rows import of_data_sets, of_family, under
from lib.scenario.record import Scenario


def measure(rows: pd.DataFrame) -> dict[str, Effect]:
    """Views fused, and models made one, learning from wrong labels."""
    noisy = of_family(under(rows, "noisy views"), "fusion", OF_VIEWS)
    return {
        "Views fused, 30 % wrong labels": fused(noisy),
        "Views fused, no wrong labels": fused(of_data_sets(under(rows, "views"), noisy), OF_VIEWS),
        "Models made one, 30 % wrong labels": fused(under(rows, "noisy"), ONE_MODEL),
    }


ENTRY = Claim(
    text="Fusion is for noisy data.",
    family="fusion",
    question="Does fusion still gain when a third of the labels is wrong?",
    measure=measure,
    compared="Each model sees one view and learns from labels made wrong on purpose; answers are "
    "scored against the right ones, and fusion against the best one-view model. "
    + CHOSEN_ELSEWHERE,
    contrast="Views fused, no wrong labels",
    limits="Wrong labels at random. A sensor that fails while the model is in use is another kind "
    "of noise, and the Inside page has a lab for it.",
    scenario=Scenario(dataset="flaky_sensors", dataset_knobs=(("flip", 30),)),
    case="Flaky sensors",
    look="Two sensors that drop out at different times, and wrong labels on top.",
    order=160,
)
