"""Dynamic selection by local accuracy: ask the member that is right most often nearby."""

import numpy as np

from lib.combiners._entry import Combiner
from lib.combiners.rules.rows import NEIGHBOURS, RIVAL, DynamicSelection


class LocalAccuracy(DynamicSelection):
    """p = p_m*, m*(x) = argmax over m of the k nearest training rows that m has right.

    P : (n_samples, n_models, n_classes). Overall local accuracy (OLA) of Woods, Kegelmeyer and
    Bowyer (1997). Members that are level answer together, by the mean of their probabilities.
    """

    def merits(self, right: np.ndarray) -> np.ndarray:
        counts = right.sum(axis=1)
        return counts == counts.max(axis=1, keepdims=True)


ENTRY = Combiner(
    title="Local accuracy",
    short="Local accuracy",
    summary="For every point, asks the one model that was right most often about rows nearby.",
    kind="selection",
    level="decision",
    formula=r"p(c \mid x) = p_{m^*}(c \mid x), \quad m^* = \arg\max_m \sum_{i \in N_k(x)} "
    r"[\, \hat y_m(x_i) = y_i \,]",
    needs="Held-back rows near every point, and models that are good in different places, the same "
    "ones when trained on other rows. " + RIVAL,
    build=LocalAccuracy,
    controls={"n_neighbors": NEIGHBOURS},
    is_standard=False,
    order=72,
)
