"""Greedy ensemble selection: add, again and again, the member that helps the average most."""

import numpy as np

from lib.catalogue.controls import Choice, Slider
from lib.combiners._entry import Combiner
from lib.combiners.rules.averages import WeightedAverage, weighted_tally
from lib.combiners.rules.choosing import METRIC, best


class GreedySelection(WeightedAverage):
    """Start empty; `rounds` times add, with replacement, the m that gives the best bag average.

    The best bag on the way is kept; w_m is how often m lies in it, divided by its size. Caruana,
    Niculescu-Mizil, Crew and Ksikes (2004). Ties go to members already in the bag, so that no
    further model must run, then to the lower log-loss; equal bags to the smaller.
    P : (n_samples, n_models, n_classes).
    """

    def __init__(self, metric: str = "log_loss", rounds: int = 20) -> None:
        self.metric = metric
        self.rounds = rounds

    def learn(self, P: np.ndarray, y: np.ndarray, X: object) -> None:
        members = np.ascontiguousarray(P.swapaxes(0, 1))
        total = np.zeros(members.shape[1:])
        chosen: list[int] = []
        averages = []
        for size in range(1, self.rounds + 1):
            bags = (total + members) / size
            used = np.isin(np.arange(len(members)), chosen)
            chosen.append(best(self.metric, y, bags, preferred=used))
            total += members[chosen[-1]]
            averages.append(bags[chosen[-1]])
        size = 1 + best(self.metric, y, np.stack(averages))
        self.chosen_ = np.array(chosen[:size])
        self.weights_ = np.bincount(self.chosen_, minlength=len(members)) / size


ENTRY = Combiner(
    title="Greedy selection",
    short="Greedy",
    summary="Builds a team one model at a time, always adding the one that helps most.",
    kind="selection",
    formula=r"B_{t+1} = B_t \cup \{ \arg\max_m \mathrm{score}(y, \bar p_{B_t \cup \{m\}}) \}, "
    r"\quad p = \bar p_{B_{t^*}}",
    needs="Rows held back from each model, and enough of them: it may select by luck.",
    build=GreedySelection,
    explain=weighted_tally,
    controls={
        "metric": Choice(METRIC.label, METRIC.options, default="log_loss", help=METRIC.help),
        "rounds": Slider(
            "Rounds",
            1,
            100,
            20,
            help="How many times a model is added; the same one may be added again.",
        ),
    },
    order=70,
)
