"""Dynamic selection against cases computed by hand, and where it does what no vote can."""

import numpy as np
import pytest
from sklearn.ensemble import BaggingClassifier
from sklearn.neighbors import KNeighborsClassifier
from sklearn.tree import DecisionTreeClassifier

from lib.combiners.knora_eliminate import KnoraEliminate
from lib.combiners.knora_union import KnoraUnion
from lib.combiners.local_accuracy import LocalAccuracy
from lib.combiners.majority_vote import MajorityVote
from lib.combiners.soft_vote import SoftVote
from tests.combiners._probabilities import make_features, make_probabilities, make_table

RULES = [LocalAccuracy, KnoraEliminate, KnoraUnion]

# Six rows on a line; the members are right on these, from left to right.
PLACES = np.arange(6.0)[:, None]
RIGHT = np.array(
    [
        [1, 1, 0, 0, 0, 0],  # good on the left
        [0, 0, 0, 1, 1, 0],  # good on the right, but for the last row
        [0, 1, 0, 1, 0, 0],
    ]
).T
Y = np.zeros(6, dtype=int)


def answers(right):
    """P in which a member that is right says class 0 with 0.9, one that is wrong with 0.1."""
    first = np.where(right, 0.9, 0.1)
    return np.stack([first, 1 - first], axis=-1)


def weights_at(rule, place):
    return rule.fit(answers(RIGHT), Y, PLACES).weights(np.array([[place]]))[0]


@pytest.mark.parametrize(
    ("rule", "place", "expected"),
    [
        (LocalAccuracy(3), 0.1, [1, 0, 0]),  # rows 0 1 2: two right, none, one
        (LocalAccuracy(3), 3.9, [0, 1, 0]),  # rows 4 3 5: none, two, one
        (LocalAccuracy(3), 2.2, [0, 0, 1]),  # rows 2 3 1: one right, one, two
        (LocalAccuracy(2), 1.4, [0.5, 0, 0.5]),  # rows 1 and 2: one right, none, one right
        (KnoraEliminate(3), 0.1, [1, 0, 0]),  # rows 0 1 2: the first has two in a row right
        (KnoraEliminate(3), 3.6, [0, 1, 0]),  # rows 4 3 5: runs of 0, 2 and 0
        (KnoraEliminate(3), 3.4, [0, 1, 0]),  # rows 3 4 2: runs of 0, 2 and 1
        (KnoraEliminate(3), 1.1, [0.5, 0, 0.5]),  # rows 1 2 0: runs of 1, 0 and 1; k is now one
        (KnoraEliminate(3), 2.1, [1 / 3, 1 / 3, 1 / 3]),  # nobody has row 2 right: all answer
        (KnoraUnion(3), 0.1, [2 / 3, 0, 1 / 3]),
        (KnoraUnion(3), 2.2, [1 / 4, 1 / 4, 2 / 4]),
        (KnoraUnion(3), 9.0, [0, 2 / 3, 1 / 3]),  # rows 5 4 3, seen from outside
        *[(rule(1), 5.3, [1 / 3, 1 / 3, 1 / 3]) for rule in RULES],  # nobody is right
    ],
)
def test_weights_by_hand(rule, place, expected):
    np.testing.assert_allclose(weights_at(rule, place), expected)


def test_members_level_nearby_answer_together():
    rule = LocalAccuracy(2).fit(answers(RIGHT), Y, PLACES)
    says = np.array([[[0.8, 0.2], [0, 1], [0.5, 0.5]]])
    np.testing.assert_allclose(rule.predict_proba(says, np.array([[1.4]])), [[0.65, 0.35]])


@pytest.mark.parametrize("rule", RULES)
def test_more_neighbours_than_rows_are_all_rows(rule):
    few, many = (weights_at(rule(k), 0.1) for k in (6, 50))
    np.testing.assert_allclose(few, many)


@pytest.mark.parametrize("rule", RULES)
def test_members_that_are_right_everywhere_alike_are_a_soft_vote(rule):
    (P, y), X = make_probabilities(60, 3, 3), make_features()
    agreeing = np.repeat(P[:, :1], 3, axis=1)
    combination = rule().fit(agreeing, y, X).predict_proba(P, X)
    np.testing.assert_allclose(combination, SoftVote().fit(P, y).predict_proba(P))


@pytest.mark.parametrize("rule", RULES)
def test_columns_count_alike_whatever_their_unit_and_without_any_it_says_what_it_needs(rule):
    (P, y), X = make_probabilities(60, 3, 3), make_features()
    found, expected = (
        rule().fit(P, y, rows).predict_proba(P, rows) for rows in (X, X * [1000, 1, 1])
    )
    np.testing.assert_allclose(found, expected)
    with pytest.raises(ValueError, match="needs X"):
        rule().fit(P, y)


@pytest.mark.parametrize("rule", RULES)
def test_gaps_categories_and_texts_are_fine(rule):
    P, y = make_probabilities(60, 3, 3)
    X = make_table()
    X.loc[::10, "number"] = np.nan
    fitted = rule().fit(P, y, X)
    new = X.iloc[:2].copy()
    new["number"] = np.nan  # a gap in every new row
    for rows in (X, new):
        weights = fitted.weights(rows)
        np.testing.assert_allclose(weights.sum(axis=1), 1)
        assert (weights >= 0).all()


def exclusive_or(n, seed):
    X = np.random.default_rng(seed).uniform(-1, 1, size=(n, 2))
    return X, (X[:, 0] * X[:, 1] > 0).astype(int)


def test_with_stumps_selection_does_what_no_vote_can():
    """The pool of the DESlib example: bagged stumps on exclusive or, 500 rows each to train on, to
    judge by and to test; five seeds. Each stump is right in half the places, so that a vote of them
    is a guess. Plain nearest neighbours on the rows to judge by do as well as selection does."""
    scores = {}
    for seed in range(5):
        (X, y), (X_held, y_held), (X_new, y_new) = (
            exclusive_or(500, 3 * seed + part) for part in range(3)
        )
        stumps = BaggingClassifier(DecisionTreeClassifier(max_depth=1), 100, random_state=seed)
        pool = stumps.fit(X, y).estimators_
        P_held, P_new = (
            np.stack([stump.predict_proba(rows) for stump in pool], axis=1)
            for rows in (X_held, X_new)
        )
        for rule in (MajorityVote(), SoftVote(), LocalAccuracy(), KnoraEliminate(), KnoraUnion()):
            P = rule.fit(P_held, y_held, X_held).predict_proba(P_new, X_new)
            scores.setdefault(type(rule), []).append((P.argmax(axis=1) == y_new).mean())
        plain = KNeighborsClassifier(7).fit(X_held, y_held)
        scores.setdefault("plain", []).append(plain.score(X_new, y_new))
    means = {key: np.mean(values) for key, values in scores.items()}
    assert means[MajorityVote] < 0.6
    assert means[SoftVote] < 0.6
    assert min(means[rule] for rule in RULES) > 0.9
    assert means["plain"] > 0.9
    assert means["plain"] > means[LocalAccuracy] - 0.02
