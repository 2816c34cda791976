"""Model soup: networks that part ways after a shared start, averaged."""

from dataclasses import replace
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, clone

from lib.catalogue.controls import Choice
from lib.combiners._entry import Combiner, Members
from lib.combiners.merging.networks import HOW_MANY, WIDTH, make_networks, on_one_scale
from lib.combiners.merging.one_model import OneModel
from lib.datasets import Dataset
from lib.datasets.cutting.bonds import Bonds, held_back
from lib.networks.averaging import average, greedy_soup
from lib.networks.network import Network, probabilities
from lib.networks.paths import log_losses
from lib.networks.training import branch

GREEDY = "greedy"


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

    def merge(self, X: np.ndarray, codes: np.ndarray, bonds: Any = None) -> None:
        rng = np.random.default_rng(self.random_state)
        held = np.zeros(len(codes), dtype=bool)
        if self.greedy:
            held = _set_aside(codes, rng, bonds)
        data = (X[~held], codes[~held])
        half, own_steps = self.steps
        template = make_networks((), 0, 1, 16)[0] if self.model is None else self.model
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


def _set_aside(codes: np.ndarray, rng: np.random.Generator, bonds: Bonds | None) -> np.ndarray:
    """(n_samples,) booleans: a quarter of each class, rounded down, so that none disappears; about
    a quarter where rows may not part."""
    held = np.zeros(len(codes), dtype=bool)
    if bonds is not None:
        *_, (_, last) = held_back(codes, 4, rng, bonds)
        held[last] = True
        return held
    for label in np.unique(codes):
        rows = rng.permutation(np.flatnonzero(codes == label))
        held[rows[: len(rows) // 4]] = True
    return held


def merge(
    dataset: Dataset,
    members: Members,
    random_state: int,
    networks: int,
    width: int,
    recipe: str,
) -> BaseEstimator:
    """theta = (1 / |S|) sum over m in S of theta_m, all theta_m trained on from one theta_0.

    One network is trained for a few iterations; branches go on from there, each on a draw of the
    rows of its own, and stay close enough for their average to make sense. recipe : "uniform"
    averages all of them; "greedy" starts with the best and adds those that do not raise the
    log-loss on rows held back for this, a quarter of the training rows. Wortsman et al. (2022).
    Always networks of its own: those of the visitor have no shared start.
    """
    (template,) = make_networks((), random_state, 1, width)
    soup = Soup(template, networks, greedy=recipe == GREEDY, random_state=random_state)
    return on_one_scale(dataset, (), soup)


ENTRY = Combiner(
    title="Model soup",
    short="Model soup",
    summary="Trains one network a little, lets copies of it go on with different rows, and "
    "averages their weights.",
    kind="parameters",
    level="parameter",
    formula=r"\theta = \frac{1}{|S|} \sum_{m \in S} \theta_m, \quad \theta_m \text{ trained on "
    r"from } \theta_0",
    needs="One shape and one shared start for all networks.",
    merge=merge,
    controls={
        "networks": replace(HOW_MANY, default=5, help="How many branches are trained and merged."),
        "width": replace(WIDTH, help="How wide each network is: more bends the boundary finer."),
        "recipe": Choice(
            "Recipe",
            {"uniform": "all of them", GREEDY: "only those that help"},
            default="uniform",
            help="Which branches are averaged; to see which help, a quarter of the rows is held "
            "back.",
        ),
    },
    is_standard=False,
    order=320,
)
