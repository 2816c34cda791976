"""Fusion of sources in the hand on Explore: how much say each source has, or that it is broken.

A rule that is a formula over one model for each source is counted in the browser. A broken source
is a scrambled one, as `lib.inside.damage` has it: each row shows the readings of another one, so
that its model says of each row what it says of the other.
"""

from typing import Any

import numpy as np

from lib import datasets
from lib.base_models import Member
from lib.combiners import BaseCombiner, BestOfEach, WhatArrives
from lib.combiners.late_product import LateProduct
from lib.combiners.log_linear_pool import LogLinearPool, log_shares, pooled
from lib.combiners.soft_vote import SoftVote
from lib.combiners.weighted_vote import AVERAGE
from lib.engine.combining import fitted_rule, known_rows
from lib.engine.evaluation import answers
from lib.engine.plane import Plane
from lib.engine.progress import Progress
from lib.engine.results import Repeat
from lib.engine.task import Combination
from lib.inside.damage import readings_of_others
from lib.scenario.experiment import Experiment
from lib.ui.components.hand import POOL, Count, Hand, log_ratios, packed

FORMULAS = (SoftVote, LogLinearPool, LateProduct)


def fused_by_hand(experiment: Experiment, first: Repeat) -> tuple[str, ...]:
    """Keys of the fusions that can be taken into the hand."""
    return tuple(each.method.key for each in _formulas(experiment.keep(first.columns)))


def hand_of_sources(
    experiment: Experiment, first: Repeat, plane: Plane, progress: Progress
) -> Hand | None:
    """What each source's model says, everywhere and of the rows held back, and how each fusion
    counts it; None where a source does not arrive in some row. With the models that are chosen on
    all rows, which are those of the picture."""
    experiment = experiment.keep(first.columns)
    task, every_row = experiment.task, np.arange(len(experiment.task.y))
    known = known_rows(task, first.P_members, every_row[: len(first.P_members)], every_row)
    columns, counts = np.zeros(0, int), dict[str, Count]()
    for each in _formulas(experiment):
        rule = fitted_rule(each, known)
        if isinstance(rule, WhatArrives) and not rule.arrived(task.X, len(task.y)).all():
            return None
        formula, read = opened(rule, np.array(each.inputs))
        columns = read if not counts else columns
        count = _count_of(formula, first.P_members[:, read], experiment.tested.y)
        if count and np.array_equal(read, columns):
            counts[each.method.key] = count
    P = first.P_members[:, columns]
    grid = plane.grid(experiment.dataset)
    said = answers(task, [(int(c), every_row, grid) for c in columns], progress, "be drawn")
    return Hand(
        names=[experiment.models_fitted[c].view for c in columns],
        places=packed(np.array(said)),
        rows=log_ratios(P.swapaxes(0, 1)),
        counts=counts,
        things=datasets.entries()[experiment.scenario.dataset].things,
        log_shares=log_shares(experiment.tested.y, task.n_classes).tolist(),
        instead=_instead(first.folds, experiment.scenario.seed),
    )


def _formulas(experiment: Experiment) -> list[Combination]:
    """Late fusions of one model for each source, whose answers are not made surer afterwards."""
    found = []
    for each in experiment.task.combinations:
        columns = [experiment.models_fitted[c] for c in each.inputs]
        views = [column.view for column in columns if isinstance(column, Member)]
        rule, read = opened(each.combiner, np.arange(len(views)))
        is_one_each = len(read) == len(set(views)) > 1 and all(views)
        if each.method.kind == "late" and is_one_each and isinstance(rule, FORMULAS):
            found.append(each)
    return found


def opened(rule: BaseCombiner, columns: np.ndarray) -> tuple[BaseCombiner, np.ndarray]:
    """The formula inside, and the columns that it reads: not yet fitted, as many as there will
    be."""
    while isinstance(rule, WhatArrives | BestOfEach):
        if isinstance(rule, BestOfEach):
            columns = columns[getattr(rule, "chosen_", slice(len(set(rule.sources or columns))))]
        inner: Any = getattr(rule, "rule_", rule.rule)
        rule = SoftVote() if inner is None else inner
    return rule, columns


def _count_of(rule: BaseCombiner, P: np.ndarray, y: np.ndarray) -> Count | None:
    """None where the product is decided by a firmer no than the browser knows."""
    n_models, n_classes = P.shape[1:]
    if isinstance(rule, SoftVote):
        return Count((1 / n_models,) * n_models, AVERAGE)
    if isinstance(rule, LogLinearPool):
        return Count(tuple(rule.weights_.tolist()), POOL)
    ones, fitted = np.ones(n_models), rule.predict_proba(P)
    same = np.allclose(pooled(P, ones, log_shares(y, n_classes)), fitted, atol=1e-3)
    return Count(tuple(ones.tolist()), POOL) if same else None


def _instead(folds: np.ndarray, seed: int) -> np.ndarray:
    """(n_samples,) of which row of its fold each shows the readings when its source is broken."""
    instead = np.arange((folds >= 0).sum())
    for fold in range(int(folds.max()) + 1):
        test = np.flatnonzero(folds == fold)
        instead[test] = test[readings_of_others(len(test), seed + fold)]
    return instead
