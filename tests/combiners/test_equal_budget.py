"""The one strong model: its budget, its choice, and that it never sees what it is scored on."""

import numpy as np
import pytest
from sklearn.base import BaseEstimator, ClassifierMixin, clone
from sklearn.datasets import make_moons
from sklearn.dummy import DummyClassifier
from sklearn.model_selection import PredefinedSplit, cross_val_predict
from sklearn.neighbors import KNeighborsClassifier

from lib import base_models, datasets
from lib.base_models import Member
from lib.combiners.equal_budget import ANY, ENTRY, INNER_FOLDS, STRONG, Tuned, affordable, merge
from lib.datasets.cutting.bonds import stratified_folds
from lib.engine.folds import make_folds
from lib.scenario.experiment import prepare
from lib.scenario.record import Scenario
from tests.combiners._probabilities import knobs

MEMBERS = [Member("logistic_regression"), Member("decision_tree"), Member("k_nearest_neighbours")]
MOONS = datasets.entries()["moons"].load(rows=100)
fits: list[int] = []


class Counted(ClassifierMixin, BaseEstimator):
    """Notes how many rows each fit had."""

    def fit(self, X, y):
        fits.append(len(y))
        self.classes_ = np.unique(y)
        return self

    def predict_proba(self, X):
        return np.full((len(X), len(self.classes_)), 1 / len(self.classes_))


@pytest.mark.parametrize("n_fits", [1, 3, 4, 15, 20, 60])
def test_the_budget_is_never_exceeded(n_fits):
    n_settings = affordable(n_fits)
    fits.clear()
    X, y = make_moons(60, random_state=0)
    Tuned([Counted() for _ in range(n_settings)]).fit(X, y)
    assert len(fits) == (n_settings * INNER_FOLDS + 1 if n_settings > 1 else 1)
    assert len(fits) <= max(n_fits, 1)
    assert max(fits) == 60  # the last one learns from all rows


def test_the_first_try_is_the_model_as_it_is_and_the_rest_are_drawn():
    first, again, other = (
        list(map(repr, merge(MOONS, MEMBERS * 2, seed, **knobs("equal_budget")).settings))
        for seed in (0, 0, 1)
    )
    assert first[0] == repr(Member(STRONG[0]).build(MOONS, 0))
    assert len(set(first)) > 1
    assert first == again != other


def test_the_best_of_the_three_tries_each():
    tuned = merge(MOONS, MEMBERS * 2, 0, **knobs("equal_budget", learner=ANY))
    kinds = {type(pipeline[-1]).__name__ for pipeline in tuned.settings}
    assert len(kinds) == len(STRONG)
    assert set(STRONG) <= set(base_models.entries())


def test_the_choice_is_that_of_a_grid_search_over_the_same_folds():
    X, y = make_moons(200, noise=0.3, random_state=0)
    tried = [KNeighborsClassifier(k) for k in (1, 7, 100)]
    found = Tuned(tried, "log_loss", random_state=3).fit(X, y)
    folds = stratified_folds(y, INNER_FOLDS, np.random.default_rng(3))
    losses = []
    for each in tried:
        P = cross_val_predict(each, X, y, cv=PredefinedSplit(folds), method="predict_proba")
        right = np.clip(P[np.arange(len(y)), y], 1e-15, None)
        losses.append(-np.log(right).mean())
    assert found.best_ == int(np.argmin(losses))
    expected = clone(tried[found.best_]).fit(X, y)
    np.testing.assert_array_equal(found.predict_proba(X), expected.predict_proba(X))


def test_the_deciding_score_chooses():
    """Nine of ten rows are of one class: always saying so wins by accuracy alone."""
    rng = np.random.default_rng(0)
    y = (np.arange(200) % 10 == 0).astype(int)
    X = rng.normal(size=(200, 1)) + 1.5 * y[:, None]
    fair = KNeighborsClassifier(1)
    tried = [DummyClassifier(strategy="prior"), fair]
    assert Tuned(tried, "accuracy").fit(X, y).best_ == 0
    assert Tuned(tried, "balanced_accuracy").fit(X, y).best_ == 1


def test_a_class_of_one_row_is_survived():
    X, y = np.arange(20.0)[:, None], np.array([0] * 19 + [1])
    P = Tuned([KNeighborsClassifier(1), KNeighborsClassifier(2)]).fit(X, y).predict_proba(X)
    assert P.shape == (20, 2)


def test_in_the_engine_it_is_tuned_inside_each_training_part():
    asked = Scenario(dataset_knobs=(("rows", 100),), methods=("equal_budget",), folds=3, repeats=1)
    experiment = prepare(asked)
    repeat = experiment.run(0)
    position = [method.key for method in repeat.methods].index("equal_budget")
    data = experiment.dataset
    folds = make_folds(data.y, 3, 0)
    np.testing.assert_array_equal(folds, repeat.folds)
    tuned = merge(data, experiment.members, asked.seed, **knobs("equal_budget", folds=3))
    expected = cross_val_predict(
        tuned, data.X, data.y, cv=PredefinedSplit(folds), method="predict_proba"
    )
    np.testing.assert_allclose(repeat.P[position], expected)
    column = experiment.task.titles.index(ENTRY.title)
    assert repeat.usage[position].tolist() == [float(i == column) for i in range(column + 1)]


def test_budget_and_score_follow_the_scenario():
    asked = Scenario(methods=("equal_budget",), folds=4, metric="log_loss")
    own = asked.with_combiner_knobs("equal_budget", (("folds", 7),))
    for scenario, folds in ((asked, 4), (own, 7)):
        tuned = prepare(scenario).task.estimators[-1]
        assert tuned.metric == "log_loss"
        assert len(tuned.settings) == affordable(len(scenario.members) * folds)
