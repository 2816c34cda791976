"""The data as plain numbers, for the rules that ask what a row looks like."""

from typing import Any

import numpy as np
from sklearn.pipeline import Pipeline

from lib.base_models.preparation import preparation


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
    return X.astype(float) if isinstance(X, np.ndarray) else X
