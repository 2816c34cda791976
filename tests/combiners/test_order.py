"""No answer depends on the order of classes, of members or of columns: every combiner is asked."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lib.combiners import Calibrated, entries
from tests.combiners._probabilities import default, make_features, make_probabilities

RULES = [key for key, entry in entries().items() if entry.build]
ROWS = 30
# A solver takes another path when things move, so the last digits of what it found may differ; so
# may those of a temperature.
SOLVED = {"stacking_logistic", "log_linear_pool", "decision_templates"}
# Of splits that gain the same, a tree takes the one in the first column of the table. The order of
# the columns of X, which it does not see, must not matter to it either.
FIRST_SPLIT = {"stacking_boosting"}


def certain_ones(P, rng):
    """The same members, but some say 0 or 1: then rules that pick or multiply often tie.

    They err so often that no training part takes two of them for one and the same.
    """
    n_rows, n_models, n_classes = P.shape
    is_certain = rng.random(n_models) < 0.5
    is_certain[rng.integers(n_models)] = False
    guessed = rng.integers(n_classes, size=(n_rows, n_models))
    named = np.where(rng.random((n_rows, n_models)) < 0.6, guessed, P.argmax(axis=2))
    differ = (named[:, :, None] != named[:, None]).sum(axis=0) + n_rows * np.eye(n_models)
    assume((differ > n_rows / 3).all())
    return np.where(is_certain[:, None], np.eye(n_classes)[named], P)


def told(rule, P, y, X):
    """What the rule answers when it is fitted on these rows and asked about them."""
    return rule.fit(P, y, X).predict_proba(P, X)


@settings(deadline=None, max_examples=6)
@given(n_models=st.integers(2, 5), n_classes=st.integers(2, 4), seed=st.integers(0, 2**32 - 1))
@pytest.mark.parametrize("calibrate", [False, True], ids=["bare", "calibrated"])
@pytest.mark.parametrize("key", RULES)
def test_no_order_changes_an_answer(key, calibrate, n_models, n_classes, seed):
    """Classes and columns for all, members for all but those that are given weights by hand."""
    rng = np.random.default_rng(seed)
    P, y = make_probabilities(ROWS, n_models, n_classes, seed)
    P, X = certain_ones(P, rng), make_features(ROWS)
    classes, models = rng.permutation(n_classes), rng.permutation(n_models)
    columns = rng.permutation(X.shape[1])
    if key in FIRST_SPLIT:
        classes = np.arange(n_classes)
    if key in FIRST_SPLIT or not entries()[key].symmetric:
        models = np.arange(n_models)
    views = [(m % 3,) for m in range(n_models)]
    moved_views = [(int(np.argsort(columns)[views[m][0]]),) for m in models]

    def rule(seen):
        bare = default(key).for_views(seen)
        return Calibrated(bare) if calibrate else bare

    expected = told(rule(views), P, y, X)
    moved = told(
        rule(moved_views), P[:, models][:, :, classes], np.argsort(classes)[y], X[:, columns]
    )
    moved = moved[:, np.argsort(classes)]
    room = 5e-3 if key in SOLVED else 1e-6 if calibrate else 1e-8
    np.testing.assert_allclose(moved, expected, atol=room)
    first, second = np.sort(expected, axis=1)[:, [-1, -2]].T
    clear = first - second > 2 * room if room > 1e-8 else np.ones(ROWS, bool)
    np.testing.assert_array_equal(moved[clear].argmax(axis=1), expected[clear].argmax(axis=1))
