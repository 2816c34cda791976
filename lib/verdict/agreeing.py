"""Numbers that stand side by side, rounded so that what is shown subtracts."""

import numpy as np

from lib.engine.results import Results
from lib.statistics.metrics import METRICS


def gain_shown(results: Results, key: str, other: str, metric: str) -> float:
    """How much better a method is than another one: the difference of their scores as shown.

    In points or plain units, rounded. The mean over the folds where both have a score, when folds
    without one part it from that difference.
    """
    entry, means = METRICS[metric], results.means(metric)
    digits, scale = (1, 100) if entry.as_percent else (3, 1)
    ours, theirs = (round(scale * float(means[results.positions[k]]), digits) for k in (key, other))
    gain = ours - theirs if entry.greater_is_better else theirs - ours
    gains = results.differences(key, other, metric)
    exact = float(gains.mean()) if len(gains) else float("nan")
    return round(gain if abs(gain - exact) < 1.01 * 10**-digits else exact, digits)


def rescued_and_broken(results: Results, key: str, other: str) -> tuple[float, float]:
    """Of 100 rows, how many only `key` gets right, and how many only `other`: means over the folds
    of all passes, as the scores are, so that they differ by the gain in accuracy."""
    rescued, broken = _of_100(results, key, other), _of_100(results, other, key)
    if METRICS[results.decides].costs:  # answers are not the most probable classes
        return parted(rescued, broken, round(rescued - broken, 1))
    return parted(rescued, broken, gain_shown(results, key, other, "accuracy"))


def _of_100(results: Results, key: str, other: str) -> float:
    """Rows that only `key` gets right."""
    found_in_each = results.right(key) & ~results.right(other)
    shares: list[float] = []
    for repeat, found in zip(results.repeats, found_in_each, strict=True):
        parts = [np.flatnonzero(repeat.folds == k) for k in range(results.n_splits)]
        shares += [float(found[part].mean()) for part in parts]
    return 100 * float(np.mean(shares))


def parted(rescued: float, broken: float, gain: float) -> tuple[float, float]:
    """Two parts to one decimal that differ by the gain as it is shown.

    >>> parted(5.26, 1.91, 3.4)
    (5.3, 1.9)
    >>> parted(0.04, 0.05, -0.1)
    (0.0, 0.1)
    """
    tenths = round(10 * gain)
    more = max(round((10 * (rescued + broken) + tenths) / 2), tenths, 0)
    return more / 10, (more - tenths) / 10
