"""Gated fusion: a view that looks unlike its training data counts for less."""

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from scipy.special import softmax

from lib.catalogue.controls import Choice, Slider
from lib.combiners._entry import Combiner
from lib.combiners.late_product import SMALLEST
from lib.combiners.rules.averages import shares
from lib.combiners.rules.base import BaseCombiner
from lib.combiners.rules.rows import Familiarity


class GatedFusion(BaseCombiner):
    """p(c | x) proportional to sum over m of g_m p_m(c | x_m), or pi_c prod of (p_m / pi_c)^g_m.

    P : (n_samples, n_models, n_classes). g_m = f_m(x_m)^strictness, where f_m, between 0 and 1, is
    how familiar the columns that member m sees look (see `Familiarity`). Where every view looks
    usual this is the mean, or the product rule with the class shares pi. When all g_m are 0, all
    count alike, or the class shares answer. Learns from X only, never from P. After the gates of
    Jacobs, Jordan, Nowlan and Hinton (1991), which are trained; these only watch the data, so that
    a sensor may break in a way never seen before.
    views : the columns of X that each model sees; None when all see the same, and then there is
    nothing to compare.
    """

    learns = False

    def __init__(
        self,
        merge: str = "mean",
        strictness: float = 4,
        views: tuple[tuple[int, ...], ...] | None = None,
    ) -> None:
        self.merge = merge
        self.strictness = strictness
        self.views = views

    def for_views(self, views: Sequence[tuple[int, ...]]) -> Self:
        return type(self)(self.merge, self.strictness, tuple(views))

    def keep_models(self, positions: Sequence[int]) -> Self:
        return self if self.views is None else self.for_views([self.views[p] for p in positions])

    def fit(self, P: np.ndarray, y: np.ndarray, X: Any = None) -> Self:
        super().fit(P, y, X)
        counts = np.maximum(np.bincount(y, minlength=P.shape[2]), 0.5)
        self.log_shares_ = np.log(counts / counts.sum())
        distinct = dict.fromkeys(self.views or ())
        self.familiar_ = [Familiarity(X, view) for view in distinct] if len(distinct) > 1 else []
        return self

    def combine(self, P: np.ndarray, X: Any = None) -> np.ndarray:
        gates = self.gates(P, X)
        if self.merge == "mean":
            return np.einsum("nm,nmk->nk", shares(gates), P)
        evidence = np.log(np.maximum(P, SMALLEST)) - self.log_shares_
        return softmax(np.einsum("nm,nmk->nk", gates, evidence) + self.log_shares_, axis=1)

    def among(self, positions: Sequence[int]) -> Self:
        some = super().among(positions)
        some.views = self.views and tuple(self.views[position] for position in positions)
        return some

    def gates(self, P: np.ndarray, X: Any) -> np.ndarray:
        """(n_samples, n_models) between 0 and 1: how far each member is believed about each row."""
        if not self.familiar_:
            return np.ones(P.shape[:2])
        of_view = {familiar.columns: familiar(X) for familiar in self.familiar_}
        return np.column_stack([of_view[view] for view in self.views or ()]) ** self.strictness


ENTRY = Combiner(
    title="Late fusion, gated",
    short="Late gated",
    summary="Watches each view: a model whose view looks unlike anything in training counts for "
    "less.",
    kind="late",
    formula=r"p(c \mid x) \propto \sum_m g_m\, p_m(c \mid x_m), \quad g_m = "
    r"\min\left(1, \frac{q_m}{d_m(x_m)}\right)^{\gamma}",
    needs="Models that see different views, and clean views in training; a failure that looks "
    "ordinary is not noticed.",
    build=GatedFusion,
    controls={
        "merge": Choice(
            "Answers",
            {"mean": "averaged", "product": "multiplied"},
            default="mean",
            help="How the answers are combined once it is known how far each is believed.",
        ),
        "strictness": Slider(
            "Strictness",
            1,
            10,
            4,
            help="How fast a model loses its say when its view looks unusual: at 1 twice as far "
            "counts half, at 4 a sixteenth.",
        ),
    },
    is_standard=False,
    order=310,
)
