"""k-nearest neighbours: ask the training rows most like this one; of very many, a sample."""

from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.neighbors import KNeighborsClassifier
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

from lib.base_models._entry import BaseModel
from lib.catalogue.controls import Choice, Slider

MOST_ROWS = 10_000  # looked through for every answer; of more rows a sample does


class Neighbours(ClassifierMixin, BaseEstimator):
    """scikit-learn's k-nearest neighbours, where `n_neighbors` means "at most so many".

    Of more than `MOST_ROWS` rows it remembers so many, every class with its share: to look through
    all of them would take time that grows with the square of the rows. random_state : of the
    sample; nothing else is drawn.
    """

    def __init__(
        self, n_neighbors: int = 5, weights: str = "uniform", random_state: int = 0
    ) -> None:
        self.n_neighbors = n_neighbors
        self.weights = weights
        self.random_state = random_state

    def fit(self, X: Any, y: np.ndarray) -> Self:
        X, y = validate_data(self, X, y)
        check_classification_targets(y)
        if X.shape[0] > MOST_ROWS:
            rows = sample(y, MOST_ROWS, self.random_state)
            X, y = X[rows], y[rows]
        n_neighbors = min(self.n_neighbors, X.shape[0])
        self.model_ = KNeighborsClassifier(n_neighbors, weights=self.weights).fit(X, y)
        self.classes_ = self.model_.classes_
        return self

    def predict_proba(self, X: Any) -> np.ndarray:
        check_is_fitted(self)
        return self.model_.predict_proba(validate_data(self, X, reset=False))

    def predict(self, X: Any) -> np.ndarray:
        check_is_fitted(self)
        return self.model_.predict(validate_data(self, X, reset=False))


def sample(y: np.ndarray, n: int, random_state: int) -> np.ndarray:
    """(n,) positions of some rows in their order, fewer than there are: of every class its share,
    rounded so that none is missing."""
    codes = np.unique(y, return_inverse=True)[1]
    counts = np.bincount(codes)
    wanted = n * counts / counts.sum()
    given = np.maximum(np.floor(wanted).astype(int), 1)
    while given.sum() != n:  # the largest remainders first; what is too many, from the largest
        step = 1 if given.sum() < n else -1
        given[np.argmax(wanted - given if step > 0 else given - (given < 2) * n)] += step
    rng = np.random.default_rng(random_state)
    drawn = [rng.permutation(np.flatnonzero(codes == c))[:k] for c, k in enumerate(given)]
    return np.sort(np.concatenate(drawn))


def make(random_state: int, n_neighbors: int, weights: str) -> Neighbours:
    """The seed chooses the sample, where there are more rows than are remembered."""
    return Neighbours(n_neighbors=n_neighbors, weights=weights, random_state=random_state)


ENTRY = BaseModel(
    title="k-nearest neighbours",
    short="Neighbours",
    summary=f"Looks up the most similar rows it has seen and lets them vote. Of more than "
    f"{MOST_ROWS:,} rows it remembers a sample of {MOST_ROWS:,}, every class with its share.",
    make=make,
    controls={
        "n_neighbors": Slider(
            "Neighbours",
            1,
            50,
            5,
            help="How many similar rows vote: few give a ragged boundary, many a smooth one.",
        ),
        "weights": Choice(
            "Weights",
            {"uniform": "all the same", "distance": "nearer counts more"},
            default="uniform",
            help="Whether a nearer neighbour has a stronger vote.",
        ),
    },
    needs_scaling=True,
    order=40,
)
