"""Stacking with gradient boosting: trees over the members' answers."""

from sklearn.ensemble import HistGradientBoostingClassifier

from lib.catalogue.controls import Slider
from lib.combiners._entry import Combiner
from lib.combiners.rules.stacking import PASSTHROUGH, Stacking


class BoostingStacking(Stacking):
    """p(c | x) = softmax_c(sum over t of tree_tc(p_1(. | x) ... p_M(. | x))); see `Stacking`.

    P : (n_samples, n_models, n_classes). Friedman (2001) for the second model.
    """

    def __init__(
        self, max_iter: int = 30, passthrough: bool = False, random_state: int = 0
    ) -> None:
        super().__init__(passthrough, random_state)
        self.max_iter = max_iter

    def make_learner(self) -> HistGradientBoostingClassifier:
        return HistGradientBoostingClassifier(
            max_iter=self.max_iter,
            max_depth=2,  # deeper trees learn the few held-back rows by heart
            min_samples_leaf=10,
            early_stopping=False,
            random_state=self.random_state,
        )


ENTRY = Combiner(
    title="Stacking, boosting",
    short="Stack boosting",
    summary="Small trees learn when to believe which model, depending on what the others say.",
    kind="stacking",
    formula=r"p(c \mid x) = \mathrm{softmax}_c\left(\sum_t h_{tc}(p_1(\cdot \mid x), \dots, "
    r"p_M(\cdot \mid x))\right)",
    needs="Rows held back from each model, many of them: it can learn by heart. "
    "What does not arrive is filled in.",
    build=BoostingStacking,
    controls={
        "max_iter": Slider(
            "Rounds",
            10,
            100,
            30,
            step=10,
            help="How many small trees are added: more follows the held-back rows more closely.",
        ),
        "passthrough": PASSTHROUGH,
    },
    symmetric=False,  # of two equally good splits the first is taken
    is_standard=False,
    order=100,
)
