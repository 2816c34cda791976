"""What is typical of a few values of which one may be extreme, and between which limits it lies.

The typical value is the pseudo-median, the median over all pairs of their mean (Hodges and Lehmann
1963), which one extreme value cannot move, and its interval is that of Wilcoxon's signed-rank test
turned round. Below six values there is no such interval; then it is the mean with that of
Student's t, which is wide. Between two groups it is the median of all differences, with the
interval of the rank-sum test.
"""

import numpy as np
from scipy.special import stdtrit

FEWEST_FOR_RANKS = 6  # of five values the most extreme ranks have a chance of 1 in 16


def typical(values: np.ndarray, level: float) -> tuple[float, float, float]:
    """The typical one of (n,) values and its interval; nan where too few values say."""
    n = len(values)
    if n == 0:
        return np.nan, np.nan, np.nan
    if n < FEWEST_FOR_RANKS:
        mean = float(np.mean(values))
        spread = float(np.std(values, ddof=1) / np.sqrt(n)) if n > 1 else float("nan")
        margin = spread * float(stdtrit(max(n - 1, 1), (1 + level) / 2))
        return mean, mean - margin, mean + margin
    pairs = pair_means(values)
    cut = critical_rank(n, (1 - level) / 2)
    return float(np.median(pairs)), float(pairs[cut]), float(pairs[-1 - cut])


def shift(values: np.ndarray, others: np.ndarray, level: float) -> tuple[float, float, float]:
    """By how much (n,) values typically exceed (m,) others, and its interval (Hodges and Lehmann
    1963; Moses 1965); nan where a group is empty, limits nan where too few values say."""
    if not len(values) or not len(others):
        return np.nan, np.nan, np.nan
    gaps = np.sort(np.subtract.outer(values, others), axis=None)
    cut = critical_sum(len(values), len(others), (1 - level) / 2)
    low, high = (float(gaps[cut]), float(gaps[-1 - cut])) if cut >= 0 else (np.nan, np.nan)
    return float(np.median(gaps)), low, high


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


def critical_sum(n: int, m: int, tail: float) -> int:
    """The largest c with P(U <= c) <= tail for the statistic U of Mann and Whitney; -1 if there is
    none. Exact: ways[k, u] counts the ways to rank k values among as many others as were looked at.
    """
    ways = np.zeros((n + 1, n * m + 1))
    ways[0, 0] = 1
    for rank in range(n + m):  # it goes to a value, the k-th, which exceeds rank - k of the others
        for k in range(min(n, rank + 1), 0, -1):
            above = rank - k + 1
            if above <= m:
                ways[k, above:] += ways[k - 1, : n * m + 1 - above]
    return int((np.cumsum(ways[n]) / ways[n].sum() <= tail).sum()) - 1
