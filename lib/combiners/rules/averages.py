"""What all weighted averages of the members' probabilities share."""

import numpy as np

from lib.combiners.rules.base import BaseCombiner


class WeightedAverage(BaseCombiner):
    """p(c | x) = sum over m of w_m p_m(c | x), with w_m >= 0 and sum 1. `fit` sets `weights_`."""

    weights_: np.ndarray  # (n_models,)

    def predict_proba(self, P: np.ndarray, X: object = None) -> np.ndarray:
        return np.einsum("m,nmk->nk", self.weights_, P)

    def models_used(self) -> np.ndarray:
        """A member of weight zero need not run."""
        return self.weights_ > 0


def shares(amounts: np.ndarray) -> np.ndarray:
    """Amounts as shares of their sum, along the last axis; equal shares of nothing."""
    total = amounts.sum(axis=-1, keepdims=True)
    equal = np.full(amounts.shape, 1 / amounts.shape[-1])
    return np.divide(amounts, total, out=equal, where=total > 0)
