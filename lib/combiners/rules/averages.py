"""What averages and picks share, and how a rule counted one row, so that it can be done again."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np

from lib.combiners.rules.base import BaseCombiner
from lib.words import summand, three_digits


class WeightedAverage(BaseCombiner):
    """p(c | x) = sum over m of w_m p_m(c | x), with w_m >= 0 and sum 1. `fit` sets `weights_`."""

    weights_: np.ndarray  # (n_models,)

    def combine(self, P: np.ndarray, X: object = None) -> np.ndarray:
        return np.einsum("m,nmk->nk", self.weights_, P)

    def among(self, positions: Sequence[int]) -> Self:
        some = super().among(positions)
        some.weights_ = shares(self.weights_[list(positions)])
        return some

    def models_used(self) -> np.ndarray:
        """A member of weight zero need not run."""
        return self.weights_ > 0


class Picked(BaseCombiner):
    """p(c | x) proportional to pick over m of p_m(c | x_m). name : of the pick, in an equation."""

    learns = False
    pick: ClassVar[Callable[..., np.ndarray]]
    name: ClassVar[str]
    how: ClassVar[str]

    def combine(self, P: np.ndarray, X: object = None) -> np.ndarray:
        return shares(self.pick(P, axis=1))


def shares(amounts: np.ndarray) -> np.ndarray:
    """Amounts as shares of their sum, along the last axis; equal shares of nothing."""
    total = amounts.sum(axis=-1, keepdims=True)
    equal = np.full(amounts.shape, 1 / amounts.shape[-1])
    return np.divide(amounts, total, out=equal, where=total > 0)


@dataclass(frozen=True, eq=False)
class Tally:
    """How one rule counted one row.

    weights : (n_models,) what each model counts for, summing to one; None when the rule does not
    weigh. support : (n_classes,) what is compared, before it is made to sum to one.
    equations : for each class how its support came about, without the name of the class.
    is_shared : the support is still to be divided by its sum. how : the rule in one sentence.
    """

    weights: np.ndarray | None
    support: np.ndarray
    equations: tuple[str, ...]
    is_shared: bool
    how: str

    @property
    def proba(self) -> np.ndarray:
        """(n_classes,) the support as probabilities."""
        return shares(self.support) if self.is_shared else self.support


def joined(sign: str, values: Iterable[float]) -> str:
    """The numbers with a sign between them: "0.580 + 0.420"."""
    return sign.join(three_digits(value) for value in values)


def tally(
    sums: Iterable[str], support: np.ndarray, how: str, weights: np.ndarray | None = None
) -> Tally:
    """sums : for each class what comes to its support; that of a rule that weighs is shared out."""
    write = three_digits if weights is None else summand
    equations = tuple(
        f"{written} = {write(total)}" for written, total in zip(sums, support, strict=True)
    )
    return Tally(weights, support, equations, weights is None, how)


def mean_tally(P: np.ndarray, how: str) -> Tally:
    """Of a rule that averages (n_models, n_classes), all models alike."""
    sums = (f"({' + '.join(map(summand, column))}) / {len(P)}" for column in P.T)
    return tally(sums, P.mean(axis=0), how, np.full(len(P), 1 / len(P)))


def weighted_tally(rule: WeightedAverage, P: np.ndarray) -> Tally:
    """Of a fitted rule that averages (n_models, n_classes) by its weights."""
    weights = [summand(weight) for weight in rule.weights_]
    sums = (
        " + ".join(f"{w} × {summand(p)}" for w, p in zip(weights, column, strict=True))
        for column in P.T
    )
    how = "Multiply each model's probability by its weight, and add up. The weights sum to one."
    return tally(sums, rule.weights_ @ P, how, rule.weights_)


def picked_tally(rule: Picked, P: np.ndarray) -> Tally:
    """P : (n_models, n_classes)."""
    picked = (f"{rule.name}({joined(', ', column)})" for column in P.T)
    return tally(picked, rule.pick(P, axis=0), rule.how)
