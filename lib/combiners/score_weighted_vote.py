"""Vote weighted by score: members count by how far they are above guessing."""

import numpy as np

from lib.catalogue.controls import Choice, Slider
from lib.combiners._entry import Combiner
from lib.combiners.rules.averages import WeightedAverage, shares, weighted_tally
from lib.combiners.rules.choosing import losses
from lib.statistics.metrics import METRICS

# what a perfect model loses, in the sign of `losses`; scores without a known best are left out
PERFECT = {"accuracy": -1, "balanced_accuracy": -1, "log_loss": 0, "brier": 0}


class ScoreWeightedVote(WeightedAverage):
    """w_m proportional to max(0, (s_m - s_0) / (s_best - s_0)) ** power.

    s_m is the out-of-fold score of member m, s_0 the score of giving every row the class shares
    of the training rows, s_best a perfect score. Equal weights when nobody beats s_0.
    P : (n_samples, n_models, n_classes). Kuncheva (2004) on weights by accuracy.
    """

    def __init__(self, metric: str = "accuracy", power: float = 1) -> None:
        self.metric = metric
        self.power = power

    def learn(self, P: np.ndarray, y: np.ndarray, X: object) -> None:
        n_samples, _, n_classes = P.shape
        guess = np.tile(np.bincount(y, minlength=n_classes) / n_samples, (1, n_samples, 1))
        chance = losses(self.metric, y, guess)[0]
        room = chance - PERFECT[self.metric]
        lost = losses(self.metric, y, P.swapaxes(0, 1))
        skill = (chance - lost) / room if room > 0 else np.zeros(P.shape[1])
        self.weights_ = shares(np.maximum(skill, 0) ** self.power)


ENTRY = Combiner(
    title="Vote weighted by score",
    short="Vote by score",
    summary="A soft vote in which each model counts by how far it beats guessing.",
    kind="voting",
    formula=r"p = \sum_m w_m\, p_m, \quad w_m \propto \max\left(0,\ "
    r"\frac{s_m - s_0}{s_{\mathrm{best}} - s_0}\right)^{\gamma}",
    needs="Rows held back from each model, to score it on.",
    build=ScoreWeightedVote,
    explain=weighted_tally,
    controls={
        "metric": Choice(
            "Score",
            {key: METRICS[key].title for key in PERFECT},
            default="accuracy",
            help="Which score on held-back rows sets the weights.",
        ),
        "power": Slider(
            "Sharpness",
            1,
            10,
            1,
            help="How much better models are favoured: 1 by their lead over guessing, more leaves "
            "the weight to the best few.",
        ),
    },
    is_standard=False,
    order=50,
)
