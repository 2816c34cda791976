"""Model soup: networks that part ways after a shared start, averaged."""

from collections.abc import Sequence
from dataclasses import replace

from sklearn.base import BaseEstimator

from lib.base_models import Member
from lib.catalogue.controls import Choice
from lib.combiners._entry import Combiner
from lib.combiners.merging.networks import HOW_MANY, WIDTH, make_networks, on_one_scale
from lib.combiners.merging.soup import Soup
from lib.datasets import Dataset

GREEDY = "greedy"


def merge(
    dataset: Dataset,
    members: Sequence[Member],
    random_state: int,
    networks: int,
    width: int,
    recipe: str,
) -> BaseEstimator:
    """theta = (1 / |S|) sum over m in S of theta_m, all theta_m trained on from one theta_0.

    One network is trained for a few iterations; branches go on from there, each on a draw of the
    rows of its own, and stay close enough for their average to make sense. recipe : "uniform"
    averages all of them; "greedy" starts with the best and adds those that do not raise the
    log-loss on rows held back for this, a quarter of the training rows. Wortsman et al. (2022).
    Always networks of its own: those of the visitor have no shared start.
    """
    (template,) = make_networks((), random_state, 1, width)
    soup = Soup(template, networks, greedy=recipe == GREEDY, random_state=random_state)
    return on_one_scale(dataset, (), soup)


ENTRY = Combiner(
    title="Model soup",
    short="Model soup",
    summary="Trains one network a little, lets copies of it go on with different rows, and "
    "averages their weights.",
    family="fusion",
    kind="parameters",
    level="parameter",
    formula=r"\theta = \frac{1}{|S|} \sum_{m \in S} \theta_m, \quad \theta_m \text{ trained on "
    r"from } \theta_0",
    needs="One shape and one shared start for all networks.",
    merge=merge,
    controls={
        "networks": replace(HOW_MANY, default=5, help="How many branches are trained and merged."),
        "width": replace(WIDTH, help="How wide each network is: more bends the boundary finer."),
        "recipe": Choice(
            "Recipe",
            {"uniform": "all of them", GREEDY: "only those that help"},
            default="uniform",
            help="Which branches are averaged; to see which help, a quarter of the rows is held "
            "back.",
        ),
    },
    is_standard=False,
    order=320,
)
