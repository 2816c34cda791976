"""Borda count: every member ranks the classes, and the ranks are added up."""

import numpy as np
from scipy.stats import rankdata

from lib.combiners._entry import Combiner
from lib.combiners.rules.averages import Tally, joined, tally
from lib.combiners.rules.base import BaseCombiner


class Borda(BaseCombiner):
    """p(c | x) proportional to sum over m of b_m(c), the classes that m puts below c.

    P : (n_samples, n_models, n_classes). Borda (1781); Ho, Hull and Srihari (1994). Classes that a
    member holds for equally probable share their ranks: each counts as half below the other.
    """

    learns = False

    def combine(self, P: np.ndarray, X: object = None) -> np.ndarray:
        _, n_models, n_classes = P.shape
        below = rankdata(P, axis=2) - 1  # ties get the mean of their ranks
        return below.sum(axis=1) / (n_models * n_classes * (n_classes - 1) / 2)


def explain(rule: Borda, P: np.ndarray) -> Tally:
    points = rankdata(P, axis=1) - 1
    how = (
        "A model gives a class one point for each class it finds less probable, half a point for "
        "one it finds just as probable."
    )
    return tally((joined(" + ", column) for column in points.T), points.sum(axis=0), how)


ENTRY = Combiner(
    title="Late fusion, Borda count",
    short="Late Borda",
    summary="Every model ranks the classes, and the class that stands highest on the whole wins.",
    kind="late",
    level="rank",
    formula=r"p(c \mid x) \propto \sum_m \left|\{k : p_m(k \mid x_m) < p_m(c \mid x_m)\}\right|",
    needs="Only an order of the classes from each model, three classes or more; with two it is a "
    "majority vote.",
    build=Borda,
    explain=explain,
    counts=True,
    is_standard=False,
    order=260,
)
