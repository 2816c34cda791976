"""Results turned into the paired comparisons and counts that the rule and the charts rest on."""

import math

import numpy as np

from lib.engine.results import ONE, SOURCES, Results
from lib.statistics.comparison import Comparison, Interval, compare, score_interval
from lib.statistics.metrics import METRICS
from lib.statistics.prior import Prior

CLEARLY_SMALLER = 0.9  # from 1 point to 0.99 is no change worth a sentence
SMALL_ERROR = 0.05  # below this, "too small to matter" is a share of the error


def region_of(metric: str, rope: float) -> float:
    """Half the region of practical equivalence in the unit of the metric's differences.

    rope : points. Scores that are no percentage count one point as 0.01.
    """
    return rope if METRICS[metric].as_percent else rope / 100


def shrunk(results: Results, reference: str, metric: str, rope: float) -> float:
    """The region in points, smaller in proportion where the best single model hardly errs.

    One point is a lot where only two are left to gain. So from an error of `SMALL_ERROR` downwards
    the region keeps its share of the error: 1 point of 5 % is a fifth, and a fifth of 2 % is 0.4
    points. The error is what is missing to a perfect score, or the score itself where lower is
    better. Never less than one row, and two digits, so that what is said is what is used.
    """
    score = float(results.means(metric)[results.positions[reference]])
    error = 1 - score if METRICS[metric].greater_is_better else score
    if not (math.isfinite(error) and 0 <= error < SMALL_ERROR):
        return rope
    share = max(rope * error / SMALL_ERROR, min(rope, 100 / len(results.y)))
    return float(f"{share:.2g}") if share < CLEARLY_SMALLER * rope else rope


def versus(
    results: Results, key: str, other: str, metric: str, rope: float, prior: Prior | None = None
) -> Comparison:
    """How much better `key` is than `other`, fold by fold; rope in points. A method is certainly
    as good as itself. prior : as in `compare`."""
    step = None if key == other else _step(results, metric)
    return compare(
        results.differences(key, other, metric),
        results.n_splits,
        region_of(metric, rope),
        resolution=None if step is None else 100 * step,
        prior=prior,
    )


def score_of(results: Results, key: str, metric: str) -> Interval:
    """Mean score and its interval, as the metric gives it (a share, not a percentage)."""
    scores = results.fold_scores(metric)[results.positions[key]]
    return score_interval(scores, results.n_splits, resolution=_step(results, metric))


def is_right(results: Results, key: str) -> np.ndarray:
    """(n_repeats, n_samples) whether the out-of-fold answer is right."""
    return results.right(key)


def models_to_run(results: Results, key: str) -> int:
    """Models that may run for one answer: those used in any fold. Where one is chosen (the best
    single model, the best reader of a source) the others stand aside, and the number that runs
    counts."""
    at, used = results.positions[key], [repeat.usage for repeat in results.repeats]
    if results.method(key).way in (ONE, SOURCES):
        return math.ceil(max(repeat.costs.models[at] for repeat in results.repeats) - 1e-9)
    return int(np.any([usage[at] > 0 for usage in used], axis=0).sum())


def _step(results: Results, metric: str) -> float | None:
    """In what step the score of one fold can change: one row, for scores that count rows."""
    return results.n_splits / len(results.y) if METRICS[metric].as_percent else None


def guess_of(results: Results, metric: str) -> float:
    """The score of who looks at no column, and always says the shares of the classes."""
    y = results.y
    shares = np.bincount(y, minlength=len(results.class_names)) / len(y)
    P = np.broadcast_to(shares, (1, len(y), len(shares)))
    return float(METRICS[metric].compute(y, P)[0])
