"""What rules share that look at the rows themselves: how usual they are, and what lies nearby."""

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
import pandas as pd
from sklearn.covariance import LedoitWolf
from sklearn.neighbors import NearestNeighbors
from sklearn.pipeline import Pipeline

from lib.base_models.preparation import preparation
from lib.catalogue.controls import Slider
from lib.combiners.rules.averages import shares
from lib.combiners.rules.base import BaseCombiner
from lib.combiners.rules.ties import ballots

USUAL = 0.95  # the share of ordinary rows that must be nearer than this to be nothing unusual
PARTS = 5

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


class RowNumbers:
    """Some columns of X as numbers on one scale: categories as flags, texts as a few topics.

    Learned from the rows it is made with. A missing number becomes 0, the mean of its column.
    """

    def __init__(self, X: Any, columns: tuple[int, ...] | None = None) -> None:
        X = _readable(X)
        seen = range(X.shape[1]) if columns is None else columns
        # the scaler passes gaps on, and they may lie in new rows only, so they are filled last
        steps = preparation(X, np.array(seen, dtype=int), scale=True, impute=False, dense=True)
        self.n_columns = len(seen)
        if self.n_columns:
            with np.errstate(invalid="ignore"):  # the mean of a column without any number
                self.steps = Pipeline(steps).fit(X)

    def __call__(self, X: Any) -> np.ndarray:
        """(n_samples, n_numbers)."""
        if not self.n_columns:
            return np.zeros((len(X), 0))
        return np.nan_to_num(self.steps.transform(_readable(X)), nan=0.0)


def _readable(X: Any) -> Any:
    if X is None:
        raise ValueError("This method looks at the rows themselves, so it needs X.")
    if isinstance(X, pd.DataFrame):
        return X.replace([np.inf, -np.inf], np.nan)
    X = np.asarray(X, dtype=float)
    return np.where(np.isinf(X), np.nan, X)


class Familiarity:
    """min(1, q / d(x)) times how much of the view is there, between 0 and 1; 1 for usual rows.

    d is the Mahalanobis distance to the middle of the training rows, with the covariance of Ledoit
    and Wolf (2004), which also holds with more columns than rows; q is the distance that 95 % of
    rows stay under, each judged by rows other than itself. "How much is there" is the share of the
    columns that are not missing, against the usual share.
    """

    def __init__(self, X: Any, columns: tuple[int, ...]) -> None:
        self.columns = columns
        self.numbers = RowNumbers(X, columns)
        self.usual_share = float(_present(X, columns).mean())
        rows = self.numbers(X)
        self.is_blank = rows.shape[1] == 0 or not rows.any()  # nothing here can look unusual
        if self.is_blank:
            return
        self.shape = LedoitWolf().fit(rows)
        part = np.arange(len(rows)) % PARTS
        held_out = [
            _distances(LedoitWolf().fit(rows[part != p]), rows[part == p]) for p in set(part)
        ]
        self.limit = float(np.quantile(np.concatenate(held_out), USUAL))

    def __call__(self, X: Any) -> np.ndarray:
        """(n_samples,)."""
        if self.is_blank:
            return np.ones(len(X))
        distances = _distances(self.shape, self.numbers(X))
        near = self.limit / np.maximum(distances, max(self.limit, np.finfo(float).tiny))
        there = _present(X, self.columns)
        return near * np.minimum(1, there / self.usual_share if self.usual_share else 1)


def _distances(shape: LedoitWolf, rows: np.ndarray) -> np.ndarray:
    return np.sqrt(np.maximum(shape.mahalanobis(rows), 0))


def _present(X: Any, columns: tuple[int, ...]) -> np.ndarray:
    """(n_samples,) share of these columns that are not missing."""
    X = _readable(X)
    seen = X[:, list(columns)] if isinstance(X, np.ndarray) else X.iloc[:, list(columns)]
    return ~pd.isna(seen) @ np.full(len(columns), 1 / max(len(columns), 1))


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

    def learn(self, P: np.ndarray, y: np.ndarray, X: Any) -> None:
        self.numbers_ = RowNumbers(X)
        # who is torn between classes is not right
        self.right_ = ballots(P)[np.arange(len(y)), :, y] == 1
        self.index_ = NearestNeighbors(n_neighbors=min(self.n_neighbors, len(y)))
        self.index_.fit(self.numbers_(X))

    def combine(self, P: np.ndarray, X: Any = None) -> np.ndarray:
        return np.einsum("nm,nmk->nk", self.weights(X), P)

    def among(self, positions: Sequence[int]) -> Self:
        some = super().among(positions)
        some.right_ = self.right_[:, list(positions)]
        return some

    def weights(self, X: Any) -> np.ndarray:
        """(n_samples, n_models) how much each member counts for each row."""
        nearest = self.index_.kneighbors(self.numbers_(X), return_distance=False)
        return shares(self.merits(self.right_[nearest]))
