"""Soft vote: the average of the members' probabilities."""

import numpy as np

from lib.combiners._base import BaseCombiner
from lib.combiners._entry import Combiner


class SoftVote(BaseCombiner):
    """p(c | x) = (1 / M) sum over m of p_m(c | x).

    P : (n_samples, n_models, n_classes). The sum rule of Kittler et al. (1998).
    """

    learns = False

    def predict_proba(self, P: np.ndarray, X: object = None) -> np.ndarray:
        return P.mean(axis=1)


ENTRY = Combiner(
    title="Soft vote",
    short="Soft vote",
    summary="Averages the models' probabilities, so that a sure model counts more than a doubter.",
    family="ensembling",
    kind="voting",
    level="score",
    formula=r"p(c \mid x) = \frac{1}{M} \sum_m p_m(c \mid x)",
    needs="Probabilities that mean the same in every member; one that is too sure drowns the rest.",
    build=SoftVote,
    learns=False,
    operator="+",
    order=30,
)
