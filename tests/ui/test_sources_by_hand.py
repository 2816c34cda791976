"""Fusions of sources taken into the hand: which ones, and what is sent of their sources."""

from dataclasses import replace

import numpy as np
import pytest

from lib.combiners.log_linear_pool import pooled
from lib.engine.evaluation import open_folds, predict_everywhere
from lib.engine.plane import plane_for
from lib.engine.progress import silent
from lib.inside.damage import broken_rows
from lib.scenario.experiment import prepare
from lib.scenario.record import Scenario
from lib.ui.sources_by_hand import fused_by_hand, hand_of_sources

FUSIONS = ("late_mean", "late_product", "late_max", "log_linear_pool", "early_fusion")
SMALL = Scenario(dataset_knobs=(("rows", 120),), folds=3, methods=FUSIONS)


def measured(scenario):
    experiment = prepare(scenario)
    return experiment, experiment.run(0)


@pytest.fixture(scope="module")
def sent():
    experiment, first = measured(SMALL)
    plane = plane_for(experiment.dataset, "", 10)
    return experiment, first, plane, hand_of_sources(experiment, first, plane, silent)


def test_formulas_over_one_model_for_each_source_can_be_taken_into_the_hand(sent):
    experiment, first, _, hand = sent
    assert set(fused_by_hand(experiment, first)) == {"late_mean", "late_product", "log_linear_pool"}
    assert hand.names == list(experiment.dataset.views)
    for other in ({"readers": "all"}, {"calibrate": True}):
        assert fused_by_hand(*measured(replace(SMALL, **other))) == ()


def test_the_pool_of_what_is_sent_is_the_picture_of_the_method(sent):
    experiment, first, plane, hand = sent
    P, _ = predict_everywhere(experiment.task, first, plane.grid(experiment.dataset))
    drawn = P[[method.key for method in first.methods].index("log_linear_pool")]
    ratios = (2 * (hand.places / 65534) - 1) * -np.log(1e-6)
    p = 1 / (1 + np.exp(-ratios[:, 0].T))
    again = pooled(
        np.stack([p, 1 - p], axis=2), hand.counts["log_linear_pool"].weights, hand.log_shares
    )
    np.testing.assert_allclose(again, drawn, atol=2e-3)


def test_a_broken_source_is_a_scrambled_one():
    """What the model says of a row whose source is scrambled is what it says of the other row."""
    experiment, first = measured(SMALL)
    hand = hand_of_sources(experiment, first, plane_for(experiment.dataset, "", 4), silent)
    X, columns = experiment.dataset.X, experiment.dataset.views[hand.names[0]]
    for number, fold in enumerate(open_folds(experiment.task, first.folds, range(3))):
        seed = experiment.scenario.seed + number
        filled, _ = broken_rows(X, (fold.train, fold.test), columns, "scrambled", seed)
        scrambled = filled[-len(fold.test) :]  # in all rows
        np.testing.assert_array_equal(scrambled[:, columns], X[hand.instead[fold.test]][:, columns])
