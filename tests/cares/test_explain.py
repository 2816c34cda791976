"""What a reader must follow is counted in the fitted methods."""

from dataclasses import replace

import pytest

from lib.base_models import Member
from lib.cares.explain import OPAQUE, examine
from lib.engine.results import Results
from lib.scenario.experiment import prepare
from lib.scenario.record import Scenario

METHODS = ("best_single", "soft_vote", "stacking_logistic", "stacking_neighbours")


@pytest.mark.parametrize(
    ("second", "parts"), [("decision_tree", 1.0), ("k_nearest_neighbours", OPAQUE)]
)
def test_a_model_that_cannot_be_written_out_counts_more(second, parts):
    members = (Member("logistic_regression"), Member(second))
    experiment = prepare(
        Scenario(dataset_knobs=(("rows", 100),), members=members, methods=METHODS, folds=3)
    )
    dataset = experiment.dataset
    found = examine(experiment.task, Results(dataset.y, dataset.class_names, (experiment.run(0),)))
    assert (found["model1"], found["model2"]) == (1, parts)
    assert 1 <= found["best_single"] <= parts
    assert found["soft_vote"] == 1 + parts  # a plain mean adds nothing to follow
    assert found["stacking_logistic"] == found["soft_vote"] + 1
    assert found["stacking_neighbours"] == found["soft_vote"] + OPAQUE


def test_calibrating_leaves_nothing_more_to_follow():
    members = (Member("logistic_regression"), Member("decision_tree"))
    asked = Scenario(dataset_knobs=(("rows", 100),), members=members, methods=METHODS, folds=3)
    found = []
    for experiment in (prepare(asked), prepare(replace(asked, calibrate=True))):
        dataset = experiment.dataset
        results = Results(dataset.y, dataset.class_names, (experiment.run(0),))
        found.append(examine(experiment.task, results))
    assert found[1] == pytest.approx(found[0])
