"""What is typical of a few values: checked against printed tables, scipy and by hand."""

import numpy as np
import pytest
from scipy.stats import mannwhitneyu, wilcoxon

from lib.statistics.typical import critical_rank, critical_sum, pair_means, shift, typical


@pytest.mark.parametrize(("n", "expected"), [(6, 0), (8, 3), (10, 8), (20, 52), (25, 89)])
def test_critical_ranks_are_those_of_the_printed_tables(n, expected):
    assert critical_rank(n, 0.025) == expected


@pytest.mark.parametrize("n", [6, 9, 21])
def test_the_interval_is_wilcoxons_test_turned_round(n):
    """A shift inside is not rejected at 5 %, a shift outside is; scipy says so."""
    data = np.random.default_rng(0).normal(0.5, 2, n)
    _, low, high = typical(data, 0.95)
    for bound, inward in ((low, 1e-6), (high, -1e-6)):
        assert wilcoxon(data - (bound + inward), method="exact").pvalue > 0.05
        assert wilcoxon(data - (bound - inward), method="exact").pvalue <= 0.05


def test_one_extreme_value_does_not_move_what_is_typical():
    values = np.array([1.0, 1.2, 1.4, 1.6, 1.8, 2.0, 2.2])
    usual, low, _ = typical(values, 0.95)
    assert pair_means(np.array([0.0, 4.0])).tolist() == [0.0, 2.0, 4.0]
    values[-1] = 90
    assert typical(values, 0.95)[:2] == pytest.approx((usual, low), abs=0.3)
    assert typical(values, 0.95)[1] == pytest.approx(low)


def test_few_values_have_a_wide_interval_and_none_has_none():
    _, low, high = typical(np.array([1.0, 2.0, 3.0]), 0.95)
    assert low < 0 < 4 < high
    assert typical(np.ones(1), 0.95)[0] == 1
    assert np.isnan(typical(np.ones(1), 0.95)[1:]).all()
    assert np.isnan(typical(np.empty(0), 0.95)).all()


@pytest.mark.parametrize(("n", "m", "expected"), [(3, 3, -1), (5, 5, 2), (10, 10, 23)])
def test_critical_sums_are_those_of_the_printed_tables(n, m, expected):
    assert critical_sum(n, m, 0.025) == expected


def test_the_interval_between_two_groups_is_the_rank_sum_test_turned_round():
    rng = np.random.default_rng(0)
    more, less = rng.normal(1.5, 1, 9), rng.normal(0, 1, 12)
    middle, low, high = shift(more, less, 0.95)
    assert low < middle < high
    for bound, inward in ((low, 1e-6), (high, -1e-6)):
        exact = {"method": "exact"}
        assert mannwhitneyu(more - (bound + inward), less, **exact).pvalue > 0.05
        assert mannwhitneyu(more - (bound - inward), less, **exact).pvalue <= 0.05
    assert np.isnan(shift(more[:3], less[:3], 0.95)[1:]).all()  # three and three cannot say
    assert np.isnan(shift(more, less[:0], 0.95)).all()


def test_students_interval_lies_around_the_mean_that_it_is_of():
    middle, low, high = typical(np.array([0.0, 0.0, 9.0]), 0.95)
    assert middle == pytest.approx(3.0)
    assert (low + high) / 2 == pytest.approx(3.0)
