"""Fusion is for noisy data."""

import pandas as pd

from lib.claims._effects import (
    CHOSEN_ELSEWHERE,
    ONE_MODEL,
    SAME_RIVAL,
    Effect,
    contrast,
    fused,
    of_sources,
)
from lib.claims._entry import Claim
from lib.evidence.rows import of_data_sets, of_family, under
from lib.scenario.record import Scenario

NOISY, CLEAN = "Sources fused, 30 % wrong labels", "Sources fused, no wrong labels"


def measure(rows: pd.DataFrame) -> dict[str, Effect]:
    """Sources fused, and models made one, learning from wrong labels."""
    noisy = of_sources(rows, "noisy")
    clean = of_data_sets(of_sources(rows, "plain"), noisy)
    gains = {NOISY: fused(noisy, noisy), CLEAN: fused(clean, clean)}
    merged = of_family(under(rows, "noisy"), "fusion", ONE_MODEL)
    return {
        "More with 30 % wrong labels than with none": contrast(gains[NOISY], gains[CLEAN]),
        **gains,
        "Models made one, 30 % wrong labels": fused(merged, merged),
    }


ENTRY = Claim(
    text="Fusion is for noisy data.",
    family="fusion",
    question="Does fusion gain more when a third of the labels is wrong?",
    measure=measure,
    compared="A model reads each source and learns from labels made wrong on purpose; answers are "
    "scored against the right ones. What counts is the difference: the gain on a data set with "
    "wrong labels minus the gain on the same data set without. " + SAME_RIVAL + CHOSEN_ELSEWHERE,
    pair=(NOISY, CLEAN),
    limits="Wrong labels at random. A sensor that fails while the model is in use is another kind "
    "of noise, and the Inside page has a lab for it.",
    scenario=Scenario(dataset="flaky_sensors", dataset_knobs=(("flip", 30),)),
    case="Flaky sensors",
    look="Two sensors that drop out at different times, and wrong labels on top.",
    order=160,
)
