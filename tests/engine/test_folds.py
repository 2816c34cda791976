"""Rows are held back fairly, or a plain sentence says why not."""

from itertools import combinations

import numpy as np
import pytest
from sklearn.model_selection import StratifiedKFold

from lib.datasets import DataError
from lib.datasets.cutting.bonds import Bonds
from lib.engine.folds import KEPT, make_folds, set_aside


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
    folds = make_folds(y, 4, 0, Bonds(groups))
    assert all(len(set(folds[groups == group])) == 1 for group in range(12))


EVEN, FOUR = np.tile([0, 1], 50), np.repeat(np.arange(4), 25)


def test_there_are_no_more_folds_than_groups():
    assert make_folds(EVEN, 10, 0, Bonds(FOUR)).max() + 1 == 4


@pytest.mark.parametrize(
    ("y", "groups", "says"),
    [
        ([0] * 20, None, "one class"),
        ([0] * 20 + [1, 1], None, "rarest class, “b”, has 2 rows"),
        (EVEN, FOUR % 2, "2 sources"),
    ],
)
def test_too_little_to_learn_from(y, groups, says):
    bonds = None if groups is None else Bonds(groups)
    with pytest.raises(DataError, match=says):
        make_folds(np.array(y), 5, 0, bonds, ("a", "b"))


def assert_everybody_can_learn(folds, y, bonds=None):
    """Without any fold, and without any two, every class is left; no fold is empty."""
    n_splits = int(folds.max()) + 1
    assert set(folds[folds >= 0]) == set(range(n_splits))
    for out in combinations(range(n_splits), 2):
        assert set(y[~np.isin(folds, out)]) == set(y)
    if bonds is not None:
        assert all(len(set(folds[bonds.units == unit])) == 1 for unit in bonds.units)


@pytest.mark.parametrize("n_rare", [1, 2, 3, 4])
def test_a_rare_class_takes_no_fold_away_from_the_others(n_rare):
    y = np.repeat([0, 1, 2], [100, 80, n_rare])
    for seed in range(3):
        folds = make_folds(y, 10, seed)
        assert folds.max() + 1 == 10
        assert_everybody_can_learn(folds, y)
        tested = folds[y == 2] >= 0
        assert tested.all() if n_rare >= 3 else not tested.any()


@pytest.mark.parametrize("seed", range(6))
def test_uneven_groups_are_cut_so_that_everybody_can_learn(seed):
    """A few large groups and many of a row each, one class in a few of them."""
    rng = np.random.default_rng(seed)
    units = np.repeat(np.arange(9), [40, 30, 20, 1, 1, 1, 1, 1, 1])
    y = rng.integers(0, 2, len(units))
    y[units >= 3] = 0
    bonds = Bonds(units)
    folds = make_folds(y, 5, seed, bonds)
    assert_everybody_can_learn(folds, y, bonds)


def test_a_class_that_lives_in_one_group_is_named():
    groups = np.repeat(np.arange(10), 8)
    y = (groups == 4).astype(int)
    with pytest.raises(DataError, match=r"class “ill” come from 1 source.*another way"):
        make_folds(y, 5, 0, Bonds(groups), ("well", "ill"))
    y[groups == 2] = 2  # of three classes the others can still be told apart ...
    y[::3] = 0
    y[groups % 2 == 1] = np.arange(40) % 2
    folds = make_folds(y, 5, 0, Bonds(groups))
    assert_everybody_can_learn(folds, y, Bonds(groups))
    assert set(folds[groups == 2]) == {KEPT}  # ... and everybody learns from the one that cannot


def test_in_time_order_the_last_moments_are_set_aside():
    units = np.random.default_rng(0).integers(0, 30, 200)
    aside = set_aside(np.arange(200) % 2, 20, 0, Bonds(units, is_forward=True))
    assert units[aside].min() > units[~aside].max()
    assert 0.1 < aside.mean() < 0.3


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
    aside = set_aside(y, 20, 0, Bonds(groups))
    assert all(len(set(aside[groups == group])) == 1 for group in range(30))
    np.testing.assert_allclose(np.bincount(y[aside]) / np.bincount(y), 0.2, atol=0.03)


@pytest.mark.parametrize(
    ("counts", "percent"), [([50, 3], 20), ([10, 10, 10], 5), ([300, 8], 5), ([20, 4], 40)]
)
def test_too_few_rows_to_set_any_aside(counts, percent):
    y = np.repeat(np.arange(len(counts)), counts)
    with pytest.raises(DataError, match=f"{percent} % of these {sum(counts)} rows cannot"):
        set_aside(y, percent, 0)
