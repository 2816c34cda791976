"""Rows are held back fairly, or a plain sentence says why not."""

import numpy as np
import pytest
from sklearn.model_selection import StratifiedKFold

from lib.folds import DataError, make_folds


def test_equals_stratified_k_fold():
    y = np.repeat([0, 1, 2], [50, 30, 20])
    folds = make_folds(y, 5, random_state=3)
    splitter = StratifiedKFold(5, shuffle=True, random_state=3)
    for fold, (_, test) in enumerate(splitter.split(y, y)):
        np.testing.assert_array_equal(np.flatnonzero(folds == fold), test)


def test_groups_never_part():
    rng = np.random.default_rng(0)
    groups = rng.integers(0, 12, 200)
    y = rng.integers(0, 2, 200)
    folds = make_folds(y, 4, 0, groups)
    assert all(len(set(folds[groups == group])) == 1 for group in range(12))


def test_fewer_folds_for_a_rare_class():
    y = np.repeat([0, 1], [40, 4])
    assert make_folds(y, 10, 0).max() + 1 == 4


@pytest.mark.parametrize(
    ("y", "says"), [([0] * 20, "one class"), ([0] * 20 + [1, 1], "rarest class has 2 rows")]
)
def test_too_little_to_learn_from(y, says):
    with pytest.raises(DataError, match=says):
        make_folds(np.array(y), 5, 0)
