"""Matched weight average: hidden units renumbered to correspond, then averaged."""

from sklearn.base import BaseEstimator

from lib.combiners._entry import Combiner, Members
from lib.combiners.merging.networks import HOW_MANY, NETWORK, WIDTH, average_networks, two_or_more
from lib.datasets import Dataset


def merge(
    dataset: Dataset, members: Members, random_state: int, networks: int, width: int
) -> BaseEstimator:
    """theta = (1 / M) sum over m of pi_m(theta_m), pi_m a renumbering of the hidden units.

    theta_m : all weights of network m, each trained from a start of its own. Renumbering changes
    nothing in what a network says; pi_m brings its weights close to those of the others. Weight
    matching: Ainsworth, Hayase and Srinivasa (2022), one assignment problem a layer until nothing
    improves.
    """
    return average_networks(dataset, members, random_state, (networks, width), matched=True)


ENTRY = Combiner(
    title="Weight average, matched",
    short="Matched average",
    summary="Renumbers the hidden units of each network so that they correspond, then averages the "
    "weights into one network.",
    kind="parameters",
    level="parameter",
    formula=r"\theta = \frac{1}{M} \sum_m \pi_m(\theta_m)",
    needs="Networks of one shape that see the same features.",
    merge=merge,
    controls={"networks": HOW_MANY, "width": WIDTH},
    merged=two_or_more(NETWORK),
    is_standard=False,
    order=310,
)
