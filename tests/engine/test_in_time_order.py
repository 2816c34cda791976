"""A pass in time order against a plain loop of scikit-learn's, and what it may never do."""

from dataclasses import replace

import numpy as np
import pytest
from sklearn.model_selection import TimeSeriesSplit

from lib.datasets import DataError
from lib.datasets.cutting.bonds import TIME, Bonds, bonds_of
from lib.datasets.drifting_sensors import ENTRY
from lib.engine.evaluation import open_folds, run_repeat
from lib.engine.folds import KEPT, OLDEST, is_tested, make_folds
from lib.engine.nested_fits import fit_keys
from tests.engine.test_evaluation import MODELS, make_task

KEYS = ("soft_vote", "stacking_logistic", "best_single", "greedy_selection")


@pytest.fixture(scope="module")
def drifting():
    """A task whose rows are in no order but for the untested ones, which stand last."""
    data = ENTRY.load(random_state=1, rows=120)
    tested = is_tested(data.y, bonds_of(data, TIME))
    data = data.take(np.argsort(~tested, kind="stable"))
    task = make_task(data.X, data.y, KEYS)
    return data, replace(task, bonds=bonds_of(data, TIME))


def test_equals_a_loop_over_time_series_split(drifting):
    """The oracle: every model on each past, every rule on what such models said before."""
    data, task = drifting
    folds = make_folds(task.y, 4, 0, task.bonds)
    repeat = run_repeat(task, folds)
    order = np.argsort(data.times)
    splits = [(np.sort(order[a]), np.sort(order[b])) for a, b in TimeSeriesSplit(5).split(order)]
    said = np.full((len(order), len(MODELS), 2), np.nan)
    for train, test in splits:
        for m, model in enumerate(MODELS):
            said[test, m] = model.fit(task.X[train], task.y[train]).predict_proba(task.X[test])
    assert np.array_equal(np.flatnonzero(folds < 0), np.sort(order[:40]))
    np.testing.assert_array_equal(repeat.P_members, said[:80])
    taught = splits[0][1]
    for fold, (_, test) in enumerate(splits[1:]):
        assert np.array_equal(np.flatnonzero(folds == fold), test)
        for i, each in enumerate(task.combinations):
            rule = each.combiner.fit(said[taught], task.y[taught], task.X[taught])
            expected = rule.predict_proba(said[test], task.X[test])
            found = repeat.P[len(MODELS) + i, test]
            np.testing.assert_allclose(found, expected, atol=1e-12, err_msg=each.method.key)
        (opened,) = open_folds(task, folds, (fold,))
        assert np.array_equal(opened.taught, np.sort(taught))
        np.testing.assert_array_equal(opened.P_test, said[test])
        taught = np.concatenate([taught, test])
    assert len(fit_keys(task, folds)) == len(MODELS) * 5


@pytest.mark.parametrize("seed", range(4))
def test_nobody_learns_from_the_future(seed):
    """Moments stay whole, and repeats move borders but test the same rows."""
    rng = np.random.default_rng(seed)
    moments, y = rng.integers(0, 40, 300), rng.integers(0, 3, 300)
    bonds = Bonds(moments, is_forward=True)
    passes = [make_folds(y, 5, number, bonds) for number in range(4)]
    for folds in passes:
        for fold in range(KEPT, 5):
            past, now = moments[folds < fold], moments[folds == fold]
            assert past.max() < now.min()
            assert set(y[folds < fold]) == {0, 1, 2}
        assert set(folds) == {OLDEST, KEPT, *range(5)}
        assert np.array_equal(folds >= 0, is_tested(y, bonds))
    assert any((one != passes[0]).any() for one in passes[1:])


def test_a_class_that_comes_late_is_named_or_waited_for():
    times = Bonds(np.arange(120), is_forward=True)
    y = np.arange(120) % 2
    y[100:] = 2
    with pytest.raises(DataError, match="class “new” comes too late"):
        make_folds(y, 5, 0, times, ("a", "b", "new"))
    y[30] = y[50] = 2
    folds = make_folds(y, 5, 0, times)
    assert np.flatnonzero(folds >= 0)[0] == 51
