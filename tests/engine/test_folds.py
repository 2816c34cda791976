"""Rows are held back fairly, or a plain sentence says why not."""

import numpy as np
import pytest
from sklearn.model_selection import StratifiedKFold

from lib.engine.folds import DataError, make_folds, set_aside


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


EVEN, FOUR = np.tile([0, 1], 50), np.repeat(np.arange(4), 25)


def test_there_are_no_more_folds_than_rows_of_the_rarest_class_or_groups():
    assert make_folds(np.repeat([0, 1], [40, 4]), 10, 0).max() + 1 == 4
    assert make_folds(EVEN, 10, 0, FOUR).max() + 1 == 4


@pytest.mark.parametrize(
    ("y", "groups", "says"),
    [
        ([0] * 20, None, "one class"),
        ([0] * 20 + [1, 1], None, "rarest class has 2 rows"),
        (EVEN, FOUR % 2, "2 sources"),
    ],
)
def test_too_little_to_learn_from(y, groups, says):
    with pytest.raises(DataError, match=says):
        make_folds(np.array(y), 5, 0, groups)


@pytest.mark.parametrize("percent", [5, 20, 40])
def test_every_class_gives_its_share_to_what_is_set_aside(percent):
    y = np.repeat([0, 1, 2], [500, 300, 40])
    aside = set_aside(y, percent, random_state=3)
    shares = np.bincount(y[aside]) / np.bincount(y)
    np.testing.assert_allclose(shares, percent / 100, atol=1 / 40)
    np.testing.assert_array_equal(aside, set_aside(y, percent, random_state=3))
    assert (aside != set_aside(y, percent, random_state=4)).any()


def test_groups_are_set_aside_whole_and_as_fairly_as_they_allow():
    rng = np.random.default_rng(0)
    groups = rng.integers(0, 30, 600)
    y = (rng.random(600) < np.linspace(0.1, 0.9, 30)[groups]).astype(int)  # groups differ in class
    aside = set_aside(y, 20, 0, groups)
    assert all(len(set(aside[groups == group])) == 1 for group in range(30))
    np.testing.assert_allclose(np.bincount(y[aside]) / np.bincount(y), 0.2, atol=0.03)


@pytest.mark.parametrize(
    ("counts", "percent"), [([50, 3], 20), ([10, 10, 10], 5), ([300, 8], 5), ([20, 4], 40)]
)
def test_too_few_rows_to_set_any_aside(counts, percent):
    y = np.repeat(np.arange(len(counts)), counts)
    with pytest.raises(DataError, match=f"{percent} % of these {sum(counts)} rows cannot"):
        set_aside(y, percent, 0)
