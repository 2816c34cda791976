"""Matched weight average: hidden units renumbered to correspond, then averaged."""

from collections.abc import Mapping, Sequence

from sklearn.base import BaseEstimator

from lib.base_models import Member
from lib.catalogue.controls import Value
from lib.combiners._entry import Combiner
from lib.combiners._merged import AsItIs, Merged
from lib.combiners._networks import (
    HOW_MANY,
    NETWORK,
    WIDTH,
    AveragedNetworks,
    make_networks,
    of_kind,
    over_networks,
    widths_of,
)
from lib.datasets import Dataset

TITLE = "Weight average, matched"


class MatchedAverage(AsItIs):
    """theta = (1 / M) sum over m of pi_m(theta_m), pi_m a renumbering of the hidden units.

    P : (n_samples, n_models, n_classes), of the one merged network. theta_m : all weights of
    network m, each trained from a start of its own. Renumbering changes nothing in what a network
    says; pi_m brings its weights close to those of the others. Weight matching: Ainsworth, Hayase
    and Srinivasa (2022), one assignment problem a layer until nothing improves.
    """

    def __init__(self, networks: int = 3, width: int = 16) -> None:
        self.networks = networks
        self.width = width


def make(
    dataset: Dataset, members: Sequence[Member], random_state: int, networks: int, width: int
) -> BaseEstimator:
    models = make_networks(members, random_state, networks, width)
    return over_networks(dataset, members, lambda: AveragedNetworks(models), widths_of(models))


def inputs(members: Sequence[Member], knobs: Mapping[str, Value]) -> tuple[Merged]:
    """The visitor's networks when there are two or more, otherwise networks of its own."""
    return (Merged(TITLE, make, of_kind(NETWORK, members), tuple(knobs.items())),)


ENTRY = Combiner(
    title=TITLE,
    short="Matched average",
    summary="Renumbers the hidden units of each network so that they correspond, then averages the "
    "weights into one network.",
    family="fusion",
    kind="parameters",
    level="parameter",
    formula=r"\theta = \frac{1}{M} \sum_m \pi_m(\theta_m)",
    needs="Networks of one shape that see the same features.",
    build=MatchedAverage,
    controls={"networks": HOW_MANY, "width": WIDTH},
    inputs=inputs,
    is_standard=False,
    learns=False,
    symmetric=False,  # one model answers, whatever stands beside it
    order=310,
)
