"""What was measured elsewhere, as a belief held before today's folds are looked at.

Empirical Bayes (Robbins 1956): the gains that a method had on other data sets say what gains to
expect of it here. Each of them is a bump, for a gain like it; the density is their mean, so it has
no shape but theirs. One bump more, a wide one, stands for data unlike any that were recorded, and
is all there is without any.

Thirty data sets say little of what one method does better than its kin, so half of the density is
that of all methods of its way: what is believed of each is drawn towards what is common to them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.special import stdtrit

BUMP = 0.7  # points: what a recorded gain may be off, and how alike two data sets may be
WIDE = 10.0  # points
UNLIKE = 0.1  # so many data sets are unlike those recorded, as a share
N_POINTS = 1000


@dataclass(frozen=True)
class Prior:
    """gains : recorded on other data sets, (n_sets,) in the unit of the differences; may be empty.
    kin : the same of all methods of its way; empty for none. bump, wide : standard deviations, in
    the same unit; the wide bump lies around no gain."""

    gains: tuple[float, ...] = ()
    kin: tuple[float, ...] = ()
    bump: float = BUMP
    wide: float = WIDE

    def density(self, values: np.ndarray) -> np.ndarray:
        """(n,) how probable each of (n,) gains is, but for a factor."""
        wide = _bumps(values, (0.0,), self.wide)
        alike = [_bumps(values, gains, self.bump) for gains in (self.gains, self.kin) if gains]
        return (1 - UNLIKE) * np.mean(alike, axis=0) + UNLIKE * wide if alike else wide


def _bumps(values: np.ndarray, centres: Sequence[float], spread: float) -> np.ndarray:
    bumps = np.exp(-0.5 * ((values[:, None] - np.array(centres)) / spread) ** 2) / spread
    return np.asarray(bumps.mean(axis=1))


def posterior(prior: Prior, mean: float, scale: float, df: int) -> tuple[np.ndarray, np.ndarray]:
    """Prior times the likelihood of Student's t with `df` degrees of freedom around `mean`.

    Returns (N_POINTS,) gains, ascending, and their probabilities. The gains are quantiles of the
    likelihood, each as likely as the other, so the prior alone weighs them.
    """
    values = mean + scale * _quantiles(df)
    weights = prior.density(values)
    total = weights.sum()
    return values, weights / total if total > 0 else np.full(N_POINTS, 1 / N_POINTS)


@cache
def _quantiles(df: int) -> np.ndarray:
    return np.asarray(stdtrit(df, (np.arange(N_POINTS) + 0.5) / N_POINTS))
