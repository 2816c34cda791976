"""Sources that do not arrive: a rule goes on with the models whose source is there."""

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
import pandas as pd
from sklearn.base import clone
from sklearn.utils import _safe_indexing

from lib.combiners.rules.base import BaseCombiner
from lib.combiners.soft_vote import SoftVote


class WhatArrives(BaseCombiner):
    """p = rule(p_m of the members m whose source is there): nobody votes on columns not seen.

    P : (n_samples, n_models, n_classes). A source is absent from a row when every column of it is
    missing there. When all are, the members answer with their gaps filled in. rule : one with
    `leaves_out`, None for the mean. views : the columns of X that each member reads; None when
    nothing is known about them.
    """

    def __init__(
        self, rule: BaseCombiner | None = None, views: tuple[tuple[int, ...], ...] | None = None
    ) -> None:
        self.rule = rule
        self.views = views
        self.learns = rule is not None and rule.learns

    def fit(self, P: np.ndarray, y: np.ndarray, X: Any = None) -> Self:
        super().fit(P, y, X)
        self.rule_ = (SoftVote() if self.rule is None else clone(self.rule)).fit(P, y, X)
        return self

    def predict_proba(self, P: np.ndarray, X: Any = None) -> np.ndarray:
        said = self.rule_.predict_proba(P, X)
        there = self.arrived(X, len(P)) & self.models_used()
        partly = (there != self.models_used()).any(axis=1) & there.any(axis=1)
        said = said.copy() if partly.any() else said
        for pattern in np.unique(there[partly], axis=0):
            rows, kept = np.flatnonzero((there == pattern).all(axis=1)), np.flatnonzero(pattern)
            rule = self.rule_.among(kept.tolist())
            said[rows] = rule.predict_proba(P[np.ix_(rows, kept)], _safe_indexing(X, rows))
        return said

    def arrived(self, X: Any, n_rows: int) -> np.ndarray:
        """(n_rows, n_models) booleans: whether anything of its source is there."""
        there = np.ones((n_rows, self.n_models_), dtype=bool)
        if X is None or self.views is None:
            return there
        missing = pd.isna(X) if isinstance(X, pd.DataFrame) else ~np.isfinite(X)
        for model, columns in enumerate(self.views if np.any(missing) else ()):
            there[:, model] = ~np.asarray(missing)[:, list(columns)].all(axis=1)
        return there

    def for_views(self, views: Sequence[tuple[int, ...]]) -> Self:
        rule = None if self.rule is None else self.rule.for_views(views)
        return type(self)(rule, tuple(views))

    def keep_models(self, positions: Sequence[int]) -> Self:
        rule = None if self.rule is None else self.rule.keep_models(positions)
        return type(self)(rule, self.views and tuple(self.views[p] for p in positions))

    def models_used(self) -> np.ndarray:
        return self.rule_.models_used()
