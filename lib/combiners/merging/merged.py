"""Methods that merge inside: several models become one, which the engine fits like any other."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from sklearn.base import BaseEstimator

from lib.base_models import Member
from lib.catalogue.controls import Knobs
from lib.combiners.rules.base import BaseCombiner
from lib.datasets import Dataset


@dataclass(frozen=True)
class Merged:
    """One more column of P: a model made of the visitor's members.

    make : called as `make(dataset, members, random_state=seed, **knobs)`, returns an unfitted
        classifier on the columns of `dataset.X` (only names and types of `dataset` may be used:
        its rows are for the folds to give). It fails in `fit`, with a plain sentence, when these
        members cannot be merged.
    """

    title: str
    make: Callable[..., BaseEstimator]
    members: tuple[Member, ...]
    knobs: Knobs = ()

    def build(self, dataset: Dataset, random_state: int) -> BaseEstimator:
        """The unfitted classifier."""
        return self.make(dataset, self.members, random_state=random_state, **dict(self.knobs))


class AsItIs(BaseCombiner):
    """p = p_1: the rule of a method that has merged before; one model runs."""

    learns = False

    def predict_proba(self, P: np.ndarray, X: object = None) -> np.ndarray:
        return P[:, 0]
