"""Naive weight average: networks trained apart, averaged number by number."""

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

TITLE = "Weight average, naive"


class NaiveAverage(AsItIs):
    """theta = (1 / M) sum over m of theta_m, unit by unit as they happen to be numbered.

    P : (n_samples, n_models, n_classes), of the one merged network. theta_m : all weights of
    network m, each trained from a start of its own. Kolen and Pollack (1990) on what the start
    decides; hidden units have no common order, so the average mixes units that do different things.
    """

    def __init__(self, networks: int = 3, width: int = 16) -> None:
        self.networks = networks
        self.width = width


def make(
    dataset: Dataset, members: Sequence[Member], random_state: int, networks: int, width: int
) -> BaseEstimator:
    models = make_networks(members, random_state, networks, width)
    return over_networks(
        dataset, members, lambda: AveragedNetworks(models, matched=False), widths_of(models)
    )


def inputs(members: Sequence[Member], knobs: Mapping[str, Value]) -> tuple[Merged]:
    """The visitor's networks when there are two or more, otherwise networks of its own."""
    return (Merged(TITLE, make, of_kind(NETWORK, members), tuple(knobs.items())),)


ENTRY = Combiner(
    title=TITLE,
    short="Naive average",
    summary="Averages the weights of networks trained apart, as if their hidden units were in one "
    "order; they are not, so this often breaks.",
    family="fusion",
    kind="parameters",
    level="parameter",
    formula=r"\theta = \frac{1}{M} \sum_m \theta_m",
    needs="Networks of one shape that see the same features.",
    build=NaiveAverage,
    controls={"networks": HOW_MANY, "width": WIDTH},
    inputs=inputs,
    is_standard=False,
    learns=False,
    symmetric=False,  # one model answers, whatever stands beside it
    order=300,
)
