"""What a network is here: its weights, and how they turn rows into probabilities."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import expit, softmax

Layer = tuple[np.ndarray, np.ndarray]

ACTIVATIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "identity": lambda z: z,
    "logistic": expit,
    "relu": lambda z: np.maximum(z, 0),
    "tanh": np.tanh,
}


@dataclass(frozen=True, eq=False)
class Network:
    """h_0 = x, h_l = f(h_(l-1) W_l + b_l), and the last layer without f.

    layers : (W_l, b_l) of shapes (units before, units) and (units,). Two classes have one output,
    the log-odds of the second; K > 2 classes have K. No hidden layer: a linear model.
    """

    layers: tuple[Layer, ...]
    activation: str = "relu"

    @property
    def shape(self) -> tuple[int, ...]:
        """Units of every layer, from the inputs to the outputs."""
        return (self.layers[0][0].shape[0], *[len(b) for _, b in self.layers])


def read(model: Any) -> Network:
    """The weights of a fitted MLPClassifier or LogisticRegression, copied."""
    if hasattr(model, "coefs_"):
        layers = zip(model.coefs_, model.intercepts_, strict=True)
        return Network(tuple((W.copy(), b.copy()) for W, b in layers), model.activation)
    return Network(((model.coef_.T.copy(), model.intercept_.copy()),), "identity")


def hidden(network: Network, X: np.ndarray) -> np.ndarray:
    """(n_samples, units) what the last hidden layer says."""
    activate = ACTIVATIONS[network.activation]
    for W, b in network.layers[:-1]:
        X = activate(X @ W + b)
    return X


def logits(network: Network, X: np.ndarray) -> np.ndarray:
    """(n_samples, n_outputs) sums before the last squashing."""
    W, b = network.layers[-1]
    return np.asarray(hidden(network, X) @ W + b)


def probabilities(network: Network, X: np.ndarray) -> np.ndarray:
    """(n_samples, n_classes), what scikit-learn's `predict_proba` gives."""
    return squash(logits(network, X))


def squash(z: np.ndarray) -> np.ndarray:
    """(n_samples, n_outputs) logits as (n_samples, n_classes) probabilities."""
    if z.shape[1] == 1:
        second = expit(z[:, 0])
        return np.column_stack([1 - second, second])
    return np.asarray(softmax(z, axis=1))
