"""What a verdict rests on, and what these rows alone cannot show."""

import math

import numpy as np

from lib.engine.results import Results
from lib.statistics.comparison import Comparison, rows_to_settle, smallest_difference
from lib.statistics.metrics import METRICS
from lib.verdict.comparisons import is_right, versus
from lib.verdict.records import Candidate, Facts


def facts_of(
    results: Results, metric: str, rope: float, reference: str, rival: Candidate | None
) -> Facts:
    """rope : half the region in points. reference : key of the best single model. rival : see
    `Verdict`; what the rows say of it is told without what was measured elsewhere."""
    n_rows, n_repeats = len(results.y), len(results.repeats)
    usage = np.mean([r.usage[results.positions[reference]] for r in results.repeats], axis=0)
    error = float((~is_right(results, reference)).mean())
    measured = versus(results, rival.key, reference, metric, rope) if rival else None
    return Facts(
        single_title=results.favourite_member(reference).title,
        single_share=float(usage[: len(results.members)].max()),
        smallest_difference=_smallest(results, metric, reference, rival, measured),
        rows_to_settle=rows_to_settle(measured, n_rows) if measured else math.nan,
        single_errors=error * n_rows,
        has_room=smallest_difference(error, n_rows, results.n_splits, n_repeats) < error,
    )


def _smallest(
    results: Results,
    metric: str,
    reference: str,
    rival: Candidate | None,
    measured: Comparison | None,
) -> float:
    """Half the interval as measured; for accuracy at least what counting rows allows."""
    if rival is None or measured is None or not measured.is_known:
        return math.nan
    if metric != "accuracy":
        return measured.half_width
    differing = is_right(results, rival.key) != is_right(results, reference)
    share = smallest_difference(
        float(differing.mean()), len(results.y), results.n_splits, len(results.repeats)
    )
    return max(measured.half_width, float(METRICS[metric].gain(share)))
