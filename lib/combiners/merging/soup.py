"""A model soup: branches of one half-trained network, averaged."""

from typing import Any

import numpy as np
from sklearn.base import clone

from lib.combiners.merging.networks import small_network
from lib.combiners.merging.one_model import OneModel
from lib.networks.averaging import average, greedy_soup
from lib.networks.network import Network, probabilities
from lib.networks.paths import log_losses
from lib.networks.training import branch


class Soup(OneModel):
    """Branches of one half-trained network, averaged (Wortsman et al. 2022).

    model : an unfitted MLPClassifier, trained for `shared_steps` iterations; then `n` branches go
    on for `own_steps`, each on a draw of the rows of its own. greedy : only branches that help are
    kept, judged by log-loss on every fourth row of a class, which no branch is trained on then.
    """

    def __init__(
        self,
        model: Any = None,
        n: int = 3,
        greedy: bool = False,
        steps: tuple[int, int] = (20, 60),
        random_state: int = 0,
    ) -> None:
        self.model = model
        self.n = n
        self.greedy = greedy
        self.steps = steps
        self.random_state = random_state

    def merge(self, X: np.ndarray, codes: np.ndarray) -> None:
        rng = np.random.default_rng(self.random_state)
        held = _held_back(codes, rng) if self.greedy else np.zeros(len(codes), dtype=bool)
        data = (X[~held], codes[~held])
        half, own_steps = self.steps
        template = small_network(0) if self.model is None else self.model
        start = clone(template).set_params(max_iter=half).fit(*data)
        branches = branch(start, data, self.n, own_steps, rng)
        if not held.any():
            self.network_, self.kept_ = average(branches), tuple(range(self.n))
            return

        def score(network: Network) -> float:
            answers = probabilities(network, X[held])
            return -float(log_losses(answers[None], codes[held])[0])

        self.network_, self.kept_ = greedy_soup(branches, score)

    def answer(self, X: Any) -> np.ndarray:
        return probabilities(self.network_, X)


def _held_back(codes: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """(n_samples,) booleans: a quarter of each class, rounded down, so that none disappears."""
    held = np.zeros(len(codes), dtype=bool)
    for label in np.unique(codes):
        rows = rng.permutation(np.flatnonzero(codes == label))
        held[rows[: len(rows) // 4]] = True
    return held
