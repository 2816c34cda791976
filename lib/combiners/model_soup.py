"""Model soup: networks that part ways after a shared start, averaged."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sklearn.base import BaseEstimator

from lib.base_models import Member
from lib.catalogue.controls import Choice, Value
from lib.combiners._entry import Combiner
from lib.combiners._merged import AsItIs, Merged
from lib.combiners._networks import HOW_MANY, WIDTH, make_networks, on_one_scale
from lib.combiners._soup import Soup
from lib.datasets import Dataset

TITLE = "Model soup"
GREEDY = "greedy"


class ModelSoup(AsItIs):
    """theta = (1 / |S|) sum over m in S of theta_m, all theta_m trained on from one theta_0.

    P : (n_samples, n_models, n_classes), of the one merged network. One network is trained for a
    few iterations; branches go on from there, each on a draw of the rows of its own, and stay close
    enough for their average to make sense. recipe : "uniform" averages all of them; "greedy" starts
    with the best and adds those that do not raise the log-loss on rows held back for this, a
    quarter of the training rows. Wortsman et al. (2022).
    """

    def __init__(self, networks: int = 5, width: int = 16, recipe: str = "uniform") -> None:
        self.networks = networks
        self.width = width
        self.recipe = recipe


def make(
    dataset: Dataset,
    members: Sequence[Member],
    random_state: int,
    networks: int,
    width: int,
    recipe: str,
) -> BaseEstimator:
    (template,) = make_networks((), random_state, 1, width)
    greedy = recipe == GREEDY
    soup = Soup(template, networks, greedy=greedy, random_state=random_state)
    return on_one_scale(dataset, (), soup)


def inputs(members: Sequence[Member], knobs: Mapping[str, Value]) -> tuple[Merged]:
    """Always networks of its own: those of the visitor have no shared start."""
    return (Merged(TITLE, make, (), tuple(knobs.items())),)


ENTRY = Combiner(
    title=TITLE,
    short="Model soup",
    summary="Trains one network a little, lets copies of it go on with different rows, and "
    "averages their weights.",
    family="fusion",
    kind="parameters",
    level="parameter",
    formula=r"\theta = \frac{1}{|S|} \sum_{m \in S} \theta_m, \quad \theta_m \text{ trained on "
    r"from } \theta_0",
    needs="One shape and one shared start for all networks.",
    build=ModelSoup,
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
    inputs=inputs,
    is_standard=False,
    learns=False,
    symmetric=False,  # one model answers, whatever stands beside it
    order=320,
)
