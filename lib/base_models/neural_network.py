"""A small neural network: one hidden layer."""

import warnings
from typing import Any, Self

from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from lib.base_models._entry import BaseModel
from lib.catalogue.controls import Choice, Slider


class SmallNetwork(MLPClassifier):
    """A multi-layer perceptron that is meant to stop early, and so does not warn that it did."""

    def fit(self, X: Any, y: Any) -> Self:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            return super().fit(X, y)


def make(random_state: int, hidden_layer_sizes: int, alpha: str) -> SmallNetwork:
    return SmallNetwork(
        hidden_layer_sizes=(hidden_layer_sizes,),
        alpha=float(alpha),
        solver="lbfgs",  # on a few hundred rows faster and steadier than stochastic steps
        max_iter=200,
        random_state=random_state,
    )


ENTRY = BaseModel(
    title="Neural network",
    short="Neural net",
    summary="Bends several straight lines into one boundary, learning all of them at once.",
    make=make,
    controls={
        "hidden_layer_sizes": Slider(
            "Hidden units",
            2,
            64,
            16,
            help="How many bends the boundary may have: more can draw finer shapes.",
        ),
        "alpha": Choice(
            "Restraint",
            {"0.0001": "0.0001 (hardly any)", "0.01": "0.01", "1": "1 (usual)", "10": "10 (much)"},
            default="1",
            help="How strongly large weights are held back: more keeps the boundary calm.",
        ),
    },
    needs_scaling=True,
    order=70,
)
