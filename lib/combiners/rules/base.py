"""The plumbing that every combiner over probabilities shares; subclasses hold the rule."""

from collections.abc import Sequence
from copy import copy
from typing import Any, ClassVar, Self

import numpy as np
from sklearn.base import BaseEstimator

from lib.combiners.rules.ties import untied


class BaseCombiner(BaseEstimator):
    """A rule that turns the members' probabilities into one answer.

    Everywhere `P` is (n_samples, n_models, n_classes), each `P[i, m]` sums to one, and `y` is
    (n_samples,) whole numbers that are positions on the last axis of `P`. `X` is the data the
    members saw, for the few rules that look at it. A rule that learns must be fitted on
    out-of-fold probabilities: ones that no member made about a row it was trained on. The `learn`
    of a rule with `learns` False looks at the shape of P and at y, never at the values in P.
    """

    learns: bool = True
    leaves_out: ClassVar[bool] = True  # whether it can go on without a model; see `among`

    def fit(self, P: np.ndarray, y: np.ndarray, X: object = None) -> Self:
        """Learn from out-of-fold probabilities."""
        self.n_models_ = P.shape[1]
        self.learn(P, y, X)
        return self

    def learn(self, P: np.ndarray, y: np.ndarray, X: Any) -> None:
        """What `fit` does for one kind of rule; the fixed ones have nothing to learn."""

    def predict_proba(self, P: np.ndarray, X: object = None) -> np.ndarray:
        """Combined probabilities, (n_samples, n_classes), each row sums to one.

        Of classes that tie, the one with the higher summed probability is ahead; see `untied`.
        """
        return untied(self.combine(P, X), P[:, self.models_used()])

    def combine(self, P: np.ndarray, X: Any) -> np.ndarray:
        """What `predict_proba` gives for one kind of rule, before ties are decided."""
        raise NotImplementedError

    def for_views(self, views: Sequence[tuple[int, ...]]) -> Self:
        """The same rule when model m sees the columns views[m] of X; for rules that look at those.

        What it keeps of them must be a parameter, because the engine fits clones.
        """
        return self

    def keep_models(self, positions: Sequence[int]) -> Self:
        """The same rule when only these models remain; for rules that know models by position."""
        return self

    def among(self, positions: Sequence[int]) -> Self:
        """The fitted rule where only these models answer, because the sources of the others did not
        arrive. A rule that learned something of each model keeps what it learned of these."""
        some = copy(self)
        some.n_models_ = len(positions)
        return some

    def models_used(self) -> np.ndarray:
        """(n_models,) booleans: which members must run to make a prediction."""
        return np.ones(self.n_models_, dtype=bool)
