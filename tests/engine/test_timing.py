"""How long answers take: steady, alone and in a batch, and said to be unknown when it is."""

from dataclasses import replace
from itertools import count

import numpy as np
import pytest

from lib.base_models import Member
from lib.engine import timing
from lib.engine.timing import BATCH, TURNS, answer_times
from lib.scenario.experiment import prepare
from lib.scenario.record import Scenario

ASKED = Scenario(
    dataset_knobs=(("rows", 60),),
    members=(Member("random_forest"), Member("logistic_regression")),
    methods=("soft_vote", "stacking_logistic"),
    folds=3,
)


@pytest.fixture(scope="module")
def ran():
    experiment = prepare(ASKED)
    return experiment.task, experiment.run(0)


def test_a_clock_gives_the_same_times_and_a_combination_takes_what_it_runs_and_its_rule(ran):
    ticks = count()
    task, first = ran
    found = answer_times(task, first, lambda: 1e-3 * next(ticks))
    models, soft = len(task.estimators), [m.key for m in first.methods].index("soft_vote")
    assert next(ticks) == 2 * 2 * (TURNS + 1) * (models + len(task.combinations))
    assert found.alone[:2] == pytest.approx([1e-3, 1e-3])
    assert found.in_batch[:2] == pytest.approx([1e-3 / BATCH] * 2)
    assert found.alone[soft] == pytest.approx(3e-3)
    assert found.alone[[m.key for m in first.methods].index("best_single")] == pytest.approx(2e-3)


def test_one_row_alone_costs_a_forest_far_more_than_a_row_of_many(ran):
    found = answer_times(*ran)
    assert found.alone[0] > 20 * found.in_batch[0]
    assert found.alone[0] > 2 * found.alone[1]
    assert (found.in_batch > 0).all()


def test_rows_that_are_never_tested_are_in_nobodys_way():
    asked = replace(ASKED, dataset="drifting_sensors", members=ASKED.members[1:])
    experiment = prepare(asked)
    first = experiment.run(0)
    assert len(first.P_members) < len(experiment.task.y)
    assert (answer_times(experiment.task, first).alone > 0).all()


def test_one_bad_turn_is_no_measurement(ran, monkeypatch):
    steps = np.full(1000, 1e-3)
    steps[1::97] = 10.0  # now and then the machine was busy
    now = iter(np.cumsum(steps))
    monkeypatch.setattr(timing, "TURNS", 9)
    found = answer_times(*ran, lambda: float(next(now)))
    assert found.alone[:2] == pytest.approx([1e-3, 1e-3])


def test_what_cannot_be_fitted_on_all_rows_is_not_known(ran):
    task, first = ran
    found = answer_times(replace(task, y=task.y[:5]), first)
    assert np.isnan(found.alone).all()
    assert found.alone.shape == found.in_batch.shape == (len(first.methods),)
