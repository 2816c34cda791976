"""Every score once: its name, its direction, and how it is computed from probabilities.

A score takes `y` (n_samples,) and `P` (..., n_samples, n_classes) and returns an array of shape
(...): many methods are scored in one call, because thousands of fold scores are needed within a
second. The values are those of scikit-learn's functions of the same name; a test compares them.
A fold in which a score is not defined (no row of some class, for ROC AUC) gives nan.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.stats import rankdata

N_BINS = 10  # of the calibration error


@dataclass(frozen=True)
class Metric:
    """One way to score probabilities.

    as_percent : shown as a percentage, differences in points; otherwise as a plain number.
    is_mean_of_rows : every row has a score of its own, and the score is their mean.
    judges_sureness : how high the probabilities are matters, not only which is the highest.
    needs_columns : who reads no column scores badly.
    """

    title: str
    explanation: str
    compute: Callable[[np.ndarray, np.ndarray], np.ndarray]
    greater_is_better: bool = True
    as_percent: bool = True
    is_mean_of_rows: bool = False
    judges_sureness: bool = False
    needs_columns: bool = True

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


METRICS: dict[str, Metric] = {
    "accuracy": Metric("Accuracy", "Share of rows answered right.", accuracy, is_mean_of_rows=True),
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
