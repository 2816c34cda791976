"""The rules that take one of the members' probabilities of each class: which, a subclass says."""

from collections.abc import Callable
from typing import ClassVar

import numpy as np

from lib.combiners.rules.averages import Tally, joined, shares
from lib.combiners.rules.base import BaseCombiner
from lib.words import three_digits


class Picked(BaseCombiner):
    """p(c | x) proportional to pick over m of p_m(c | x_m). name : of the pick, in an equation."""

    learns = False
    pick: ClassVar[Callable[..., np.ndarray]]
    name: ClassVar[str]
    how: ClassVar[str]

    def predict_proba(self, P: np.ndarray, X: object = None) -> np.ndarray:
        return shares(self.pick(P, axis=1))


def picked_tally(rule: Picked, P: np.ndarray) -> Tally:
    """P : (n_models, n_classes)."""
    support = rule.pick(P, axis=0)
    equations = tuple(
        f"{rule.name}({joined(', ', column)}) = {three_digits(total)}"
        for column, total in zip(P.T, support, strict=True)
    )
    return Tally(None, support, equations, True, rule.how)
