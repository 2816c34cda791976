"""What dynamic selection shares: which members were right about the rows most like this one."""

from typing import Any, Self

import numpy as np
from sklearn.neighbors import NearestNeighbors

from lib.catalogue.controls import Slider
from lib.combiners.rules.averages import shares
from lib.combiners.rules.base import BaseCombiner
from lib.combiners.rules.numbers import RowNumbers

NEIGHBOURS = Slider(
    "Neighbours",
    1,
    50,
    7,
    help="How many held-back rows nearby a model is judged by: few follow chance, many blur the "
    "places where it is good.",
)

RIVAL = (
    "It looks up rows nearby, and so do plain nearest neighbours: compare the two. Where a vote of "
    "stumps can only guess, as on exclusive-or, either does well."
)


class DynamicSelection(BaseCombiner):
    """p(c | x) = sum over m of w_m(x) p_m(c | x), with w_m(x) >= 0 and sum 1.

    The weights come from the `n_neighbors` training rows nearest to x, at most all there are, in
    all columns on one scale: a subclass says how, in `merits`. When no member has any merit at x,
    all count alike. P : (n_samples, n_models, n_classes), out of fold, tells who was right there;
    so a member must be good in the same places when it is trained on slightly other rows. Members
    may see one view each: who is asked still depends on all columns.
    """

    def __init__(self, n_neighbors: int = 7) -> None:
        self.n_neighbors = n_neighbors

    def merits(self, right: np.ndarray) -> np.ndarray:
        """(n_samples, n_models) not negative; right : (n_samples, n_neighbors, n_models), whether
        each member was right about each neighbour, the nearest first."""
        raise NotImplementedError

    def fit(self, P: np.ndarray, y: np.ndarray, X: Any = None) -> Self:
        super().fit(P, y, X)
        self.numbers_ = RowNumbers(X)
        self.right_ = P.argmax(axis=2) == y[:, None]
        self.index_ = NearestNeighbors(n_neighbors=min(self.n_neighbors, len(y)))
        self.index_.fit(self.numbers_(X))
        return self

    def predict_proba(self, P: np.ndarray, X: Any = None) -> np.ndarray:
        return np.einsum("nm,nmk->nk", self.weights(X), P)

    def weights(self, X: Any) -> np.ndarray:
        """(n_samples, n_models) how much each member counts for each row."""
        nearest = self.index_.kneighbors(self.numbers_(X), return_distance=False)
        return shares(self.merits(self.right_[nearest]))
