"""The sensor lab: clean training, broken test rows, and words that follow the numbers."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.linear_model import LogisticRegression

from lib.base_models import Member
from lib.engine.task import Task
from lib.inside.damage import DAMAGES, broken_rows, damages_for
from lib.inside.sensors import words
from lib.inside.sensors.computing import (
    METHODS,
    WITHOUT,
    Panel,
    break_view,
    set_up,
)
from lib.inside.sensors.displays import PANEL, SURENESS
from lib.scenario.experiment import prepare
from lib.scenario.record import Scenario
from lib.statistics.metrics import METRICS
from tests.inside.records import breakage as made_up
from tests.synthetic import fitted

TWO = Scenario(
    dataset="flaky_sensors",
    dataset_knobs=(("rows", 120),),
    members=(Member("logistic_regression"),),
    folds=3,
    repeats=1,
)


def opened(scenario):
    case = fitted(scenario.question)
    return set_up(case.experiment, case.results), case.results


@pytest.fixture(scope="module")
def two():
    return opened(replace(TWO, methods=METHODS))


@pytest.mark.parametrize("how", DAMAGES)
def test_breaking_nothing_changes_nothing(two, how):
    """At amount 0 every method has the engine's own honest out-of-fold scores."""
    bench, results = two
    breakage = break_view(bench, "flow sensor", how, "log_loss")
    assert breakage.amounts[0] == 0
    for key in bench.keys:
        expected = results.repeats[0].scores["log_loss"][results.positions[key]]
        np.testing.assert_allclose(
            breakage.scores[breakage.keys.index(key), 0], expected, atol=1e-9, rtol=0
        )


def test_the_lab_fits_its_methods_when_they_are_not_compared(two):
    alone, _ = opened(replace(TWO, methods=("majority_vote",)))
    for view in ("flow sensor", "noise sensor"):
        ours, theirs = (break_view(b, view, "bias", "accuracy") for b in (alone, two[0]))
        assert np.array_equal(ours.scores, theirs.scores)


def test_a_model_that_does_not_see_the_view_feels_nothing(two):
    breakage = break_view(two[0], "flow sensor", "noise", "log_loss")
    without = breakage.scores[breakage.keys.index(WITHOUT)]
    assert np.ptp(without, axis=0).max() == 0
    assert np.ptp(breakage.scores[breakage.keys.index("late_mean")], axis=0).max() > 0.1


def test_leaving_a_view_out_is_calibrated_when_everything_else_is():
    """Else the log-loss would judge the calibration and not the view."""
    bare, calibrated = (
        break_view(opened(replace(TWO, calibrate=on))[0], "flow sensor", "bias", "log_loss")
        for on in (False, True)
    )
    for key in ("late_mean", WITHOUT):
        at = bare.keys.index(key)
        assert not np.allclose(bare.scores[at, 0], calibrated.scores[at, 0])


class Witness(ClassifierMixin, BaseEstimator):
    """Says no more than what it was trained on; refuses rows that were broken."""

    def fit(self, X, y):
        assert np.abs(X).max() < 100, "a broken row was used for training"
        self.classes_ = np.unique(y)
        return self

    def predict_proba(self, X):
        Witness.largest = max(Witness.largest, np.abs(X).max())
        return np.full((len(X), len(self.classes_)), 1 / len(self.classes_))


def test_broken_rows_never_enter_training(two, monkeypatch):
    bench, _ = two
    Witness.largest = 0.0
    far = replace(DAMAGES["bias"], control=replace(DAMAGES["bias"].control, high=30000, step=30000))
    monkeypatch.setitem(DAMAGES, "bias", far)
    task: Task = replace(bench.task, estimators=(Witness(),) * len(bench.task.estimators))
    break_view(replace(bench, task=task), "flow sensor", "bias", "accuracy")
    assert Witness.largest > 100  # the damage did reach the models, when they were asked


def test_a_missing_view_is_the_training_median_by_hand():
    X = np.array([[1.0, 10], [2, 20], [9, 30], [5, 50], [6, 60]])
    train, test = np.array([0, 1, 2]), np.array([3, 4])
    filled, arrived = broken_rows(X, (train, test), (0,), "missing", seed=0)
    assert filled.shape == (11 * 2, 2)
    np.testing.assert_array_equal(filled[:2], X[test])
    np.testing.assert_array_equal(filled[-2:], [[2, 50], [2, 60]])
    np.testing.assert_array_equal(arrived[-2:], [[np.nan, 50], [np.nan, 60]])
    half = filled[10:12, 0]  # at 50 % one row of two
    assert sorted(half) in ([2, 5], [2, 6])


def test_a_missing_view_scores_what_a_model_of_the_median_scores(two):
    """By hand: fit on clean rows, put the median in, ask again."""
    bench, _ = two
    breakage = break_view(bench, "flow sensor", "missing", "log_loss")
    early = breakage.scores[breakage.keys.index("best_single"), -1]
    X, y = bench.task.X, bench.task.y
    for number, fold in enumerate(bench.folds):
        broken = X[fold.test].copy()
        broken[:, 0] = np.median(X[fold.train, 0])
        rule, inputs = fold.rules["best_single"], bench.task.combinations
        (columns,) = [c.inputs for c in inputs if c.method.has_name("early_fusion")]
        model = bench.task.estimators[columns[rule.best_]].fit(X[fold.train], y[fold.train])
        expected = METRICS["log_loss"].compute(y[fold.test], model.predict_proba(broken))
        assert early[number] == pytest.approx(expected, abs=1e-9)


def test_a_view_that_is_gone_is_shown_left_out_and_filled_in(two):
    """By hand: left out, the late mean is the mean of those that do not see the view."""
    bench, _ = two
    breakage = break_view(bench, "flow sensor", "missing", "log_loss")
    last, own = len(breakage.amounts) - 1, breakage.keys.index
    np.testing.assert_allclose(breakage.scores[own("late_mean"), last], breakage.scores[-1, last])
    blind = bench.readers[~bench.sees("flow sensor")[bench.readers]]
    for number, fold in enumerate(bench.folds):
        P, y = fold.P_test[:, blind], bench.task.y[fold.test]
        expected = METRICS["log_loss"].compute(y, P.mean(axis=1))
        assert breakage.scores[own("late_mean"), last, number] == pytest.approx(expected)
    assert {key for key in breakage.keys if breakage.left_out(key, last)} == {
        "late_mean",
        "late_product",
        "gated_fusion",
    }
    panel = Panel(breakage, last, "late_product")
    assert words.filled_in(breakage, "late_product", last) in words.interval_now(panel)
    assert "Filled in" in PANEL.table(panel)
    assert [line.line.dash for line in PANEL.draw(panel).data].count("dot") == 1
    same = break_view(bench, "flow sensor", "stuck", "log_loss")
    assert not any(same.left_out(key, last) for key in same.keys)


def test_noise_and_bias_are_shares_of_the_spread_in_training():
    rng = np.random.default_rng(0)
    X = rng.normal(5, [2, 1], size=(4000, 2))
    train, test = np.arange(2000), np.arange(2000, 4000)
    spread = X[train, 0].std()
    n = len(test)
    bias, _ = broken_rows(X, (train, test), (0,), "bias", seed=0)
    noise, _ = broken_rows(X, (train, test), (0,), "noise", seed=0)
    for block, amount in enumerate(DAMAGES["bias"].amounts / 100):
        rows = slice(block * n, (block + 1) * n)
        np.testing.assert_allclose(bias[rows, 0] - X[test, 0], amount * spread, atol=1e-9)
        added = noise[rows, 0] - X[test, 0]
        assert added.std() == pytest.approx(amount * spread, rel=0.05)
        np.testing.assert_array_equal(bias[rows, 1], X[test, 1])


def test_scrambling_keeps_the_readings_and_moves_them():
    X = np.arange(20.0).reshape(10, 2)
    test = np.arange(4, 10)
    filled, _ = broken_rows(X, (np.arange(4), test), (1,), "scrambled", seed=0)
    last = filled[-6:]
    assert sorted(last[:, 1]) == sorted(X[test, 1])
    assert (last[:, 1] != X[test, 1]).all()
    np.testing.assert_array_equal(last[:, 0], X[test, 0])


def test_words_and_categories_break_too_and_noise_is_offered_only_for_numbers():
    frame = pd.DataFrame(
        {
            "text": pd.Series(["a", "b", "b", "c", "d"], dtype="str"),
            "kind": pd.Categorical(["x", "x", "y", "y", "y"]),
            "number": [1, 2, 3, 4, 5],
        }
    )
    train, test = np.array([0, 1, 2]), np.array([3, 4])
    filled, arrived = broken_rows(frame, (train, test), (0, 1), "missing", seed=0)
    assert list(filled["text"][-2:]) == ["b", "b"]
    assert list(filled["kind"][-2:]) == ["x", "x"]
    assert arrived[["text", "kind"]].iloc[-2:].isna().all(axis=None)
    swapped, _ = broken_rows(frame, (train, test), (0, 1), "scrambled", seed=0)
    assert list(swapped["text"][-2:]) == ["d", "c"]
    assert list(swapped["number"][-2:]) == [4, 5]
    noisy, _ = broken_rows(frame, (train, test), (0, 2), "noise", seed=0)
    assert set(noisy["text"]) == {"c", "d"}
    assert not np.isin(noisy["number"][-2:], [4, 5]).any()
    dataset = prepare(Scenario(dataset="emoji_image_text")).dataset
    assert set(damages_for(dataset, "picture")) == set(DAMAGES)
    assert set(damages_for(dataset, "name")) == {"missing", "stuck", "scrambled"}


TREMBLING = np.array([0.1, -0.1, 0.08, -0.08, 0])  # more than the folds can tell apart
SAYINGS = [
    (
        words.headline,
        {"early": 0.85},
        "Left missing in 100 % of rows: early fusion loses least (5.0 points), "
        "late fusion (mean) loses most (30.0 points).",
    ),
    (lambda now, rope: words.headline(replace(now, at=0), rope), {}, "Nothing is broken yet"),
    (words.headline, {"late": 0.9, "without": 0.9}, ": no method loses more than 0.0 points"),
    (words.headline, {"early": 0.95}, "early fusion even gains (5.0 points)"),
    (
        words.headline,
        {"late": 0.6 + TREMBLING, "early": 0.62},
        "from 28.0 points with early fusion to 30.0 points with late fusion (mean), too close to",
    ),
    (words.averaging, {}, "Averaging was hurt"),
    (words.averaging, {"late": 0.8, "without": 0.6}, "even damaged, the view helps"),
    (words.averaging, {"late": 0.8, "without": 0.802}, "would change little"),
    (words.averaging, {"late": 0.8 + TREMBLING, "without": 0.815}, "too close to tell"),
    (words.sureness, {"sure": 0.9, "right": 0.4}, "confidently wrong"),
    (words.sureness, {"sure": 0.9, "right": 0.8}, "more sure than it should be"),
    (words.sureness, {"sure": 0.9, "right": 0.88}, "no more sure than is justified"),
    (words.sureness, {"sure": 0.5, "right": 0.4}, "less sure than before"),
    (words.sureness, {"sure": 0.5, "right": 0.4}, "50 % sure on average and right in 40 % of rows"),
]


@pytest.mark.parametrize(("sentence", "numbers", "says"), SAYINGS)
def test_words_follow_the_numbers(sentence, numbers, says):
    """Nobody is crowned when the folds cannot tell; averaging is judged by the average without the
    broken view; a sure witness that is wrong is called so."""
    chosen = made_up(**numbers)
    assert says in (sentence(chosen) if sentence is words.sureness else sentence(chosen, rope=1))


def test_sureness_and_accuracy_are_those_of_the_models_that_see_the_view(two):
    bench, _ = two
    breakage = break_view(bench, "noise sensor", "bias", "accuracy")
    X, y = bench.task.X, bench.task.y
    sure, right = [], []
    for fold in bench.folds:
        model = bench.task.estimators[2].fit(X[fold.train], y[fold.train])
        broken = X[fold.test].copy()
        broken[:, 1] += 3 * X[fold.train, 1].std()
        P = model.predict_proba(broken)
        sure += list(P.max(axis=1))
        right += list(P.argmax(axis=1) == y[fold.test])
    assert breakage.confidence[-1] == pytest.approx(np.mean(sure))
    assert breakage.accuracy[-1] == pytest.approx(np.mean(right))


def test_a_ring_marks_the_chosen_amount_and_a_line_is_surer_the_further_off_its_sensor_is(two):
    breakage = break_view(two[0], "flow sensor", "bias", "accuracy")
    panel = Panel(breakage, 2, "late_mean")
    frame = PANEL.table(panel)
    assert len(frame) == len(breakage.keys) * len(breakage.amounts)
    figure = PANEL.draw(panel)
    ring = figure.data[-1]
    own = frame[frame["Method"] == "Late fusion, mean"].iloc[2]
    assert (ring.x[0], ring.y[0]) == (own["Damage (%)"], pytest.approx(own["Score"]))
    assert frame[["Low", "Score", "High"]].apply(np.diff, axis=1).map(np.min).min() >= 0
    sure, ring, *_ = SURENESS.draw(panel).data
    assert ring.y[0] == sure.y[2]
    # why an average can be hurt: a line knows no doubt far away from its data
    assert isinstance(two[0].task.estimators[1][-1], LogisticRegression)
    assert breakage.confidence[-1] > breakage.confidence[0] + 0.05
    assert breakage.accuracy[-1] < breakage.accuracy[0] - 0.2
