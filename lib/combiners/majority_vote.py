"""Majority vote: every member names a class, the class named most often wins."""

import numpy as np

from lib.combiners._entry import Combiner
from lib.combiners.rules.averages import Tally, mean_tally
from lib.combiners.rules.base import BaseCombiner
from lib.combiners.rules.ties import ballots


class MajorityVote(BaseCombiner):
    """p(c | x) = share of the members m with argmax_k p_m(k | x) = c.

    P : (n_samples, n_models, n_classes). Condorcet (1785); Lam and Suen (1997). Who is torn between
    classes splits the vote, and of tied classes the one with the higher summed probability is
    named, so that the order of the classes does not matter (scikit-learn names the lowest).
    """

    learns = False

    def combine(self, P: np.ndarray, X: object = None) -> np.ndarray:
        return ballots(P).mean(axis=1)


def explain(rule: MajorityVote, P: np.ndarray) -> Tally:
    return mean_tally(
        ballots(P),
        "Every model casts one ballot, for the class it finds most probable. How sure it is does "
        "not count, unless classes tie: then the one with the higher summed probability is named.",
    )


ENTRY = Combiner(
    title="Majority vote",
    short="Majority vote",
    summary="Every model names one class, and the class named most often wins.",
    kind="voting",
    level="decision",
    formula=r"p(c \mid x) = \frac{1}{M} \sum_m [\, \arg\max_k p_m(k \mid x) = c \,]",
    needs="Only the members' answers; they need not give probabilities.",
    build=MajorityVote,
    explain=explain,
    counts=True,
    order=20,
)
