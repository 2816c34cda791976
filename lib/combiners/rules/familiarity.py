"""How much a row looks like the training rows, in the columns of one view."""

from typing import Any

import numpy as np
import pandas as pd
from sklearn.covariance import LedoitWolf

from lib.combiners.rules.numbers import RowNumbers

USUAL = 0.95  # the share of ordinary rows that must be nearer than this to be nothing unusual
PARTS = 5


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
    seen = X[:, list(columns)] if isinstance(X, np.ndarray) else X.iloc[:, list(columns)]
    return ~pd.isna(seen) @ np.full(len(columns), 1 / max(len(columns), 1))
