"""Gated fusion: nothing changes while all is usual, and a broken view loses its say."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from lib.base_models import Member
from lib.combiners.gated_fusion import GatedFusion
from lib.combiners.late_product import LateProduct
from lib.combiners.rules.rows import Familiarity
from lib.combiners.soft_vote import SoftVote
from lib.scenario.experiment import prepare
from lib.scenario.record import Scenario
from tests.combiners._probabilities import make_probabilities, make_table

VIEWS = ((0, 1, 2), (3, 4, 5))


def two_views(n=300, seed=0):
    """Six numbers, correlated within each of the two views."""
    mixing = np.kron(np.eye(2), np.array([[1, 0.9, 0], [0, 0.5, 0], [0, 0, 3]]))
    return np.random.default_rng(seed).normal(size=(n, 6)) @ mixing + 5


def gated(X, n_models=2, views=VIEWS, **knobs):
    P, y = make_probabilities(len(X), n_models, 3)
    return GatedFusion(**knobs).for_views(views).fit(P, y, X), P, y


def test_where_all_looks_usual_it_is_the_late_mean_or_product():
    X = two_views()
    for merge, plain in (("mean", SoftVote()), ("product", LateProduct())):
        rule, P, y = gated(X, merge=merge)
        usual = (rule.gates(P, X) == 1).all(axis=1)
        assert usual.mean() > 0.85
        np.testing.assert_allclose(
            rule.predict_proba(P, X)[usual],
            plain.fit(P, y).predict_proba(P)[usual],
            atol=1e-12,
        )


def test_few_new_rows_look_unusual_however_many_columns():
    X = np.random.default_rng(0).normal(size=(200, 120))
    new = np.random.default_rng(1).normal(size=(500, 120))
    assert 0.9 < (Familiarity(X, tuple(range(120)))(new) == 1).mean() < 0.99


def test_a_row_as_far_again_as_usual_counts_by_the_power():
    X = np.random.default_rng(0).normal(size=(500, 1))
    familiar = Familiarity(X, (0,))
    edge = X.mean() + familiar.limit * X.std() * np.array([[1.0], [2.0], [-2.0], [10.0]])
    # regularising a variance of one column leaves it as it is
    np.testing.assert_allclose(familiar(edge)[:2], [1, 0.5], rtol=1e-6)
    assert familiar(edge)[3] == pytest.approx(0.1, rel=1e-6)
    rule, P, _ = gated(np.hstack([X, X[::-1]]), views=((0,), (1,)), strictness=2)
    far = np.hstack([edge[1:2], edge[:1] * 0])
    np.testing.assert_allclose(rule.gates(P[:1], far), [[0.25, 1]], rtol=1e-6)


@pytest.mark.parametrize("merge", ["mean", "product"])
def test_a_view_far_from_its_training_data_loses_its_say(merge):
    X = two_views()
    rule, P, _ = gated(X, merge=merge)
    broken = X.copy()
    broken[:, :3] = 1e6
    gates = rule.gates(P, broken)
    fine = (gates[:, 1] == 1) & (gates[:, 0] < 1e-9)
    assert fine.mean() > 0.85
    combination = rule.predict_proba(P, broken)
    np.testing.assert_allclose(combination[fine], P[fine, 1], atol=1e-6)


def test_a_combination_that_never_occurs_looks_unusual_though_each_number_is_usual():
    X = two_views()
    swapped = X.mean(axis=0) + (X - X.mean(axis=0)) * [1, -1, 1, 1, 1, 1]  # against the correlation
    rule, P, _ = gated(X)
    assert rule.gates(P, swapped)[:, 0].mean() < 0.7 < rule.gates(P, swapped)[:, 1].mean()


def test_when_every_view_is_broken_all_count_alike():
    X = two_views()
    rule, P, _ = gated(X)
    broken = np.full_like(X, np.nan)
    np.testing.assert_array_equal(rule.gates(P, broken), 0)
    np.testing.assert_allclose(rule.predict_proba(P, broken), P.mean(axis=1))
    rule, P, _ = gated(X, merge="product")
    np.testing.assert_allclose(rule.predict_proba(P, broken), np.full((300, 3), 1 / 3))


def test_a_view_that_is_missing_has_no_say_and_one_usually_half_there_has():
    X = two_views()
    rule, P, _ = gated(X)
    gone = X.copy()
    gone[:, 3:] = np.nan
    np.testing.assert_array_equal(rule.gates(P, gone)[:, 1], 0)
    half = X.copy()
    half[np.arange(300) % 2 == 0, 3:] = np.nan
    rule, P, _ = gated(half)
    there = ~np.isnan(half[:, 3])
    assert rule.gates(P, half)[there, 1].mean() > 0.9
    np.testing.assert_array_equal(rule.gates(P, half)[~there, 1], 0)


def test_columns_that_say_nothing_and_views_without_columns_are_usual():
    X = np.hstack([np.ones((50, 2)), two_views(50)])
    rule, P, _ = gated(X, n_models=3, views=((0, 1), (), (2, 3, 4)))
    np.testing.assert_array_equal(rule.gates(P, X)[:, :2], 1)


def test_categories_and_texts_are_watched_too():
    X = make_table(100)
    rule, P, _ = gated(X, n_models=3, views=((0,), (2,), (3,)))
    assert rule.gates(P, X).mean() > 0.9
    new = X.copy()
    new["colour"] = pd.Categorical([None] * 100, ["red", "blue", "green"])
    np.testing.assert_array_equal(rule.gates(P, new)[:, 1], 0)


def test_members_that_remain_keep_their_views():
    rule = GatedFusion().for_views([(0,), (1,), (2, 3)])
    assert rule.keep_models([0, 2]).views == ((0,), (2, 3))
    assert GatedFusion().keep_models([0]).views is None


# ---------------------------------------------------------------- who tells it


def asked(members, **more):
    quick = {"dataset_knobs": (("rows", 100),), "folds": 3, "methods": ("gated_fusion",)}
    return prepare(Scenario(dataset="xor", members=tuple(members), **quick | more))


def rule_of(experiment):
    (rule,) = [c.combiner for c in experiment.task.combinations if c.method.key == "gated_fusion"]
    return rule


def test_an_experiment_tells_each_rule_what_its_models_see():
    tree, line = Member("decision_tree"), Member("logistic_regression")
    assert rule_of(asked([tree, tree])).views == ((0,), (1,))
    assert rule_of(asked([replace(tree, view="valve B"), tree])).views == ((1,), (0,))
    assert rule_of(asked([tree, line])).rule.rule.views == ((0,), (0,), (1,), (1,))


def test_a_model_that_drops_out_takes_its_view_with_it():
    experiment = asked([Member("decision_tree")])
    assert rule_of(experiment.keep([0, 2])).views == ((1,),)
    assert np.isfinite(experiment.keep([0, 2]).run(0).P).all()
