"""What a question is said to cost, beside what it costs."""

import time
from dataclasses import replace

import numpy as np
import pytest

from lib.base_models import Member
from lib.engine.estimate import FARTHEST, RATES, Rates
from lib.scenario.experiment import prepare
from lib.scenario.record import Scenario

FEW = Scenario(dataset_knobs=(("rows", 400),), folds=3)
FORESTS = replace(
    FEW,
    dataset="satellite_bands",
    dataset_knobs=(),
    members=(Member("random_forest"), Member("gradient_boosting")),
    methods=("soft_vote", "stacking_boosting"),
)
TRAINED = replace(FEW, methods=("equal_budget", "distilled", "model_soup", "weight_average_naive"))
ASKED = {"few": FEW, "forests": FORESTS, "trained": TRAINED}


def total(bill):
    return sum(part.seconds for part in bill)


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_the_estimate_is_of_the_right_order(asked):
    experiment, rates = prepare(asked), Rates()
    expected = rates.bill(experiment.task, asked.folds)
    started = time.process_time()
    experiment.run(0)
    took = time.process_time() - started
    assert took / 5 < total(expected) < 5 * took
    assert [part.seconds for part in expected] == sorted(
        (part.seconds for part in expected), reverse=True
    )


def test_more_of_anything_costs_more():
    def cost(**change):
        asked = replace(FEW, **change)
        return total(Rates().bill(prepare(asked).task, asked.folds))

    plain = cost()
    assert cost(dataset_knobs=(("rows", 2000),)) > 1.5 * plain
    assert cost(folds=6) > 2 * plain
    assert cost(members=(*FEW.members, Member("random_forest"))) > 2 * plain
    assert cost(methods=("equal_budget",)) > cost(methods=("soft_vote",))
    in_time = replace(FEW, dataset="drifting_sensors", dataset_knobs=(), folds=6)
    bills = [
        total(Rates().bill(prepare(replace(in_time, cut=cut)).task, 6))
        for cut in ("time", "random")
    ]
    assert bills[0] < 0.7 * bills[1]  # one more fit of each model, not one for each pair of folds
    forest = replace(FEW, members=(Member("random_forest"),), methods=("soft_vote",))
    larger = replace(forest, members=(Member("random_forest", (("n_estimators", 200),)),))
    bills = [total(Rates().bill(prepare(each).task, 3)) for each in (forest, larger)]
    assert bills[1] > bills[0]


def test_the_server_learns_from_what_it_measures_but_not_from_one_odd_pass_alone():
    experiment, rates = prepare(FEW), Rates()
    repeat = experiment.run(0)
    slow = replace(repeat.costs, fit_seconds=repeat.costs.fit_seconds * 0 + 20.0)
    slow = replace(repeat, costs=slow)
    tree = experiment.task.estimators[3]
    shape = (266, 2, 2)
    before = rates.seconds(tree, shape)
    rates.learn(experiment.task, slow)
    once = rates.seconds(tree, shape)
    assert 1.5 * before < once < FARTHEST / 2 * before
    for _ in range(60):
        rates.learn(experiment.task, slow)
    np.testing.assert_allclose(rates.seconds(tree, shape), FARTHEST * before, rtol=0.01)
    assert "DecisionTreeClassifier" in RATES
