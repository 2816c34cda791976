"""The best model for each source: chosen first, then combined by any rule."""

from collections.abc import Sequence
from typing import Self

import numpy as np
from sklearn.base import clone

from lib.combiners.rules.base import BaseCombiner
from lib.combiners.rules.choosing import best
from lib.combiners.soft_vote import SoftVote


class BestOfEach(BaseCombiner):
    """p = rule(P[:, m*_1], ..., P[:, m*_S]), m*_s = argmax over m of source s of score(y, P[:, m]).

    P : (n_samples, n_models, n_classes), out-of-fold where it is fitted, so that a model is chosen
    for what it says of rows it has not seen; the rule then learns from the chosen ones' answers to
    the same rows. rule : None for the mean. sources : of each model, the name of the source that it
    reads; None when all read their own. Ties as in `best`.

    Why the best and not all: on 26 data sets with sources, 5 draws each, 4 models, the median gain
    over the best single model was -0.2 points for the log-linear pool (all: +0.4) and +0.2 for
    hybrid fusion (all: +0.7), with 3 models running for an answer instead of 8 and 5. Half a point
    did not pay for that, nor for a card that can no longer say "one model for each source". With
    one kind for all sources it depends on the kind: in the pool 0.0 for logistic regression, -7.2
    for trees (`python -m benchmarks readers`).
    """

    def __init__(
        self,
        rule: BaseCombiner | None = None,
        sources: tuple[str, ...] | None = None,
        metric: str = "accuracy",
    ) -> None:
        self.rule = rule
        self.sources = sources
        self.metric = metric

    def fit(self, P: np.ndarray, y: np.ndarray, X: object = None) -> Self:
        super().fit(P, y, X)
        readers = np.array(self.sources or [str(m) for m in range(P.shape[1])])
        each = [np.flatnonzero(readers == source) for source in dict.fromkeys(readers)]
        chosen = [some[best(self.metric, y, P[:, some].swapaxes(0, 1))] for some in each]
        self.chosen_ = np.array(chosen)
        rule = SoftVote() if self.rule is None else self.rule
        self.rule_ = clone(rule).keep_models(chosen).fit(P[:, chosen], y, X)
        return self

    def predict_proba(self, P: np.ndarray, X: object = None) -> np.ndarray:
        return self.rule_.predict_proba(P[:, self.chosen_], X)

    def for_views(self, views: Sequence[tuple[int, ...]]) -> Self:
        rule = None if self.rule is None else self.rule.for_views(views)
        return type(self)(rule, self.sources, self.metric)

    def keep_models(self, positions: Sequence[int]) -> Self:
        rule = None if self.rule is None else self.rule.keep_models(positions)
        sources = None if self.sources is None else tuple(self.sources[p] for p in positions)
        return type(self)(rule, sources, self.metric)

    def among(self, positions: Sequence[int]) -> Self:
        some, kept = super().among(positions), np.isin(self.chosen_, positions)
        some.chosen_ = np.searchsorted(positions, self.chosen_[kept])
        some.rule_ = self.rule_.among(np.flatnonzero(kept).tolist())
        return some

    def models_used(self) -> np.ndarray:
        used = np.zeros(self.n_models_, dtype=bool)
        used[self.chosen_] = self.rule_.models_used()
        return used
