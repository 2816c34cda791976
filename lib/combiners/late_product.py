"""Late fusion by the product: treat the views as independent witnesses."""

import numpy as np
from scipy.special import softmax

from lib.catalogue.controls import Toggle
from lib.combiners._entry import Combiner
from lib.combiners.rules.averages import Tally, joined, tally
from lib.combiners.rules.base import BaseCombiner
from lib.words import three_digits

SMALLEST = np.finfo(float).tiny  # the logarithm of zero must stay a number: about -708


class LateProduct(BaseCombiner):
    """p(c | x) proportional to pi_c^(1 - M) prod over m of p_m(c | x_m), pi_c the class shares.

    Without `prior`, all classes count as equally frequent. P : (n_samples, n_models, n_classes).
    The product rule of Kittler et al. (1998), exact when views are independent given the class.
    Added up as logarithms, so that many small factors do not vanish.
    """

    learns = False

    def __init__(self, prior: bool = True) -> None:
        self.prior = prior

    def learn(self, P: np.ndarray, y: np.ndarray, X: object) -> None:
        # half a row for a class never seen: a share of zero would divide by zero
        self.shares_ = np.maximum(np.bincount(y, minlength=P.shape[2]), 0.5) / len(y)

    def combine(self, P: np.ndarray, X: object = None) -> np.ndarray:
        support = np.log(np.maximum(P, SMALLEST)).sum(axis=1)
        if self.prior:
            support -= (P.shape[1] - 1) * np.log(self.shares_)
        return softmax(support, axis=1)


SUM = "Multiply the probabilities; one firm no is a veto."
DIVIDED = (
    "Multiply the probabilities; one firm no is a veto. Every model already counts how frequent "
    "the class is, so that is divided out again for all models but one."
)
ALL_VETOED = (
    "Multiply the probabilities. Here every class meets a firm no, a probability of 0, so every "
    "product is 0; the class with the fewest of them wins."
)


def explain(rule: LateProduct, P: np.ndarray) -> Tally:
    divided, others = rule.prior and len(P) > 1, len(P) - 1
    support = P.prod(axis=0) / (rule.shares_**others if divided else 1)
    if not support.any():
        return Tally(None, rule.predict_proba(P[None])[0], (), False, ALL_VETOED)
    products = [joined(" × ", column) for column in P.T]
    if divided:
        over = [f" / {three_digits(share)}^{others}" for share in rule.shares_]
        products = [product + by for product, by in zip(products, over, strict=True)]
    return tally(products, support, DIVIDED if divided else SUM)


ENTRY = Combiner(
    title="Late fusion, product",
    short="Late product",
    summary="Multiplies what the models say, as if each were an independent witness; one firm no "
    "is a veto.",
    kind="late",
    formula=r"p(c \mid x) \propto \pi_c^{\,1-M} \prod_m p_m(c \mid x_m)",
    needs="Well calibrated probabilities, and views that err independently.",
    build=LateProduct,
    explain=explain,
    controls={
        "prior": Toggle(
            "Count prior once",
            default=True,
            help="Every model knows how frequent the classes are; take care that this counts once, "
            "not once a model.",
        )
    },
    is_standard=False,
    order=220,
)
