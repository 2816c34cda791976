"""Decision templates: which class do the members usually answer like this about?"""

from collections.abc import Sequence
from typing import Self

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax

from lib.combiners._entry import Combiner
from lib.combiners.rules.base import BaseCombiner

SHARPNESS = (np.log(1e-3), np.log(1e4))  # limits of the logarithm


class DecisionTemplates(BaseCombiner):
    """p(c | x) proportional to exp(-b sum over m of |p_m(. | x_m) - t_cm|²).

    P : (n_samples, n_models, n_classes). t_cm, the template, is the mean answer of member m about
    the rows of class c. The nearest template wins, as in Kuncheva, Bezdek and Duin (2001) with the
    squared Euclidean distance; one number b >= 0, learned by log-loss, makes probabilities of it.
    A class without rows has no template and gets nothing. Ties go to the lowest class.
    """

    def learn(self, P: np.ndarray, y: np.ndarray, X: object) -> None:
        self.templates_, self.known_ = class_templates(P, y)
        distances, rows = self._distances(P), np.arange(len(y))

        def loss(log_b: float) -> float:
            return -log_softmax(-np.exp(log_b) * distances, axis=1)[rows, y].mean()

        best = minimize_scalar(loss, bounds=SHARPNESS, method="bounded").x
        self.sharpness_ = float(np.exp(best))

    def combine(self, P: np.ndarray, X: object = None) -> np.ndarray:
        return softmax(-self.sharpness_ * self._distances(P), axis=1)

    def among(self, positions: Sequence[int]) -> Self:
        some = super().among(positions)
        some.templates_ = self.templates_[:, list(positions)]
        return some

    def _distances(self, P: np.ndarray) -> np.ndarray:
        """(n_samples, n_classes)."""
        distances = squared_distances(P, self.templates_).sum(axis=1)
        return np.where(self.known_, distances, np.inf)


def class_templates(P: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(n_classes, n_models, n_classes): the mean of the members' answers about each class.

    And (n_classes,) booleans: which classes have rows; the template of one without is all zeros.
    """
    is_of = np.eye(P.shape[2])[:, y]  # (n_classes, n_samples)
    counts = is_of.sum(axis=1)
    sums = np.einsum("cn,nmk->cmk", is_of, P)
    return sums / np.maximum(counts, 1)[:, None, None], counts > 0


def squared_distances(P: np.ndarray, templates: np.ndarray) -> np.ndarray:
    """(n_samples, n_models, n_classes): of each member's answer to its template of each class."""
    return np.stack([((P - template) ** 2).sum(axis=2) for template in templates], axis=2)


ENTRY = Combiner(
    title="Late fusion, decision templates",
    short="Late templates",
    summary="Remembers what the models typically answer about each class, and takes the class "
    "whose typical answer is nearest.",
    kind="late",
    formula=r"p(c \mid x) \propto \exp\Big(-\beta \sum_m \lVert p_m(\cdot \mid x_m) - t_{cm} "
    r"\rVert^2\Big), \quad t_{cm} = \frac{1}{n_c} \sum_{i: y_i = c} p_m(\cdot \mid x_{im})",
    needs="Rows held back from each model, a few of every class; the models need no calibration.",
    build=DecisionTemplates,
    is_standard=False,
    order=280,
)
