"""The numbers behind the verdict, against closed forms, an independent package and simulation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from lib.statistics.comparison import (
    compare,
    narrower,
    rows_to_settle,
    score_interval,
    smallest_difference,
)

DIFFERENCES = st.lists(st.floats(-50, 50), min_size=5, max_size=30).map(np.array)


def folds(n=25, mean=1.0, sd=2.0, seed=0):
    return np.random.default_rng(seed).normal(mean, sd, n)


@pytest.mark.parametrize("runs", [1, 2, 5])
@pytest.mark.parametrize("rope", [0.0, 0.5, 1.0, 3.0])
def test_equals_baycomp(runs, rope):
    baycomp = pytest.importorskip("baycomp")
    differences = folds(5 * runs, seed=runs)
    expected = baycomp.two_on_single(np.zeros(5 * runs), differences, rope, runs)
    found = compare(differences, 5, rope)
    said = (found.p_worse, found.p_equivalent, found.p_better)
    assert said[:: 1 if rope else 2] == pytest.approx(expected)
    assert rope or found.p_equivalent == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(("n", "n_splits", "level"), [(25, 5, 0.95), (20, 10, 0.9)])
def test_intervals_are_the_corrected_ones(n, n_splits, level):
    values = folds(n)
    scale = values.std(ddof=1) * np.sqrt(1 / n + 1 / (n_splits - 1))
    low, high = stats.t.interval(level, n - 1, values.mean(), scale)
    for found in (compare(values, n_splits, 1.0, level), score_interval(values, n_splits, level)):
        assert (found.low, found.high) == pytest.approx((low, high))
    assert compare(values, n_splits, 1.0, level).half_width == pytest.approx((high - low) / 2)


@pytest.mark.parametrize("differences", [np.zeros(25), np.array([1e-15, -1e-15, 0])])
@pytest.mark.parametrize("rope", [0.0, 1.0])
def test_identical_methods_are_equivalent_and_rounding_is_no_difference(differences, rope):
    found = compare(differences, 3, rope)
    assert (found.mean, found.low, found.high) == (0, 0, 0)
    assert (found.p_worse, found.p_equivalent, found.p_better) == (0, 1, 0)


@pytest.mark.parametrize("resolution", [None, 2.0])
def test_a_constant_difference_is_not_certain(resolution):
    found = compare(np.full(25, 2.0), 5, 1.0, resolution=resolution)
    assert 0.5 < found.p_better < 0.95
    assert found.low < found.mean < found.high


def test_the_guard_is_the_variance_of_a_count_of_rows():
    found = compare(np.full(25, 2.0), 5, 1.0, resolution=0.5)
    scale = np.sqrt(0.5 * (2.0 + 0.25) * (1 / 25 + 1 / 4))
    assert found.p_better == pytest.approx(stats.t.sf(1.0, 24, 2.0, scale))
    ordinary = folds(25, sd=4)
    assert compare(ordinary, 5, 1, resolution=0.1) == compare(ordinary, 5, 1)


def test_no_disagreement_is_no_certainty():
    """60 rows, five folds of twelve, not one row apart: a true gap of 3 points stays possible."""
    found = compare(np.zeros(25), 5, 1.0, resolution=100 / 12)
    assert found.mean == 0
    assert found.low < -3 < 3 < found.high
    assert found.p_equivalent < 0.5
    many = compare(np.zeros(25), 5, 1.0, resolution=100 / 400)  # 2,000 rows
    assert many.p_equivalent > 0.99


def test_few_rows_and_perfect_scores_are_not_certain():
    """Five rescued rows of 250 and none broken are weak evidence, however the folds fall."""
    found = compare(np.full(5, 2.0), 5, 0.0, resolution=2.0)
    one_sided = stats.binomtest(5, 5, alternative="greater").pvalue
    assert found.p_worse > one_sided
    found = score_interval(np.ones(25), 5, resolution=1 / 60)
    assert found.mean == 1
    assert 0.95 < found.low < 0.995


def test_undefined_folds_are_dropped():
    differences = folds(10)
    with_gaps = np.concatenate([differences, [np.nan, np.inf]])
    assert compare(with_gaps, 5, 1) == compare(differences, 5, 1)
    assert score_interval(with_gaps, 5) == score_interval(differences, 5)


@pytest.mark.parametrize("values", [[], [np.nan, np.nan], [1.5]])
def test_nothing_is_said_from_fewer_than_two_folds(values):
    found = compare(np.array(values), 5, 1)
    assert not found.is_known
    assert np.isnan(
        [found.low, found.high, found.p_worse, found.p_equivalent, found.p_better]
    ).all()
    assert np.isnan(score_interval(np.array(values), 5).low)
    assert np.isnan(rows_to_settle(found, 100))


@settings(deadline=None)
@given(DIFFERENCES, st.floats(0, 5), st.sampled_from([None, 0.5, 2.0]))
def test_probabilities_sum_to_one_and_mirror(differences, rope, resolution):
    found = compare(differences, 5, rope, resolution=resolution)
    mirrored = compare(-differences, 5, rope, resolution=resolution)
    total = found.p_worse + found.p_equivalent + found.p_better
    assert total == pytest.approx(1)
    assert found.p_better == pytest.approx(mirrored.p_worse, abs=1e-9)
    assert found.low <= found.mean <= found.high


@settings(deadline=None)
@given(DIFFERENCES, st.floats(0.1, 5))
def test_a_guard_never_makes_the_interval_narrower(differences, resolution):
    guarded = compare(differences, 5, 1, resolution=resolution)
    plain = compare(differences, 5, 1)
    if np.ptp(differences) > 1e-6:
        assert guarded.half_width >= plain.half_width


@pytest.mark.parametrize(
    ("n_splits", "n_repeats", "factor"),
    [(5, 1, 4.2), (10, 1, 3.3), (5, 5, 2.5), (10, 5, 2.3), (10, 10, 2.2)],
)
def test_smallest_difference_has_the_known_factors(n_splits, n_repeats, factor):
    found = smallest_difference(0.03, 569, n_splits, n_repeats)
    assert found == pytest.approx(factor * np.sqrt(0.03 / 569), rel=0.03)


def test_rows_to_settle_grow_with_the_square():
    found = compare(folds(25, mean=2.0, sd=4), 5, 1.0)
    ratio = found.half_width / (abs(found.mean) - 1)
    assert rows_to_settle(found, 300) == pytest.approx(300 * ratio**2)
    assert rows_to_settle(compare(folds(25, mean=20), 5, 1.0), 300) == 300


def cross_validated_null(rng, n_rows=200, n_splits=10, n_repeats=10):
    """Fold differences of two equally good methods that learn nothing, over shared rows."""
    gap = rng.choice([-1, 0, 1], size=n_rows, p=[0.1, 0.8, 0.1]) * 100.0
    order = [rng.permutation(n_rows) for _ in range(n_repeats)]
    return np.concatenate([gap[rows].reshape(n_splits, -1).mean(axis=1) for rows in order])


def test_a_true_null_is_rarely_rejected():
    rng = np.random.default_rng(0)
    runs = [cross_validated_null(rng) for _ in range(400)]
    corrected = np.mean([(c := compare(d, 10, 0)).low > 0 or c.high < 0 for d in runs])
    naive = np.mean([stats.ttest_1samp(d, 0).pvalue < 0.05 for d in runs])
    assert corrected < 0.09  # nominal 0.05
    assert naive > 0.4


@pytest.mark.parametrize(("n_splits", "now", "more"), [(5, 5, 10), (10, 1, 30)])
def test_more_repeats_make_the_interval_narrower_by_so_much(n_splits, now, more):
    """As the interval itself says for folds that vary alike."""

    def width(repeats):
        n = n_splits * repeats
        values = np.tile([-1.0, 1.0], n // 2 + 1)[:n]
        values = (values - values.mean()) / values.std(ddof=1)
        return compare(values, n_splits, 1.0).half_width

    assert narrower(n_splits, now, more) == pytest.approx(width(more) / width(now))
    n, rest = n_splits * now, 1 / (n_splits - 1)  # repeats bring no rows
    least = np.sqrt(rest / (1 / n + rest)) * stats.norm.ppf(0.975) / stats.t.ppf(0.975, n - 1)
    assert narrower(n_splits, now, 100_000) == pytest.approx(least, rel=1e-3)
