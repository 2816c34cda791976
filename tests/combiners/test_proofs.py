"""Cases by hand that the other tests leave out: ties, zeros, closed forms, strict identities."""

import numpy as np
import pytest
from scipy.stats import gmean
from sklearn.datasets import load_iris
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from lib.combiners.distilling import Distilled
from lib.combiners.greedy_selection import GreedySelection
from lib.combiners.intermediate_fusion import JoinedRepresentations, Projection
from lib.combiners.linear_average import AveragedLinear
from lib.combiners.loss_weighted_vote import LossWeightedVote
from lib.combiners.score_weighted_vote import ScoreWeightedVote
from lib.combiners.soft_vote import SoftVote
from lib.combiners.stacking_boosting import BoostingStacking
from tests.combiners._probabilities import make_probabilities

EXACT = {"rtol": 0, "atol": 1e-9}
X_IRIS, Y_IRIS = load_iris(return_X_y=True)


def of_class_one(*members):
    """P for two classes from what each member gives class 1, row by row."""
    second = np.array(members, dtype=float).T
    return np.stack([1 - second, second], axis=2)


# ---------------------------------------------------------------- weights that are learned


@pytest.mark.parametrize("rule", [ScoreWeightedVote, GreedySelection, LossWeightedVote])
def test_certain_and_wrong_is_passed_over(rule):
    y = np.array([0, 1, 0, 1])
    P = of_class_one(1 - y, [0.4, 0.6, 0.4, 0.6])
    fitted = rule().fit(P, y)
    np.testing.assert_allclose(fitted.weights_, [0, 1])
    np.testing.assert_allclose(fitted.predict_proba(P), P[:, 1])


# ---------------------------------------------------------------- second models


def test_boosting_without_room_for_a_split_gives_the_class_shares():
    P, y = make_probabilities(19, 3, 2)  # a leaf needs ten rows on either side
    shares = np.bincount(y) / 19
    np.testing.assert_allclose(
        BoostingStacking().fit(P, y).predict_proba(P), np.tile(shares, (19, 1)), atol=1e-9
    )


# ---------------------------------------------------------------- one model


def test_intermediate_fusion_written_out():
    """Each view in standard units, its discriminants, these in standard units, a logistic head."""
    views = [(0, 1), (2, 3)]
    codes = [StandardScaler().fit_transform(X_IRIS[:, list(v)]) for v in views]
    joined = np.hstack(
        [
            LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto")
            .fit(Z, Y_IRIS)
            .decision_function(Z)
            for Z in codes
        ]
    )
    joined = StandardScaler().fit_transform(joined)
    expected = LogisticRegression(max_iter=2000).fit(joined, Y_IRIS).predict_proba(joined)
    parts = [(_Seen(v), Projection()) for v in views]
    model = JoinedRepresentations(parts).fit(X_IRIS, Y_IRIS)
    np.testing.assert_allclose(model.predict_proba(X_IRIS), expected, **EXACT)


class _Seen(StandardScaler):
    """Some columns in standard units."""

    def __init__(self, columns=()):
        super().__init__()
        self.columns = columns

    def fit(self, X, y=None):
        return super().fit(X[:, list(self.columns)])

    def transform(self, X):
        return super().transform(X[:, list(self.columns)])


@pytest.mark.parametrize("student", ["tree", "logistic", "network"])
def test_a_student_of_teachers_that_cannot_tell_cannot_tell(student):
    """Every row twice, once with either label: teachers say one half, and so does the student."""
    x = np.repeat(np.linspace(-1, 1, 20), 2)[:, None]
    y = np.tile([0, 1], 20)
    teachers = [LogisticRegression(), DecisionTreeClassifier(random_state=0)]
    model = Distilled(teachers, student, "vote", random_state=0).fit(x, y)
    np.testing.assert_allclose(model.predict_proba(x), 0.5, atol=0.02)


# ---------------------------------------------------------------- identities, strictly to 1e-9


def test_averaged_weights_are_averaged_logits_and_no_soft_vote():
    """Of linear models, W averaged is logits averaged; averaging probabilities is another rule."""
    models = [LogisticRegression(C=C, max_iter=2000).fit(X_IRIS, Y_IRIS) for C in (0.01, 1, 100)]
    average = AveragedLinear(models).fit(X_IRIS, Y_IRIS)
    every = np.stack([m.predict_proba(X_IRIS) for m in models], axis=1)
    mean_of_logs = gmean(every, axis=1)
    mean_of_logs /= mean_of_logs.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(average.predict_proba(X_IRIS), mean_of_logs, **EXACT)
    voted = SoftVote().fit(every, Y_IRIS).predict_proba(every)
    assert np.abs(average.predict_proba(X_IRIS) - voted).max() > 0.05
