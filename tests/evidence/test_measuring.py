"""One cell measured: the engine's own numbers, scored against what is true."""

from types import SimpleNamespace

import numpy as np
import pytest

from lib.evidence.measuring import at_shares, measure
from lib.evidence.plan import AT_SHARES, Cell
from lib.scenario.experiment import prepare
from lib.statistics.comparison import compare

PLAIN, NOISY = Cell("iris", "plain", 0), Cell("iris", "noisy", 0)


@pytest.fixture(scope="module")
def plain():
    return measure(PLAIN).set_index("method")


def test_scores_are_those_of_the_engine(plain):
    repeat = prepare(PLAIN.scenario).run(0)
    keys = [method.key for method in repeat.methods]
    assert list(plain.index[: len(keys)]) == keys
    for score in ("accuracy", "balanced_accuracy", "log_loss"):
        means = plain.loc[keys, score].to_numpy()
        assert means == pytest.approx(repeat.scores[score].mean(axis=1), abs=1e-6)


def test_a_method_is_found_under_every_name(plain):
    assert set(PLAIN.methods) <= set(plain.index)
    assert plain.loc["early_fusion", "accuracy"] == plain.loc["best_single", "accuracy"]


def test_gains_are_paired_fold_by_fold(plain):
    folds = plain[["gain_1", "gain_2", "gain_3"]]
    assert plain["gain"].to_numpy() == pytest.approx(folds.mean(axis=1).to_numpy(), abs=1e-4)
    reference = plain.loc["best_single", "accuracy"]
    expected = 100 * (plain["accuracy"] - reference)
    assert plain["gain"].to_numpy() == pytest.approx(expected.to_numpy(), abs=1e-3)
    assert compare(folds.loc["soft_vote"].to_numpy(float), 3, 1.0).is_known


def test_wrong_labels_are_never_scored_by():
    noisy, experiment = measure(NOISY), prepare(NOISY.scenario)
    dataset, repeat = experiment.dataset, experiment.run(0)
    assert (dataset.y != dataset.y_true).mean() == pytest.approx(0.3, abs=0.01)
    right = (repeat.P[-1].argmax(axis=1) == dataset.y_true).mean()
    assert noisy["accuracy"].iloc[-1] == pytest.approx(right, abs=0.01)
    assert (noisy["accuracy"] > noisy["accuracy_recorded"] + 0.1).all()


def test_a_moved_threshold_answers_a_class_as_soon_as_it_is_likelier_than_its_share():
    """Four rows in ten folds of two; one row in five is of the first class."""
    y, folds = np.array([0, 1, 1, 1, 1] * 2), np.repeat([0, 1], 5)
    P = np.tile([[0.19, 0.81], [0.21, 0.79]], (5, 1))[None]
    repeat = SimpleNamespace(P=P, folds=folds)
    assert at_shares(repeat, y).argmax(axis=2).tolist() == [[1, 0] * 5]


def test_the_fair_rival_of_a_rare_class_is_measured_beside_every_method():
    rare = measure(Cell("noisy_views", "rare", 0)).set_index("method")
    assert rare.loc["best_single", AT_SHARES] > rare.loc["best_single", "balanced_accuracy"] + 0.02
    assert rare.loc["soft_vote", AT_SHARES] > rare.loc["soft_vote", "balanced_accuracy"] + 0.02


def test_rows_that_are_never_tested_are_not_scored(monkeypatch):
    cell = Cell("drifting_sensors", "noisy", 0)
    monkeypatch.setattr(Cell, "methods", ("soft_vote",))
    measured, experiment = measure(cell).set_index("method"), prepare(cell.scenario)
    repeat = experiment.run(0)
    n_tested = repeat.P.shape[1]
    assert n_tested < len(experiment.dataset.y)
    answers = repeat.P[[m.key for m in repeat.methods].index("soft_vote")].argmax(axis=1)
    right = answers == experiment.dataset.y_true[:n_tested]
    by_fold = [right[repeat.folds[:n_tested] == fold].mean() for fold in range(3)]
    assert measured.loc["soft_vote", "accuracy"] == pytest.approx(np.mean(by_fold), abs=1e-6)


def test_the_other_part_has_the_methods_that_train_and_the_same_reference(plain, monkeypatch):
    cell, some = Cell("iris", "plain", 0, "training"), ("distilled", "merged_forest", "model_soup")
    assert not set(cell.methods) & set(plain.index)
    assert set(some) <= set(cell.methods)
    monkeypatch.setattr(Cell, "methods", some)  # the others take a minute
    training = measure(cell).set_index("method")
    assert set(training.index) == set(some)
    reference = plain.loc["best_single", "accuracy"]
    gains = 100 * (training["accuracy"] - reference)
    assert training["gain"].to_numpy() == pytest.approx(gains.to_numpy(), abs=1e-3)


def test_someone_is_right_at_least_as_often_as_the_best(plain):
    members = plain[plain["family"] == "member"]
    assert members["accuracy"].max() <= plain["someone_right"].iloc[0] <= 1
    assert 0 < plain["disagreement"].iloc[0] < 1
    assert np.isfinite(plain.select_dtypes("number").to_numpy()).all()
