"""Decision tree: a short list of questions, one feature at a time."""

from sklearn.tree import DecisionTreeClassifier

from lib.base_models._entry import BaseModel
from lib.catalogue.controls import Slider

SMALLEST_LEAF = Slider(
    "Smallest leaf",
    1,
    50,
    1,
    help="The fewest training rows an answer may rest on: more gives a smoother boundary.",
)

ENTRY = BaseModel(
    title="Decision tree",
    short="Tree",
    summary="Asks yes-or-no questions, one feature at a time, until it has an answer.",
    make=DecisionTreeClassifier,
    controls={
        "max_depth": Slider(
            "Depth",
            1,
            20,
            8,
            help="How many questions in a row: more cuts the picture into finer boxes.",
        ),
        "min_samples_leaf": SMALLEST_LEAF,
    },
    reads_missing=True,
    order=50,
)
