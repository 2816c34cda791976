"""Extra trees: many trees that cut at places drawn at random."""

from sklearn.ensemble import ExtraTreesClassifier

from lib.base_models._entry import BaseModel
from lib.base_models.decision_tree import SMALLEST_LEAF
from lib.base_models.random_forest import TREES


def make(random_state: int, n_estimators: int, min_samples_leaf: int) -> ExtraTreesClassifier:
    return ExtraTreesClassifier(
        n_estimators=n_estimators, min_samples_leaf=min_samples_leaf, random_state=random_state
    )


ENTRY = BaseModel(
    title="Extra trees",
    short="Extra trees",
    summary="Grows many trees that cut at random places, and averages what they say.",
    make=make,
    controls={"n_estimators": TREES, "min_samples_leaf": SMALLEST_LEAF},
    reads_missing=True,
    is_ensemble=True,
    order=90,
)
