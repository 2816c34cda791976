"""Networks side by side as one wider network, and its weakest units taken out again."""

from collections.abc import Sequence

import numpy as np
from scipy.linalg import block_diag

from lib.networks.network import Network


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
