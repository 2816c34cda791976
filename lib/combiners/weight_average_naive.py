"""Naive weight average: networks trained apart, averaged number by number."""

from sklearn.base import BaseEstimator

from lib.combiners._entry import Combiner, Members
from lib.combiners.merging.networks import HOW_MANY, NETWORK, WIDTH, average_networks, two_or_more
from lib.datasets import Dataset


def merge(
    dataset: Dataset, members: Members, random_state: int, networks: int, width: int
) -> BaseEstimator:
    """theta = (1 / M) sum over m of theta_m, unit by unit as they happen to be numbered.

    theta_m : all weights of network m, each trained from a start of its own. Kolen and Pollack
    (1990) on what the start decides; hidden units have no common order, so the average mixes units
    that do different things.
    """
    return average_networks(dataset, members, random_state, (networks, width), matched=False)


ENTRY = Combiner(
    title="Weight average, naive",
    short="Naive average",
    summary="Averages the weights of networks trained apart, as if their hidden units were in one "
    "order; they are not, so this often breaks.",
    kind="parameters",
    level="parameter",
    formula=r"\theta = \frac{1}{M} \sum_m \theta_m",
    needs="Networks of one shape that see the same features.",
    merge=merge,
    controls={"networks": HOW_MANY, "width": WIDTH},
    merged=two_or_more(NETWORK),
    is_standard=False,
    order=300,
)
