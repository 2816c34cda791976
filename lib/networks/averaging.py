"""Averages of weights: of all alike, along a line, or of those that help (soups)."""

from collections.abc import Callable, Sequence

import numpy as np

from lib.networks.network import Network


def average(networks: Sequence[Network], shares: Sequence[float] | None = None) -> Network:
    """sum over m of w_m theta_m, unit by unit. shares : w_m with sum 1; None for equal ones.

    For linear models this is the average of the logits, exactly; with hidden layers it is
    something else. Computed from the first network on, so equal networks give it back exactly.
    Raises ValueError when the shapes differ.
    """
    check_same_shape(networks)
    first, n = networks[0], len(networks)
    weights = np.full(n, 1 / n) if shares is None else np.asarray(shares, dtype=float)
    layers = []
    for level, (W, b) in enumerate(first.layers):
        others = [network.layers[level] for network in networks]
        W_step = sum(w * (other[0] - W) for w, other in zip(weights, others, strict=True))
        b_step = sum(w * (other[1] - b) for w, other in zip(weights, others, strict=True))
        layers.append((W + W_step, b + b_step))
    return Network(tuple(layers), first.activation)


def mix(a: Network, b: Network, t: float) -> Network:
    """(1 - t) A + t B: a point on the straight line between two networks."""
    return average([a, b], [1 - t, t])


def greedy_soup(
    networks: Sequence[Network], score: Callable[[Network], float]
) -> tuple[Network, tuple[int, ...]]:
    """Average of those networks, best first, that do not lower the score of the average.

    Wortsman et al. (2022), recipe 1. score : higher is better, on rows that no network was
    trained on. Returns the average and the positions of the networks in it.
    """
    alone = [score(network) for network in networks]
    first, *rest = sorted(range(len(networks)), key=lambda i: -alone[i])
    kept, best = [first], alone[first]
    for i in rest:
        tried = score(average([networks[k] for k in [*kept, i]]))
        if tried >= best:
            kept, best = [*kept, i], tried
    return average([networks[k] for k in kept]), tuple(kept)


def check_same_shape(networks: Sequence[Network]) -> None:
    """Weights can only be averaged when each has a counterpart in every network."""
    kinds = {network.activation for network in networks}
    if len(kinds) > 1:
        raise ValueError(f"networks with different activations ({', '.join(sorted(kinds))})")
    shapes = list(dict.fromkeys(network.shape for network in networks))
    if len(shapes) > 1:
        listed = " and ".join(shape_in_words(shape) for shape in shapes)
        raise ValueError(f"the networks have different shapes ({listed} units)")


def shape_in_words(shape: Sequence[int]) -> str:
    """(2, 16, 3) as "2-16-3"."""
    return "-".join(str(units) for units in shape)
