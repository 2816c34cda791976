"""Every score once: its name, its direction, and how it is computed from probabilities.

A score takes `y` (n_samples,) and `P` (..., n_samples, n_classes) and returns an array of shape
(...): many methods are scored in one call, because thousands of fold scores are needed within a
second. The values are those of scikit-learn's functions of the same name; a test compares them.
A fold in which a score is not defined (no row of some class, for ROC AUC) gives nan.

What a mistake costs is part of a name: by "weighted-1-5" missing a row of the second class costs
five times as much as missing one of the first.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Literal

import numpy as np

N_BINS = 10  # of the calibration error


@dataclass(frozen=True)
class Metric:
    """One way to score probabilities.

    as_percent : shown as a percentage, differences in points; otherwise as a plain number.
    is_mean_of_rows : every row has a score of its own, and the score is their mean.
    judges_sureness : how high the probabilities are matters, not only which is the highest.
    needs_columns : who reads no column scores badly.
    costs : of missing a row of each class, in their order; of classes beyond them it is 1. Answers
    are those that cost least.
    """

    title: str
    explanation: str
    compute: Callable[[np.ndarray, np.ndarray], np.ndarray]
    greater_is_better: bool = True
    as_percent: bool = True
    is_mean_of_rows: bool = False
    judges_sureness: bool = False
    needs_columns: bool = True
    costs: tuple[float, ...] = ()

    def decided(self, P: np.ndarray) -> np.ndarray:
        """P (..., n_classes) with the costs in it, so that what is highest costs least: where a
        mistake costs what its true class says, that is the class of highest cost times probability
        (Elkan 2001)."""
        if not self.costs:
            return P
        weighed = P * costs_of_each(self.costs, P.shape[-1])
        return np.asarray(weighed / weighed.sum(axis=-1, keepdims=True))

    def answers(self, P: np.ndarray) -> np.ndarray:
        """(...) the class answered, from P (..., n_classes); of level ones the first."""
        return self.decided(P).argmax(axis=-1)

    @property
    def better(self) -> Literal["higher", "lower"]:
        """Which direction is better."""
        return "higher" if self.greater_is_better else "lower"

    def format(self, value: float, digits: int = 1) -> str:
        """The value as text, without a sign: "87.6 %" or "0.412"."""
        if np.isnan(value):
            return "not defined"
        return f"{100 * value:.{digits}f} %" if self.as_percent else f"{value:.{digits + 2}f}"

    def gain(self, difference: np.ndarray | float) -> np.ndarray | float:
        """A difference turned so that more is better, in points (percent) or plain units."""
        sign = 1 if self.greater_is_better else -1
        return sign * difference * (100 if self.as_percent else 1)


def accuracy(y: np.ndarray, P: np.ndarray) -> np.ndarray:
    """Share of rows whose most probable class is the right one."""
    return (P.argmax(axis=-1) == y).mean(axis=-1)


def confusion(y: np.ndarray, P: np.ndarray) -> np.ndarray:
    """(..., n_classes true, n_classes predicted) counts."""
    n_classes = P.shape[-1]
    truth = np.eye(n_classes)[y]
    answers = np.eye(n_classes)[P.argmax(axis=-1)]
    return truth.T @ answers


def balanced_accuracy(y: np.ndarray, P: np.ndarray) -> np.ndarray:
    """Mean over the classes that occur of the share of their rows found."""
    counts = confusion(y, P)
    present = np.bincount(y, minlength=P.shape[-1]) > 0
    found = np.diagonal(counts, axis1=-2, axis2=-1)[..., present]
    return (found / counts.sum(axis=-1)[..., present]).mean(axis=-1)


def macro_f1(y: np.ndarray, P: np.ndarray) -> np.ndarray:
    """Mean F1 over the classes that occur or are predicted."""
    counts = confusion(y, P)
    found = np.diagonal(counts, axis1=-2, axis2=-1)
    involved = counts.sum(axis=-1) + counts.sum(axis=-2)
    f1 = np.divide(2 * found, involved, out=np.full(found.shape, np.nan), where=involved > 0)
    return np.nanmean(f1, axis=-1)


def log_loss(y: np.ndarray, P: np.ndarray) -> np.ndarray:
    """Mean of minus the logarithm of the probability given to the right class.

    Probabilities are kept at least one floating-point step away from zero, as in scikit-learn.
    """
    right = np.take_along_axis(P, np.broadcast_to(y[:, None], (*P.shape[:-1], 1)), axis=-1)[..., 0]
    return -np.log(np.clip(right, np.finfo(P.dtype).eps, None)).mean(axis=-1)


def brier(y: np.ndarray, P: np.ndarray) -> np.ndarray:
    """Mean squared distance to the right answer, halved for two classes (Brier 1950)."""
    squares = ((P - np.eye(P.shape[-1])[y]) ** 2).sum(axis=-1).mean(axis=-1)
    return squares / 2 if P.shape[-1] == 2 else squares


def roc_auc(y: np.ndarray, P: np.ndarray) -> np.ndarray:
    """Chance that a row of a class gets a higher probability of it than another row.

    Mean over classes, each against the rest; nan when a class has no row, or every row.
    """
    from scipy.stats import rankdata  # here: whoever only wants names and words waits 0.9 s for it

    n_classes = P.shape[-1]
    counts = np.bincount(y, minlength=n_classes)
    if (counts == 0).any() or (counts == len(y)).any():
        return np.full(P.shape[:-2], np.nan)
    columns = [1] if n_classes == 2 else range(n_classes)
    areas = []
    for column in columns:
        ranks = rankdata(P[..., column], axis=-1)
        n = counts[column]
        above = ranks[..., y == column].sum(axis=-1) - n * (n + 1) / 2
        areas.append(above / (n * (len(y) - n)))
    return np.mean(areas, axis=0)


def calibration_error(y: np.ndarray, P: np.ndarray) -> np.ndarray:
    """Expected calibration error: how far confidence and accuracy lie apart (Guo et al. 2017).

    The confidence of the predicted class falls into ten bins of equal width.
    """
    confidence = P.max(axis=-1)
    surplus = (P.argmax(axis=-1) == y) - confidence
    bins = np.minimum((confidence * N_BINS).astype(int), N_BINS - 1)
    gaps = [np.abs((surplus * (bins == b)).sum(axis=-1)) for b in range(N_BINS)]
    return np.sum(gaps, axis=0) / len(y)


def weighted_accuracy(y: np.ndarray, P: np.ndarray, score: Metric) -> np.ndarray:
    """Share of rows right, each counted as often as it costs to miss it; answers are those that
    cost least. score : whose costs they are."""
    counts = costs_of_each(score.costs, P.shape[-1])[y]
    return ((score.answers(P) == y) * counts).sum(axis=-1) / counts.sum()


def costs_of_each(costs: tuple[float, ...], n_classes: int) -> np.ndarray:
    """(n_classes,) what it costs to miss a row of each."""
    return np.array([*costs, *[1.0] * n_classes][:n_classes])


WEIGHTED = "weighted"
MOST_COSTS, DEAREST = 128, 100.0


def weighted(costs: Iterable[float]) -> str:
    """The name of the score by these costs.

    >>> weighted([1, 2.5]), METRICS["weighted-1-2.5"].costs
    ('weighted-1-2.5', (1.0, 2.5))
    """
    return "-".join([WEIGHTED, *[f"{cost:g}" for cost in costs]])


def read_score(name: str) -> str:
    """The name of a score as it is always written. Raises ValueError where it names none."""
    if name in METRICS:
        return name
    kind, *texts = name.split("-")
    costs = [float(text) for text in texts if text.replace(".", "", 1).isdecimal()]
    in_bounds = all(0 < cost <= DEAREST for cost in costs) and len(costs) <= MOST_COSTS
    if kind != WEIGHTED or len(costs) < len(texts) or not in_bounds:
        raise ValueError(
            f"is not one of {', '.join(METRICS)} or {WEIGHTED}-1-5, where costs lie above 0 and "
            f"are {DEAREST:g} at most"
        )
    return weighted(round(cost, 2) or 0.01 for cost in costs)


class Scores(dict[str, Metric]):
    """Scores by name: those listed, and by their names those that weigh mistakes."""

    def __missing__(self, name: str) -> Metric:
        return _weighted_score(name)


@cache
def _weighted_score(name: str) -> Metric:
    if not name.startswith(WEIGHTED):
        raise KeyError(name)
    costs = tuple(float(text) for text in name.split("-")[1:])
    words = "Share answered right, where a row counts as often as it costs to miss it."
    score = Metric("Weighted accuracy", words, accuracy, costs=costs or (1.0,))
    return replace(score, compute=partial(weighted_accuracy, score=score))


METRICS = Scores(
    {
        "accuracy": Metric(
            "Accuracy", "Share of rows answered right.", accuracy, is_mean_of_rows=True
        ),
        "balanced_accuracy": Metric(
            "Balanced accuracy",
            "Share answered right, where every class counts the same however rare it is.",
            balanced_accuracy,
        ),
        "macro_f1": Metric(
            "Macro F1",
            "Balances rows found against false alarms, where every class counts the same.",
            macro_f1,
        ),
        "log_loss": Metric(
            "Log-loss",
            "Punishes confident mistakes hard; lower is better.",
            log_loss,
            greater_is_better=False,
            as_percent=False,
            is_mean_of_rows=True,
            judges_sureness=True,
        ),
        "brier": Metric(
            "Brier score",
            "Squared distance between the probabilities and what happened; lower is better.",
            brier,
            greater_is_better=False,
            as_percent=False,
            is_mean_of_rows=True,
            judges_sureness=True,
        ),
        "roc_auc": Metric(
            "ROC AUC",
            "How well the probabilities rank rows of a class above the others; 0.5 is guessing.",
            roc_auc,
            as_percent=False,
        ),
        "calibration_error": Metric(
            "Calibration error",
            "How far the stated confidence is from the share that is right; lower is better.",
            calibration_error,
            greater_is_better=False,
            as_percent=False,
            judges_sureness=True,
            needs_columns=False,
        ),
    }
)
