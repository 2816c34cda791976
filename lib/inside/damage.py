"""The ways in which a view of the data can break, and rows that are broken so."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from sklearn.utils import _safe_indexing

from lib.base_models.preparation import number_columns
from lib.catalogue.controls import Slider
from lib.datasets import Dataset


@dataclass(frozen=True)
class Damage:
    """One way to break a view. of_rows : the amount is the share of rows that are hit; otherwise it
    is a share of the spread of each column over the training rows, and only numbers can break so.
    """

    title: str
    sentence: str
    control: Slider
    of_rows: bool = True

    @property
    def amounts(self) -> np.ndarray:
        """Every amount that is measured, in percent."""
        steps = self.control
        return np.arange(steps.low, steps.high + 1, steps.step)


def _of_spread(label: str) -> Slider:
    return Slider(
        label,
        0,
        300,
        150,
        step=25,
        unit="%",
        help="In shares of each column's own spread (its standard deviation) in training: at "
        "100 % the damage is as wide as the differences between rows.",
    )


def _of_rows(label: str) -> Slider:
    return Slider(
        label, 0, 100, 100, step=10, unit="%", help="In how many of the rows held back it happens."
    )


DAMAGES: dict[str, Damage] = {
    "bias": Damage(
        "Bias: every reading too high",
        "Every number of the view is too high by the same share of its column's spread, as if the "
        "sensor had been knocked out of its setting.",
        _of_spread("How far off"),
        of_rows=False,
    ),
    "noise": Damage(
        "Noise on every reading",
        "Normal noise is added to every number of the view, as wide as the given share of its "
        "column's spread.",
        _of_spread("How much noise"),
        of_rows=False,
    ),
    "missing": Damage(
        "Missing: the view is gone",
        "In these rows the view is gone. Late fusion leaves out the models that read nothing else. "
        "Whoever cannot do without them is given the median of the training rows instead (for "
        "categories and words, the most frequent value).",
        _of_rows("In how many rows"),
    ),
    "stuck": Damage(
        "Stuck on one reading",
        "In these rows the view repeats one and the same reading, that of a training row drawn at "
        "random.",
        _of_rows("In how many rows"),
    ),
    "scrambled": Damage(
        "Scrambled: readings of other rows",
        "In these rows the view shows the values of another row, as if two cables had been "
        "swapped. Each reading looks perfectly ordinary; it only belongs elsewhere.",
        _of_rows("In how many rows"),
    ),
}


def damages_for(dataset: Dataset, view: str) -> dict[str, Damage]:
    """The ways in which this view can break; noise and bias need numbers."""
    has_numbers = bool(number_columns(dataset.X, np.array(dataset.views[view], dtype=int)))
    return {key: each for key, each in DAMAGES.items() if has_numbers or each.of_rows}


def broken_rows(
    X: Any, rows: tuple[np.ndarray, np.ndarray], columns: Sequence[int], how: str, seed: int
) -> tuple[Any, Any]:
    """The test rows once for each amount of damage, one block of rows after the other.

    rows : positions of the training rows, from which spread and medians are learned, and of the
    test rows. columns : positions of the view in X. Which rows are hit, by what, is drawn once from
    `seed`, so each amount adds to the one before. Returns the rows as models get them (gaps
    filled) and as they arrive (with gaps), both (n_amounts * n_test, n_features).
    """
    train, test = (pd.DataFrame(_safe_indexing(X, part)) for part in rows)
    rng = np.random.default_rng(seed)
    order, donor = rng.permutation(len(test)), int(rng.integers(len(train)))
    numbers = number_columns(X, np.array(columns, dtype=int))
    z = dict(zip(numbers, rng.normal(size=(len(test), len(numbers))).T, strict=True))
    old, known = (
        {c: part.iloc[:, c].astype(float) if c in numbers else part.iloc[:, c] for c in columns}
        for part in (test, train)
    )
    filled, arrived = [], []
    for amount in DAMAGES[how].amounts / 100:
        if not DAMAGES[how].of_rows:
            spread = {c: np.nan_to_num(known[c].std(ddof=0)) for c in numbers}
            off = {c: amount * spread[c] * (z[c] if how == "noise" else 1) for c in numbers}
            filled.append(_with(test, {c: old[c] + off[c] for c in numbers}))
            continue
        hit = np.zeros(len(test), dtype=bool)
        hit[order[: round(float(amount) * len(test))]] = True
        instead = {c: _instead(old[c], known[c], how, (order, donor)) for c in columns}
        filled.append(_with(test, {c: old[c].where(~hit, instead[c]) for c in columns}))
        arrived.append(_with(test, {c: old[c].where(~hit) for c in columns}))
    is_told = how == "missing"
    return _stacked(filled, X), _stacked(arrived if is_told else filled, X)


def readings_of_others(n_rows: int, seed: int) -> np.ndarray:
    """(n_rows,) of which row each shows the values, in the order drawn by `broken_rows` from the
    same seed, where a view is scrambled in all of them."""
    return _of_the_next(np.random.default_rng(seed).permutation(n_rows))


def _of_the_next(order: np.ndarray) -> np.ndarray:
    source = np.empty_like(order)
    source[order] = np.roll(order, -1)
    return source


def _instead(old: pd.Series, known: pd.Series, how: str, drawn: tuple[np.ndarray, int]) -> Any:
    """What one column shows in the rows that are hit.

    drawn : the order in which rows are hit, each of which shows the next one when scrambled; and
    the training row on which the view is stuck.
    """
    order, donor = drawn
    if how == "stuck":
        return known.iloc[donor]
    if how == "scrambled":
        return old.iloc[_of_the_next(order)].set_axis(old.index)
    if known.dtype == float:
        return known.median() if known.notna().any() else 0.0
    usual = known.mode()
    return usual.iloc[0] if len(usual) else None


def _with(X: pd.DataFrame, columns: dict[int, Any]) -> pd.DataFrame:
    """A copy of the rows with these columns replaced."""
    X = X.copy()
    for place, column in columns.items():
        X.isetitem(place, column)
    return X


def _stacked(blocks: list[pd.DataFrame], like: Any) -> Any:
    """One block below the other, in the kind of table that the data came in."""
    frame = pd.concat(blocks, ignore_index=True)
    return frame.to_numpy() if isinstance(like, np.ndarray) else frame
