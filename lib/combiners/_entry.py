"""What a combiner's file in this folder must give."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from sklearn.base import BaseEstimator

from lib.base_models import Member
from lib.catalogue.controls import Control, Knobs, Value, settings
from lib.combiners.rules.averages import Tally
from lib.combiners.rules.base import BaseCombiner
from lib.datasets import Dataset

Members = Sequence[Member]  # that a visitor chose
Settings = Mapping[str, Value]  # of every knob


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

    def columns(self, dataset: Dataset) -> tuple[int, ...]:
        """The columns of `dataset.X` it sees; what merges inside may use all."""
        return tuple(range(dataset.X.shape[1]))

    def build(self, dataset: Dataset, random_state: int) -> BaseEstimator:
        """The unfitted classifier."""
        return self.make(dataset, self.members, random_state=random_state, **dict(self.knobs))


class AsItIs(BaseCombiner):
    """p = p_1: the rule of a method that has merged before; one model runs."""

    learns = False

    def predict_proba(self, P: np.ndarray, X: object = None) -> np.ndarray:
        return P[:, 0]


Column = Member | Merged  # what the engine fits: one column of P

Level = Literal[
    "feature", "representation", "parameter", "structure", "score", "rank", "decision", "behaviour"
]

Family = Literal["single", "ensembling", "fusion"]
Kind = Literal[
    "single",
    "voting",
    "stacking",
    "selection",
    "early",
    "late",
    "intermediate",
    "parameters",
    "structure",
    "knowledge",
]
ENSEMBLING = ("voting", "stacking", "selection")


@dataclass(frozen=True)
class Combiner:
    """What each file of this folder gives as `ENTRY`: a rule over P (`build`) or one model that
    several are merged into (`merge`), with a docstring that has the formula and its source.

    build : called as `build(**knobs)`, returns an unfitted BaseCombiner.
    inputs : which models' probabilities the rule works on, from those the visitor chose; early
        fusion asks for versions that see every view. Called as `inputs(members, knobs)`.
    merge : called as `merge(dataset, members, random_state=seed, **knobs)`, returns an unfitted
        classifier on the columns of `dataset.X`; see `Merged`.
    merged : which of the visitor's members `merge` is given; none when it trains models of its own.
    is_standard : compared unless the visitor chose otherwise; the rest is there to be switched on.
    symmetric : the order of the members does not matter.
    same_as : None, or a sentence when this method must give exactly what another gives for these
        members, as (key of the other, sentence); called as `same_as(members, knobs)`.
    explain : how the fitted rule counts one row, for a rule that is a sum which can be written out;
        called as `explain(rule, P)` with P (n_models, n_classes).
    formula : LaTeX. needs : plain words. short : at most 16 characters.
    """

    title: str
    short: str
    summary: str
    kind: Kind
    formula: str
    needs: str
    build: Callable[..., BaseCombiner] | None = None
    merge: Callable[..., BaseEstimator] | None = None
    controls: Mapping[str, Control] = field(default_factory=dict)
    inputs: Callable[[Members, Settings], tuple[Column, ...]] = lambda members, _: tuple(members)
    merged: Callable[[Members], tuple[Member, ...]] = lambda members: ()
    same_as: Callable[[Members, Settings], tuple[str, str] | None] = lambda members, knobs: None
    explain: Callable[[Any, np.ndarray], Tally] | None = None
    level: Level = "score"
    is_standard: bool = True
    symmetric: bool = True
    order: int = 100

    @property
    def family(self) -> Family:
        """What its kind is a kind of."""
        if self.kind == "single":
            return "single"
        return "ensembling" if self.kind in ENSEMBLING else "fusion"

    def columns(self, members: Members, knobs: Settings) -> tuple[Column, ...]:
        """What the engine fits for it: the columns of P that its rule reads."""
        if self.merge is None:
            return self.inputs(members, knobs)
        return (Merged(self.title, self.merge, self.merged(members), tuple(knobs.items())),)

    def rule(self, knobs: Settings) -> BaseCombiner:
        """The unfitted rule over those columns; what has merged before is taken as it is."""
        return AsItIs() if self.build is None else self.build(**knobs)

    @property
    def learns(self) -> bool:
        """Whether its rule is fitted on out-of-fold probabilities: the engine must give them."""
        return self.rule(settings(self.controls, ())).learns
