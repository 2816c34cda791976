"""Joined networks: all hidden units in one network, and on request as few as one had."""

from collections.abc import Mapping, Sequence

from sklearn.base import BaseEstimator

from lib.base_models import Member
from lib.catalogue.controls import Choice, Value
from lib.combiners._entry import Combiner
from lib.combiners._merged import AsItIs, Merged
from lib.combiners._networks import (
    HOW_MANY,
    NETWORK,
    WIDTH,
    JoinedNetworks,
    make_networks,
    of_kind,
    over_networks,
)
from lib.datasets import Dataset

TITLE = "Joined networks"
JOINED, PRUNED = "joined", "pruned"


class Joined(AsItIs):
    """z(x) = (1 / M) sum over m of z_m(x): hidden layers side by side, output weights over M.

    P : (n_samples, n_models, n_classes), of the one merged network. z : the logits. The same as
    running every network and averaging their logits, in one wider network. size : "pruned" keeps
    only as many hidden units as the first network has, those with the largest weights, and trains
    them on: neuron transplantation, Öz et al. (2024).
    """

    def __init__(self, networks: int = 3, width: int = 16, size: str = JOINED) -> None:
        self.networks = networks
        self.width = width
        self.size = size


def make(
    dataset: Dataset,
    members: Sequence[Member],
    random_state: int,
    networks: int,
    width: int,
    size: str,
) -> BaseEstimator:
    models = make_networks(members, random_state, networks, width)
    return over_networks(dataset, members, lambda: JoinedNetworks(models, size == PRUNED))


def inputs(members: Sequence[Member], knobs: Mapping[str, Value]) -> tuple[Merged]:
    """The visitor's networks when there are two or more, otherwise networks of its own."""
    return (Merged(TITLE, make, of_kind(NETWORK, members), tuple(knobs.items())),)


ENTRY = Combiner(
    title=TITLE,
    short="Joined networks",
    summary="Puts the hidden units of several networks side by side in one, which says exactly "
    "what their averaged logits say.",
    family="fusion",
    kind="structure",
    level="structure",
    formula=r"z(x) = \frac{1}{M} \sum_m z_m(x)",
    needs="Networks with as many layers that see the same features; widths may differ.",
    build=Joined,
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
    inputs=inputs,
    is_standard=False,
    learns=False,
    symmetric=False,  # one model answers, whatever stands beside it
    operator="+",
    order=330,
)
