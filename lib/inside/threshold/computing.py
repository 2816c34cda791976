"""One method at every threshold: its answers, what they score, and what its picture becomes."""

from dataclasses import dataclass

import numpy as np

from lib.engine.boundary import decode_two, encode
from lib.engine.results import Results, fold_scores
from lib.statistics.metrics import METRICS, costs_of_each
from lib.statistics.threshold import Outcome, answers_at, outcome_of, reweighed

THRESHOLDS = np.arange(1, 100) / 100
HALF = 49  # position of the usual one
CLEARLY = 1.2  # times as many rows
SCORES = ("accuracy", "balanced_accuracy", "macro_f1")  # of answers; the others judge P itself


@dataclass(frozen=True, eq=False)
class Moved:
    """A method of two classes at each of `THRESHOLDS`, on the rows held back in the first pass.

    wanted : position of the class looked for, of `class_names`. answers : (n_thresholds,
    n_samples). scores : one of `SCORES`, or the one that weighs mistakes -> (n_thresholds,) means
    over the folds. counts : its probabilities are shares of votes.
    """

    title: str
    counts: bool
    class_names: tuple[str, str]
    wanted: int
    answers: np.ndarray
    outcomes: tuple[Outcome, ...]
    scores: dict[str, np.ndarray]

    @property
    def missed(self) -> np.ndarray:
        """(n_thresholds,) share of the class looked for."""
        return np.array([each.missed / max(1, each.missed + each.found) for each in self.outcomes])

    @property
    def false_alarms(self) -> np.ndarray:
        """(n_thresholds,) share of the other class."""
        pairs = [(each.false_alarms, each.passed) for each in self.outcomes]
        return np.array([alarms / max(1, alarms + passed) for alarms, passed in pairs])

    def best(self, metric: str) -> int:
        """Position of the best threshold by this score, of level ones the nearest to a half."""
        scores = self.scores[metric]
        level = np.flatnonzero(scores >= np.nanmax(scores) - 1e-12)
        return int(level[np.abs(level - HALF).argmin()])


def looked_for(y: np.ndarray) -> int:
    """Position of the class that is clearly rarer, which most often is the one looked for; of two
    that are about as frequent, the second, as in most tables of yes and no."""
    no, yes = np.bincount(y, minlength=2)
    return int(yes <= CLEARLY * no)


def usual(metric: str, wanted: int) -> int:
    """Position of the threshold from which on answers cost least: a half, where no mistake costs
    more than another; c / (c + d) where missing the class looked for costs d, the other c (Elkan
    2001)."""
    costs = costs_of_each(METRICS[metric].costs, 2)
    return int(np.abs(THRESHOLDS - costs[1 - wanted] / costs.sum()).argmin())


def move(results: Results, key: str, wanted: int) -> Moved:
    """The method of that key. Its scores are those of the first pass."""
    first, y, method = results.repeats[0], results.y, results.method(key)
    P = first.P[results.positions[key]]
    answers = np.stack([answers_at(P, threshold, wanted) for threshold in THRESHOLDS])
    names = (results.decides, *SCORES) if METRICS[results.decides].costs else SCORES
    scores = fold_scores(y, np.eye(2)[answers], first.folds, names)
    no, yes = results.class_names
    return Moved(
        method.title,
        method.counts,
        (no, yes),
        wanted,
        answers,
        tuple(outcome_of(y, each, wanted) for each in answers),
        {name: each.mean(axis=1) for name, each in scores.items()},
    )


def recodes(wanted: int, drawn_at: float = 0.5) -> np.ndarray:
    """(n_thresholds, 256) what each code of a picture becomes at each threshold, so that the border
    lies there: see `lib.engine.boundary.encode`. drawn_at : the threshold of the picture."""
    every = decode_two(np.arange(256))
    odds = THRESHOLDS / (1 - THRESHOLDS) * (1 - drawn_at) / drawn_at  # against that picture's
    return np.stack([encode(reweighed(every, each, wanted)) for each in odds / (1 + odds)])
