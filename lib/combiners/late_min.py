"""Late fusion by the minimum: the least doubted class wins."""

import numpy as np

from lib.combiners._base import BaseCombiner
from lib.combiners._entry import Combiner
from lib.combiners._late import normalised


class LateMin(BaseCombiner):
    """p(c | x) proportional to min over m of p_m(c | x_m).

    P : (n_samples, n_models, n_classes). The min rule of Kittler, Hatef, Duin and Matas (1998).
    """

    learns = False

    def predict_proba(self, P: np.ndarray, X: object = None) -> np.ndarray:
        return normalised(P.min(axis=1))


ENTRY = Combiner(
    title="Late fusion, minimum",
    short="Late minimum",
    summary="For each class, listens to the model that doubts it most, so anyone can veto.",
    family="fusion",
    kind="late",
    level="score",
    formula=r"p(c \mid x) \propto \min_m p_m(c \mid x_m)",
    needs="Models that never rule out the right class; a single zero is a veto.",
    build=LateMin,
    learns=False,
    order=240,
)
