"""What a base model is, and how a member of a combination is built from it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.pipeline import Pipeline

from lib.base_models.preparation import preparation
from lib.catalogue.controls import Control, Knobs, Text, settings
from lib.catalogue.entries import distinct, load_entries
from lib.datasets import Dataset


@dataclass(frozen=True)
class BaseModel:
    """What each file of this folder gives as `ENTRY`.

    make : called as `make(random_state=seed, **knobs)`, returns a bare scikit-learn classifier.
    short : at most 16 characters, for small pictures.
    needs_scaling : put every number on one scale first, inside the folds.
    reads_missing : the classifier copes with missing numbers itself.
    reads_sparse : the classifier is at its best on sparse word counts.
    """

    title: str
    short: str
    summary: str
    make: Callable[..., ClassifierMixin]
    controls: Mapping[str, Control] = field(default_factory=dict)
    needs_scaling: bool = False
    reads_missing: bool = False
    reads_sparse: bool = False
    order: int = 100


# Models that are in no catalogue, by key: called with a member's knobs. See `_brought.py`.
APART: dict[str, Callable[[Knobs], BaseModel]] = {}


@dataclass(frozen=True)
class Member:
    """A base model as taken into a combination: its knobs, and the view it sees ("" = all)."""

    model: str
    knobs: Knobs = ()
    view: str = ""

    @property
    def entry(self) -> BaseModel:
        """What kind of model it is."""
        if self.model in APART:
            return APART[self.model](self.knobs)
        return entries()[self.model]

    def classifier(self, random_state: int) -> ClassifierMixin:
        """The bare classifier, unfitted: it needs numbers as its entry says."""
        entry = self.entry
        return entry.make(random_state=random_state, **settings(entry.controls, self.knobs))

    def columns(self, dataset: Dataset) -> tuple[int, ...]:
        """The columns of `dataset.X` it sees; KeyError when there is no view of that name."""
        return tuple(dataset.views[self.view]) if self.view else tuple(range(dataset.X.shape[1]))

    def build(self, dataset: Dataset, random_state: int) -> BaseEstimator:
        """An unfitted classifier on the columns of `dataset.X`, preprocessing inside."""
        entry = self.entry
        steps = preparation(
            dataset.X,
            np.array(self.columns(dataset)),
            scale=entry.needs_scaling,
            impute=not entry.reads_missing,
            dense=not entry.reads_sparse,
        )
        return Pipeline([*steps, ("model", self.classifier(random_state))])


def entries() -> dict[str, BaseModel]:
    """Every base model by file name, in the order shown."""
    return load_entries("lib.base_models")


def known() -> dict[str, BaseModel]:
    """These, and what stands for those that no catalogue has."""
    return entries() | {key: entry_for(()) for key, entry_for in APART.items()}


def member_names(members: Sequence[Member], short: bool = False) -> list[str]:
    """A readable name for each member; clones and variants are told apart.

    >>> member_names([Member("decision_tree"), Member("decision_tree", (("max_depth", 2),))])
    ['Decision tree', 'Decision tree (depth 2)']
    """
    names: list[str] = []
    for member in members:
        entry = member.entry
        name = entry.short if short else entry.title
        details = [
            f"{entry.controls[knob].label.lower()} {entry.controls[knob].format(value)}"
            for knob, value in member.knobs
            if not isinstance(entry.controls[knob], Text)
        ]
        if member.view:
            details.append(f"reads {member.view}")
        if details:
            name += f" ({', '.join(details)})"
        names.append(name)
    return distinct(names)
