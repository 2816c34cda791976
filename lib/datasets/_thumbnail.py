"""A data set as a small cloud of points, for a picker that shows the data and not only a name."""

import numpy as np
import pandas as pd

from lib.datasets._entry import Dataset
from lib.datasets._labels import class_counts, first_of_each, stream


def thumbnail(dataset: Dataset, n: int = 150) -> tuple[np.ndarray, np.ndarray]:
    """At most `n` rows as points (n, 2) of the unit square, and their classes (n,).

    Two plain numbers a row are drawn as they are; wider data are projected on the first two
    principal axes of their standardised numbers. Every class appears.
    """
    y = dataset.y
    sizes = np.bincount(y, minlength=dataset.n_classes)
    counts = np.minimum(class_counts(min(n, len(y)), (sizes / len(y)).tolist()), sizes)
    order = stream(0, "sample").permutation(len(y))
    rows = np.sort(order[first_of_each(y[order], counts)])
    values = numbers(dataset.X)
    points = values[rows] if dataset.is_flat else principal_plane(standardised(values)[rows])
    low, high = points.min(axis=0), points.max(axis=0)
    return (points - low) / np.where(high > low, high - low, 1), y[rows]


def numbers(X: np.ndarray | pd.DataFrame) -> np.ndarray:
    """The numeric columns; without any, the codes of categories and the lengths of texts."""
    if isinstance(X, np.ndarray):
        return X
    numeric = X.select_dtypes("number")
    if numeric.shape[1] > 1:
        return numeric.to_numpy(dtype=float)
    stand_ins = [
        column.cat.codes if isinstance(column.dtype, pd.CategoricalDtype) else column.str.len()
        for _, column in X.select_dtypes(exclude="number").items()
    ]
    return np.column_stack([numeric, *stand_ins, np.zeros(len(X))]).astype(float)


def standardised(values: np.ndarray) -> np.ndarray:
    """Columns of mean 0 and spread 1, gaps filled with the median."""
    filled = np.where(np.isnan(values), np.nanmedian(values, axis=0), values)
    spread = filled.std(axis=0)
    standard = (filled - filled.mean(axis=0)) / np.where(spread > 0, spread, 1)
    return np.clip(standard, -5, 5)  # one odd row must not squeeze all others into a corner


def principal_plane(values: np.ndarray) -> np.ndarray:
    """Rows (n, d) -> (n, 2) on the two directions along which they vary most.

    Scores come from the products of rows with one another, n by n, which is quick for few
    rows however wide they are.
    """
    centred = values - values.mean(axis=0)
    variances, vectors = np.linalg.eigh(centred @ centred.T)
    points = (vectors * np.sqrt(np.maximum(variances, 0)))[:, [-1, -2]]
    furthest = np.abs(points).argmax(axis=0)
    return points * np.where(points[furthest, [0, 1]] < 0, -1, 1)
