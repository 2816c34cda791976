"""Majority vote: every member names a class, the class named most often wins."""

import numpy as np

from lib.combiners._entry import Combiner
from lib.combiners.rules.averages import Tally, mean_tally
from lib.combiners.rules.base import BaseCombiner


class MajorityVote(BaseCombiner):
    """p(c | x) = share of the members m with argmax_k p_m(k | x) = c.

    P : (n_samples, n_models, n_classes). Condorcet (1785); Lam and Suen (1997). Ties go to the
    lowest class, both within a member and among the classes, as in scikit-learn.
    """

    learns = False

    def predict_proba(self, P: np.ndarray, X: object = None) -> np.ndarray:
        return np.eye(P.shape[2])[P.argmax(axis=2)].mean(axis=1)


def explain(rule: MajorityVote, P: np.ndarray) -> Tally:
    ballots = np.eye(P.shape[1])[P.argmax(axis=1)]
    return mean_tally(
        ballots,
        "Every model casts one ballot, for the class it finds most probable. How sure it is does "
        "not count.",
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
    order=20,
)
