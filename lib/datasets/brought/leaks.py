"""Columns that give the answer away: each is asked alone, by a small tree, on rows held back."""

import warnings
from collections.abc import Iterator

import numpy as np
import pandas as pd
from sklearn.model_selection import StratifiedKFold, cross_val_score
from sklearn.tree import DecisionTreeClassifier

from lib.datasets.brought.making import Reading
from lib.datasets.brought.roles import OF_ROWS

MOST_ROWS, MOST_COLUMNS = 1000, 300  # that are looked at
FEWEST = 30  # rows, to tell a leak from luck
NEARLY = 0.99  # share of right answers that no honest column alone reaches
LEAVES = 30  # of the tree


def gives_away(reading: Reading) -> Iterator[tuple[str, float]]:
    """(name, share of right answers) of each column that alone says nearly always what is asked,
    where the most common class would not."""
    y, _ = reading.classes
    rows = np.flatnonzero(np.isfinite(y))
    rows = rows[np.random.default_rng(0).permutation(len(rows))[:MOST_ROWS]]
    y = y[rows].astype(int)
    sizes = np.bincount(y)
    if len(y) < FEWEST or sizes.max() / len(y) > NEARLY - 0.05 or sizes[sizes > 0].min() < 2:
        return
    folds = StratifiedKFold(3, shuffle=True, random_state=0)
    tree = DecisionTreeClassifier(max_leaf_nodes=LEAVES, random_state=0)
    for position, column in list(enumerate(reading.columns))[:MOST_COLUMNS]:
        if column.role in OF_ROWS:
            continue
        values = _as_numbers(reading.frame.iloc[rows, position])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of classes of two rows
            share = float(cross_val_score(tree, values, y, cv=folds, n_jobs=1).mean())
        if share >= NEARLY:
            yield column.name, share


def _as_numbers(cells: pd.Series) -> np.ndarray:
    """(n, 1); a gap is a number of its own."""
    if pd.api.types.is_numeric_dtype(cells):
        values = cells.to_numpy(float)
    elif pd.api.types.is_datetime64_any_dtype(cells):
        values = cells.astype("int64").to_numpy(float)
    else:
        values = pd.factorize(cells)[0].astype(float)
    return np.nan_to_num(values, nan=-1e30, posinf=1e30, neginf=-1e30)[:, None]
