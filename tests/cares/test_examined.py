"""What is counted and shaken in the fitted methods of small experiments."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from lib.base_models import Member
from lib.cares import explain, robust
from lib.cares.explain import OPAQUE
from lib.cares.robust import shaken
from lib.scenario.record import Scenario
from tests.synthetic import fitted

LOGISTIC, TREE, NEIGHBOURS = map(
    Member, ("logistic_regression", "decision_tree", "k_nearest_neighbours")
)
EXPLAINED = Scenario(
    dataset_knobs=(("rows", 100),),
    members=(LOGISTIC, NEIGHBOURS),
    methods=("best_single", "soft_vote", "stacking_logistic", "stacking_neighbours"),
    folds=3,
)


def run(scenario):
    """An experiment and its results after one pass."""
    case = fitted(scenario)
    return case.experiment, case.results


@pytest.mark.parametrize(("second", "parts"), [(TREE, 1.0), (NEIGHBOURS, OPAQUE)])
def test_a_model_that_cannot_be_written_out_counts_more(second, parts):
    asked = replace(EXPLAINED, members=(LOGISTIC, second))
    experiment, results = run(asked)
    found = explain.examine(experiment.task, results)
    assert (found["model1"], found["model2"]) == (1, parts)
    assert 1 <= found["best_single"] <= parts
    assert found["soft_vote"] == 1 + parts  # a plain mean adds nothing to follow
    assert found["stacking_logistic"] == found["soft_vote"] + 1
    assert found["stacking_neighbours"] == found["soft_vote"] + OPAQUE
    experiment, results = run(replace(asked, calibrate=True))
    assert explain.examine(experiment.task, results) == pytest.approx(found)


@pytest.mark.parametrize("metric", ["accuracy", "log_loss"])
def test_without_noise_nothing_is_lost_with_much_of_it_a_lot_and_always_the_same(
    monkeypatch, metric
):
    experiment, results = run(EXPLAINED)
    for share, least, most in ((0.0, -1e-9, 1e-9), (3.0, 0.1, np.inf)):
        monkeypatch.setattr(robust, "SHAKEN", share)
        lost, again = (robust.examine(experiment.task, results, metric, 0) for _ in range(2))
        assert set(lost) == set(experiment.scenario.compared)
        assert all(least < each < most for each in lost.values())
        assert lost == again


def test_words_stay_as_they_are():
    X = pd.DataFrame({"word": list("abcabc"), "number": np.arange(6.0)})
    train, test = np.arange(4), np.array([4, 5])
    after = shaken(X, train, test, np.random.default_rng(0))
    assert list(after["word"]) == ["b", "c"]
    off = np.abs(after["number"].to_numpy() - [4, 5])
    assert (off > 0).all()
    assert (off < 4 * robust.SHAKEN * np.arange(4.0).std()).all()
