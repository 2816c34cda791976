"""Kinds of data whose truth is known: some on which the constants of the verdict were chosen, and
others that are only looked at.

Each draws (X, y) of n rows from a seeded generator, with labels from 0.
"""

from collections.abc import Callable

import numpy as np
from sklearn.datasets import make_classification

Drawn = tuple[np.ndarray, np.ndarray]
Draw = Callable[[int, np.random.Generator], Drawn]


def _waveform(n: int, rng: np.random.Generator) -> Drawn:
    """Three classes, each a mixture of two of three waves (Breiman et al. 1984)."""
    at = np.arange(1, 22)
    waves = np.stack([np.maximum(6 - np.abs(at - middle), 0) for middle in (11, 7, 15)])
    y, u = rng.integers(3, size=n), rng.random((n, 1))
    X = u * waves[y] + (1 - u) * waves[(y + 1) % 3] + rng.normal(size=(n, 21))
    return X, y


def _ringnorm(n: int, rng: np.random.Generator) -> Drawn:
    """A narrow cloud inside a wide one, in twenty columns (Breiman 1996)."""
    y = rng.integers(2, size=n)
    wide, narrow = rng.normal(0, 2, (n, 20)), rng.normal(2 / np.sqrt(20), 1, (n, 20))
    return np.where(y[:, None] == 1, narrow, wide), y


def _twonorm(n: int, rng: np.random.Generator) -> Drawn:
    """Two clouds of the same shape (Breiman 1996), closer to each other."""
    y = rng.integers(2, size=n)
    return rng.normal(size=(n, 20)) + (2 * y[:, None] - 1) * 0.25, y


def _corners(n: int, rng: np.random.Generator) -> Drawn:
    """Clusters at the corners of a cube, two of each class, among columns of noise."""
    X, y = make_classification(
        n, 12, n_informative=5, n_redundant=3, n_clusters_per_class=2, flip_y=0.1,
        class_sep=0.8, random_state=int(rng.integers(1 << 30)),
    )  # fmt: skip
    return X, y


def _sphere(n: int, rng: np.random.Generator) -> Drawn:
    """Inside a sphere or not, in ten columns (Hastie et al. 2009, example 10.2)."""
    X = rng.normal(size=(n, 10))
    return X, ((X**2).sum(axis=1) > 9.34).astype(int)


def _friedman(n: int, rng: np.random.Generator) -> Drawn:
    """Above or below the middle of Friedman's first function (1991), with noise."""
    X = rng.random((n, 10))
    f = 10 * np.sin(np.pi * X[:, 0] * X[:, 1]) + 20 * (X[:, 2] - 0.5) ** 2
    f += 10 * X[:, 3] + 5 * X[:, 4] + rng.normal(0, 2, n)
    return X, (f > 14.3).astype(int)


def _digits_on_a_display(n: int, rng: np.random.Generator) -> Drawn:
    """Seven lamps show a digit, each broken one time in ten (Breiman et al. 1984)."""
    lamps = "1110111 0010010 1011101 1011011 0111010 1101011 1101111 1010010 1111111 1111011"
    table = np.array([[int(lamp) for lamp in digit] for digit in lamps.split()])
    y = rng.integers(5, size=n)
    return np.where(rng.random((n, 7)) < 0.1, 1 - table[y], table[y]), y


def _line(n: int, rng: np.random.Generator) -> Drawn:
    """A straight boundary through columns that go together: a line model is right."""
    X = rng.normal(size=(n, 8)) + 0.7 * rng.normal(size=(n, 1))
    score = X @ rng.normal(size=8)
    return X, (rng.random(n) < 1 / (1 + np.exp(-1.2 * score))).astype(int)


def _tree(n: int, rng: np.random.Generator) -> Drawn:
    """Rectangles, as a tree would draw them, and one label in seven wrong."""
    X = rng.random((n, 6))
    bits = (X[:, :3] > rng.uniform(0.35, 0.65, 3)).astype(int)
    y = rng.integers(2, size=8)[bits @ (1, 2, 4)]
    y[:2] = 0, 1
    return X, np.where(rng.random(n) < 1 / 7, 1 - y, y)


def _by_lot(n: int, rng: np.random.Generator) -> Drawn:
    """Nothing to learn: no method is better than another."""
    return rng.normal(size=(n, 6)), rng.integers(2, size=n)


def _threenorm(n: int, rng: np.random.Generator) -> Drawn:
    """A class of two clouds on either side of the other class (Breiman 1996)."""
    y, a = rng.integers(2, size=n), 2 / np.sqrt(20)
    ends = a * rng.choice((-1, 1), size=(n, 1)) * np.ones(20)
    middle = a * (-1.0) ** np.arange(20)
    return rng.normal(size=(n, 20)) + np.where(y[:, None] == 1, middle, ends), y


def _most_of_nine(n: int, rng: np.random.Generator) -> Drawn:
    """What most of nine switches say, one of them counting twice, and one label in ten wrong."""
    X = rng.integers(2, size=(n, 12))
    y = (X[:, :9].sum(axis=1) + X[:, 0] > 5).astype(int)
    return X, np.where(rng.random(n) < 0.1, 1 - y, y)


def _additive(n: int, rng: np.random.Generator) -> Drawn:
    """Every column counts by a curve of its own, and the curves add up."""
    X = rng.uniform(-1, 1, (n, 8))
    score = 2 * np.sin(np.pi * X[:, 0]) + 3 * X[:, 1] ** 2 - 1 + 2 * (X[:, 2] > 0.3)
    score += 2 * np.abs(X[:, 3]) - 1.6 + 1.5 * X[:, 4]
    return X, (rng.random(n) < 1 / (1 + np.exp(-1.5 * score))).astype(int)


def _exactly_two(n: int, rng: np.random.Generator) -> Drawn:
    """Whether exactly two of six parts are of the first of three sorts, like the second problem of
    the monks (Thrun et al. 1991)."""
    X = rng.integers(3, size=(n, 6))
    y = ((X == 0).sum(axis=1) == 2).astype(int)
    return X, np.where(rng.random(n) < 0.05, 1 - y, y)


def _mixture(n: int, rng: np.random.Generator) -> Drawn:
    """Ten small clouds a class, around two centres (Hastie et al. 2009, section 2.3.3)."""
    y = rng.integers(2, size=n)
    clouds = rng.normal(size=(2, 10, 2)) + np.eye(2)[:, None]
    return clouds[y, rng.integers(10, size=n)] + rng.normal(0, np.sqrt(0.2), (n, 2)), y


def _shapes(n: int, rng: np.random.Generator) -> Drawn:
    """Three clouds, nearly around the same centre, each stretched its own way."""
    y = rng.integers(3, size=n)
    stretch = rng.normal(size=(3, 6, 6)) / 2
    Z = rng.normal(size=(n, 6))
    return np.einsum("nij,nj->ni", stretch[y], Z) + 0.2 * rng.normal(size=(3, 6))[y], y


def _few_of_many(n: int, rng: np.random.Generator) -> Drawn:
    """A straight boundary through three of thirty columns."""
    X = rng.normal(size=(n, 30))
    return X, (rng.random(n) < 1 / (1 + np.exp(-2 * X[:, :3].sum(axis=1)))).astype(int)


def _rare(n: int, rng: np.random.Generator) -> Drawn:
    """Clusters of which one class has a sixth of the rows."""
    X, y = make_classification(
        n, 10, n_informative=6, n_redundant=2, n_clusters_per_class=2, weights=[5 / 6],
        flip_y=0.05, class_sep=0.7, random_state=int(rng.integers(1 << 30)),
    )  # fmt: skip
    return X, y


def _counted(n: int, rng: np.random.Generator) -> Drawn:
    """Three kinds of text, told apart by how often fifteen words occur."""
    y = rng.integers(3, size=n)
    often = np.exp(rng.normal(0, 0.5, (3, 15)))
    return rng.poisson(often[y] * rng.gamma(3, 1 / 3, (n, 1))).astype(float), y


def _by_uneven_lot(n: int, rng: np.random.Generator) -> Drawn:
    """Nothing to learn but that some classes are more common."""
    y = rng.permutation(np.arange(n) % 10)
    return rng.normal(size=(n, 6)) ** 3, np.searchsorted((5, 8), y, side="right")


TUNED_ON: dict[str, Draw] = {
    "waveform": _waveform,
    "ringnorm": _ringnorm,
    "twonorm": _twonorm,
    "corners": _corners,
    "sphere": _sphere,
    "friedman": _friedman,
    "display": _digits_on_a_display,
    "line": _line,
    "tree": _tree,
    "labels by lot": _by_lot,
}
HELD_OUT: dict[str, Draw] = {
    "threenorm": _threenorm,
    "most of nine": _most_of_nine,
    "additive": _additive,
    "exactly two": _exactly_two,
    "mixture": _mixture,
    "shapes": _shapes,
    "few of many": _few_of_many,
    "rare": _rare,
    "counted": _counted,
    "labels by uneven lot": _by_uneven_lot,
}
KINDS = TUNED_ON | HELD_OUT
BY_LOT = ("labels by lot", "labels by uneven lot")
WITH_SOURCES = ("waveform", "corners", "friedman", "additive", "shapes", "counted")
