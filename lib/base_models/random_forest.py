"""Random forest: many trees, each grown on a random draw of the rows."""

from sklearn.ensemble import RandomForestClassifier

from lib.base_models._entry import BaseModel
from lib.base_models.decision_tree import SMALLEST_LEAF
from lib.catalogue.controls import Slider

TREES = Slider(
    "Trees",
    10,
    200,
    60,
    step=10,
    help="How many trees vote: more gives calmer probabilities and takes longer.",
)

ENTRY = BaseModel(
    title="Random forest",
    short="Forest",
    summary="Grows many trees, each on rows drawn at random, and averages what they say.",
    make=RandomForestClassifier,
    controls={"n_estimators": TREES, "min_samples_leaf": SMALLEST_LEAF},
    reads_missing=True,
    order=80,
)
