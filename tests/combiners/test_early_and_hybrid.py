"""Early fusion with prepared views, and hybrid fusion: what is fitted, and when it is the same."""

from dataclasses import replace

import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from lib.base_models import Member
from lib.combiners import Merged, Models, entries
from lib.combiners.early_fusion import EqualSpread, MainDirections, join_views
from lib.scenario.loading import load_dataset
from lib.scenario.record import Scenario
from tests.combiners._probabilities import answers, knobs

LOGISTIC, TREE = Member("logistic_regression"), Member("decision_tree")
SOURCES = tuple(replace(LOGISTIC, view=view) for view in "ab")
SIX = load_dataset(Scenario(dataset="digits_sixviews"))


# ---------------------------------------------------------------- early, views prepared


def test_with_knobs_each_kind_of_model_is_fitted_on_prepared_views():
    models = Models((LOGISTIC, TREE), SOURCES)
    early = entries()["early_fusion"]
    for chosen in ({"scale_views": True}, {"directions": 3}):
        columns = early.columns(models, knobs("early_fusion", **chosen))
        assert all(isinstance(column, Merged) for column in columns)
        assert [column.members for column in columns] == [(LOGISTIC,), (TREE,)]
        assert len({column.title for column in columns}) == 2
    (only,) = early.columns(models, knobs("early_fusion", model="extra_trees", directions=3))
    assert only.members == (Member("extra_trees"),)


def test_every_view_gets_the_same_spread_and_columns_variance_one_on_average():
    model = join_views(SIX, [LOGISTIC], random_state=0, scale_views=True).fit(SIX.X, SIX.y)
    joined = model[:-1].transform(SIX.X)
    assert joined.shape == SIX.X.shape
    widths = [len(columns) for columns in SIX.views.values()]
    parts = np.split(joined, np.cumsum(widths)[:-1], axis=1)
    spreads = [part.var(axis=0).sum() for part in parts]
    np.testing.assert_allclose(spreads, spreads[0])
    np.testing.assert_allclose(joined.var(axis=0).mean(), 1)


def test_the_directions_are_those_of_each_view_and_as_many_as_there_are():
    model = join_views(SIX, [LOGISTIC], random_state=0, directions=10).fit(SIX.X, SIX.y)
    joined = model[:-1].transform(SIX.X)
    widths = [min(len(columns), 10) for columns in SIX.views.values()]
    assert joined.shape[1] == sum(widths)
    assert min(widths) < 10  # one view has only six columns
    first = list(next(iter(SIX.views.values())))
    alone = PCA(10, svd_solver="full").fit_transform(
        StandardScaler().fit_transform(SIX.X[:, first])
    )
    np.testing.assert_allclose(joined[:, : widths[0]], alone, atol=1e-8)


def test_without_preparation_it_is_the_model_on_standard_units():
    model = join_views(SIX, [LOGISTIC], random_state=0).fit(SIX.X, SIX.y)
    order = [column for columns in SIX.views.values() for column in columns]
    plain = LogisticRegression(**model[-1].get_params())
    scaled = StandardScaler().fit_transform(SIX.X[:, order])
    np.testing.assert_allclose(
        model.predict_proba(SIX.X), plain.fit(scaled, SIX.y).predict_proba(scaled), atol=1e-6
    )


def test_fewer_rows_than_directions_and_columns_without_spread_are_fine():
    few = np.random.default_rng(0).normal(size=(4, 9))
    assert MainDirections(8).fit(few).transform(few).shape == (4, 4)
    assert MainDirections(0).fit(few).transform(few) is few
    constant = np.ones((5, 2))
    np.testing.assert_array_equal(EqualSpread(3).fit(constant).transform(constant), constant)


@pytest.mark.parametrize("dataset", ["credit_german", "emoji_image_text", "thyroid"])
def test_categories_texts_and_gaps_can_be_joined(dataset):
    asked = Scenario(dataset=dataset, members=(TREE,), folds=3)
    asked = replace(asked, methods=("early_fusion",)).with_combiner_knobs(
        "early_fusion", (("directions", 5), ("scale_views", True))
    )
    assert np.isfinite(answers(asked)["early_fusion"]).all()


# ---------------------------------------------------------------- hybrid


def test_hybrid_adds_each_kind_of_model_once_seeing_everything():
    hybrid, own = entries()["hybrid_fusion"].columns, replace(TREE, view="a")
    assert hybrid(Models((LOGISTIC, TREE, TREE), SOURCES), {}) == (*SOURCES, LOGISTIC, TREE)
    assert hybrid(Models((own, LOGISTIC), SOURCES), {}) == (*SOURCES, TREE, LOGISTIC)
