"""Choosing among answers by a score, with the same treatment of ties everywhere."""

import numpy as np

from lib.catalogue.controls import Choice, Value
from lib.statistics.metrics import METRICS, WEIGHTED, read_score


class ScoreChoice(Choice):
    """Of a score; of the one that weighs mistakes the value says how much each costs."""

    def knows(self, text: str) -> bool:
        return text in self.options or text.startswith(WEIGHTED)

    def parse(self, text: str) -> Value:
        return read_score(text)


METRIC = ScoreChoice(
    "Score",
    {key: metric.title for key, metric in METRICS.items()}
    | {WEIGHTED: "Weighted accuracy: you say what a miss costs"},
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
    """Position of the best candidate; ties go to preferred ones, then to the lower log-loss, then
    to who gives the right class more on the first row where they differ, so that the order of the
    candidates does not matter."""
    wanted = losses(metric, y, candidates)
    tied = np.flatnonzero(wanted == wanted.min())
    for decide in (
        lambda some: np.zeros(len(some)) if preferred is None else ~preferred[some],
        lambda some: losses("log_loss", y, candidates[some]),
    ):
        if len(tied) > 1:
            left = decide(tied)
            tied = tied[left == left.min()]
    right = np.round(candidates[tied][:, np.arange(len(y)), y], 12)
    return int(tied[max(range(len(tied)), key=lambda i: right[i].tolist())])
