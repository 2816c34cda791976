"""Vote weighted by log-loss: the average of probabilities that best explains held-back rows."""

import numpy as np

from lib.combiners._entry import Combiner
from lib.combiners.rules.averages import WeightedAverage, shares, weighted_tally

MAX_STEPS = 2000
STEP = 1.8  # 1 is plain expectation maximisation; below 2 it still converges, and sooner
GAP = 1e-4  # in log-loss; differences between methods start at about 1e-3
NEGLIGIBLE = 1e-3  # a model is not kept running for a smaller weight than this


class LossWeightedVote(WeightedAverage):
    """w = argmin over the simplex of -(1 / n) sum over i of log sum over m of w_m p_m(y_i | x_i).

    P : (n_samples, n_models, n_classes). Linear opinion pool fitted by maximum likelihood; the
    problem is convex. Solved by expectation maximisation (Dempster, Laird and Rubin 1977) with
    longer steps (Peters and Walker 1978). The largest gradient minus one bounds the distance to
    the optimum, so that it knows when to stop. Weights under one in a thousand become zero.
    """

    def learn(self, P: np.ndarray, y: np.ndarray, X: object) -> None:
        right = np.maximum(P[np.arange(len(y)), :, y], np.finfo(float).eps)
        weights = np.full(P.shape[1], 1 / P.shape[1])
        for _ in range(MAX_STEPS):
            gradient = (1 / (right @ weights)) @ right / len(y)
            if gradient.max() < 1 + GAP:
                break
            weights = shares(weights * gradient**STEP)
        self.weights_ = shares(np.where(weights < NEGLIGIBLE, 0, weights))


ENTRY = Combiner(
    title="Vote weighted by log-loss",
    short="Vote by loss",
    summary="A soft vote with the weights that would have made held-back rows least surprising.",
    kind="voting",
    formula=r"p = \sum_m w_m\, p_m, \quad w = \arg\min_{w \ge 0,\ \sum w = 1} "
    r"-\frac{1}{n} \sum_i \log \sum_m w_m\, p_m(y_i \mid x_i)",
    needs="Rows held back from each model, to find the weights on.",
    build=LossWeightedVote,
    explain=weighted_tally,
    is_standard=False,
    order=60,
)
