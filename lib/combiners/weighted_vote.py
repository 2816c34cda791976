"""Weighted vote: an average of probabilities in which you set how much each member counts."""

from collections.abc import Sequence
from typing import Self

import numpy as np

from lib.catalogue.controls import Weights
from lib.combiners._entry import Combiner, Models, Settings
from lib.combiners.rules.averages import WeightedAverage, shares, weighted_tally

WEIGHTS = Weights(
    "Weights", help="How much each model counts: 0 leaves it out, 2 counts twice as much as 1."
)


class WeightedVote(WeightedAverage):
    """p(c | x) = sum over m of w_m p_m(c | x), w given by hand, divided by their sum.
    The linear opinion pool (Stone 1961).

    P : (n_samples, n_models, n_classes). weights : "2-1-0.5" or numbers, in the order of the
    members; a missing one counts as 1, and nothing but zeros as equal weights.
    """

    learns = False

    def __init__(self, weights: str | Sequence[float] = "") -> None:
        self.weights = weights

    def fit(self, P: np.ndarray, y: np.ndarray, X: object = None) -> Self:
        super().fit(P, y, X)
        given = self._given(P.shape[1])
        if min(given) < 0:
            raise ValueError("A weight below zero has no meaning here; 0 leaves a model out.")
        self.weights_ = shares(np.array(given))
        return self

    def keep_models(self, positions: Sequence[int]) -> Self:
        given = self._given(max(positions, default=-1) + 1)
        return type(self)([given[position] for position in positions])

    def _given(self, n_models: int) -> list[float]:
        if isinstance(self.weights, str):
            return WEIGHTS.numbers(self.weights, n_models)
        return [*self.weights, *[1.0] * n_models][:n_models]


def same_as(models: Models, knobs: Settings) -> tuple[str, str] | None:
    if len(set(WEIGHTS.numbers(str(knobs["weights"]), len(models.voters)))) > 1:
        return None
    return "soft_vote", "All weights are equal, and then a weighted vote is a soft vote."


ENTRY = Combiner(
    title="Weighted vote",
    short="Weighted vote",
    summary="A soft vote in which you decide how much each model counts.",
    kind="voting",
    formula=r"p(c \mid x) = \sum_m w_m\, p_m(c \mid x), \quad w_m \ge 0,\ \textstyle\sum_m w_m = 1",
    needs="Weights chosen before looking at the scores; chosen afterwards they flatter themselves.",
    build=WeightedVote,
    explain=weighted_tally,
    controls={"weights": WEIGHTS},
    same_as=same_as,
    symmetric=False,
    is_standard=False,
    order=40,
)
