"""Dynamic selection by union: a member has as many votes as it has neighbours right."""

import numpy as np

from lib.combiners._entry import Combiner
from lib.combiners.rules.rows import NEIGHBOURS, RIVAL, DynamicSelection


class KnoraUnion(DynamicSelection):
    """p(c | x) proportional to sum over m of r_m(x) p_m(c | x).

    P : (n_samples, n_models, n_classes). r_m is how many of the k nearest training rows m has
    right. KNORA-Union of Ko, Sabourin and Britto (2008), with probabilities in place of votes for
    one class. When nobody has any row right, all count alike.
    """

    def merits(self, right: np.ndarray) -> np.ndarray:
        return right.sum(axis=1)


ENTRY = Combiner(
    title="Local vote",
    short="KNORA-Union",
    summary="A soft vote whose weights change from point to point: a model counts by how many "
    "rows nearby it has right.",
    kind="selection",
    formula=r"p(c \mid x) \propto \sum_m r_m(x)\, p_m(c \mid x), \quad r_m(x) = "
    r"\sum_{i \in N_k(x)} [\, \hat y_m(x_i) = y_i \,]",
    needs="Held-back rows near every point; with models that are alike it is close to a soft vote. "
    + RIVAL,
    build=KnoraUnion,
    controls={"n_neighbors": NEIGHBOURS},
    is_standard=False,
    order=76,
)
