"""What is shown of an ensemble's growth is what scikit-learn's fitted object says."""

import pickle

import numpy as np
import pytest

from lib.inside import growth
from lib.inside.growth import ADABOOST, BOOSTING, FOREST, STEPS, Recipe, grow, make, take_apart
from tests.inside.test_weights import N, rows_of

RECIPES = [Recipe(FOREST, 4), Recipe(BOOSTING, 2, 0.3), Recipe(ADABOOST, 1)]


@pytest.fixture(scope="module", params=["moons", "iris"])
def rows(request):
    return rows_of(request.param)


@pytest.fixture(scope="module", params=RECIPES, ids=lambda recipe: recipe.kind)
def fitted(request, rows):
    model = make(request.param, rows.X_train.shape[1]).fit(rows.X_train, rows.y_train)
    return request.param, model


def test_all_together_are_the_fitted_ensemble(rows, fitted):
    """The last frame is what the ensemble itself says."""
    recipe, model = fitted
    grown = grow(rows, recipe, N)
    P = model.predict_proba(rows.X_held)
    np.testing.assert_allclose(take_apart(model, rows.X_held).together[-1], P)
    np.testing.assert_array_equal(grown.held.together[-1], P.argmax(axis=1))
    assert grown.counts[-1] == grown.n_steps == len(model.estimators_) <= STEPS
    accuracy = grown.scores("accuracy")[1]
    assert accuracy[-1] == pytest.approx(model.score(rows.X_held, rows.y_held))


def test_a_smaller_ensemble_is_the_beginning_of_a_larger_one(rows, fitted):
    recipe, model = fitted
    small = make(recipe, rows.X_train.shape[1]).set_params(n_estimators=7)
    small.fit(rows.X_train, rows.y_train)
    seven = len(small.estimators_)
    together = take_apart(model, rows.X_held).together[seven - 1]
    np.testing.assert_allclose(together, small.predict_proba(rows.X_held))


def test_the_contributions_of_boosting_add_up_to_its_scores(rows):
    model = make(RECIPES[1], rows.X_train.shape[1]).fit(rows.X_train, rows.y_train)
    moves = growth.contributions(model, rows.X_held)
    stages = np.stack(list(model.staged_decision_function(rows.X_held)))
    if stages.shape[2] == 1:  # log-odds of the second class: half of it up, half of it down
        stages = np.concatenate([-stages, stages], axis=2) / 2
    stages = stages - stages.mean(axis=2, keepdims=True)
    np.testing.assert_allclose(np.diff(stages, axis=0), moves[1:], atol=1e-9)
    shown = take_apart(model, rows.X_held).added
    np.testing.assert_allclose(shown.sum(axis=2), 1)
    np.testing.assert_array_equal(shown.argmax(axis=2), moves.argmax(axis=2))


def test_adaboost_weighs_the_rows_as_it_did_when_it_was_fitted(rows):
    """scikit-learn keeps the weighted error of each tree; the weights shown must give the same."""
    model = make(RECIPES[2], rows.X_train.shape[1]).fit(rows.X_train, rows.y_train)
    on_train = take_apart(model, rows.X_train)
    weights = growth.row_weights(model, rows.y_train, on_train)
    wrong = on_train.added.argmax(axis=2) != rows.y_train
    errors = (weights * wrong).sum(axis=1) / weights.sum(axis=1)
    np.testing.assert_allclose(errors, model.estimator_errors_[: len(errors)], atol=1e-9)


def test_a_forest_weighs_rows_by_how_often_its_tree_drew_them(rows):
    model = make(RECIPES[0], rows.X_train.shape[1]).fit(rows.X_train, rows.y_train)
    weights = growth.row_weights(model, rows.y_train, take_apart(model, rows.X_train))
    assert (weights.sum(axis=1) == len(rows.y_train)).all()
    assert 0.3 < (weights == 0).mean() < 0.45  # 1/e of the rows are not drawn


def test_boosting_weighs_rows_by_how_far_off_the_sum_before_was(rows):
    model = make(RECIPES[1], rows.X_train.shape[1]).fit(rows.X_train, rows.y_train)
    on_train = take_apart(model, rows.X_train)
    weights = growth.row_weights(model, rows.y_train, on_train)
    np.testing.assert_allclose(weights.mean(axis=1), 1)
    off = 1 - on_train.together[4, np.arange(len(rows.y_train)), rows.y_train]
    np.testing.assert_allclose(weights[5], off / off.mean())


def test_enough_is_where_no_later_count_is_better_by_more_than_the_rope():
    held = np.array([0.5, 0.6, 0.72, 0.7, 0.725, 0.71])
    assert growth.enough(held, 1) == 3
    assert growth.enough(held, 0) == 5
    assert growth.enough(held, 30) == 1


def test_noise_is_learned_only_where_there_is_some():
    """20 % wrong labels, deep trees, whole steps: overfitting. Clean, cautious: none."""
    noisy = grow(rows_of(), Recipe(BOOSTING, 4, 1.0), N)
    fit = noisy.overfit
    held = noisy.scores("brier")[1]
    assert fit.is_real
    assert fit.best == held.argmin() + 1
    assert fit.last == held[-1] > fit.lowest
    assert "Too many steps harm" in growth.in_words(noisy, 1)
    assert f"after {growth.counted(fit.best, noisy)}, then" in growth.headline(noisy, 1)
    calm = grow(rows_of(flip=0, noise=0.1), Recipe(BOOSTING, 2, 0.1), N)
    assert not calm.overfit.is_real
    assert "No harm" in growth.in_words(calm, 1)


def test_what_is_kept_of_a_growth_is_small(rows):
    """Every setting of every question is kept for all visitors."""
    grown = grow(rows, RECIPES[0], N)
    pictures = pickle.dumps((grown.added, grown.together))
    assert len(pickle.dumps(grown)) - len(pictures) < 400 * (len(rows.y_train) + len(rows.y_held))


def test_words_have_the_numbers_of_the_table():
    grown = grow(rows_of(), RECIPES[0], N)
    held = growth.table(grown)["Accuracy, held out"].to_numpy()
    assert len(held) == grown.n_steps
    words = growth.in_words(grown, 1)
    assert f"With 1 tree {100 * held[0]:.1f} %" in words
    assert f"with 100 trees {100 * held[-1]:.1f} %" in words
    assert growth.headline(grown, 1).startswith(f"One tree alone gets {100 * held[0]:.1f} %")


def test_few_rows_leave_more_doubt_and_never_none():
    assert growth.doubt(0.7, 2000) == pytest.approx(196 * np.sqrt(0.7 * 0.3 / 2000), rel=0.01)
    assert growth.doubt(1.0, 30) > 3
    assert growth.doubt(0.7, 50) > growth.doubt(0.7, 500)
