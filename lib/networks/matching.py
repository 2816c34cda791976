"""Hidden units have no order of their own: renumber those of one network to fit another's."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from lib.networks.averaging import average, check_same_shape
from lib.networks.network import Network

Orders = list[np.ndarray]  # for each layer, inputs and outputs included, the new order of units
MAX_PASSES = 50  # a handful is enough in practice; every pass can only improve the fit


def permute(network: Network, orders: Sequence[np.ndarray]) -> Network:
    """Units renumbered: the same function when inputs and outputs stay. orders : one a layer."""
    layers = tuple(
        (W[np.ix_(before, after)], b[after])
        for (W, b), before, after in zip(network.layers, orders, orders[1:], strict=False)
    )
    return Network(layers, network.activation)


def match(reference: Network, network: Network) -> Network:
    """`network`, its hidden units renumbered to lie close to those of `reference`.

    Weight matching (Ainsworth, Hayase and Srinivasa, 2022): find orders of the hidden units that
    maximise sum over l of <W_l, W'_l> + <b_l, b'_l>. One layer at a time is an assignment problem;
    layers take turns until nothing improves. The result depends on where one starts, so one start
    works its way up from the inputs, one down from the outputs (neither is ever renumbered), and
    the better one counts. With one hidden layer the optimum is found, with more a local one.
    """
    check_same_shape([reference, network])
    upwards = range(1, len(network.layers))
    starts = [_start(reference, network, upwards), _start(reference, network, upwards[::-1])]
    found = [permute(network, _descend(reference, network, start)) for start in starts]
    return max(found, key=lambda candidate: _fit(reference, candidate))


def match_all(networks: Sequence[Network]) -> list[Network]:
    """All renumbered to lie close together: each matched to the first, then each in turn to the
    average of the others until nothing changes (Ainsworth et al. 2022, "merge many")."""
    matched = [networks[0], *[match(networks[0], network) for network in networks[1:]]]
    for _ in range(MAX_PASSES if len(networks) > 2 else 0):
        changed = False
        for i in range(1, len(matched)):  # the first stays, so that the numbering is its own
            centre = average([*matched[:i], *matched[i + 1 :]])
            again = match(centre, matched[i])
            if _fit(centre, again) > _fit(centre, matched[i]) + 1e-9:
                matched[i], changed = again, True
        if not changed:
            break
    return matched


def _fit(reference: Network, network: Network) -> float:
    """<theta, theta'>: the larger, the closer; renumbering does not change either length."""
    pairs = zip(reference.layers, network.layers, strict=True)
    return float(sum((W * V).sum() + b @ c for (W, b), (V, c) in pairs))


def _start(reference: Network, network: Network, levels: range) -> Orders:
    """Match hidden layers in this order, each by its links to the layer matched just before."""
    orders = [np.arange(units) for units in network.shape]
    sides = (levels.step > 0, levels.step < 0)
    for level in levels:
        orders[level] = _assign(reference, network, orders, level, sides)
    return orders


def _descend(reference: Network, network: Network, orders: Orders) -> Orders:
    """Rematch layer after layer, each by all its links, until a whole pass changes nothing."""
    best = _fit(reference, permute(network, orders))
    for _ in range(MAX_PASSES):
        for level in range(1, len(network.layers)):
            orders[level] = _assign(reference, network, orders, level, (True, True))
        now = _fit(reference, permute(network, orders))
        if now <= best + 1e-9:
            break
        best = now
    return orders


def _assign(
    reference: Network, network: Network, orders: Orders, level: int, sides: tuple[bool, bool]
) -> np.ndarray:
    """The best order of one hidden layer, the others as they are. sides : look below, above."""
    likeness = np.zeros((network.shape[level],) * 2)
    if sides[0]:
        (W, b), (V, c) = reference.layers[level - 1], network.layers[level - 1]
        likeness += W.T @ V[orders[level - 1]] + np.outer(b, c)
    if sides[1]:
        W, V = reference.layers[level][0], network.layers[level][0]
        likeness += W @ V[:, orders[level + 1]].T
    return np.asarray(linear_sum_assignment(likeness, maximize=True)[1])
