"""Ties between classes, decided in a way that does not depend on the order of the classes."""

import numpy as np

CLOSE = 1e-12  # supports closer than this differ by the order in which they were added up
NUDGE = 1e-10  # what the winner of a tie is lifted by: enough to be named, too little to be seen


def leaders(support: np.ndarray, within: float = CLOSE) -> np.ndarray:
    """(..., n_classes) booleans: the classes that nobody is ahead of by more than `within`."""
    return support >= support.max(axis=-1, keepdims=True) - within


def ballots(P: np.ndarray) -> np.ndarray:
    """(..., n_classes) one vote each for the most probable class; who is torn splits it."""
    leads = leaders(P)
    return leads / leads.sum(axis=-1, keepdims=True)


def tied(answers: np.ndarray) -> np.ndarray:
    """(...) booleans: where a rule's answers (..., n_classes) were a tie before it was decided."""
    return leaders(answers, 2 * NUDGE).sum(axis=-1) > 1


def untied(support: np.ndarray, P: np.ndarray) -> np.ndarray:
    """The support, (n_samples, n_classes), where of tied leaders the one with the highest sum over
    the models of P, (n_samples, n_models, n_classes), is ahead by a hair.

    Rows without a tie stay as they are. Where the sums are level too, nothing tells the classes
    apart, and they stay level: whoever must name one names the first, as everywhere.
    """
    leads = leaders(support)
    torn = np.flatnonzero(leads.sum(axis=1) > 1)
    if not len(torn):
        return support
    level = leads[torn]
    ahead = leaders(np.where(level, P[torn].mean(axis=1), -1))
    n_level = level.sum(axis=1, keepdims=True)
    height = (support[torn] * level).sum(axis=1, keepdims=True) / n_level
    lift = ahead / ahead.sum(axis=1, keepdims=True) - level / n_level
    decided = support.copy()
    decided[torn] = np.where(level, height, support[torn]) + NUDGE * lift
    return decided
