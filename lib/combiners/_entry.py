"""What a combiner's file in this folder must give."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
    leaves_out = False

    def combine(self, P: np.ndarray, X: object = None) -> np.ndarray:
        return P[:, 0]


Column = Member | Merged  # what the engine fits: one column of P


@dataclass(frozen=True)
class Models:
    """Whose answers a rule may combine.

    voters : the visitor's models as they are, each reading all columns or one source.
    sources : models that read one source each; () where the data have one source only.
    chooses : of several models that read one source, only the best is fused; it is chosen inside
        each training part (see `BestOfEach`).
    """

    voters: tuple[Member, ...]
    sources: tuple[Member, ...] = ()
    chooses: bool = False

    @property
    def everything(self) -> tuple[Member, ...]:
        """Each kind of them once, reading all columns."""
        return tuple(dict.fromkeys(replace(voter, view="") for voter in self.voters))

    @property
    def n_fused(self) -> int:
        """How many answers a late fusion merges."""
        views = [member.view for member in self.sources]
        return len(set(views)) if self.chooses else len(views)


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
OF_SOURCES = ("early", "late", "intermediate")


@dataclass(frozen=True)
class Combiner:
    """What each file of this folder gives as `ENTRY`: a rule over P (`build`) or one model that
    several are merged into (`merge`), with a docstring that has the formula and its source.

    build : called as `build(**knobs)`, returns an unfitted BaseCombiner.
    inputs : which models' probabilities the rule works on, when its kind does not say so already;
        called as `inputs(models, knobs)`.
    merge : called as `merge(dataset, members, random_state=seed, **knobs)`, returns an unfitted
        classifier on the columns of `dataset.X`; see `Merged`.
    merged : which of the visitor's members `merge` is given; none when it trains models of its own.
    is_standard : compared unless the visitor chose otherwise; the rest is there to be switched on.
    symmetric : the order of the members does not matter.
    counts : it answers with shares of votes or of ranks, which are no probabilities.
    same_as : None, or a sentence when this method must give exactly what another gives for these
        models, as (key of the other, sentence); called as `same_as(models, knobs)`. The same rule
        over the same models needs none.
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
    inputs: Callable[[Models, Settings], tuple[Column, ...]] | None = None
    merged: Callable[[Sequence[Member]], tuple[Member, ...]] = lambda members: ()
    same_as: Callable[[Models, Settings], tuple[str, str] | None] = lambda models, knobs: None
    explain: Callable[[Any, np.ndarray], Tally] | None = None
    level: Level = "score"
    is_standard: bool = True
    symmetric: bool = True
    counts: bool = False
    order: int = 100

    @property
    def family(self) -> Family:
        """What its kind is a kind of."""
        if self.kind == "single":
            return "single"
        return "ensembling" if self.kind in ENSEMBLING else "fusion"

    @property
    def fuses_sources(self) -> bool:
        """Whether there is nothing for it to do where all columns are of one source."""
        return self.kind in OF_SOURCES

    def combines(self, models: Models, knobs: Settings) -> bool:
        """Whether there is anything for it to do: a vote takes two, fusion of sources a source."""
        enough = self.family != "ensembling" or len(models.voters) > 1
        return enough and bool(self.columns(models, knobs))

    def columns(self, models: Models, knobs: Settings) -> tuple[Column, ...]:
        """What the engine fits for it: the columns of P that its rule reads; none where there
        is no source to fuse."""
        if self.fuses_sources and not models.sources:
            return ()
        if self.merge is not None:
            merged = self.merged(models.voters)
            return (Merged(self.title, self.merge, merged, tuple(knobs.items())),)
        if self.inputs is not None:
            return self.inputs(models, knobs)
        return {"single": models.everything, "late": models.sources}.get(self.kind, models.voters)

    def rule(self, knobs: Settings) -> BaseCombiner:
        """The unfitted rule over those columns; what has merged before is taken as it is."""
        return AsItIs() if self.build is None else self.build(**knobs)

    @property
    def learns(self) -> bool:
        """Whether its rule is fitted on out-of-fold probabilities: the engine must give them."""
        return self.rule(settings(self.controls, ())).learns
