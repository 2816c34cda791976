"""What was measured elsewhere, against closed forms and on recorded gains made up for it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.statistics.comparison import compare
from lib.statistics.prior import Prior, posterior

GAINS = st.lists(st.floats(-8, 8), max_size=30).map(tuple)


def folds(mean, sd=2.0, n=25, seed=0):
    noise = np.random.default_rng(seed).normal(0, sd, n)
    return mean + noise - noise.mean()


def believed(mean, gains, sd=2.0):
    return compare(folds(mean, sd), 5, 1.0, prior=Prior(tuple(gains)))


def test_the_posterior_is_prior_times_likelihood():
    """One bump and many degrees of freedom: the closed form of two normal densities."""
    prior = Prior((2.0,), bump=0.7, wide=1e9)
    values, weights = posterior(prior, 5.0, 1.4, 100_000)
    precision = 1 / 0.7**2 + 1 / 1.4**2
    mean = (2.0 / 0.7**2 + 5.0 / 1.4**2) / precision
    assert values @ weights == pytest.approx(mean, abs=0.01)
    assert np.sqrt(weights @ (values - mean) ** 2) == pytest.approx(precision**-0.5, rel=0.02)


@settings(deadline=None, max_examples=50)
@given(st.floats(-6, 6), st.floats(0.5, 5), st.sampled_from([None, 1.0]))
def test_a_wide_prior_leaves_what_the_folds_say(mean, sd, resolution):
    values = folds(mean, sd)
    alone = compare(values, 5, 1.0, resolution=resolution)
    wide = Prior(wide=1e6)
    found = compare(values, 5, 1.0, resolution=resolution, prior=wide)
    middle, half = (found.low + found.high) / 2, found.half_width
    assert found.mean == alone.mean == pytest.approx(found.expected, abs=1e-6)
    assert middle == pytest.approx(alone.mean, abs=0.02 * half + 1e-9)
    assert half == pytest.approx(alone.half_width, rel=0.02)


@settings(deadline=None, max_examples=60)
@given(GAINS, st.floats(-6, 6), st.floats(0.1, 3))
def test_more_measured_is_more_expected(gains, mean, more):
    less, better = believed(mean, gains), believed(mean + more, gains)
    assert less.expected <= better.expected + 0.02
    assert less.p_better <= better.p_better + 0.01


@settings(deadline=None, max_examples=60)
@given(GAINS, st.floats(-6, 6), st.floats(0.1, 4))
def test_probabilities_sum_to_one_and_what_is_expected_lies_in_the_interval(gains, mean, sd):
    found = believed(mean, gains, sd)
    assert found.p_worse + found.p_equivalent + found.p_better == pytest.approx(1)
    assert found.low <= found.expected <= found.high
    assert found.mean == pytest.approx(mean, abs=1e-9)


def test_what_its_kin_gained_draws_a_method_towards_them():
    own, kin = (3.0,) * 30, (-1.0,) * 300
    alone, together, common = (
        compare(folds(1.5), 5, 1.0, prior=prior).expected
        for prior in (Prior(own), Prior(own, kin), Prior(kin))
    )
    assert common < together < alone
    assert compare(folds(1.5), 5, 1.0, prior=Prior(own, own)).expected == pytest.approx(alone)


def test_a_gain_that_is_rare_elsewhere_is_believed_less():
    rare, usual = believed(3.0, [0.0] * 30), believed(3.0, [3.0] * 30)
    assert rare.expected < 2.2 < 2.8 < usual.expected
    assert rare.p_better < compare(folds(3.0), 5, 1.0).p_better < usual.p_better
    # more evidence here outweighs it
    assert believed(3.0, [0.0] * 30, sd=0.5).expected > 2.8
