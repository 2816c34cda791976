"""Pool first, then calibrate: how sure a combination is, made to match how often it is right."""

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import softmax
from sklearn.base import clone
from sklearn.utils import _safe_indexing

from lib.combiners.merging.holding_out import INNER_FOLDS
from lib.combiners.rules.base import BaseCombiner
from lib.combiners.soft_vote import SoftVote
from lib.datasets.cutting.bonds import held_back

LEAST = 1e-12  # a probability of nothing at all could not be made milder
FLOORS = (LEAST, 1e-4, 1e-3, 1e-2, 0.1, 0.5)  # shares of an even guess; below, all are the same
COLDEST, HOTTEST = 0.05, 20.0


class Calibrated(BaseCombiner):
    """p(c | x) proportional to q(c | x)^(1/T), q the pooled probabilities of another rule.

    P : (n_samples, n_models, n_classes). Temperature scaling (Guo, Pleiss, Sun and Weinberger 2017)
    of the pool and not of its members, because a pool of calibrated members is not calibrated
    (Ranjan and Gneiting 2010; Rahaman and Thiery 2021). One number T for all classes, so that the
    answers themselves never change: above 1 it makes them milder, below 1 surer.

    A rule that counts says 0 and 1, and no T makes these milder without blurring all that lies
    between. So q is kept above a floor f, chosen together with T by the log-loss (own addition; at
    the lowest floor this is plain temperature scaling).

    T and f are learned on answers the rule gave about rows it was not fitted on: those in P itself
    for a rule that learns nothing, in `INNER_FOLDS` parts for one that learns. rule : None for the
    mean.
    """

    def __init__(self, rule: BaseCombiner | None = None) -> None:
        self.rule = rule

    def fit(self, P: np.ndarray, y: np.ndarray, X: object = None, bonds: Any = None) -> Self:
        rule = SoftVote() if self.rule is None else self.rule
        pooled, truth = _held_back(rule, (P, y, X), bonds)
        found = [(*temperature(pooled, truth, f), f) for f in np.divide(FLOORS, P.shape[2])]
        self.log_loss_, self.temperature_, self.floor_ = min(found)
        self.rule_ = clone(rule).fit(P, y, X)
        self.n_models_ = P.shape[1]
        return self

    def predict_proba(self, P: np.ndarray, X: object = None) -> np.ndarray:
        return tempered(self.rule_.predict_proba(P, X), self.temperature_, self.floor_)

    def for_views(self, views: Sequence[tuple[int, ...]]) -> Self:
        return self if self.rule is None else type(self)(self.rule.for_views(views))

    def keep_models(self, positions: Sequence[int]) -> Self:
        return self if self.rule is None else type(self)(self.rule.keep_models(positions))

    def models_used(self) -> np.ndarray:
        return self.rule_.models_used()


def temperature(pooled: np.ndarray, y: np.ndarray, floor: float = LEAST) -> tuple[float, float]:
    """The lowest log-loss on these rows, and the T between `COLDEST` and `HOTTEST` that has it.

    pooled : (n_samples, n_classes). The loss is convex in 1 / T, so there is one best.
    """
    logits = np.log(np.clip(pooled, floor, None))
    right = logits[np.arange(len(y)), y]

    def loss(inverse: float) -> float:
        total = np.logaddexp.reduce(inverse * logits, axis=1)
        return float((total - inverse * right).mean())

    found = minimize_scalar(loss, bounds=(1 / HOTTEST, 1 / COLDEST), method="bounded")
    return float(found.fun), float(1 / found.x)


def tempered(pooled: np.ndarray, temperature: float, floor: float = LEAST) -> np.ndarray:
    """The same probabilities at another temperature; at 1 they stay as they are."""
    return np.asarray(softmax(np.log(np.clip(pooled, floor, None)) / temperature, axis=1))


def _held_back(
    rule: BaseCombiner, known: tuple[np.ndarray, np.ndarray, object], bonds: Any
) -> tuple[np.ndarray, np.ndarray]:
    """(n, n_classes) what the rule says about rows that it did not learn from, and their y.

    known : P, y and X. Where none can be held back, about those it learned from.
    """
    P, y, X = known
    parts = list(held_back(y, INNER_FOLDS, np.random.default_rng(0), bonds))
    if not rule.learns or not parts:
        return clone(rule).fit(P, y, X).predict_proba(P, X), y
    pooled, truth = [], []
    for train, test in parts:
        learned = clone(rule).fit(P[train], y[train], _take(X, train))
        pooled.append(learned.predict_proba(P[test], _take(X, test)))
        truth.append(y[test])
    return np.concatenate(pooled), np.concatenate(truth)


def _take(X: object, rows: np.ndarray) -> object:
    return None if X is None else _safe_indexing(X, rows)
