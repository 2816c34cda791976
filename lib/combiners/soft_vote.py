"""Soft vote: the average of the members' probabilities."""

import numpy as np

from lib.combiners._entry import Combiner
from lib.combiners.rules.averages import Tally, mean_tally
from lib.combiners.rules.base import BaseCombiner


class SoftVote(BaseCombiner):
    """p(c | x) = (1 / M) sum over m of p_m(c | x).

    P : (n_samples, n_models, n_classes). The sum rule of Kittler et al. (1998).
    """

    learns = False

    def combine(self, P: np.ndarray, X: object = None) -> np.ndarray:
        return P.mean(axis=1)


def explain(rule: SoftVote, P: np.ndarray) -> Tally:
    return mean_tally(
        P, "Add up the probabilities the models give a class, and divide by how many models vote."
    )


ENTRY = Combiner(
    title="Soft vote",
    short="Soft vote",
    summary="Averages the models' probabilities, so that a sure model counts more than a doubter.",
    kind="voting",
    formula=r"p(c \mid x) = \frac{1}{M} \sum_m p_m(c \mid x)",
    needs="Probabilities that mean the same in every member; one that is too sure drowns the rest.",
    build=SoftVote,
    explain=explain,
    order=30,
)
