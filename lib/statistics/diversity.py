"""How differently models err: pair by pair, and as a sum in which their disagreement is taken off.

Pairs : Kuncheva and Whitaker (2003), and the kappa-error diagram of Margineantu and Dietterich
(1997). Sums : the ambiguity decomposition of Krogh and Vedelsby (1995), and for the log-loss that
of Wood et al. (2023), whose combination is the normalised geometric mean, a product rule. Both are
identities: they hold for any probabilities, any truth and any weights.
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.special import logsumexp

from lib.statistics.metrics import METRICS

LEAST = np.finfo(float).eps  # the smallest probability whose logarithm is taken, as in `log_loss`


@dataclass(frozen=True)
class Pair:
    """Two models, by position, on the same rows; shares of rows lie between 0 and 1.

    only_one : exactly one is right, their disagreement. both : both are wrong, the double fault.
    q : Yule's Q, from -1 (never right together) over 0 (independent) to 1. kappa : Cohen's, of the
    classes they name: 1 for the same answers, 0 for no more agreement than by chance.
    error : mean of the two shares that are wrong. Both q and kappa are nan where they are 0 / 0.
    """

    first: int
    second: int
    only_one: float
    both: float
    q: float
    kappa: float
    error: float


def pairs(y: np.ndarray, answers: np.ndarray) -> list[Pair]:
    """Every pair of models. y : (n_samples,). answers : (n_models, n_samples) classes they name."""
    right = answers == y
    return [_pair(i, j, right, answers) for i, j in combinations(range(len(answers)), 2)]


def _pair(i: int, j: int, right: np.ndarray, answers: np.ndarray) -> Pair:
    a, b = right[i], right[j]
    both_right, both_wrong = float((a & b).mean()), float((~a & ~b).mean())
    only_first, only_second = float((a & ~b).mean()), float((~a & b).mean())
    alike, apart = both_right * both_wrong, only_first * only_second
    return Pair(
        i,
        j,
        only_one=only_first + only_second,
        both=both_wrong,
        q=(alike - apart) / (alike + apart) if alike + apart else float("nan"),
        kappa=kappa(answers[i], answers[j]),
        error=1 - float(a.mean() + b.mean()) / 2,
    )


def kappa(one: np.ndarray, other: np.ndarray) -> float:
    """Agreement beyond chance (Cohen 1960) of two answers, (n_samples,) class positions; nan where
    chance alone agrees always."""
    n_classes = 1 + int(max(one.max(), other.max()))
    shares = [np.bincount(each, minlength=n_classes) / len(each) for each in (one, other)]
    by_chance = float(shares[0] @ shares[1])
    if by_chance > 1 - 1e-12:
        return float("nan")
    return (float((one == other).mean()) - by_chance) / (1 - by_chance)


@dataclass(frozen=True, eq=False)
class Decomposition:
    """The error of a combination as a sum: average - ambiguity = together, for all data.

    members : (n_models,) error of each. average : their weighted mean. ambiguity : how far, by the
    same measure, the models lie from their combination, which is never below 0 and knows no truth.
    together : the error of the combination.
    """

    members: np.ndarray
    average: float
    ambiguity: float
    together: float


def squared(y: np.ndarray, P: np.ndarray, weights: np.ndarray | None = None) -> Decomposition:
    """Of the Brier score, for the weighted arithmetic mean: a soft vote (Krogh and Vedelsby 1995).

    y : (n_samples,). P : (n_samples, n_models, n_classes). weights : (n_models,), none below 0, of
    sum 1; None for equal ones.
    """
    shares = _shares(P, weights)
    together = np.einsum("m,nmk->nk", shares, P)
    score = METRICS["brier"].compute
    members = score(y, P.swapaxes(0, 1))
    halved = 2 if P.shape[2] == 2 else 1  # as the score is
    away = ((P - together[:, None]) ** 2).sum(axis=2).mean(axis=0) / halved
    return Decomposition(
        members, float(shares @ members), float(shares @ away), float(score(y, together))
    )


def logarithmic(y: np.ndarray, P: np.ndarray, weights: np.ndarray | None = None) -> Decomposition:
    """Of the log-loss, for the normalised weighted geometric mean: a product rule (Wood et al.
    2023). The ambiguity is the mean Kullback-Leibler divergence from it to the models.

    Arguments as in `squared`. Probabilities below `LEAST` count as that.
    """
    shares = _shares(P, weights)
    logs = np.log(np.clip(P, LEAST, None))
    logs -= logsumexp(logs, axis=2, keepdims=True)
    pooled = np.einsum("m,nmk->nk", shares, logs)
    pooled -= logsumexp(pooled, axis=1, keepdims=True)
    rows = np.arange(len(y))
    members = -logs[rows, :, y].mean(axis=0)
    away = (np.exp(pooled)[:, None] * (pooled[:, None] - logs)).sum(axis=2).mean(axis=0)
    together = -float(pooled[rows, y].mean())
    return Decomposition(members, float(shares @ members), float(shares @ away), together)


def _shares(P: np.ndarray, weights: np.ndarray | None) -> np.ndarray:
    n_models = P.shape[1]
    return np.full(n_models, 1 / n_models) if weights is None else np.asarray(weights, float)
