"""What lies between two networks: answers and losses along the straight line from A to B."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.base import clone

from lib.networks.averaging import mix
from lib.networks.matching import match
from lib.networks.network import Network, probabilities, read
from lib.networks.training import branch

SMALLEST = 1e-15  # probabilities below count as this in a log-loss


@dataclass(frozen=True, eq=False)
class Pair:
    """Two networks of one shape, and how they came about."""

    a: Network
    b: Network
    how: str


def make_pairs(
    template: Any, data: tuple[np.ndarray, np.ndarray], steps: tuple[int, int], random_state: int
) -> tuple[Pair, Pair, Pair]:
    """Naive: two starts; matched: the same two, B renumbered; shared: two branches of one start.

    template : an unfitted MLPClassifier. steps : iterations before the branches part, and after.
    The first network is the same start in all three.
    """

    def trained(seed: int, **changes: Any) -> Any:
        return clone(template).set_params(random_state=seed, **changes).fit(*data)

    a, b = read(trained(random_state)), read(trained(random_state + 1))
    start = trained(random_state, max_iter=steps[0])
    rng = np.random.default_rng(random_state)
    left, right = branch(start, data, 2, steps[1], rng)
    return Pair(a, b, "naive"), Pair(a, match(a, b), "matched"), Pair(left, right, "shared")


def path_answers(pair: Pair, X: np.ndarray, mixes: np.ndarray) -> np.ndarray:
    """(n_mixes, n_samples, n_classes) of the networks (1 - t) A + t B, t in `mixes`."""
    return np.stack([probabilities(mix(pair.a, pair.b, t), X) for t in mixes])


def mixed_answers(pair: Pair, X: np.ndarray, mixes: np.ndarray) -> np.ndarray:
    """(n_mixes, n_samples, n_classes): (1 - t) p_A + t p_B, for which both networks must run."""
    t = np.asarray(mixes)[:, None, None]
    return np.asarray((1 - t) * probabilities(pair.a, X) + t * probabilities(pair.b, X))


def log_losses(answers: np.ndarray, y: np.ndarray) -> np.ndarray:
    """(n_mixes,) mean of -log p(y); y : positions of the classes."""
    named = answers[:, np.arange(len(y)), y]
    return np.asarray(-np.log(np.maximum(named, SMALLEST)).mean(axis=1))


def barrier(losses: np.ndarray, mixes: np.ndarray) -> float:
    """How far the path rises above the straight line between the losses at its ends.

    Frankle et al. (2020). `mixes` runs from 0 to 1.
    """
    chord = (1 - mixes) * losses[0] + mixes * losses[-1]
    return float(np.max(losses - chord))
