"""The best model for each source: chosen on rows held back, then combined by any rule."""

import numpy as np
import pytest
from sklearn.metrics import log_loss
from sklearn.model_selection import PredefinedSplit, cross_val_predict

from lib.base_models import Member
from lib.combiners import BestOfEach, entries
from lib.scenario.experiment import prepare
from lib.scenario.record import Scenario
from tests.combiners._probabilities import default, make_features, make_probabilities

SOURCES = ("a", "b", "a", "b", "b")
VIEWS = [(0,) if source == "a" else (1, 2) for source in SOURCES]
LATE = [key for key, entry in entries().items() if entry.kind == "late"]


@pytest.mark.parametrize("key", LATE)
def test_it_is_the_rule_over_the_model_of_each_source_with_the_best_score(key):
    (P, y), X = make_probabilities(80, 5, 3), make_features(80)
    losses = [log_loss(y, P[:, m]) for m in range(5)]
    chosen = [min(some, key=losses.__getitem__) for some in ((0, 2), (1, 3, 4))]
    rule = default(key).for_views([VIEWS[m] for m in chosen]).fit(P[:, chosen], y, X)
    ours = BestOfEach(default(key), SOURCES, "log_loss").for_views(VIEWS)
    found = ours.fit(P, y, X).predict_proba(P, X)
    np.testing.assert_array_equal(found, rule.predict_proba(P[:, chosen], X))
    used = np.array(chosen)[rule.models_used()]
    np.testing.assert_array_equal(np.flatnonzero(ours.models_used()), sorted(used))
    fewer = ours.keep_models(chosen).fit(P[:, chosen], y, X)
    np.testing.assert_array_equal(fewer.predict_proba(P[:, chosen], X), found)


def test_through_the_engine_it_is_chosen_without_a_look_at_the_rows_held_back():
    """By scikit-learn: in each fold the least log-loss out of fold, on training rows only."""
    members = tuple(map(Member, ("logistic_regression", "decision_tree", "gaussian_naive_bayes")))
    asked = Scenario("iris", members=members, methods=("late_mean",), metric="log_loss", folds=3)
    experiment = prepare(asked)
    repeat, data = experiment.run(0), experiment.dataset
    for fold in range(3):
        train, test = (
            np.flatnonzero(mask) for mask in (repeat.folds != fold, repeat.folds == fold)
        )
        X, y, inner = data.X[train], data.y[train], PredefinedSplit(repeat.folds[train])
        said = []
        for view in data.views:
            models = [Member(m.model, view=view).build(data, 0) for m in members]
            losses = [
                log_loss(y, cross_val_predict(model, X, y, cv=inner, method="predict_proba"))
                for model in models
            ]
            said.append(models[np.argmin(losses)].fit(X, y).predict_proba(data.X[test]))
        np.testing.assert_allclose(repeat.P[-1, test], np.mean(said, axis=0), atol=1e-12)
