"""Scores fold by fold in the labs, as means and compared in pairs, and how they are written."""

import numpy as np

from lib.statistics.comparison import Comparison, Interval, compare, score_interval
from lib.statistics.metrics import METRICS
from lib.verdict.comparisons import region_of
from lib.words import number, three_digits


def interval(scores: np.ndarray, metric: str, n_rows: int) -> Interval:
    """The mean of (n_folds,) scores of `n_rows` rows in all, as the metric gives it."""
    return score_interval(scores, len(scores), resolution=_step(scores, metric, n_rows))


def compared(gap: np.ndarray, metric: str, n_rows: int, rope: float) -> Comparison:
    """How much better the one is than the other. gap : (n_folds,) between their scores, as the
    metric gives them. rope : in points."""
    step = _step(gap, metric, n_rows)
    return compare(
        np.asarray(METRICS[metric].gain(gap)),
        len(gap),
        region_of(metric, rope),
        resolution=None if step is None else 100 * step,
    )


def _step(scores: np.ndarray, metric: str, n_rows: int) -> float | None:
    """In what step the score of one fold can change: one row, for scores that count rows."""
    return len(scores) / n_rows if METRICS[metric].as_percent else None


def signed(value: float) -> str:
    """
    >>> signed(0.5), signed(-2)
    ('+ 0.500', '− 2')
    """
    return f"{'−' if value < 0 else '+'} {three_digits(abs(value))}"


def percent(share: float) -> str:
    """
    >>> percent(0.512)
    '51 %'
    """
    return f"{100 * share:.0f} %"


def points(metric: str, size: float) -> str:
    """
    >>> points("accuracy", -2.13), points("log_loss", 0.0312)
    ('2.1 points', '0.031')
    """
    if METRICS[metric].as_percent:
        return f"{number(abs(size), 1)} points"
    return number(abs(size), 3)
