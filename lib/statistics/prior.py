"""What was measured elsewhere, as a belief held before today's folds are looked at.

Empirical Bayes (Robbins 1956): the gains that a method had on other data sets say what gains to
expect of it here. Each of them is a bump, for a gain like it; the density is their mean, so it has
no shape but theirs. One bump more, a wide one, stands for data unlike any that were recorded. It
counts as one data set, so it hardly matters beside thirty, and is all there is without any.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.special import stdtrit

BUMP = 0.7  # points: what a recorded gain may be off, and how alike two data sets may be
WIDE = 10.0  # points
N_POINTS = 1000
# The corrected scale of a mean over folds is wider than the errors that it stands for: on data with
# known truth they spread over 0.66 of it with two passes (`benchmarks/bench_calibration.py`), over
# 0.84 with five. This is the careful end.
NARROWER = 0.85


@dataclass(frozen=True)
class Prior:
    """gains : recorded on other data sets, (n_sets,) in the unit of the differences; may be empty.
    bump, wide : standard deviations, in the same unit; the wide bump lies around no gain."""

    gains: tuple[float, ...] = ()
    bump: float = BUMP
    wide: float = WIDE

    def density(self, values: np.ndarray) -> np.ndarray:
        """(n,) how probable each of (n,) gains is, but for a factor."""
        centres = np.array([*self.gains, 0.0])
        spread = np.full(len(centres), self.bump)
        spread[-1] = self.wide
        bumps = np.exp(-0.5 * ((values[:, None] - centres) / spread) ** 2) / spread
        return np.asarray(bumps.mean(axis=1))


def posterior(prior: Prior, mean: float, scale: float, df: int) -> tuple[np.ndarray, np.ndarray]:
    """Prior times the likelihood of Student's t with `df` degrees of freedom around `mean`, whose
    scale is `NARROWER` times the one given.

    Returns (N_POINTS,) gains, ascending, and their probabilities. The gains are quantiles of the
    likelihood, each as likely as the other, so the prior alone weighs them.
    """
    values = mean + NARROWER * scale * _quantiles(df)
    weights = prior.density(values)
    total = weights.sum()
    return values, weights / total if total > 0 else np.full(N_POINTS, 1 / N_POINTS)


@cache
def _quantiles(df: int) -> np.ndarray:
    return np.asarray(stdtrit(df, (np.arange(N_POINTS) + 0.5) / N_POINTS))
