"""Extra trees: many trees that cut at places drawn at random."""

from sklearn.ensemble import ExtraTreesClassifier

from lib.base_models._entry import BaseModel
from lib.base_models.decision_tree import SMALLEST_LEAF
from lib.base_models.random_forest import TREES

ENTRY = BaseModel(
    title="Extra trees",
    short="Extra trees",
    summary="Grows many trees that cut at random places, and averages what they say.",
    make=ExtraTreesClassifier,
    controls={"n_estimators": TREES, "min_samples_leaf": SMALLEST_LEAF},
    reads_missing=True,
    order=90,
)
