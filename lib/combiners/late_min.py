"""Late fusion by the minimum: the least doubted class wins."""

import numpy as np

from lib.combiners._entry import Combiner
from lib.combiners.rules.averages import Picked, picked_tally


class LateMin(Picked):
    """p(c | x) proportional to min over m of p_m(c | x_m).

    P : (n_samples, n_models, n_classes). The min rule of Kittler, Hatef, Duin and Matas (1998).
    """

    pick = staticmethod(np.min)
    name = "min"
    how = "Take the lowest probability that any model gives the class."


ENTRY = Combiner(
    title="Late fusion, minimum",
    short="Late minimum",
    summary="For each class, listens to the model that doubts it most, so anyone can veto.",
    kind="late",
    formula=r"p(c \mid x) \propto \min_m p_m(c \mid x_m)",
    needs="Models that never rule out the right class; a single zero is a veto.",
    build=LateMin,
    explain=picked_tally,
    is_standard=False,
    order=240,
)
