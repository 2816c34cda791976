"""A threshold on two classes: what is answered, and how it came out."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import confusion_matrix

from lib.statistics.threshold import answers_at, outcome_of, reweighed

shares = st.lists(st.sampled_from([0.0, 0.2, 0.3, 0.5, 0.7, 1.0]), min_size=1, max_size=30)
thresholds = st.sampled_from([0.01, 0.2, 0.3, 0.5, 0.7, 0.99])


@settings(deadline=None, max_examples=40)
@given(shares, thresholds, st.sampled_from([0, 1]), st.integers(0, 99))
def test_answers_and_outcome_whichever_class_comes_first(said, threshold, wanted, seed):
    P = np.column_stack([said, 1 - np.array(said)])
    y = np.random.default_rng(seed).integers(0, 2, len(P))
    answers = answers_at(P, threshold, wanted)
    np.testing.assert_array_equal(answers_at(P, 0.5, wanted), P.argmax(axis=1))
    clear = np.abs(P[:, wanted] - threshold) > 1e-6
    assert ((answers == wanted) == (P[:, wanted] > threshold))[clear].all()
    np.testing.assert_array_equal(
        reweighed(P, threshold, wanted).argmax(axis=1)[clear], answers[clear]
    )
    np.testing.assert_allclose(reweighed(P, 0.5, wanted), P, atol=1e-15)
    # to look for the other class from the other end is the same question,
    np.testing.assert_array_equal(answers_at(P, 1 - threshold, 1 - wanted), answers)
    # and named the other way round the classes get the same answers, but for what is level
    turned = 1 - answers_at(P[:, ::-1], threshold, 1 - wanted)
    np.testing.assert_array_equal(turned[clear], answers[clear])

    outcome = outcome_of(y, answers, wanted)
    (passed, alarms), (missed, found) = confusion_matrix(
        y == wanted, answers == wanted, labels=[False, True]
    )
    assert (outcome.passed, outcome.false_alarms) == (passed, alarms)
    assert (outcome.missed, outcome.found) == (missed, found)
