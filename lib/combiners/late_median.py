"""Late fusion by the median: the answer in the middle, whatever the outliers say."""

import numpy as np

from lib.combiners._entry import Combiner, Models, Settings
from lib.combiners.rules.averages import Picked, picked_tally


class LateMedian(Picked):
    """p(c | x) proportional to median over m of p_m(c | x_m).

    P : (n_samples, n_models, n_classes). The median rule of Kittler, Hatef, Duin and Matas (1998).
    """

    pick = staticmethod(np.median)
    name = "median"
    how = "Take the middle one of the probabilities of each class."


def same_as(models: Models, knobs: Settings) -> tuple[str, str] | None:
    if models.n_fused > 2:
        return None
    return "late_mean", "With one or two answers their median is their mean."


ENTRY = Combiner(
    title="Late fusion, median",
    short="Late median",
    summary="Takes the middle answer, so that one model far off does no harm.",
    kind="late",
    formula=r"p(c \mid x) \propto \mathrm{median}_m\, p_m(c \mid x_m)",
    needs="Three models or more; with two it is the mean.",
    build=LateMedian,
    explain=picked_tally,
    same_as=same_as,
    is_standard=False,
    order=250,
)
