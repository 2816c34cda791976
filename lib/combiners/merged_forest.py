"""Merged forest: the trees of several forests in one."""

from collections.abc import Sequence
from copy import copy
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, clone
from sklearn.ensemble import RandomForestClassifier
from sklearn.pipeline import Pipeline

from lib.base_models import Member
from lib.base_models import entries as base_models
from lib.base_models.preparation import preparation
from lib.catalogue.controls import Slider, settings
from lib.combiners._entry import Combiner, Models, Settings
from lib.combiners.merging.networks import two_or_more
from lib.combiners.merging.one_model import OneModel, Refused
from lib.datasets import Dataset

forests_of = two_or_more("random_forest", "extra_trees")


class OneForest(OneModel):
    """A forest with the trees of several; see `merge`. forests : unfitted; None for two."""

    reads_missing = True

    def __init__(self, forests: Sequence[Any] | None = None) -> None:
        self.forests = forests

    def merge(self, X: np.ndarray, codes: np.ndarray, bonds: Any = None) -> None:
        small = [RandomForestClassifier(10, random_state=seed) for seed in (0, 1)]
        fitted = [clone(forest).fit(X, codes) for forest in self.forests or small]
        self.forest_ = copy(fitted[0])
        self.forest_.estimators_ = [tree for forest in fitted for tree in forest.estimators_]
        self.forest_.n_estimators = len(self.forest_.estimators_)

    def answer(self, X: np.ndarray) -> np.ndarray:
        return np.asarray(self.forest_.predict_proba(X))


def merge(
    dataset: Dataset, members: Sequence[Member], random_state: int, forests: int, trees: int
) -> BaseEstimator:
    """p(c | x) = (1 / T) sum over all T trees of p_t(c | x): the trees of all forests in one.

    Exactly the mean of the forests' probabilities, each forest counting by its number of trees,
    because a forest is such a mean itself (Breiman 2001). Forests grown on the same rows become
    what one larger forest would be.
    """
    if len({member.view for member in members}) > 1:
        return Refused(
            "your forests see different views, and a tree of one cannot read the columns of "
            "another; combine what they say instead (late fusion)"
        )
    own = Member("random_forest", (("n_estimators", int(trees)),))
    chosen = list(members or [own] * int(forests))
    several = []
    for i, member in enumerate(chosen):
        seed = random_state + chosen[:i].count(member)  # a copy of a forest grows other trees
        several.append(member.classifier(seed))
    columns = np.array(chosen[0].columns(dataset))
    steps = preparation(dataset.X, columns, scale=False, impute=False, dense=True)
    return Pipeline([*steps, ("model", OneForest(several))])


def same_as(models: Models, knobs: Settings) -> tuple[str, str] | None:
    """Soft voting, when forests of one size are all there is and no two are one."""
    found = forests_of(models.voters)
    trees = {settings(base_models()[m.model].controls, m.knobs)["n_estimators"] for m in found}
    alike = len(trees) == 1 and len({member.view for member in found}) == 1
    if not alike or len(set(found)) < len(models.voters):
        return None
    return "soft_vote", (
        "A forest is the mean of its trees, so one forest with the trees of all says what the "
        "forests' average says: this is soft voting."
    )


ENTRY = Combiner(
    title="Merged forest",
    short="Merged forest",
    summary="Puts the trees of several forests into one, which says exactly what the average of "
    "the forests says.",
    kind="structure",
    level="structure",
    formula=r"p(c \mid x) = \frac{1}{T} \sum_t p_t(c \mid x)",
    needs="Forests that see the same features.",
    merge=merge,
    controls={
        "forests": Slider(
            "Forests",
            2,
            5,
            3,
            help="How many forests are grown and merged; not used when your own models are.",
        ),
        "trees": Slider(
            "Trees each",
            10,
            100,
            20,
            step=10,
            help="How many trees each forest has; not used for forests of yours.",
        ),
    },
    merged=forests_of,
    same_as=same_as,
    is_standard=False,
    order=340,
)
