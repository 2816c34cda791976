"""Networks merged into one: whose they are, what cannot be merged, and the merged classifiers."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, clone
from sklearn.pipeline import Pipeline

from lib.base_models import Member
from lib.base_models.preparation import preparation
from lib.catalogue.controls import Slider
from lib.combiners._entry import Members
from lib.combiners.merging.one_model import OneModel, Refused
from lib.datasets import Dataset
from lib.networks.averaging import average, join, prune
from lib.networks.matching import match_all
from lib.networks.network import Network, probabilities, read
from lib.networks.training import resume

NETWORK = "neural_network"
TRAINED_ON = 50  # iterations of a pruned network

HOW_MANY = Slider(
    "Networks",
    2,
    5,
    3,
    help="How many networks are trained and merged; not used when your own models are networks.",
)
WIDTH = Slider(
    "Hidden units",
    2,
    64,
    16,
    help="How wide each network is: more makes averages safer. Not used for networks of yours.",
)


def two_or_more(*kinds: str) -> Callable[[Members], tuple[Member, ...]]:
    """Takes the visitor's models of these kinds when there are two or more, otherwise none."""

    def of_these_kinds(members: Members) -> tuple[Member, ...]:
        found = tuple(member for member in members if member.model in kinds)
        return found if len(found) > 1 else ()

    return of_these_kinds


def on_one_scale(dataset: Dataset, members: Members, model: BaseEstimator) -> Pipeline:
    """A model of numbers behind the preparation that networks have; all columns, or their view."""
    columns = np.array((members[0] if members else Member(NETWORK)).columns(dataset))
    steps = preparation(dataset.X, columns, scale=True, impute=True, dense=True)
    return Pipeline([*steps, ("model", model)])


def make_networks(members: Members, random_state: int, n: int, width: int) -> list[Any]:
    """Unfitted, each with a start of its own: as the visitor set them up, or `n` of our own.

    Two networks of the visitor's with the same settings would be one network twice, and averaging
    a network with itself changes nothing; so the start of each is its own.
    """
    own = Member(NETWORK, (("hidden_layer_sizes", int(width)),))
    chosen = members or [own] * int(n)
    return [member.classifier(random_state + i) for i, member in enumerate(chosen)]


def over_networks(
    dataset: Dataset,
    members: Members,
    model: BaseEstimator,
    widths: Sequence[int] = (),
) -> BaseEstimator:
    """The unfitted merged model behind its preparation, or what says why these cannot be merged.

    widths : hidden units of each network, where they have to be the same.
    """
    if len({member.view for member in members}) > 1:
        return Refused(
            "your networks see different views, so their weights mean different things; combine "
            "what they say instead (late fusion), or distil them into one"
        )
    if len(set(widths)) > 1:
        listed = " and ".join(str(width) for width in dict.fromkeys(widths))
        return Refused(
            f"your networks have {listed} hidden units, so some weights have no counterpart to be "
            "averaged with; distil them into one, or combine what they say (late fusion)"
        )
    return on_one_scale(dataset, members, model)


class MergedNetworks(OneModel):
    """A classifier that holds one network, made of several; subclasses say how.

    models : unfitted MLPClassifiers; None for two small ones.
    """

    network_: Network

    def __init__(self, models: Sequence[Any] | None = None) -> None:
        self.models = models

    def answer(self, X: Any) -> np.ndarray:
        return probabilities(self.network_, X)

    def _fitted(self, X: np.ndarray, codes: np.ndarray) -> list[Any]:
        models = make_networks((), 0, 2, 16) if self.models is None else self.models
        return [clone(model).fit(X, codes) for model in models]


class AveragedNetworks(MergedNetworks):
    """theta = (1 / M) sum of theta_m; with `matched`, of theta_m with its hidden units renumbered.

    Weight matching by Ainsworth, Hayase and Srinivasa (2022); see `lib.networks.match_all`.
    """

    def __init__(self, models: Sequence[Any] | None = None, matched: bool = True) -> None:
        super().__init__(models)
        self.matched = matched

    def merge(self, X: np.ndarray, codes: np.ndarray, bonds: Any = None) -> None:
        several = [read(model) for model in self._fitted(X, codes)]
        self.network_ = average(match_all(several) if self.matched else several)


def average_networks(
    dataset: Dataset,
    members: Members,
    random_state: int,
    own: tuple[int, int],
    matched: bool,
) -> BaseEstimator:
    """One network whose weights are the mean of several. own : how many and how wide, if not the
    visitor's."""
    models = make_networks(members, random_state, *own)
    widths = [int(model.hidden_layer_sizes[0]) for model in models]
    return over_networks(dataset, members, AveragedNetworks(models, matched), widths)


class JoinedNetworks(MergedNetworks):
    """All hidden units in one network: the average of the logits, exactly. See `join`.

    pruned : keep only as many units as the first network has, the strongest, and train on for
    `TRAINED_ON` iterations: neuron transplantation (Öz et al. 2024).
    """

    def __init__(self, models: Sequence[Any] | None = None, pruned: bool = False) -> None:
        super().__init__(models)
        self.pruned = pruned

    def merge(self, X: np.ndarray, codes: np.ndarray, bonds: Any = None) -> None:
        fitted = self._fitted(X, codes)
        several = [read(model) for model in fitted]
        self.network_ = join(several)
        if self.pruned:
            small = prune(self.network_, several[0].shape[1:-1])
            trained = resume(fitted[0], small, (X, codes), TRAINED_ON)
            self.network_ = read(trained)
