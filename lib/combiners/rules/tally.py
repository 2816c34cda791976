"""How a rule counted one row, written out so that the sum can be done again by hand."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from lib.combiners.rules.averages import WeightedAverage, shares
from lib.words import three_digits


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


def mean_tally(P: np.ndarray, how: str) -> Tally:
    """Of a rule that averages (n_models, n_classes), all models alike."""
    n_models, support = len(P), P.mean(axis=0)
    equations = tuple(
        f"({joined(' + ', column)}) / {n_models} = {three_digits(total)}"
        for column, total in zip(P.T, support, strict=True)
    )
    return Tally(np.full(n_models, 1 / n_models), support, equations, False, how)


def weighted_tally(rule: WeightedAverage, P: np.ndarray) -> Tally:
    """Of a fitted rule that averages (n_models, n_classes) by its weights."""
    support = rule.weights_ @ P
    equations = tuple(
        " + ".join(
            f"{three_digits(w)} × {three_digits(p)}"
            for w, p in zip(rule.weights_, column, strict=True)
        )
        + f" = {three_digits(total)}"
        for column, total in zip(P.T, support, strict=True)
    )
    how = "Multiply each model's probability by its weight, and add up. The weights sum to one."
    return Tally(rule.weights_, support, equations, False, how)
