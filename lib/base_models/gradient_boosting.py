"""Gradient boosting: small trees, each correcting those before it."""

from sklearn.ensemble import HistGradientBoostingClassifier

from lib.base_models._entry import BaseModel
from lib.catalogue.controls import Choice, Slider


def make(
    random_state: int, max_iter: int, max_depth: int, learning_rate: str
) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        max_iter=max_iter,
        max_depth=max_depth,
        learning_rate=float(learning_rate),
        min_samples_leaf=10,
        early_stopping=False,  # would hold back rows that small data sets cannot spare
        random_state=random_state,
    )


ENTRY = BaseModel(
    title="Gradient boosting",
    short="Boosting",
    summary="Adds small trees one by one, each made to mend what those before it got wrong.",
    make=make,
    controls={
        "max_iter": Slider(
            "Rounds",
            10,
            200,
            50,
            step=10,
            help="How many small trees are added: more fits the training rows more closely.",
        ),
        "max_depth": Slider(
            "Depth",
            1,
            8,
            3,
            help="How many questions each small tree asks: more lets features act together.",
        ),
        "learning_rate": Choice(
            "Step size",
            {"0.03": "0.03 (small)", "0.1": "0.1 (usual)", "0.3": "0.3 (large)"},
            default="0.1",
            help="How much each tree may change: smaller steps need more rounds and err less.",
        ),
    },
    reads_missing=True,
    order=100,
)
