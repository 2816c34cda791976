"""Votes counted by hand on Explore: what the browser is sent, and what is made of its answer."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from sklearn.base import clone

from lib import datasets
from lib.combiners import BaseCombiner
from lib.combiners.majority_vote import MajorityVote
from lib.combiners.soft_vote import SoftVote
from lib.combiners.stacking_nonnegative import NonNegativeStacking
from lib.combiners.weighted_vote import AVERAGE, RULE, VOTES, WeightedVote
from lib.engine.results import Repeat
from lib.engine.task import Task, keep_columns
from lib.scenario.edits import with_weights
from lib.scenario.experiment import Experiment
from lib.scenario.record import Scenario
from lib.statistics.metrics import METRICS
from lib.ui.components.hand import Count, Hand, log_ratios, read_count

EQUAL = {SoftVote: AVERAGE, MajorityVote: VOTES}  # what is a vote of equal weights


def hand_of(
    experiment: Experiment, places: np.ndarray, first: Repeat | None = None, favourite: str = ""
) -> Hand:
    """places : `packed`, of the voters at least. first : None before anything was measured.
    favourite : key of the model that is drawn as the best single one.
    """
    task = _task(experiment, first)
    voters = voters_of(experiment, task)
    counts = {} if is_weighed(experiment) else _counts(task, voters)
    if favourite in counts:
        counts["best_single"] = counts[favourite]
    hand = Hand(
        names=[task.members[voter].short for voter in voters],
        places=places[voters],
        rows=None,
        counts=counts,
        things=datasets.entries()[experiment.scenario.dataset].things,
    )
    if first is None:
        return hand
    P = first.P_members[:, voters]
    learned = NonNegativeStacking().fit(P, experiment.tested.y).weights_.tolist()
    return replace(hand, rows=log_ratios(P.swapaxes(0, 1)), learned=learned)


def is_weighed(experiment: Experiment) -> bool:
    """Whether answers depend on what mistakes cost; the browser counts votes without."""
    return bool(METRICS[experiment.scenario.metric].costs)


def _task(experiment: Experiment, first: Repeat | None) -> Task:
    """With the models that could be fitted."""
    return keep_columns(experiment.task, first.columns) if first else experiment.task


def voters_of(experiment: Experiment, task: Task) -> list[int]:
    """Positions in P of those of the visitor's models that could be fitted."""
    keys = [f"model{i + 1}" for i in range(len(experiment.models.voters))]
    return [position for position, member in enumerate(task.members) if member.key in keys]


def _counts(task: Task, voters: Sequence[int]) -> dict[str, Count]:
    """Of every method that is one: each voter alone, and the votes that learn nothing."""
    alone = np.eye(len(voters)).tolist()
    counts = {
        task.members[voter].key: Count(tuple(weights), AVERAGE)
        for voter, weights in zip(voters, alone, strict=True)
    }
    for each in task.combinations:
        count = _count_of(each.combiner, len(voters))
        if count and list(each.inputs) == list(voters):
            counts[each.method.key] = count
    return counts


def _count_of(rule: BaseCombiner, n_voters: int) -> Count | None:
    if type(rule) in EQUAL:
        return Count((1 / n_voters,) * n_voters, EQUAL[type(rule)])
    if not isinstance(rule, WeightedVote):
        return None
    fitted = clone(rule).fit(np.zeros((1, n_voters, 2)), np.zeros(1, int))
    return Count(tuple(fitted.weights_.tolist()), rule.rule)


def taken_up(
    scenario: Scenario, experiment: Experiment, said: object, first: Repeat | None = None
) -> Scenario | None:
    """The scenario with the weights that the browser says were chosen; None when it says none. A
    model that could not be fitted counts for nothing."""
    task = _task(experiment, first)
    voters = voters_of(experiment, task)
    count = read_count(said, len(voters), list(RULE.options))
    if count is None:
        return None
    weights = [0.0] * len(scenario.members)
    for voter, weight in zip(voters, count.weights, strict=True):
        weights[int(task.members[voter].key.removeprefix("model")) - 1] = weight
    return with_weights(scenario, weights, count.rule)
