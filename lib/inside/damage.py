"""The ways in which a view of the data can break, and rows that are broken so."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from sklearn.impute import SimpleImputer
from sklearn.utils import _safe_indexing

from lib.base_models._preparation import number_columns, select
from lib.catalogue.controls import Slider
from lib.datasets import Dataset


@dataclass(frozen=True)
class Damage:
    """One way to break a view. needs_numbers : says nothing about categories and words.
    of_rows : the amount is the share of rows that are hit; otherwise it is a share of the spread
    of each column over the training rows."""

    title: str
    sentence: str
    control: Slider
    needs_numbers: bool = False
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
        needs_numbers=True,
        of_rows=False,
    ),
    "noise": Damage(
        "Noise on every reading",
        "Normal noise is added to every number of the view, as wide as the given share of its "
        "column's spread.",
        _of_spread("How much noise"),
        needs_numbers=True,
        of_rows=False,
    ),
    "missing": Damage(
        "Missing: the view is gone",
        "In these rows the view is gone. Many models cannot take a gap, so they are given the "
        "median of the training rows instead (for categories and words, the most frequent value). "
        "Only the gated fusion is told that something is missing.",
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
    return {key: each for key, each in DAMAGES.items() if has_numbers or not each.needs_numbers}


def broken_rows(
    X: Any, rows: tuple[np.ndarray, np.ndarray], columns: Sequence[int], how: str, seed: int
) -> tuple[Any, Any]:
    """The test rows once for each amount of damage, one block of rows after the other.

    rows : positions of the training rows, from which spread and medians are learned, and of the
    test rows. columns : positions of the view in X. Which rows are hit, by what, is drawn once from
    `seed`, so each amount adds to the one before. Returns the rows as models get them (gaps
    filled) and as they arrive (with gaps), both (n_amounts * n_test, n_features).
    """
    train, test = (_safe_indexing(X, part) for part in rows)
    rng = np.random.default_rng(seed)
    order, donor = rng.permutation(len(test)), int(rng.integers(len(train)))
    numbers = number_columns(X, np.array(columns, dtype=int))
    words = [column for column in columns if column not in numbers]
    z = rng.normal(size=(len(test), len(numbers)))
    filled, arrived = [], []
    for amount in DAMAGES[how].amounts / 100:
        hit = np.zeros(len(test), dtype=bool)
        hit[order[: round(float(amount) * len(test))]] = True
        dice = _Dice(float(amount), hit, order, donor, z)
        values = _numbers(select(test, numbers), select(train, numbers), how, dice)
        after = _with_numbers(test, numbers, values)
        for column in words:
            old, known = test.iloc[:, column], train.iloc[:, column]
            after.isetitem(column, _words(old, known, how, dice))
        filled.append(after)
        arrived.append(_with_gaps(test, numbers, words, hit) if how == "missing" else after)
    return _stacked(filled), _stacked(arrived)


@dataclass(frozen=True, eq=False)
class _Dice:
    """amount as a share; hit : (n_test,) booleans; order : in which rows are hit; donor : the
    training row that a stuck view repeats; z : (n_test, n_numbers) standard normal draws."""

    amount: float
    hit: np.ndarray
    order: np.ndarray
    donor: int
    z: np.ndarray

    @property
    def source(self) -> np.ndarray:
        """(n_test,) the row whose values a scrambled row shows: the next one in the order."""
        source = np.arange(len(self.order))
        source[self.order] = np.roll(self.order, -1)
        return source


def _numbers(values: np.ndarray, train: np.ndarray, how: str, dice: _Dice) -> np.ndarray:
    """The number columns of the view, (n_test, n_numbers), after the damage."""
    if how in ("noise", "bias"):
        spread = pd.DataFrame(train).std(ddof=0).fillna(0).to_numpy()
        return np.asarray(values + dice.amount * spread * (dice.z if how == "noise" else 1))
    if not values.shape[1]:
        return values
    if how == "missing":
        medians = SimpleImputer(strategy="median", keep_empty_features=True).fit(train)
        instead = medians.statistics_
    else:
        instead = train[dice.donor] if how == "stuck" else values[dice.source]
    return np.where(dice.hit[:, None], instead, values)


def _words(values: pd.Series, train: pd.Series, how: str, dice: _Dice) -> pd.Series:
    """One column of categories or words after the damage; noise and bias leave it as it is."""
    if how in ("noise", "bias"):
        return values
    if how == "scrambled":
        instead: Any = values.iloc[dice.source].set_axis(values.index)
    elif how == "stuck":
        instead = train.iloc[dice.donor]
    else:
        common = train.mode()
        instead = common.iloc[0] if len(common) else None
    return values.where(~dice.hit, instead)


def _with_numbers(X: Any, columns: tuple[int, ...], values: np.ndarray) -> Any:
    """A copy of the rows with these number columns replaced."""
    if isinstance(X, np.ndarray):
        X = X.copy()
        X[:, list(columns)] = values
        return X
    X = X.copy()
    for i, column in enumerate(columns):
        X.isetitem(column, values[:, i])
    return X


def _with_gaps(X: Any, numbers: tuple[int, ...], words: Sequence[int], hit: np.ndarray) -> Any:
    """A copy of the rows in which nothing is known of these columns where they are hit."""
    X = _with_numbers(X, numbers, np.where(hit[:, None], np.nan, select(X, numbers)))
    for column in words:
        X.isetitem(column, X.iloc[:, column].where(~hit))
    return X


def _stacked(blocks: list[Any]) -> Any:
    if isinstance(blocks[0], np.ndarray):
        return np.concatenate(blocks)
    return pd.concat(blocks, ignore_index=True)
