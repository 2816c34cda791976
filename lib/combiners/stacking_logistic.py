"""Stacking with logistic regression: a second model that weighs the members' answers."""

from sklearn.linear_model import LogisticRegression

from lib.base_models.logistic_regression import FLEXIBILITY
from lib.combiners._entry import Combiner
from lib.combiners.rules.stacking import PASSTHROUGH, Stacking


class LogisticStacking(Stacking):
    """p(c | x) = softmax_c(a_c + sum over m, k of b_cmk p_m(k | x)); see `Stacking`.

    P : (n_samples, n_models, n_classes). Ting and Witten (1999). What scikit-learn's
    StackingClassifier does by default.
    """

    scales = True

    def __init__(
        self, C: float | str = 1.0, passthrough: bool = False, random_state: int = 0
    ) -> None:
        super().__init__(passthrough, random_state)
        self.C = C

    def make_learner(self) -> LogisticRegression:
        return LogisticRegression(C=float(self.C), max_iter=2000, random_state=self.random_state)


ENTRY = Combiner(
    title="Stacking, logistic",
    short="Stack logistic",
    summary="A logistic regression learns which model to believe, and about which class.",
    kind="stacking",
    formula=r"p(c \mid x) = \mathrm{softmax}_c\left(a_c + \textstyle\sum_{m,k} "
    r"b_{cmk}\, p_m(k \mid x)\right)",
    needs="Rows held back from each model, some hundreds; it can weigh a model below zero. "
    "What does not arrive is filled in.",
    build=LogisticStacking,
    controls={"C": FLEXIBILITY, "passthrough": PASSTHROUGH},
    order=80,
)
