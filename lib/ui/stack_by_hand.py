"""What a stack learned, as Explore shows it: its answer over the scores of two of its models."""

from itertools import combinations

import numpy as np

from lib.combiners import BaseCombiner
from lib.combiners.rules.stacking import Stacking
from lib.combiners.stacking_nonnegative import NonNegativeStacking
from lib.engine.combining import fitted_rule, known_rows
from lib.engine.results import Repeat
from lib.engine.task import Combination
from lib.scenario.experiment import Experiment
from lib.ui.by_hand import voters_of
from lib.ui.components.hand import Surfaces
from lib.ui.sources_by_hand import opened

FINEST, COARSEST = 40, 12  # cells a side
MOST = 40_000  # cells of all surfaces of a stack


def stacked_by_hand(experiment: Experiment, first: Repeat) -> tuple[str, ...]:
    """Keys of the stacks that can be shown so: those that look at the visitor's models alone, not
    at the columns of the data, and whose answers are not made surer afterwards."""
    return tuple(each.method.key for each in _stacks(experiment.keep(first.columns)))


def _stacks(experiment: Experiment) -> list[Combination]:
    voters = voters_of(experiment, experiment.task)
    known = [each for each in experiment.task.combinations if list(each.inputs) == voters]
    return [each for each in known if len(voters) > 1 and _sees_answers_alone(each.combiner)]


def _sees_answers_alone(rule: BaseCombiner) -> bool:
    rule, _ = opened(rule, np.zeros(0, int))
    return isinstance(rule, NonNegativeStacking) or (
        isinstance(rule, Stacking) and not rule.passthrough
    )


def surfaces_of(experiment: Experiment, first: Repeat, key: str) -> Surfaces:
    """Of the stack as it is in the picture: learned on all rows held back."""
    experiment = experiment.keep(first.columns)
    task, every_row = experiment.task, np.arange(len(experiment.task.y))
    known = known_rows(task, first.P_members, every_row[: len(first.P_members)], every_row)
    each = next(one for one in _stacks(experiment) if one.method.key == key)
    rule, _ = opened(fitted_rule(each, known), np.array(each.inputs))
    usual = first.P_members[:, list(each.inputs)].mean(axis=0)
    n_models, n_classes = usual.shape
    classes = range(1, 2) if n_classes == 2 else range(n_classes)
    wanted = [(c, a, b) for c in classes for a, b in combinations(range(n_models), 2)]
    n = int(np.clip(np.sqrt(MOST / len(wanted)), COARSEST, FINEST))
    values = [rule.predict_proba(_answers(usual, pair, c, n))[:, c] for c, *pair in wanted]
    return Surfaces(key, n, tuple(classes), np.array(values))


def _answers(usual: np.ndarray, pair: list[int], c: int, n: int) -> np.ndarray:
    """(n * n, n_models, n_classes): two models give class `c` every probability, the first across
    and the second up; their other classes share what is left as usual. The other models answer as
    they do on average. usual : (n_models, n_classes) the averages.
    """
    P = np.broadcast_to(usual, (n * n, *usual.shape)).copy()
    scores = (np.arange(n) + 0.5) / n
    for model, said in zip(pair, (np.tile(scores, n), np.repeat(scores, n)), strict=True):
        others = np.delete(np.arange(usual.shape[1]), c)
        rest = np.maximum(usual[model, others], 1e-9)
        P[:, model, others] = (1 - said[:, None]) * rest / rest.sum()
        P[:, model, c] = said
    return P
