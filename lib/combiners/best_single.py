"""Best single model: the honest baseline that every combination has to beat."""

import numpy as np

from lib.combiners._entry import Combiner
from lib.combiners.rules.base import BaseCombiner
from lib.combiners.rules.choosing import METRIC, best


class BestSingle(BaseCombiner):
    """m* = argmax over m of score(y, P[:, m]) on out-of-fold probabilities; then p = p_m*.

    P : (n_samples, n_models, n_classes). The discrete super learner of van der Laan, Polley and
    Hubbard (2007). Ties as in `best`.
    """

    leaves_out = False  # it has no other model to ask

    def __init__(self, metric: str = "accuracy") -> None:
        self.metric = metric

    def learn(self, P: np.ndarray, y: np.ndarray, X: object) -> None:
        self.best_ = best(self.metric, y, P.swapaxes(0, 1)) if P.shape[1] > 1 else 0

    def combine(self, P: np.ndarray, X: object = None) -> np.ndarray:
        return P[:, self.best_]

    def models_used(self) -> np.ndarray:
        return np.arange(self.n_models_) == self.best_


ENTRY = Combiner(
    title="Best single model",
    short="Best single",
    summary="No combination at all: the base model that did best on held-back rows answers alone.",
    kind="single",
    formula=r"p(c \mid x) = p_{m^*}(c \mid x), \quad m^* = \arg\max_m \mathrm{score}(y, p_m)",
    needs="Rows held back from each model, to choose by. The choice is made again in every fold.",
    build=BestSingle,
    controls={"metric": METRIC},
    order=10,
)
