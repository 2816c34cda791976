"""Stacking with weights that are not negative: the super learner."""

import numpy as np
from scipy.optimize import nnls

from lib.combiners._entry import Combiner
from lib.combiners.rules.averages import WeightedAverage, shares


class NonNegativeStacking(WeightedAverage):
    """w = argmin over the simplex of sum over i, c of ([y_i = c] - sum_m w_m p_m(c | x_i))².

    P : (n_samples, n_models, n_classes). Breiman (1996); the super learner of van der Laan, Polley
    and Hubbard (2007).
    """

    def learn(self, P: np.ndarray, y: np.ndarray, X: object) -> None:
        n_samples, n_models, n_classes = P.shape
        # As the weights sum to one, the target can be taken off every member. Then only the length
        # of w is free, so one more row that asks for the sum one does not change its direction.
        errors = (P - np.eye(n_classes)[y][:, None]).swapaxes(1, 2).reshape(-1, n_models)
        errors = np.vstack([errors / np.sqrt(n_samples), np.ones(n_models)])
        self.weights_ = shares(nnls(errors, np.append(np.zeros(len(errors) - 1), 1))[0])


ENTRY = Combiner(
    title="Stacking, non-negative",
    short="Stack weights",
    summary="Finds the blend of the models' probabilities that lies closest to the right answers.",
    kind="stacking",
    formula=r"p = \sum_m w_m\, p_m, \quad w = \arg\min_{w \ge 0,\ \sum w = 1} \sum_{i,c} "
    r"\left([y_i = c] - \sum_m w_m\, p_m(c \mid x_i)\right)^2",
    needs="Rows held back from each model; few will do, and many members end at weight zero.",
    build=NonNegativeStacking,
    order=90,
)
