"""Paired comparisons with uncertainty: how much better, how sure, and what could be shown at all.

Scores of folds are not independent, because the training parts overlap. So the variance of a mean
over K folds and R repeats is that of the J = K R fold values times (1/J + 1/(K - 1)), where
1/(K - 1) is test rows over training rows (Nadeau and Bengio 2003; for repeats Bouckaert and Frank
2004). The naive factor 1/J rejects a true null more than half of the time at 10 x 10.

How wide that is was held against the truth (`benchmarks/bench_calibration.py`, two passes, 2,500
differences on twenty kinds of data): the error over its scale spreads over 0.7 to 0.8 at 60 rows,
0.8 to 1.05 at 200 and 0.9 to 1.0 at 1,000, where 1 is right. It is no narrower where the best
single model is another one from fold to fold (0.75, else 0.6 to 0.8), so nothing is added for that.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr, stdtrit

from lib.statistics.prior import Prior, posterior

NOTHING = 1e-10  # smaller differences are rounding, not evidence


@dataclass(frozen=True)
class Interval:
    """A mean over `n` folds and its interval; all nan when it is not defined."""

    mean: float
    low: float
    high: float
    n: int


@dataclass(frozen=True)
class Comparison:
    """What is believed about one method against another; positive is better.

    mean : the difference as measured, in points (percentages) or plain units.
    expected, low, high : what to expect on new rows, and its interval. With a prior it is shrunken
        towards what was measured elsewhere; without one it is the mean.
    p_worse, p_equivalent, p_better : posterior of lying below, inside and above the region of
        practical equivalence [-rope, rope]; they sum to one. All nan when fewer than two folds
        can be compared, because then nothing says how much a fold varies.
    n : folds compared.
    """

    mean: float
    low: float
    high: float
    p_worse: float
    p_equivalent: float
    p_better: float
    n: int
    rope: float
    expected: float = float("nan")

    @property
    def is_known(self) -> bool:
        """At least two folds could be compared."""
        return bool(np.isfinite(self.p_better))

    @property
    def half_width(self) -> float:
        """Without a prior, the smallest mean difference that these folds could have told from
        nothing."""
        return (self.high - self.low) / 2


def compare(
    differences: np.ndarray,
    n_splits: int,
    rope: float,
    level: float = 0.95,
    resolution: float | None = None,
    prior: Prior | None = None,
) -> Comparison:
    """Bayesian correlated t-test (Corani and Benavoli 2015; Benavoli et al. 2017).

    The posterior of the mean difference is Student's t with J - 1 degrees of freedom around the
    mean, its squared scale the corrected variance above. Folds that are not finite are dropped.

    differences : (J,) paired fold differences, all repeats. n_splits : K. rope : half the width
    of the region of practical equivalence, in the same unit. resolution : the step in which the
    score of one fold can change, in the same unit (100 / test rows for accuracy in points), or
    None when it changes smoothly.

    prior : what is believed of the difference before; then the posterior is that times Student's t,
    and the interval has equal tails.

    Equal differences must not make us certain, and accuracies often differ by the same step in
    every fold. A mean difference of d needs |d| / resolution rows a fold on which exactly one of
    the two is right, and a count of independent rows varies at least as a Poisson count does; half
    a row is added, as in `score_interval`, because rows that never differed may yet do so. So the
    variance is at least resolution x (|d| + resolution / 2). Without a resolution, equal
    differences are taken for a single step each, variance d^2, and where no fold differs no doubt
    remains.
    """
    values = _finite(differences)
    n = len(values)
    if n < 2:
        mean, unknown = (float(values[0]) if n else np.nan), float("nan")
        return Comparison(mean, unknown, unknown, unknown, unknown, unknown, n, rope, unknown)
    mean = float(values.mean())
    scale = float(np.sqrt(_guarded_variance(values, resolution) * _correction(n, n_splits)))
    if scale == 0:
        return Comparison(mean, mean, mean, 0.0, 1.0, 0.0, n, rope, mean)
    if prior is not None:
        return _believed(prior, (mean, scale, n), rope, level)
    p_worse = float(stdtr(n - 1, (-rope - mean) / scale))
    p_better = float(stdtr(n - 1, (mean - rope) / scale))
    margin = scale * _quantile(n, level)
    p_equivalent = max(0.0, 1 - p_worse - p_better)
    low, high = mean - margin, mean + margin
    return Comparison(mean, low, high, p_worse, p_equivalent, p_better, n, rope, mean)


def _believed(
    prior: Prior, measured: tuple[float, float, int], rope: float, level: float
) -> Comparison:
    """measured : mean, scale of Student's t, and how many folds."""
    mean, scale, n = measured
    values, weights = posterior(prior, mean, scale, n - 1)
    below = np.cumsum(weights) - weights / 2
    low, high = (
        float(np.interp(tail, below, values)) for tail in ((1 - level) / 2, (1 + level) / 2)
    )
    p_worse, p_better = float(weights[values < -rope].sum()), float(weights[values > rope].sum())
    p_equivalent = max(0.0, 1 - p_worse - p_better)
    expected = float(weights @ values)
    return Comparison(mean, low, high, p_worse, p_equivalent, p_better, n, rope, expected)


def score_interval(
    fold_scores: np.ndarray,
    n_splits: int,
    level: float = 0.95,
    resolution: float | None = None,
) -> Interval:
    """Corrected interval of a mean score (Nadeau and Bengio 2003).

    fold_scores : (J,) of one method, all repeats; folds that are not finite are dropped. It may
    reach beyond the possible scores; whoever draws it may cut it. resolution : for shares of rows
    between 0 and 1, one over the rows of a fold: then the variance is at least the binomial one
    (half a row put on either side), so that a score of 100 % in every fold is not certain.
    """
    values = _finite(fold_scores)
    n = len(values)
    mean = float(values.mean()) if n else np.nan
    if n < 2:
        return Interval(mean, np.nan, np.nan, n)
    variance = float(values.var(ddof=1))
    if resolution is not None:
        share = (mean + resolution / 2) / (1 + resolution)
        variance = max(variance, share * (1 - share) * resolution)
    margin = float(np.sqrt(variance * _correction(n, n_splits))) * _quantile(n, level)
    return Interval(mean, mean - margin, mean + margin, n)


def smallest_difference(
    disagreement: float, n_rows: int, n_splits: int, n_repeats: int, level: float = 0.95
) -> float:
    """The smallest difference in accuracy that this many rows can tell from nothing, as a share.

    disagreement : share q of rows on which exactly one of the two methods is right. In a fold of
    N / K rows the difference in accuracy is a mean of values -1, 0 and 1 whose variance is at
    most q, so its own is about q K / N. With the correction the standard error of the mean is
    sqrt(q K / N (1/J + 1/(K - 1))), and the interval excludes zero from t times that on: about
    2.5 sqrt(q / N) for 5 folds x 5 repeats. (Own derivation; it takes rows for independent and
    leaves out that training parts differ, so it is a lower limit.)
    """
    n = n_splits * n_repeats
    error = np.sqrt(disagreement * n_splits / n_rows * _correction(n, n_splits))
    return float(error * _quantile(n, level))


def narrower(n_splits: int, n_repeats: int, more: int) -> float:
    """How wide the interval is after `more` repeats, as a share of its width after `n_repeats`.

    When folds go on to vary as they do. It never falls below sqrt(1/(K-1) / (1/J + 1/(K-1))),
    because repeats bring no new rows. Student's quantile is taken at both numbers of folds.
    """

    def width(n: int) -> float:
        return float(np.sqrt(_correction(n, n_splits))) * _quantile(n, 0.95)

    return width(n_splits * more) / width(n_splits * n_repeats)


def rows_to_settle(comparison: Comparison, n_rows: int) -> float:
    """About how many rows until the interval lies clear of the edge of the region.

    Intervals shrink with the root of the number of rows; the difference is taken to stay what it
    is. It is `n_rows` when the interval is clear already, and infinite for a difference that
    lies on the edge itself.
    """
    if not comparison.is_known:
        return float("nan")
    room = abs(abs(comparison.mean) - comparison.rope)
    if comparison.half_width <= room:
        return float(n_rows)
    return n_rows * (comparison.half_width / room) ** 2 if room > 0 else float("inf")


def _finite(values: np.ndarray) -> np.ndarray:
    values = np.asarray(values, dtype=float)
    values = values[np.isfinite(values)]
    return np.where(np.abs(values) < NOTHING, 0.0, values)


def _correction(n: int, n_splits: int) -> float:
    return 1 / n + 1 / (n_splits - 1)


def _quantile(n: int, level: float) -> float:
    return float(stdtrit(n - 1, (1 + level) / 2))


def _guarded_variance(values: np.ndarray, resolution: float | None) -> float:
    """See `compare`."""
    mean, variance = float(values.mean()), float(values.var(ddof=1))
    if resolution is not None:
        return max(variance, resolution * (abs(mean) + resolution / 2))
    return mean**2 if np.ptp(values) < NOTHING else variance
