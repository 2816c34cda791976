"""Temperature scaling of a pool: the same T as scikit-learn, learned on rows held back."""

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.calibration import CalibratedClassifierCV

from lib import combiners
from lib.combiners.rules.calibrated import (
    COLDEST,
    FLOORS,
    HOTTEST,
    LEAST,
    Calibrated,
    temperature,
    tempered,
)
from lib.combiners.soft_vote import SoftVote
from lib.datasets.cutting.bonds import stratified_folds
from lib.engine.evaluation import open_folds
from lib.scenario.experiment import prepare
from lib.scenario.record import Scenario
from lib.statistics.metrics import METRICS
from tests.combiners._probabilities import default, make_features, make_probabilities, recite


def boastful(n_classes=3, n_rows=400, sharper=4.0, seed=0):
    """Pooled probabilities that are far too sure, and the truth."""
    rng = np.random.default_rng(seed)
    honest = rng.dirichlet(np.ones(n_classes), n_rows)
    y = np.array([rng.choice(n_classes, p=p) for p in honest])
    return tempered(honest, 1 / sharper), y


@pytest.mark.parametrize("n_classes", [2, 3, 5])
@pytest.mark.parametrize("sharper", [0.5, 1.0, 4.0])
def test_the_temperature_is_that_of_scikit_learn(n_classes, sharper):
    pooled, y = boastful(n_classes, sharper=sharper)
    [(_, says)], X = recite(pooled[:, None], y)
    model = CalibratedClassifierCV(says, method="temperature", ensemble=False).fit(X, y)
    beta, found = model.calibrated_classifiers_[0].calibrators[0].beta_, temperature(pooled, y)[1]
    assert found == pytest.approx(1 / beta, rel=1e-3)
    np.testing.assert_allclose(tempered(pooled, found), model.predict_proba(X), atol=1e-3)


def test_no_answer_changes_and_boasting_stops():
    pooled, y = boastful()
    P = pooled[:, None]
    rule = Calibrated(SoftVote()).fit(P, y)
    said = rule.predict_proba(P)
    np.testing.assert_array_equal(said.argmax(axis=1), pooled.argmax(axis=1))
    np.testing.assert_allclose(said.sum(axis=1), 1)
    for metric in ("log_loss", "brier", "calibration_error"):
        compute = METRICS[metric].compute
        assert compute(y, said) < compute(y, pooled), metric


def test_a_rule_that_counts_is_calibrated_in_between_too():
    """Half of the rows get 0 or 1, right 9 times of 10; the others get 0.7, and deserve it."""
    rng = np.random.default_rng(0)
    sure = rng.random(4000) < 0.5
    y = rng.integers(2, size=4000)
    is_right = rng.random(4000) < np.where(sure, 0.9, 0.7)
    said = np.where(sure, 1, 0.7)
    of_truth = np.where(is_right, said, 1 - said)
    pooled = np.where(np.eye(2, dtype=bool)[y], of_truth[:, None], 1 - of_truth[:, None])
    found = Calibrated().fit(pooled[:, None], y).predict_proba(pooled[:, None])
    plain = tempered(pooled, temperature(pooled, y)[1])
    errors = [METRICS["calibration_error"].compute(y, P) for P in (found, plain)]
    assert errors[0] < 0.06 < errors[1]


def test_at_one_nothing_changes():
    P, _ = make_probabilities()
    np.testing.assert_allclose(tempered(P[:, 0], 1.0), P[:, 0], atol=2 * LEAST)


def test_rules_that_say_zero_or_one_stay_finite():
    y = np.arange(60) % 3
    hard = np.eye(3)[y]
    assert COLDEST <= temperature(hard, y)[1] <= HOTTEST
    assert COLDEST <= temperature(np.eye(3)[(y + 1) % 3], y)[1] <= HOTTEST
    said = Calibrated().fit(hard[:, None], y).predict_proba(hard[:, None])
    assert np.isfinite(said).all()


def test_temperature_of_a_rule_that_learns_by_hand():
    P, y = make_probabilities(90, 3, 3)
    X = make_features(90)
    rule = Calibrated(default("stacking_logistic")).fit(P, y, X)
    folds = stratified_folds(y, 3, np.random.default_rng(0))
    pooled = np.empty((90, 3))
    for fold in range(3):
        train = folds != fold
        learned = default("stacking_logistic").fit(P[train], y[train], X[train])
        pooled[~train] = learned.predict_proba(P[~train], X[~train])
    found = min((*temperature(pooled, y, f / 3), f / 3) for f in FLOORS)
    assert (rule.log_loss_, rule.temperature_, rule.floor_) == pytest.approx(found)
    expected = default("stacking_logistic").fit(P, y, X).predict_proba(P, X)
    np.testing.assert_allclose(rule.predict_proba(P, X), tempered(expected, *found[1:]))


@pytest.mark.parametrize("key", [key for key, e in combiners.entries().items() if e.build])
def test_every_combiner_can_be_calibrated(key):
    P, y = make_probabilities(60, 4, 3)
    bare = default(key).fit(P, y, make_features(60))
    rule = clone(Calibrated(default(key)).keep_models([0, 1, 2, 3])).fit(P, y, make_features(60))
    said = rule.predict_proba(P, make_features(60))
    expected = bare.predict_proba(P, make_features(60))
    np.testing.assert_allclose(said, tempered(expected, rule.temperature_, rule.floor_))
    if key != "borda":  # whose ranks may tie
        np.testing.assert_array_equal(said.argmax(axis=1), expected.argmax(axis=1))
    np.testing.assert_array_equal(rule.models_used(), bare.models_used())


def test_views_and_lost_models_reach_the_rule():
    rule = Calibrated(default("weighted_vote", weights="1-2-3")).keep_models([0, 2])
    assert (
        rule.rule.weights == default("weighted_vote", weights="1-2-3").keep_models([0, 2]).weights
    )
    viewed = Calibrated(default("gated_fusion")).for_views([(0,), (1,)])
    assert repr(viewed.rule) == repr(default("gated_fusion").for_views([(0,), (1,)]))


def test_frames_and_a_class_of_one_row_are_fine():
    P, y = make_probabilities(40, 2, 3)
    y = np.where(y == 2, 0, y)
    y[0] = 2
    X = pd.DataFrame({"word": pd.Series(["a"] * 40, dtype="str")})
    said = Calibrated(default("stacking_logistic")).fit(P, y, X).predict_proba(P, X)
    assert np.isfinite(said).all()


QUICK = {"dataset_knobs": (("rows", 150),), "folds": 3, "repeats": 1}
KEYS = ("soft_vote", "majority_vote", "stacking_logistic")


def test_in_the_engine_no_answer_changes_and_members_stay_as_they_are():
    before = prepare(Scenario(methods=KEYS, **QUICK)).run(0)
    after = prepare(Scenario(methods=KEYS, calibrate=True, **QUICK)).run(0)
    np.testing.assert_array_equal(before.folds, after.folds)
    np.testing.assert_array_equal(before.P_members, after.P_members)
    for i, method in enumerate(before.methods):
        if method.family == "member":
            np.testing.assert_array_equal(before.P[i], after.P[i])
        else:
            assert not np.allclose(before.P[i], after.P[i]), method.key
    np.testing.assert_allclose(after.scores["accuracy"], before.scores["accuracy"])
    position = [method.key for method in before.methods].index("majority_vote")
    assert (after.scores["log_loss"][position] < before.scores["log_loss"][position]).all()


def test_the_engine_never_calibrates_on_rows_it_is_scored_on():
    """A fold is calibrated by the answers about the other folds, of models that had neither."""
    keys = ("soft_vote", "stacking_logistic")
    experiment = prepare(Scenario(methods=keys, calibrate=True, **QUICK))
    bare = prepare(Scenario(methods=keys, **QUICK)).task
    repeat = experiment.run(0)
    for fold in range(3):
        (opened,) = open_folds(bare, repeat.folds, (fold,))
        y, X = bare.y[opened.train], bare.X[opened.train]
        for each in bare.combinations:
            rule = Calibrated(each.combiner).fit(opened.P_train, y, X)
            expected = rule.predict_proba(opened.P_test, bare.X[opened.test])
            position = [method.key for method in repeat.methods].index(each.method.key)
            np.testing.assert_allclose(repeat.P[position, opened.test], expected)
