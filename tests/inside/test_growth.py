"""What is shown of an ensemble's growth is what scikit-learn's fitted object says."""

import pickle
from types import SimpleNamespace

import numpy as np
import pytest

from lib.inside.growth import computing, words
from lib.inside.growth.computing import (
    ADABOOST,
    BOOSTING,
    FOREST,
    STEPS,
    Recipe,
    grow,
    make,
    take_apart,
)
from tests.inside.test_weights import plane_of, rows_of

RECIPES = {
    FOREST: Recipe(FOREST, 4),
    BOOSTING: Recipe(BOOSTING, 2, 0.3),
    ADABOOST: Recipe(ADABOOST, 1),
}


def grown_on(rows, *recipe):
    return grow(rows, Recipe(*recipe), plane_of(rows))


@pytest.fixture(scope="module", params=["moons", "iris"])
def rows(request):
    return rows_of(request.param, **({"rows": 200} if request.param == "moons" else {}))


@pytest.fixture(scope="module")
def models(rows):
    n_columns = rows.X_train.shape[1]
    return {
        kind: make(recipe, n_columns).fit(rows.X_train, rows.y_train)
        for kind, recipe in RECIPES.items()
    }


@pytest.fixture(scope="module")
def on_train(rows, models):
    return {kind: take_apart(model, rows.X_train) for kind, model in models.items()}


@pytest.mark.parametrize("kind", RECIPES)
def test_all_together_are_the_fitted_ensemble_and_a_smaller_one_its_beginning(rows, models, kind):
    model, grown = models[kind], grow(rows, RECIPES[kind], plane_of(rows))
    P, together = model.predict_proba(rows.X_held), take_apart(model, rows.X_held).together
    np.testing.assert_allclose(together[-1], P)
    small = make(RECIPES[kind], rows.X_train.shape[1]).set_params(n_estimators=7)
    small.fit(rows.X_train, rows.y_train)
    beginning = together[len(small.estimators_) - 1]
    np.testing.assert_allclose(beginning, small.predict_proba(rows.X_held))
    np.testing.assert_array_equal(grown.held.together[-1], P.argmax(axis=1))
    assert grown.counts[-1] == grown.n_steps == len(model.estimators_) <= STEPS
    accuracy = grown.scores("accuracy")[1]
    assert accuracy[-1] == pytest.approx(model.score(rows.X_held, rows.y_held))
    # every setting of every question is kept for all visitors
    pictures = pickle.dumps((grown.added, grown.together))
    assert len(pickle.dumps(grown)) - len(pictures) < 400 * (len(rows.y_train) + len(rows.y_held))


def test_the_contributions_of_boosting_add_up_to_its_scores(rows, models):
    model = models[BOOSTING]
    moves = computing.contributions(model, rows.X_held)
    stages = np.stack(list(model.staged_decision_function(rows.X_held)))
    if stages.shape[2] == 1:  # log-odds of the second class: half of it up, half of it down
        stages = np.concatenate([-stages, stages], axis=2) / 2
    stages = stages - stages.mean(axis=2, keepdims=True)
    np.testing.assert_allclose(np.diff(stages, axis=0), moves[1:], atol=1e-9)
    shown = take_apart(model, rows.X_held).added
    np.testing.assert_allclose(shown.sum(axis=2), 1)
    np.testing.assert_array_equal(shown.argmax(axis=2), moves.argmax(axis=2))


def test_adaboost_weighs_the_rows_as_it_did_when_it_was_fitted(rows, models, on_train):
    """scikit-learn keeps the weighted error of each tree; the weights shown must give the same."""
    model, steps = models[ADABOOST], on_train[ADABOOST]
    weights = computing.row_weights(model, rows.y_train, steps)
    wrong = steps.added.argmax(axis=2) != rows.y_train
    errors = (weights * wrong).sum(axis=1) / weights.sum(axis=1)
    np.testing.assert_allclose(errors, model.estimator_errors_[: len(errors)], atol=1e-9)


def test_a_forest_weighs_rows_by_draws_and_boosting_by_how_far_off_it_was(rows, models, on_train):
    weights = computing.row_weights(models[FOREST], rows.y_train, on_train[FOREST])
    assert (weights.sum(axis=1) == len(rows.y_train)).all()
    assert 0.3 < (weights == 0).mean() < 0.45  # 1/e of the rows are not drawn
    steps = on_train[BOOSTING]
    weights = computing.row_weights(models[BOOSTING], rows.y_train, steps)
    np.testing.assert_allclose(weights.mean(axis=1), 1)
    off = 1 - steps.together[4, np.arange(len(rows.y_train)), rows.y_train]
    np.testing.assert_allclose(weights[5], off / off.mean())


def test_enough_is_where_no_later_count_is_better_by_more_than_the_rope():
    held = np.array([0.5, 0.6, 0.72, 0.7, 0.725, 0.71])
    assert [computing.enough(held, rope) for rope in (1, 0, 30)] == [3, 5, 1]


def test_noise_is_learned_only_where_there_is_some():
    """20 % wrong labels, deep trees, whole steps: overfitting. Clean, cautious: none."""
    noisy = grown_on(rows_of(), BOOSTING, 4, 1.0)
    fit, held = noisy.overfit, noisy.scores("brier")[1]
    assert fit.is_real
    assert fit.best == held.argmin() + 1
    assert held[-1] > held.min()
    assert "Too many steps harm" in words.in_words(noisy, 1)
    assert f"after {words.things(fit.best, noisy)}, then" in words.headline(noisy, 1)
    calm = grown_on(rows_of(flip=0, noise=0.1), BOOSTING, 2, 0.1)
    assert not calm.overfit.is_real
    assert "No harm" in words.in_words(calm, 1)


def test_words_have_the_numbers_of_the_table():
    grown = grown_on(rows_of(), FOREST, 4)
    held = grown.table()["Accuracy, held out"].to_numpy()
    assert len(held) == grown.n_steps
    said = words.in_words(grown, 1)
    assert f"With 1 tree {100 * held[0]:.1f} %" in said
    assert f"with 100 trees {100 * held[-1]:.1f} %" in said
    assert words.headline(grown, 1).startswith(f"One tree alone gets {100 * held[0]:.1f} %")


def test_few_rows_leave_more_doubt_and_never_none():
    assert computing.doubt(0.7, 2000) == pytest.approx(196 * np.sqrt(0.7 * 0.3 / 2000), rel=0.01)
    assert computing.doubt(1.0, 30) > 3
    assert computing.doubt(0.7, 50) > computing.doubt(0.7, 500)


@pytest.mark.parametrize(
    ("held", "headline", "more"),
    [
        ([0.7, 0.8, 0.8], "2 together 80.0 %, and more hardly help.", "better here."),
        ([0.7, 0.8, 0.7], "2 together 80.0 %, and all 3 only 70.0 %.", "are 10.0 points worse."),
        ([0.8, 0.8, 0.7], "alone gets 80.0 % right, and all 3 only 70.0 %.", "points worse."),
        ([0.8, 0.8, 0.8], "gets 80.0 % right, and more of them hardly help.", "better here."),
        ([0.7, 0.8, 0.9], "3 together 90.0 %, and the last ones still helped.", "by then."),
    ],
)
def test_more_that_are_worse_are_not_said_to_help(held, headline, more):
    held = np.array(held)
    growth = SimpleNamespace(
        scores=lambda _: (np.ones(3), held),
        n_steps=3,
        recipe=Recipe(FOREST, 4),
        held=SimpleNamespace(together=np.zeros((3, 50, 2))),
        overfit=SimpleNamespace(is_real=False),
    )
    assert words.headline(growth, 1).endswith(headline)
    assert words.in_words(growth, 1).endswith(more)
