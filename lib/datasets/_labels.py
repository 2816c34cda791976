"""What all data sets share: the knobs on labels, and independent streams of random numbers."""

from collections.abc import Sequence

import numpy as np

from lib.catalogue.controls import Slider

MIN_PER_CLASS = 2
PURPOSES = ("points", "order", "wrong labels", "fresh points", "sample")


def stream(random_state: int, purpose: str, part: int = 0) -> np.random.Generator:
    """A generator that depends on nothing but these three, so that turning one knob leaves the
    other draws alone. purpose : one of `PURPOSES`. part : tells classes apart."""
    key = (PURPOSES.index(purpose), part)
    return np.random.default_rng(np.random.SeedSequence(random_state, spawn_key=key))


def balance_slider(class_name: str, even: int) -> Slider:
    """Knob for the percent of rows in the first class; `even` is what it is left alone."""
    return Slider(
        f"Share of “{class_name}”",
        low=min(5, even),
        high=90,
        default=even,
        step=1,
        unit="%",
        help="How common the first class is. Rare classes make accuracy a poor guide.",
    )


def flip_slider(default: int = 0) -> Slider:
    return Slider(
        "Wrong labels",
        low=0,
        high=40,
        default=default,
        step=1,
        unit="%",
        help="Rows that are given a wrong class on purpose, as a careless annotator would. "
        "Models are scored on them too: with 20 % wrong, nobody can score much over 80 %.",
    )


def class_counts(n: int, shares: Sequence[float]) -> np.ndarray:
    """Whole numbers that sum to `n`, close to `n * shares`, at least two a class.

    Largest remainders decide who gets the odd rows.
    """
    if n < MIN_PER_CLASS * len(shares):
        raise ValueError(f"{n} rows are too few for {len(shares)} classes")
    exact = n * np.asarray(shares) / np.sum(shares)
    counts = np.floor(exact + 1e-9).astype(int)
    by_remainder = np.argsort(counts - exact, kind="stable")
    counts[by_remainder[: n - counts.sum()]] += 1
    while counts.min() < MIN_PER_CLASS:
        counts[counts.argmax()] -= 1
        counts[counts.argmin()] += 1
    return counts


def first_of_each(y: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Positions of the first `counts[label]` rows of each class, in their order."""
    kept = [np.flatnonzero(y == label)[:count] for label, count in enumerate(counts)]
    return np.sort(np.concatenate(kept))


def wrong_labels(y: np.ndarray, n_classes: int, percent: float, random_state: int) -> np.ndarray:
    """`y` with exactly `percent` of the labels changed to another class.

    A higher percent adds wrong labels and keeps those of a lower one. Two rows of each class
    are spared, so that no class can disappear.
    """
    rng = stream(random_state, "wrong labels")
    ranks = rng.permutation(len(y))
    other = (y + rng.integers(1, n_classes, size=len(y))) % n_classes
    spared = [np.flatnonzero(y == label)[:MIN_PER_CLASS] for label in range(n_classes)]
    ranks[np.concatenate(spared)] = len(y)
    wrong = np.argsort(ranks, kind="stable")[: round(len(y) * percent / 100)]
    flipped = y.copy()
    flipped[wrong] = other[wrong]
    return flipped
