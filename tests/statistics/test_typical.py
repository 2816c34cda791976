"""What is typical of a few values: checked against printed tables, scipy and by hand."""

import numpy as np
import pytest
from scipy.stats import wilcoxon

from lib.statistics.typical import critical_rank, pair_means, typical


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
