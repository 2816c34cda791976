"""A sum that is written out must come to what the fitted rule answers."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.combiners import entries
from lib.combiners.late_product import LateProduct, explain
from tests.combiners._probabilities import default, make_probabilities

MEANINGS = {"median": np.median, "min": np.min, "max": np.max}
EXPLAINED = [key for key, entry in entries().items() if entry.explain]


def value_of(text):
    """What the left side of an equation comes to, for whoever has only a calculator."""
    text = text.replace("×", "*").replace("^", "**").replace("−", "-")
    text = re.sub(r"(median|min|max)\((.*)\)", r"\1([\2])", text)
    return eval(text, {"__builtins__": {}}, MEANINGS)


@settings(deadline=None, max_examples=15)
@given(
    n_models=st.integers(1, 5),
    n_classes=st.sampled_from([2, 3, 10]),
    seed=st.integers(0, 2**32 - 1),
)
@pytest.mark.parametrize("key", EXPLAINED)
def test_what_is_counted_is_what_the_fitted_rule_answers(key, n_models, n_classes, seed):
    """And every equation comes out as it says, up to its numbers having three digits."""
    P, y = make_probabilities(30, n_models, n_classes, seed)
    rule = default(key).fit(P, y)
    tally = entries()[key].explain(rule, P[0])
    np.testing.assert_allclose(tally.proba, rule.predict_proba(P)[0], atol=1e-9)
    assert tally.weights is None or tally.weights.sum() == pytest.approx(1)
    assert len(tally.equations) == n_classes
    assert tally.how.endswith(".")
    for equation in tally.equations:
        left, _, right = equation.rpartition(" = ")
        assert value_of(left) == pytest.approx(float(right.replace("−", "-")), abs=3e-3, rel=0.3)


def test_when_all_classes_are_vetoed_the_product_says_so():
    rule = LateProduct().fit(np.full((4, 3, 2), 0.5), np.array([0, 1, 0, 1]))
    P = np.array([[1, 0], [0, 1], [1, 0]], float)
    tally = explain(rule, P)
    assert "every product is 0" in tally.how
    assert tally.equations == ()
    np.testing.assert_allclose(tally.proba, rule.predict_proba(P[None])[0])
    assert tally.proba.argmax() == 0  # two say no to the second class, one to the first


def test_a_number_that_adds_nothing_is_written_as_nothing():
    """No sum reads "2.3e−03 + 2.0e−16"."""
    P = np.array([[1 - 2.3e-3, 2.3e-3], [1.0, 2e-16]])
    tally = entries()["soft_vote"].explain(None, P)
    assert tally.equations == ("(0.998 + 1) / 2 = 0.999", "(0.002 + 0) / 2 = 0.001")
