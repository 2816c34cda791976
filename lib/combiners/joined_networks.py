"""Joined networks: all hidden units in one network, and on request as few as one had."""

from sklearn.base import BaseEstimator

from lib.catalogue.controls import Choice
from lib.combiners._entry import Combiner, Members
from lib.combiners.merging.networks import (
    HOW_MANY,
    NETWORK,
    WIDTH,
    JoinedNetworks,
    make_networks,
    over_networks,
    two_or_more,
)
from lib.datasets import Dataset

JOINED, PRUNED = "joined", "pruned"


def merge(
    dataset: Dataset,
    members: Members,
    random_state: int,
    networks: int,
    width: int,
    size: str,
) -> BaseEstimator:
    """z(x) = (1 / M) sum over m of z_m(x): hidden layers side by side, output weights over M.

    z : the logits. The same as running every network and averaging their logits, in one wider
    network. size : "pruned" keeps only as many hidden units as the first network has, those with
    the largest weights, and trains them on: neuron transplantation, Öz et al. (2024).
    """
    models = make_networks(members, random_state, networks, width)
    return over_networks(dataset, members, JoinedNetworks(models, size == PRUNED))


ENTRY = Combiner(
    title="Joined networks",
    short="Joined networks",
    summary="Puts the hidden units of several networks side by side in one, which says exactly "
    "what their averaged logits say.",
    kind="structure",
    level="structure",
    formula=r"z(x) = \frac{1}{M} \sum_m z_m(x)",
    needs="Networks with as many layers that see the same features; widths may differ.",
    merge=merge,
    controls={
        "networks": HOW_MANY,
        "width": WIDTH,
        "size": Choice(
            "Size",
            {JOINED: "of all networks together", PRUNED: "of one, trained on"},
            default=JOINED,
            help="Keep all units, or only the strongest, as many as one network has, and train "
            "those on.",
        ),
    },
    merged=two_or_more(NETWORK),
    is_standard=False,
    order=330,
)
