"""Log-linear pool: a product of the members' answers in which each has a learned exponent."""

from collections.abc import Sequence
from typing import Self

import numpy as np
from scipy.optimize import minimize
from scipy.special import log_softmax, softmax

from lib.combiners._entry import Combiner
from lib.combiners.rules.base import BaseCombiner

SMALLEST = 1e-6  # a firm no counts as one in a million, so that it can be outweighed
LARGEST_WEIGHT = 10.0


class LogLinearPool(BaseCombiner):
    """p(c | x) proportional to pi_c prod over m of (p_m(c | x_m) / pi_c)^w_m, with all w_m >= 0.

    P : (n_samples, n_models, n_classes), pi the class shares of the training rows. Genest and
    Zidek (1986). All w_m = 1 is the product rule, 1 / M the geometric mean, 0 the class shares. w
    is the minimum of the log-loss on out-of-fold rows plus sum over m of (w_m - 1 / M)² / 2, a
    convex problem with one solution: without rows it is the geometric mean, and clones share.
    """

    weights_: np.ndarray  # (n_models,)

    def learn(self, P: np.ndarray, y: np.ndarray, X: object) -> None:
        n_samples, n_models, n_classes = P.shape
        self.log_shares_ = log_shares(y, n_classes)
        evidence, rows, equal = _evidence(P, self.log_shares_), np.arange(n_samples), 1 / n_models
        in_favour = evidence[rows, :, y].sum(axis=0)

        def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
            log_p = log_softmax(_support(w, evidence, self.log_shares_), axis=1)
            slope = np.einsum("nk,nmk->m", np.exp(log_p), evidence) - in_favour
            away = w - equal
            return away @ away / 2 - log_p[rows, y].sum(), away + slope

        start, limits = np.full(n_models, equal), [(0, LARGEST_WEIGHT)] * n_models
        tight = {"ftol": 1e-14, "gtol": 1e-8, "maxiter": 1000}
        found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=limits, options=tight)
        self.weights_ = found.x

    def combine(self, P: np.ndarray, X: object = None) -> np.ndarray:
        return pooled(P, self.weights_, self.log_shares_)

    def among(self, positions: Sequence[int]) -> Self:
        some = super().among(positions)
        some.weights_ = self.weights_[list(positions)]
        return some

    def models_used(self) -> np.ndarray:
        """A member of weight zero need not run; when all have it, the class shares answer."""
        return self.weights_ > 0 if self.weights_.any() else super().models_used()


def log_shares(y: np.ndarray, n_classes: int) -> np.ndarray:
    """(n_classes,) logarithms of how frequent each is; half a row for a class never seen, because a
    share of zero has no logarithm."""
    counts = np.maximum(np.bincount(y, minlength=n_classes), 0.5)
    return np.asarray(np.log(counts / counts.sum()))


def pooled(P: np.ndarray, weights: np.ndarray, log_pi: np.ndarray) -> np.ndarray:
    """(n_samples, n_classes) the pool with these exponents, (n_models,)."""
    return np.asarray(softmax(_support(weights, _evidence(P, log_pi), log_pi), axis=1))


def _evidence(P: np.ndarray, log_pi: np.ndarray) -> np.ndarray:
    """How far each member moves away from the class shares, in logarithms."""
    return np.log(np.maximum(P, SMALLEST)) - log_pi


def _support(weights: np.ndarray, evidence: np.ndarray, log_pi: np.ndarray) -> np.ndarray:
    return np.asarray(np.einsum("m,nmk->nk", weights, evidence) + log_pi)


ENTRY = Combiner(
    title="Late fusion, log-linear pool",
    short="Late log pool",
    summary="Multiplies what the models say, each raised to a power learned on held-back rows.",
    kind="late",
    formula=r"p(c \mid x) \propto \pi_c \prod_m \left(\frac{p_m(c \mid x_m)}{\pi_c}\right)^{w_m}, "
    r"\quad w = \arg\min_{w \ge 0} \Big( -\sum_i \log p(y_i \mid x_i) "
    r"+ \tfrac12 \sum_m (w_m - \tfrac1M)^2 \Big)",
    needs="Rows held back from each model, to learn how far each may be trusted.",
    build=LogLinearPool,
    order=270,
)
