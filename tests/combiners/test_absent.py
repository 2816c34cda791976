"""A source that does not arrive: every combiner goes on, and none listens to what is not there."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.base import clone

from lib.combiners import Calibrated, Models, WhatArrives, entries
from lib.engine.combined import CombinedClassifier
from lib.scenario.experiment import prepare
from lib.scenario.record import Scenario
from tests.combiners._probabilities import (
    check_probabilities,
    default,
    knobs,
    make_features,
    make_probabilities,
)

RULES = [key for key, entry in entries().items() if entry.build]
LEAVE_OUT = [key for key in RULES if default(key).leaves_out]
VIEWS = ((0,), (1, 2), (0,), (1, 2))  # of four models
GONE = np.array([1, 3])


def test_only_who_has_a_second_model_or_a_single_one_needs_every_source():
    assert set(RULES) - set(LEAVE_OUT) == {
        "best_single",
        "best_source",
        "early_fusion",
        "stacking_boosting",
        "stacking_logistic",
        "stacking_neighbours",
    }


@settings(deadline=None, max_examples=5)
@given(n_classes=st.integers(2, 4), seed=st.integers(0, 2**32 - 1))
@pytest.mark.parametrize("calibrate", [False, True], ids=["bare", "calibrated"])
@pytest.mark.parametrize("key", LEAVE_OUT)
def test_a_model_whose_source_is_not_there_has_no_say(key, calibrate, n_classes, seed):
    """Whatever it answers; and a rule that learns nothing is then that rule over the others."""
    P, y = make_probabilities(40, 4, n_classes, seed)
    X = make_features(40)
    rule = WhatArrives(default(key)).for_views(VIEWS)
    rule = (Calibrated(rule) if calibrate else rule).fit(P, y, X)
    assume(np.delete(rule.models_used(), GONE).any())  # else nobody is left to ask
    whole = rule.predict_proba(P, X)
    some = X.copy()
    some[:15, 1], some[:15, 2] = np.nan, np.inf
    some[15:20] = np.nan
    said = rule.predict_proba(P, some)
    check_probabilities(said, 40, n_classes)
    np.testing.assert_array_equal(said[20:], whole[20:])
    lied = P.copy()
    lied[:15, GONE] = lied[:15, GONE][:, :, ::-1]
    np.testing.assert_array_equal(rule.predict_proba(lied, some)[:15], said[:15])
    if not (calibrate or default(key).learns or key == "gated_fusion"):
        kept = np.delete(np.arange(4), GONE)
        fewer = default(key).keep_models(kept).fit(P[:, kept], y).predict_proba(P[:15][:, kept])
        np.testing.assert_allclose(said[:15], fewer, atol=1e-12)


def test_what_was_learned_of_a_model_is_kept_when_others_are_gone():
    P, y = make_probabilities(60, 4, 3)
    X = make_features(60)
    gone = np.where([True, False, False], X, np.nan)
    vote = WhatArrives(default("weighted_vote", weights="3-5-1-9"), VIEWS).fit(P, y, X)
    expected = np.average(P[:, [0, 2]], axis=1, weights=[3, 1])
    np.testing.assert_allclose(vote.predict_proba(P, gone), expected)
    table = WhatArrives(default("behaviour_knowledge_space"), VIEWS).fit(P, y, X)
    only = default("behaviour_knowledge_space").fit(P[:, [0, 2]], y)
    np.testing.assert_allclose(
        table.predict_proba(P, gone), only.predict_proba(P[:, [0, 2]]), atol=1e-9
    )


SOURCES = Scenario("flaky_sensors", (("rows", 100),), folds=3, methods=tuple(RULES))


def test_every_take_home_model_answers_when_a_source_is_gone():
    """Fitted where nothing was missing."""
    experiment = prepare(SOURCES)
    data, task = experiment.dataset, experiment.task
    gone = data.X.copy()
    gone[:, list(next(iter(data.views.values())))] = np.nan
    fitted = {f"m{i}": model.fit(data.X, data.y) for i, model in enumerate(task.estimators)}
    P, _ = make_probabilities(len(data.y), len(fitted), data.n_classes)
    for each in task.combinations:
        seen = {f"m{i}": fitted[f"m{i}"] for i in each.inputs}
        rule = clone(each.combiner).fit(P[:, list(each.inputs)], data.y, data.X)
        model = CombinedClassifier(list(seen.items()), each.combiner)
        model.assemble(data.X, data.y, rule, seen)
        check_probabilities(model.predict_proba(gone), len(gone), data.n_classes)
        late = [m for m in (each.method, *each.method.also) if entries()[m.key].kind == "late"]
        assert isinstance(each.combiner, WhatArrives) or not late, each.method.key


@pytest.mark.parametrize("key", [key for key, entry in entries().items() if entry.merge])
def test_every_merged_model_answers_when_a_source_is_gone(key):
    experiment = prepare(SOURCES)
    data = experiment.dataset
    models = Models(experiment.models.voters[:2], experiment.models.sources)
    (column,) = entries()[key].columns(models, knobs(key))
    model = column.build(data, 0).fit(data.X, data.y)
    gone = data.X.copy()
    gone[:, list(next(iter(data.views.values())))] = np.nan
    check_probabilities(model.predict_proba(gone), len(gone), data.n_classes)
