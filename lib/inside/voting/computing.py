"""How a rule counts one row, and what it counts."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import singledispatch

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from lib import combiners
from lib.combiners import BaseCombiner
from lib.combiners._averages import WeightedAverage, shares
from lib.combiners.borda import Borda
from lib.combiners.late_max import LateMax
from lib.combiners.late_median import LateMedian
from lib.combiners.late_min import LateMin
from lib.combiners.late_product import LateProduct
from lib.combiners.majority_vote import MajorityVote
from lib.combiners.soft_vote import SoftVote
from lib.inside.row_fold import Answered, keys_of
from lib.inside.written import three_digits as number


@dataclass(frozen=True, eq=False)
class Tally:
    """How one rule counted one row.

    weights : (n_models,) what each model counts for, summing to one; None when the rule does not
    weigh. support : (n_classes,) what is compared, before it is made to sum to one.
    equations : for each class how its support came about, without the name of the class.
    is_shared : the support is still to be divided by its sum. how : the rule in one sentence.
    """

    weights: np.ndarray | None
    support: np.ndarray
    equations: tuple[str, ...]
    is_shared: bool
    how: str

    @property
    def proba(self) -> np.ndarray:
        """(n_classes,) the support as probabilities."""
        return shares(self.support) if self.is_shared else self.support


def rules() -> tuple[str, ...]:
    """Keys of the rules to choose from: all voting, and what else is a sum that can be written."""
    return keys_of(
        lambda entry: (
            entry.kind == "voting" or (entry.kind in ("late", "selection") and _is_written(entry))
        )
    )


def _is_written(entry: combiners.Combiner) -> bool:
    return count.dispatch(type(entry.build())) is not count.dispatch(object)


@singledispatch
def count(rule: BaseCombiner, P: np.ndarray) -> Tally:
    """How a fitted rule counts one row.

    P : (n_models, n_classes), what the models say. A rule that has no sum of its own to show gives
    no equations.
    """
    support = rule.predict_proba(P[None])[0]
    return Tally(None, support, (), False, "This rule is more than a sum; its formula is below.")


@count.register
def _(rule: SoftVote, P: np.ndarray) -> Tally:
    n_models = len(P)
    equations = tuple(
        f"({_joined(' + ', column)}) / {n_models} = {number(column.mean())}" for column in P.T
    )
    how = "Add up the probabilities the models give a class, and divide by how many models vote."
    return Tally(np.full(n_models, 1 / n_models), P.mean(axis=0), equations, False, how)


@count.register
def _(rule: WeightedAverage, P: np.ndarray) -> Tally:
    weights = rule.weights_
    support = weights @ P
    equations = tuple(
        " + ".join(f"{number(w)} × {number(p)}" for w, p in zip(weights, column, strict=True))
        + f" = {number(total)}"
        for column, total in zip(P.T, support, strict=True)
    )
    how = "Multiply each model's probability by its weight, and add up. The weights sum to one."
    return Tally(weights, support, equations, False, how)


@count.register
def _(rule: MajorityVote, P: np.ndarray) -> Tally:
    n_models = len(P)
    ballots = np.eye(P.shape[1])[P.argmax(axis=1)]
    equations = tuple(
        f"({_joined(' + ', column)}) / {n_models} = {number(column.mean())}" for column in ballots.T
    )
    how = "Every model casts one ballot, for the class it finds most probable. How sure it is does "
    how += "not count."
    return Tally(np.full(n_models, 1 / n_models), ballots.mean(axis=0), equations, False, how)


@count.register
def _(rule: Borda, P: np.ndarray) -> Tally:
    points = rankdata(P, axis=1) - 1
    support = points.sum(axis=0)
    equations = tuple(
        f"{_joined(' + ', column)} = {number(total)}"
        for column, total in zip(points.T, support, strict=True)
    )
    how = "A model gives a class one point for each class it finds less probable, half a point for "
    how += "one it finds just as probable."
    return Tally(None, support, equations, True, how)


@count.register
def _(rule: LateProduct, P: np.ndarray) -> Tally:
    divided = rule.prior and len(P) > 1
    support = P.prod(axis=0) / (rule.shares_ ** (len(P) - 1) if divided else 1)
    how = "Multiply the probabilities; one firm no is a veto."
    if divided:
        how += " Every model already counts how frequent the class is, so that is divided out again"
        how += " for all models but one."
    if not support.any():
        how = (
            "Multiply the probabilities. Here every class meets a firm no, a probability of 0, so "
        )
        how += "every product is 0; the class with the fewest of them wins."
        return Tally(None, rule.predict_proba(P[None])[0], (), False, how)
    equations = []
    for column, share, total in zip(P.T, rule.shares_, support, strict=True):
        over = f" / {number(share)}^{len(P) - 1}" if divided else ""
        equations.append(f"{_joined(' × ', column)}{over} = {number(total)}")
    return Tally(None, support, tuple(equations), True, how)


@count.register(LateMedian)
@count.register(LateMin)
@count.register(LateMax)
def _(rule: BaseCombiner, P: np.ndarray) -> Tally:
    pick, name, how = _PICKS[type(rule)]
    support = pick(P, axis=0)
    equations = tuple(
        f"{name}({_joined(', ', column)}) = {number(total)}"
        for column, total in zip(P.T, support, strict=True)
    )
    return Tally(None, support, equations, True, how)


_PICKS: dict[type, tuple[Callable[..., np.ndarray], str, str]] = {
    LateMedian: (np.median, "median", "Take the middle one of the probabilities of each class."),
    LateMin: (np.min, "min", "Take the lowest probability that any model gives the class."),
    LateMax: (np.max, "max", "Take the highest probability that any model gives the class."),
}


def _joined(sign: str, values: np.ndarray) -> str:
    return sign.join(number(value) for value in values)


def tally_of(answered: Answered) -> Tally:
    """How the rule counts the row."""
    return count(answered.rule, answered.said)


def shown_classes(combined: np.ndarray, truth: int, most: int = 3) -> list[int]:
    """The classes whose sums are written out: the winner, the true one, and the runners-up."""
    ranked = [int(c) for c in np.argsort(-combined, kind="stable")]
    first = list(dict.fromkeys([ranked[0], truth, *ranked]))[:most]
    return sorted(first, key=ranked.index)


def opinions(answered: Answered) -> pd.DataFrame:
    """What every rule says about the row; of the answered one, as it was fitted for it."""
    opened, row, classes = answered.opened, answered.row, answered.names.classes
    answers = {key: opened.answer(opened.fold.rules[key], row) for key in rules()}
    answers[answered.key] = answered.proba
    winners = [int(P.argmax()) for P in answers.values()]
    return pd.DataFrame(
        {
            "Rule": [combiners.entries()[key].title for key in answers],
            "Says": [classes[winner] for winner in winners],
            "Right": ["yes" if winner == answered.truth else "no" for winner in winners],
            "Probability of what it says": [float(P.max()) for P in answers.values()],
        }
    )
