"""Choosing among answers by a score, with the same treatment of ties everywhere."""

import numpy as np

from lib.catalogue.controls import Choice
from lib.statistics.metrics import METRICS

METRIC = Choice(
    "Score",
    {key: metric.title for key, metric in METRICS.items()},
    default="accuracy",
    help="What “best” means when this method chooses among models.",
)


def losses(metric: str, y: np.ndarray, candidates: np.ndarray) -> np.ndarray:
    """(n_candidates,) the metric of each (n_candidates, n_samples, n_classes), lower is better.

    Not defined counts as worst. Rounded, so that equal scores are equal whatever the order in
    which they were added up.
    """
    scores = METRICS[metric].compute(y, candidates)
    scores = -scores if METRICS[metric].greater_is_better else scores
    return np.nan_to_num(np.round(scores, 12), nan=np.inf)


def best(
    metric: str, y: np.ndarray, candidates: np.ndarray, preferred: np.ndarray | None = None
) -> int:
    """Position of the best candidate; ties go to preferred ones, lower log-loss, the first."""
    wanted = losses(metric, y, candidates)
    first = np.flatnonzero(wanted == wanted.min())
    if len(first) > 1:
        passed_over = np.zeros(len(candidates)) if preferred is None else ~preferred
        keys = (losses("log_loss", y, candidates[first]), passed_over[first])
        first = first[np.lexsort(keys)]
    return int(first[0])
