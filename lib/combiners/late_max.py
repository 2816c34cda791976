"""Late fusion by the maximum: the loudest voice wins."""

import numpy as np

from lib.combiners._entry import Combiner
from lib.combiners.rules.averages import Picked, picked_tally


class LateMax(Picked):
    """p(c | x) proportional to max over m of p_m(c | x_m).

    P : (n_samples, n_models, n_classes). The max rule of Kittler, Hatef, Duin and Matas (1998).
    """

    pick = staticmethod(np.max)
    name = "max"
    how = "Take the highest probability that any model gives the class."


ENTRY = Combiner(
    title="Late fusion, maximum",
    short="Late maximum",
    summary="For each class, listens to the model that believes in it most.",
    kind="late",
    formula=r"p(c \mid x) \propto \max_m p_m(c \mid x_m)",
    needs="Models that are sure only when they are right; the loudest one decides.",
    build=LateMax,
    explain=picked_tally,
    is_standard=False,
    order=230,
)
