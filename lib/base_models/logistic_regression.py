"""Logistic regression: one straight boundary."""

from sklearn.linear_model import LogisticRegression

from lib.base_models._entry import BaseModel
from lib.base_models._shared import FLEXIBILITY


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
