"""What is typical of a few values of which one may be extreme, and between which limits it lies.

The typical value is the median over all pairs of their mean (Hodges and Lehmann 1963), which one
extreme value cannot move, and its interval is that of Wilcoxon's signed-rank test turned round.
Below six values there is no such interval; then it is Student's t, which is wide.
"""

import numpy as np
from scipy.special import stdtrit

FEWEST_FOR_RANKS = 6  # of five values the most extreme ranks have a chance of 1 in 16


def typical(values: np.ndarray, level: float) -> tuple[float, float, float]:
    """The typical one of (n,) values and its interval; nan where too few values say."""
    n = len(values)
    if n == 0:
        return np.nan, np.nan, np.nan
    pairs = pair_means(values)
    middle = float(np.median(pairs))
    if n < FEWEST_FOR_RANKS:
        spread = float(np.std(values, ddof=1) / np.sqrt(n)) if n > 1 else float("nan")
        margin = spread * float(stdtrit(max(n - 1, 1), (1 + level) / 2))
        return middle, middle - margin, middle + margin
    cut = critical_rank(n, (1 - level) / 2)
    return middle, float(pairs[cut]), float(pairs[-1 - cut])


def pair_means(values: np.ndarray) -> np.ndarray:
    """(n (n + 1) / 2,) sorted means of all pairs, each value with itself too (Walsh averages)."""
    rows, columns = np.triu_indices(len(values))
    return np.sort((values[rows] + values[columns]) / 2)


def critical_rank(n: int, tail: float) -> int:
    """The largest c with P(W <= c) <= tail for Wilcoxon's signed-rank statistic W of n values.

    So many pair means are left out at either end of the interval. The distribution is exact: each
    rank counts or does not, with equal probability. It is -1 when there is no such c.
    """
    ways = np.ones(1)
    for rank in range(1, n + 1):
        ways = np.convolve(ways, np.eye(1, rank + 1)[0] + np.eye(1, rank + 1, rank)[0])
    return int((np.cumsum(ways) / 2.0**n <= tail).sum()) - 1
