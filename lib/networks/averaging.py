"""Several networks made one: their weights averaged, or their units side by side."""

from collections.abc import Callable, Sequence

import numpy as np
from scipy.linalg import block_diag

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


def join(networks: Sequence[Network]) -> Network:
    """One network whose logits are the average of theirs, exactly; hidden layers may differ in
    width. Hidden layers stand side by side without links between them, output weights are divided
    by the number of networks. The first step of neuron
    transplantation (Öz et al. 2024).
    """
    depths = {len(network.layers) for network in networks}
    kinds = {(network.shape[0], network.shape[-1], network.activation) for network in networks}
    if len(depths) > 1 or len(kinds) > 1:
        raise ValueError("only networks of one depth, with the same inputs and outputs, join")
    if depths == {1}:
        W, b = (np.mean([n.layers[0][part] for n in networks], axis=0) for part in (0, 1))
        return Network(((W, b),), networks[0].activation)
    *inner, last = zip(*[network.layers for network in networks], strict=True)
    layers = [(np.hstack([W for W, _ in inner[0]]), np.concatenate([b for _, b in inner[0]]))]
    layers += [
        (block_diag(*[W for W, _ in level]), np.concatenate([b for _, b in level]))
        for level in inner[1:]
    ]
    n = len(networks)
    layers.append((np.vstack([W for W, _ in last]) / n, np.mean([b for _, b in last], axis=0)))
    return Network(tuple(layers), networks[0].activation)


def prune(network: Network, widths: Sequence[int]) -> Network:
    """Keep in each hidden layer the units with the largest |weights in| x |weights out|.

    The product stays the same when a unit is scaled up and its consequences down, which changes
    nothing in what a ReLU network says. Units keep their order. widths : one a hidden layer.
    """
    layers = list(network.layers)
    for level, width in enumerate(widths):
        (W, b), (V, c) = layers[level], layers[level + 1]
        into = np.sqrt((W**2).sum(axis=0) + b**2)
        strength = into * np.sqrt((V**2).sum(axis=1))
        kept = np.sort(np.argsort(-strength, kind="stable")[:width])
        layers[level], layers[level + 1] = (W[:, kept], b[kept]), (V[kept], c)
    return Network(tuple(layers), network.activation)
