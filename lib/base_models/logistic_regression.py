"""Logistic regression: one straight boundary."""

from sklearn.linear_model import LogisticRegression

from lib.base_models._entry import BaseModel
from lib.catalogue.controls import Choice

FLEXIBILITY = Choice(
    "Flexibility",
    {
        "0.01": "0.01 (very cautious)",
        "0.1": "0.1 (cautious)",
        "1": "1 (usual)",
        "10": "10 (bold)",
        "100": "100 (very bold)",
    },
    default="1",
    help="How far the model may bend to fit the training rows: more follows them closely, noise "
    "included; less keeps the boundary simple.",
)


def make(random_state: int, C: str) -> LogisticRegression:
    return LogisticRegression(C=float(C), max_iter=2000, random_state=random_state)


ENTRY = BaseModel(
    title="Logistic regression",
    short="Logistic",
    summary="Adds up the features, each with a weight of its own, and draws one straight line.",
    make=make,
    controls={"C": FLEXIBILITY},
    needs_scaling=True,
    reads_sparse=True,
    order=10,
)
