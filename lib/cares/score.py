"""The score itself, as what is missing to a perfect one."""

import numpy as np

from lib.cares._entry import Care
from lib.engine.results import Results
from lib.statistics.metrics import METRICS


def measure(results: Results, metric: str) -> np.ndarray:
    means = results.means(metric)
    return 1 - means if METRICS[metric].greater_is_better else means


def write(amount: float, metric: str) -> str:
    if METRICS[metric].as_percent:
        return f"{100 * amount:.1f} points from perfect"
    return f"an error of {amount:.3f}"


ENTRY = Care(
    label="Score",
    phrase="the score",
    help="What is missing to a perfect score, on rows held back. Weighs even a difference that may "
    "be luck, as a ranking does.",
    measure=measure,
    format=write,
    floor=0.001,
    order=10,
)
