"""Training that starts from weights somebody else has made."""

from copy import deepcopy
from typing import Any

import numpy as np

from lib.networks.network import Network, read


def resume(fitted: Any, network: Network, data: tuple[np.ndarray, np.ndarray], steps: int) -> Any:
    """A copy of a fitted MLPClassifier with these weights, trained on for `steps` iterations.

    data : (X, y) with every class that `fitted` knows. With lbfgs, `steps` bounds its iterations.
    """
    model = deepcopy(fitted).set_params(warm_start=True, max_iter=max(steps, 1))
    model.coefs_ = [W.copy() for W, _ in network.layers]
    model.intercepts_ = [b.copy() for _, b in network.layers]
    model.hidden_layer_sizes = network.shape[1:-1]
    return model.fit(*data) if steps else model


def branch(
    start: Any, data: tuple[np.ndarray, np.ndarray], n: int, steps: int, rng: np.random.Generator
) -> list[Network]:
    """`n` networks that go on from one start, each on a draw of the rows of its own."""
    X, y = data
    branches = []
    for _ in range(n):
        rows = stratified_draw(y, rng)
        branches.append(read(resume(start, read(start), (X[rows], y[rows]), steps)))
    return branches


def stratified_draw(y: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """(n_samples,) positions drawn with replacement, as many of each class as there are."""
    parts = [np.flatnonzero(y == label) for label in np.unique(y)]
    return np.concatenate([rng.choice(part, len(part)) for part in parts])
