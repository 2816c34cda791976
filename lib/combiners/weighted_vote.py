"""Weighted vote: one answer of many, in which you set how much each member counts."""

from collections.abc import Sequence
from typing import Self

import numpy as np
from scipy.special import softmax

from lib.catalogue.controls import Choice, Weights
from lib.combiners._entry import Combiner, Models, Settings
from lib.combiners.rules.averages import Tally, WeightedAverage, shares, weighted_tally
from lib.combiners.rules.ties import ballots

WEIGHTS = Weights(
    "Weights", help="How much each model counts: 0 leaves it out, 2 counts twice as much as 1."
)
AVERAGE, PRODUCT, VOTES = "average", "product", "votes"
RULE = Choice(
    "Counted how",
    {
        AVERAGE: "average the probabilities",
        PRODUCT: "multiply the probabilities",
        VOTES: "count votes",
    },
    AVERAGE,
    "Averaging lets a doubter count less. Multiplying lets one firm no decide. Counting looks at "
    "what each model answers, not at how sure it is.",
)
SMALLEST = 1e-6  # a firm no counts as one in a million, so that it can be outweighed
TIE = 1e-6  # of a vote; between classes with as many votes, the higher probability decides


class WeightedVote(WeightedAverage):
    """p(c | x) = sum over m of w_m p_m(c | x), w given by hand, divided by their sum.
    The linear opinion pool (Stone 1961).

    P : (n_samples, n_models, n_classes). weights : "2-1-0.5" or numbers, in the order of the
    members; a missing one counts as 1, and nothing but zeros as equal weights.
    rule : "average" as above; "product" for p(c | x) proportional to prod over m of
    p_m(c | x)^w_m, the logarithmic opinion pool (Genest and Zidek 1986); "votes" for the weight of
    the members whose most probable class is c, where ties go to the class with the higher average.
    """

    learns = False

    def __init__(self, weights: str | Sequence[float] = "", rule: str = AVERAGE) -> None:
        self.weights = weights
        self.rule = rule

    def combine(self, P: np.ndarray, X: object = None) -> np.ndarray:
        if self.rule == PRODUCT:
            logits = super().combine(np.log(np.maximum(P, SMALLEST)))
            return np.asarray(softmax(logits, axis=1))
        return super().combine(_weighed(P) if self.rule == VOTES else P)

    def fit(self, P: np.ndarray, y: np.ndarray, X: object = None) -> Self:
        super().fit(P, y, X)
        given = self._given(P.shape[1])
        if min(given) < 0:
            raise ValueError("A weight below zero has no meaning here; 0 leaves a model out.")
        self.weights_ = shares(np.array(given))
        return self

    def keep_models(self, positions: Sequence[int]) -> Self:
        given = self._given(max(positions, default=-1) + 1)
        return type(self)([given[position] for position in positions], self.rule)

    def _given(self, n_models: int) -> list[float]:
        if isinstance(self.weights, str):
            return WEIGHTS.numbers(self.weights, n_models)
        return [*self.weights, *[1.0] * n_models][:n_models]


def _weighed(P: np.ndarray) -> np.ndarray:
    """(..., n_classes) one vote each, and the tie-break beside it: weights count there too."""
    return (ballots(P) + TIE * P) / (1 + TIE)


def explain(rule: WeightedVote, P: np.ndarray) -> Tally:
    if rule.rule == PRODUCT:
        how = "Raise each model's probability to the power of its weight, and multiply."
        return Tally(None, rule.predict_proba(P[None])[0], (), False, how)
    return weighted_tally(rule, _weighed(P) if rule.rule == VOTES else P)


def same_as(models: Models, knobs: Settings) -> tuple[str, str] | None:
    unequal = len(set(WEIGHTS.numbers(str(knobs["weights"]), len(models.voters)))) > 1
    if unequal or knobs["rule"] != AVERAGE:
        return None
    return "soft_vote", "All weights are equal, and then a weighted vote is a soft vote."


ENTRY = Combiner(
    title="Weighted vote",
    short="Weighted vote",
    summary="A vote in which you decide how much each model counts.",
    kind="voting",
    formula=r"p(c \mid x) = \sum_m w_m\, p_m(c \mid x), \quad w_m \ge 0,\ \textstyle\sum_m w_m = 1",
    needs="Weights chosen before looking at the scores; chosen afterwards they flatter themselves.",
    build=WeightedVote,
    explain=explain,
    controls={"weights": WEIGHTS, "rule": RULE},
    same_as=same_as,
    symmetric=False,
    is_standard=False,
    order=40,
)
