"""The columns of a reader's X as the engine takes them: numbers, categories and words."""

from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse import issparse

from lib.words.outside import quoted

MOST_KINDS = 50  # of words in a column of categories; and at most every second row has its own

Table = np.ndarray | pd.DataFrame


def table_of(X: Any) -> tuple[Table, list[Any]]:
    """(n_samples, n_features), a copy, and what the columns are called by the reader. Raises
    ValueError, naming the column, for what no model here can read."""
    if issparse(X):
        raise ValueError("X is sparse; give X.toarray(), or words as a column of a DataFrame.")
    if not isinstance(X, pd.DataFrame | pd.Series) and hasattr(X, "to_pandas"):
        X = X.to_pandas()
    if isinstance(X, pd.DataFrame):
        return _frame(X), list(X.columns)
    array = np.asarray(X)
    if array.ndim != 2:
        raise ValueError(
            f"X has the shape {array.shape}. A table is needed, (n_samples, n_features); for a "
            "single column that is X.reshape(-1, 1)."
        )
    _check_size(array.shape)
    names = list(range(array.shape[1]))
    if array.dtype.kind in "biuf":
        return array.astype(float), names  # a copy: the reader's own stays writeable
    frame = pd.DataFrame(array).infer_objects()
    frame.columns = [f"x{i}" for i in names]
    return _frame(frame), names


def _check_size(shape: tuple[int, ...]) -> None:
    if not all(shape):
        raise ValueError(f"X is empty: {shape[0]} rows and {shape[1]} columns.")


def _frame(X: pd.DataFrame) -> pd.DataFrame:
    _check_size(X.shape)
    if len({isinstance(name, str) for name in X.columns}) > 1 or X.columns.nlevels > 1:
        raise ValueError(
            "The columns of X are called by words and by something else, which scikit-learn "
            "refuses. Rename them: X.columns = X.columns.map(str)."
        )
    if twice := X.columns[X.columns.duplicated()].tolist():
        raise ValueError(f"Two columns of X are called {quoted(str(twice[0]))}. Rename one.")
    return pd.DataFrame({name: _cells(name, X[name]) for name in X}).reset_index(drop=True)


def _cells(name: Any, cells: pd.Series) -> pd.Series:
    """One column in a type that every part of the engine knows."""
    kind = cells.dtype
    if isinstance(kind, pd.CategoricalDtype):
        return cells
    if pd.api.types.is_complex_dtype(kind):
        raise ValueError(_unreadable(name, "complex numbers"))
    if pd.api.types.is_numeric_dtype(kind):
        is_plain = isinstance(kind, np.dtype)
        return cells if is_plain else pd.Series(cells.to_numpy(float, na_value=np.nan), cells.index)
    if isinstance(kind, pd.StringDtype):
        return _words(cells)
    if pd.api.types.is_object_dtype(kind):
        return _objects(name, cells)
    raise ValueError(_unreadable(name, str(kind)))


def _objects(name: Any, cells: pd.Series) -> pd.Series:
    known = cells.dropna()
    if all(isinstance(value, str) for value in known):
        return _words(cells.astype("str")) if len(known) else cells.astype(float)
    if all(isinstance(value, int | float | np.number | np.bool_) for value in known):
        return cells.astype(float)
    kinds = sorted({type(value).__name__ for value in known})
    raise ValueError(_unreadable(name, " and ".join(kinds)))


def _words(cells: pd.Series) -> pd.Series:
    """Few different ones are categories, many are texts. A reader who knows better says so by the
    type of the column."""
    n_kinds = cells.nunique()
    is_category = n_kinds <= min(MOST_KINDS, max(2, len(cells) // 2))
    return cells.astype("category") if is_category else cells.astype("str")


def _unreadable(name: Any, kind: str) -> str:
    return (
        f"The column {quoted(str(name))} holds {kind}. Give numbers, categories or words: of a "
        "date, for instance, the days since a day."
    )
