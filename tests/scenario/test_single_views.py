"""What each view is worth alone, measured as everything else is."""

import numpy as np
import pytest
from sklearn.model_selection import PredefinedSplit, cross_val_score

from lib.base_models import Member
from lib.scenario.experiment import prepare
from lib.scenario.record import Scenario
from lib.scenario.single_views import (
    EARLY,
    LATE,
    kinds,
    run_single_views,
)

LOGISTIC, TREE = Member("logistic_regression"), Member("decision_tree")
OWN = (("long", (0, 2)), ("wide", (1, 3)))


def experiment(dataset="iris", members=(TREE,), **more):
    knobs = more.pop("dataset_knobs", ())
    return prepare(Scenario(dataset, knobs, members=members, folds=3, **more))


def measured(asked, member=TREE, repeats=1):
    return asked.results([run_single_views(asked, member, number) for number in range(repeats)])


def test_each_kind_of_model_is_asked_about_once():
    found = kinds((TREE, Member("decision_tree", view="petal"), LOGISTIC, TREE))
    assert list(found.values()) == [TREE, LOGISTIC]


@pytest.mark.parametrize("views", [(), OWN])
def test_the_score_of_a_view_is_that_of_a_model_on_its_columns_alone(views):
    asked = experiment(views=views)
    results = measured(asked)
    data, folds = asked.dataset, asked.folds(0)
    model = Member("decision_tree").build(asked.dataset, 0)[-1]  # trees need no preparation
    for i, columns in enumerate([*data.views.values(), range(4)]):
        score = cross_val_score(model, data.X[:, list(columns)], data.y, cv=PredefinedSplit(folds))
        np.testing.assert_allclose(results.repeats[0].scores["accuracy"][i], score)
    assert [m.title for m in results.methods[:-2]] == list(data.views)
    assert [m.key for m in results.methods[-2:]] == [EARLY, LATE]


def test_it_is_measured_on_the_same_folds_as_everything_else():
    asked = experiment(methods=("late_mean",))
    everything, results = asked.run(1), measured(asked, repeats=2)
    whole, alone = everything.P_members, results.repeats[1].P
    np.testing.assert_array_equal(alone[results.positions["view1"]], whole[:, 1])
    np.testing.assert_array_equal(alone[results.positions["view2"]], whole[:, 2])
    np.testing.assert_array_equal(alone[results.positions[EARLY]], whole[:, 0])
    np.testing.assert_allclose(alone[results.positions[LATE]], everything.P[-1], atol=1e-12)


def test_one_view_is_everything():
    results = measured(experiment(views=(("all", (0, 1, 2, 3)),)))
    P = results.repeats[0].P
    np.testing.assert_allclose(P[1:], P[:1].repeat(2, axis=0), atol=1e-12)


@pytest.mark.parametrize("key", ["emoji_image_text", "word_topics", "watch_exercises"])
def test_views_of_text_numbers_sensors_and_pictures_have_scores(key):
    asked = experiment(key, dataset_knobs=(("rows", 100),))
    results = measured(asked, LOGISTIC)
    assert not results.failures
    assert len(results.methods) == len(asked.dataset.views) + 2
    assert np.isfinite(results.fold_scores("accuracy")).all()


def test_what_only_both_views_tell_is_gained_by_fusing():
    asked = experiment("xor", dataset_knobs=(("rows", 300),))
    results = measured(asked)
    assert results.differences(EARLY, "view1", "accuracy").mean() > 20
    assert results.differences(EARLY, "view2", "accuracy").mean() > 20
