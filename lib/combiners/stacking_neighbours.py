"""Stacking with nearest neighbours: what was right when the members answered like this?"""

from sklearn.base import ClassifierMixin

from lib.base_models.k_nearest_neighbours import Neighbours
from lib.catalogue.controls import Slider
from lib.combiners._entry import Combiner
from lib.combiners.rules.stacking import PASSTHROUGH, Stacking


class NeighboursStacking(Stacking):
    """p(c | x) = share of class c among the k rows with the most similar answers; see `Stacking`.

    P : (n_samples, n_models, n_classes). Akin to behaviour knowledge space (Huang and Suen 1995)
    with probabilities in place of labels.
    """

    scales = True

    def __init__(
        self, n_neighbors: int = 25, passthrough: bool = False, random_state: int = 0
    ) -> None:
        super().__init__(passthrough, random_state)
        self.n_neighbors = n_neighbors

    def make_learner(self) -> ClassifierMixin:
        return Neighbours(self.n_neighbors)


ENTRY = Combiner(
    title="Stacking, neighbours",
    short="Stack neighbours",
    summary="Looks up rows about which the models said much the same, and what was right there.",
    kind="stacking",
    formula=r"p(c \mid x) = \frac{1}{k} \sum_{i \in N_k(x)} [\, y_i = c \,], \quad "
    r"N_k\ \text{nearest in}\ (p_1, \dots, p_M)",
    needs="Rows held back from each model, well more than the neighbours asked. "
    "What does not arrive is filled in.",
    build=NeighboursStacking,
    controls={
        "n_neighbors": Slider(
            "Neighbours",
            1,
            100,
            25,
            help="How many similar rows are asked: few follow chance, many smooth it out.",
        ),
        "passthrough": PASSTHROUGH,
    },
    is_standard=False,
    order=110,
)
