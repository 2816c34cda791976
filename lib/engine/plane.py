"""Flat pictures in the space of a data set's columns: which plane, and what its caption says."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from lib.datasets import Dataset

MARGIN = 0.06  # of the range of the data, on each side
AS_IT_IS = "Every row has just these two numbers: the data set is drawn as it is."
PROJECTED = "Points are projected onto the picture, so one may look wrong though it is right."


@dataclass(frozen=True)
class Axis:
    """One edge of the picture: what it measures, between which values."""

    label: str
    low: float
    high: float

    def values(self, n: int) -> np.ndarray:
        """The middle of each of `n` cells."""
        return self.low + (self.high - self.low) * (np.arange(n) + 0.5) / n

    def place(self, values: np.ndarray) -> np.ndarray:
        """Values as fractions of the edge."""
        return (values - self.low) / (self.high - self.low)


@dataclass(frozen=True, eq=False)
class Plane:
    """A flat picture in the space of a data set's columns, `n` cells a side.

    The cell at (a, b) on the axes is the row `origin + a * across + b * up`. `origin` has one
    value a column; a column that is not a number keeps that value everywhere, with a zero in
    `across` and `up`. Distances are measured in units of `scale`; all three are (n_features,).
    """

    origin: tuple[Any, ...]
    across: np.ndarray
    up: np.ndarray
    scale: np.ndarray
    x: Axis
    y: Axis
    n: int
    caption: str

    def grid(self, dataset: Dataset) -> np.ndarray | pd.DataFrame:
        """The rows to predict, (n * n, n_features), from the lowest row of cells up.

        A DataFrame has the data's own columns and types, but whole numbers that vary over the
        picture become fractions.
        """
        a = np.tile(self.x.values(self.n), self.n)
        b = np.repeat(self.y.values(self.n), self.n)
        if isinstance(dataset.X, np.ndarray):
            origin = np.asarray(self.origin, float)
            return origin + np.outer(a, self.across) + np.outer(b, self.up)
        columns = {}
        for j, (name, dtype) in enumerate(dataset.X.dtypes.items()):
            if self.across[j] or self.up[j]:
                values = pd.Series(self.origin[j] + a * self.across[j] + b * self.up[j])
                columns[name] = values.astype(dtype) if dtype.kind == "f" else values
            else:
                columns[name] = pd.Series([self.origin[j]] * len(a), dtype=dtype)
        return pd.DataFrame(columns)

    def project(self, dataset: Dataset) -> np.ndarray:
        """Where each row of the data lies, (n_samples, 2) in unit coordinates."""
        is_varied = (self.across != 0) | (self.up != 0)
        start = np.array([o if v else 0.0 for o, v in zip(self.origin, is_varied, strict=True)])
        away = np.where(is_varied, (_numbers(dataset) - start) / self.scale**2, 0.0)
        x = self.x.place(away @ self.across)
        return np.column_stack([x, self.y.place(away @ self.up)])


def feature_plane(dataset: Dataset, i: int, j: int, n: int) -> Plane:
    """Columns `i` (across) and `j` (up); every other column is held at its typical value.

    Numbers are held at their median, categories and texts as in the most typical row.
    Raises ValueError, with a sentence fit for the screen, when they cannot span a picture.
    """
    _check_axes(dataset, (i, j))
    numbers = _numbers(dataset)
    directions = np.eye(numbers.shape[1])
    held = numbers.shape[1] - 2
    origin = list(_typical(dataset, np.median(numbers, axis=0)))
    origin[i] = origin[j] = 0.0
    return Plane(
        origin=tuple(origin),
        across=directions[i],
        up=directions[j],
        scale=np.ones(numbers.shape[1]),
        x=_axis(_label(dataset, i), numbers[:, i], dataset.extent),
        y=_axis(_label(dataset, j), numbers[:, j], dataset.extent),
        n=n,
        caption=_feature_caption(dataset, i, j) if held else AS_IT_IS,
    )


def principal_plane(dataset: Dataset, n: int) -> Plane:
    """A slice through the middle, along the two directions in which rows differ most.

    The directions are the first principal axes of the standardised numbers; missing numbers
    count as the median. Raises ValueError when fewer than two columns are numbers.
    """
    is_number = _is_number(dataset)
    if is_number.sum() < 2:
        raise ValueError("A picture needs two columns that are numbers; this data set has fewer.")
    numbers = _numbers(dataset)
    middle, spread = numbers.mean(axis=0), numbers.std(axis=0)
    scale = np.where(spread > 1e-12 * (1 + np.abs(middle)), spread, 1.0)
    standard = np.where(scale == spread, (numbers - middle) / scale, 0.0)
    _, strength, axes = np.linalg.svd(standard, full_matrices=False)
    axes = np.vstack([axes, np.zeros_like(axes)])[:2]  # a single row has one axis only
    axes[:, ~standard.any(axis=0)] = 0.0  # rounding must not make a text column vary
    axes *= np.sign(axes[[0, 1], np.abs(axes).argmax(axis=1)])[:, None]
    share = (np.append(strength, 0.0)[:2] ** 2) / max((strength**2).sum(), 1e-300)
    names = [
        f"{nth} main direction ({100 * s:.0f} % of variance)"
        for nth, s in zip(("1st", "2nd"), share, strict=True)
    ]
    return Plane(
        origin=_typical(dataset, middle),
        across=axes[0] * scale,
        up=axes[1] * scale,
        scale=scale,
        x=_axis(names[0], standard @ axes[0]),
        y=_axis(names[1], standard @ axes[1]),
        n=n,
        caption=_slice_caption(dataset, share.sum()),
    )


def plane_for(dataset: Dataset, choice: str, n: int) -> Plane:
    """The picture a visitor chose: "" for the usual one, or two column positions as in "0-3".

    Raises ValueError with a sentence fit for the screen.
    """
    if not choice:
        both_numbers = dataset.X.shape[1] == 2 and _is_number(dataset).all()
        return feature_plane(dataset, 0, 1, n) if both_numbers else principal_plane(dataset, n)
    first, dash, second = choice.partition("-")
    if not (dash and first.isdecimal() and second.isdecimal()):
        raise ValueError(f"The picture “{choice}” is not two column numbers such as 0-1.")
    return feature_plane(dataset, int(first), int(second), n)


def _is_number(dataset: Dataset) -> np.ndarray:
    """(n_features,) which columns can be an axis."""
    if isinstance(dataset.X, np.ndarray):
        return np.ones(dataset.X.shape[1], bool)
    types = dataset.X.dtypes
    numeric = [
        pd.api.types.is_numeric_dtype(t) and not pd.api.types.is_bool_dtype(t) for t in types
    ]
    return np.array(numeric, bool)


def _numbers(dataset: Dataset) -> np.ndarray:
    """(n_samples, n_features), missing numbers as the median, zeros where there are no numbers."""
    numbers = np.zeros(dataset.X.shape)
    for j in map(int, np.flatnonzero(_is_number(dataset))):
        X = dataset.X
        column = np.asarray(X[:, j] if isinstance(X, np.ndarray) else X.iloc[:, j], float)
        known = column[np.isfinite(column)]
        numbers[:, j] = np.where(np.isfinite(column), column, np.median(known) if known.size else 0)
    return numbers


def _typical(dataset: Dataset, middle: np.ndarray) -> tuple[Any, ...]:
    """`middle` for numbers; for the rest the values of the row that is nearest to it."""
    if isinstance(dataset.X, np.ndarray):
        return tuple(middle)
    row = _typical_row(dataset.X, _numbers(dataset), _is_number(dataset), middle)
    whole = [dtype.kind in "iu" for dtype in dataset.X.dtypes]
    numbers = np.where(whole, np.rint(middle), middle)
    is_number = _is_number(dataset)
    return tuple(numbers[j] if is_number[j] else row.iloc[j] for j in range(len(row)))


def _typical_row(
    X: pd.DataFrame, numbers: np.ndarray, is_number: np.ndarray, middle: np.ndarray
) -> pd.Series:
    """The row with numbers nearest to `middle` and the most common categories."""
    spread = numbers.std(axis=0)
    distance = (((numbers - middle) / np.where(spread > 0, spread, 1)) ** 2).sum(axis=1)
    for j in np.flatnonzero(~is_number):
        codes, _ = pd.factorize(X.iloc[:, int(j)])  # -1 where missing
        counts = np.bincount(codes + 1)
        counts[0] = 0
        distance += codes + 1 != counts.argmax()
    return X.iloc[int(distance.argmin())]


def _axis(label: str, values: np.ndarray, extent: tuple[float, float] | None = None) -> Axis:
    """From the lowest to the highest value, with a margin; some width even for a constant."""
    if extent:
        return Axis(label, *extent)
    low, high = float(values.min()), float(values.max())
    room = MARGIN * (high - low) or 0.5
    return Axis(label, low - room, high + room)


def _label(dataset: Dataset, j: int) -> str:
    unit = dataset.units[j] if dataset.units else ""
    return f"{dataset.feature_names[j]} ({unit})" if unit else dataset.feature_names[j]


def _check_axes(dataset: Dataset, axes: tuple[int, int]) -> None:
    last = dataset.X.shape[1] - 1
    for j in axes:
        if j > last:
            raise ValueError(f"The picture asks for column {j}; this data set has 0 to {last}.")
        if not _is_number(dataset)[j]:
            name = dataset.feature_names[j]
            raise ValueError(f"“{name}” is not a number, so it cannot be an axis of the picture.")
    if axes[0] == axes[1]:
        raise ValueError("The two axes of the picture must be different columns.")


def _feature_caption(dataset: Dataset, i: int, j: int) -> str:
    held = dataset.X.shape[1] - 2
    others = "the other column is" if held == 1 else f"the other {held} columns are"
    typical = "its typical value" if held == 1 else "their typical values"
    first, second = dataset.feature_names[i], dataset.feature_names[j]
    return f"Only “{first}” and “{second}” vary here; {others} held at {typical}. {PROJECTED}"


def _slice_caption(dataset: Dataset, share: float) -> str:
    n_numbers = int(_is_number(dataset).sum())
    rest = dataset.X.shape[1] - n_numbers
    held = ""
    if rest:
        columns = (
            "the column that is not a number is"
            if rest == 1
            else f"the {rest} columns that are not numbers are"
        )
        held = f" Here {columns} held as in the most typical row."
    return (
        f"A flat slice through the middle of {n_numbers} measurements, along the two directions in "
        f"which the rows differ most ({100 * share:.0f} % of the variance).{held} {PROJECTED}"
    )
