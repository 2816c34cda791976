"""Cases by hand that the other tests leave out: ties, zeros, closed forms, strict identities."""

import numpy as np
import pytest
from scipy.special import softmax
from scipy.stats import gmean
from sklearn.base import BaseEstimator
from sklearn.datasets import load_iris
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from lib.combiners import entries
from lib.combiners.distilling import Distilled
from lib.combiners.greedy_selection import GreedySelection
from lib.combiners.intermediate_fusion import JoinedRepresentations
from lib.combiners.linear_average import AveragedLinear
from lib.combiners.log_linear_pool import LogLinearPool
from lib.combiners.loss_weighted_vote import LossWeightedVote
from lib.combiners.merging.representations import Projection
from lib.combiners.score_weighted_vote import ScoreWeightedVote
from lib.combiners.soft_vote import SoftVote
from lib.combiners.stacking_boosting import BoostingStacking
from lib.combiners.stacking_logistic import LogisticStacking
from lib.combiners.stacking_neighbours import NeighboursStacking
from lib.combiners.stacking_nonnegative import NonNegativeStacking
from lib.networks.averaging import average
from lib.networks.network import Network, logits, probabilities, read
from tests.combiners._probabilities import default, make_probabilities

EXACT = {"rtol": 0, "atol": 1e-9}
X_IRIS, Y_IRIS = load_iris(return_X_y=True)


def of_class_one(*members):
    """P for two classes from what each member gives class 1, row by row."""
    second = np.array(members, dtype=float).T
    return np.stack([1 - second, second], axis=2)


# ---------------------------------------------------------------- weights that are learned


@pytest.mark.parametrize("rule", [LossWeightedVote, NonNegativeStacking])
@pytest.mark.parametrize(("first", "second"), [(3, 1), (2, 2), (7, 3)])
def test_two_who_are_never_right_together_count_by_how_often_each_is(rule, first, second):
    """The first is certain and right on `first` rows, the second on the other ones. Both
    first log w + second log(1 - w) and first (1 - w)² + second w² are best at the share."""
    y = np.zeros(first + second, dtype=int)
    is_first = np.arange(first + second) < first
    P = of_class_one(~is_first, is_first)
    share = first / (first + second)
    weights = rule().fit(P, y).weights_
    np.testing.assert_allclose(weights, [share, 1 - share], atol=2e-3)
    mixed = rule().fit(P, y).predict_proba(P)
    np.testing.assert_allclose(mixed[0], [share, 1 - share], atol=2e-3)


@pytest.mark.parametrize("rule", [ScoreWeightedVote, GreedySelection, LossWeightedVote])
def test_certain_and_wrong_is_passed_over(rule):
    y = np.array([0, 1, 0, 1])
    P = of_class_one(1 - y, [0.4, 0.6, 0.4, 0.6])
    fitted = rule().fit(P, y)
    np.testing.assert_allclose(fitted.weights_, [0, 1])
    np.testing.assert_allclose(fitted.predict_proba(P), P[:, 1])


def test_best_single_by_log_loss_prefers_doubt_to_certain_error():
    """Right on three of four rows with certainty, or on two with care: each score has its own."""
    y = np.array([0, 0, 1, 1])
    P = of_class_one([0, 0, 1, 0], [0.45, 0.55, 0.55, 0.45])
    assert default("best_single").fit(P, y).best_ == 0
    assert default("best_single", metric="log_loss").fit(P, y).best_ == 1


# ---------------------------------------------------------------- second models


def test_logistic_stacking_is_where_its_slope_is_zero():
    """The loss is sum of log-losses + |w|² / 2; at its minimum the residuals add up to zero, and
    each weight is the sum of the residuals times the answers of its member."""
    P, y = make_probabilities(80, 3, 2)
    rule = LogisticStacking().fit(P, y)
    residuals = y - rule.predict_proba(P)[:, 1]
    assert residuals.sum() == pytest.approx(0, abs=1e-2)
    np.testing.assert_allclose(rule.learner_.coef_[0], residuals @ P[:, :, 1], atol=1e-2)


def test_logistic_stacking_halfway_is_a_tie():
    y = np.repeat([0, 1], 6)
    P = of_class_one(y, y)  # zeros and ones
    rule = LogisticStacking().fit(P, y)
    middle = of_class_one([0.5], [0.5])
    np.testing.assert_allclose(rule.predict_proba(middle), [[0.5, 0.5]], atol=1e-3)
    torn = of_class_one([0], [1])
    np.testing.assert_allclose(rule.predict_proba(torn), [[0.5, 0.5]], atol=1e-3)


def test_boosting_without_room_for_a_split_gives_the_class_shares():
    P, y = make_probabilities(19, 3, 2)  # a leaf needs ten rows on either side
    shares = np.bincount(y) / 19
    np.testing.assert_allclose(
        BoostingStacking().fit(P, y).predict_proba(P), np.tile(shares, (19, 1)), atol=1e-9
    )


@pytest.mark.parametrize("rounds", [10, 30])
def test_boosting_step_by_step(rounds):
    """Zeros and ones that always tell. Every round each half gets one leaf, a tenth of its Newton
    step: sum of residuals n (1 - p) over sum of curvatures n p (1 - p), so 1 / p of the truth."""
    y = np.repeat([0, 1], 10)
    P = of_class_one(y, y)
    support = 0.0
    for _ in range(rounds):
        support += 0.1 * (1 + np.exp(-support))
    expected = 1 / (1 + np.exp(-support))
    combined = BoostingStacking(max_iter=rounds).fit(P, y).predict_proba(P)
    np.testing.assert_allclose(combined[np.arange(20), y], expected, rtol=1e-5)


def test_neighbours_of_answers_by_hand():
    P = of_class_one([0, 0.1, 0.3, 0.8, 1])
    y = np.array([0, 0, 1, 1, 1])
    three = NeighboursStacking(3).fit(P, y)
    new = of_class_one([0.0, 0.5, 1.0])
    # rows 0 1 2; rows 2 3 1; rows 4 3 2
    np.testing.assert_allclose(three.predict_proba(new)[:, 1], [1 / 3, 2 / 3, 1])
    two = NeighboursStacking(2).fit(P, y).predict_proba(of_class_one([0.2]))
    np.testing.assert_allclose(two, [[0.5, 0.5]])  # rows 1 and 2: a tie
    assert two[0].argmax() == 0
    every = NeighboursStacking(100).fit(P, y).predict_proba(new)
    np.testing.assert_allclose(every, [[0.4, 0.6]] * 3)


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


def test_intermediate_fusion_hears_nothing_from_a_view_of_zeros():
    X = np.hstack([X_IRIS, np.zeros((150, 2))])
    alone = JoinedRepresentations([(_Seen((0, 1, 2, 3)), Projection())]).fit(X, Y_IRIS)
    with_zeros = [(_Seen((0, 1, 2, 3)), Projection()), (_Seen((4, 5)), _Zeros())]
    model = JoinedRepresentations(with_zeros).fit(X, Y_IRIS)
    np.testing.assert_allclose(model.predict_proba(X), alone.predict_proba(X), atol=1e-6)


class _Seen(StandardScaler):
    """Some columns in standard units."""

    def __init__(self, columns=()):
        super().__init__()
        self.columns = columns

    def fit(self, X, y=None):
        return super().fit(X[:, list(self.columns)])

    def transform(self, X):
        return super().transform(X[:, list(self.columns)])


class _Zeros(BaseEstimator):
    """What a representation makes of a view that says nothing."""

    def fit(self, Z, y):
        return self

    def transform(self, Z):
        return np.zeros((len(Z), 3))


@pytest.mark.parametrize("student", ["tree", "logistic", "network"])
def test_a_student_of_teachers_that_cannot_tell_cannot_tell(student):
    """Every row twice, once with either label: teachers say one half, and so does the student."""
    x = np.repeat(np.linspace(-1, 1, 20), 2)[:, None]
    y = np.tile([0, 1], 20)
    teachers = [LogisticRegression(), DecisionTreeClassifier(random_state=0)]
    model = Distilled(teachers, student, "vote", random_state=0).fit(x, y)
    np.testing.assert_allclose(model.predict_proba(x), 0.5, atol=0.02)


def test_students_learn_zeros_and_ones_as_the_labels_they_are():
    teacher = DecisionTreeClassifier(random_state=0).fit(X_IRIS, Y_IRIS)
    P = teacher.predict_proba(X_IRIS)
    assert set(np.unique(P)) == {0, 1}
    student = Distilled([teacher], "tree", "vote", random_state=0).fit(X_IRIS, Y_IRIS)
    assert (student.predict(X_IRIS) == teacher.predict(X_IRIS)).mean() > 0.98


def test_a_network_and_its_mirror_image_average_to_a_tie():
    rng = np.random.default_rng(0)
    layers = tuple((rng.normal(size=s), rng.normal(size=s[1])) for s in [(4, 6), (6, 3)])
    one = Network(layers)
    opposite = Network((layers[0], (-layers[1][0], -layers[1][1])))
    X = rng.normal(size=(20, 4))
    middle = average([one, opposite])
    np.testing.assert_allclose(probabilities(middle, X), 1 / 3, atol=1e-12)


# ---------------------------------------------------------------- identities, strictly to 1e-9


def three_lines():
    return [LogisticRegression(C=C, max_iter=2000) for C in (0.01, 1, 100)]


def test_averaged_weights_are_averaged_logits_are_the_geometric_mean_and_no_soft_vote():
    """Three names for one rule of linear models: W averaged, logits averaged, the log-linear pool
    with equal exponents. Averaging probabilities is another one."""
    models = three_lines()
    P = np.stack([m.fit(X_IRIS, Y_IRIS).predict_proba(X_IRIS) for m in models], axis=1)
    P = np.clip(P, 1e-5, None)  # the pool takes less for as little
    P /= P.sum(axis=2, keepdims=True)
    geometric = gmean(P, axis=1)
    geometric /= geometric.sum(axis=1, keepdims=True)
    pool = LogLinearPool().fit(P, Y_IRIS)
    pool.weights_ = np.full(3, 1 / 3)
    np.testing.assert_allclose(pool.predict_proba(P), geometric, **EXACT)

    averaged = np.mean([logits(read(m), X_IRIS) for m in models], axis=0)
    average = AveragedLinear(three_lines()).fit(X_IRIS, Y_IRIS)
    np.testing.assert_allclose(average.predict_proba(X_IRIS), softmax(averaged, axis=1), **EXACT)
    every = np.stack([m.predict_proba(X_IRIS) for m in models], axis=1)
    mean_of_logs = gmean(every, axis=1)
    mean_of_logs /= mean_of_logs.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(average.predict_proba(X_IRIS), mean_of_logs, **EXACT)
    voted = SoftVote().fit(every, Y_IRIS).predict_proba(every)
    assert np.abs(average.predict_proba(X_IRIS) - voted).max() > 0.05


# ---------------------------------------------------------------- what the app says


@pytest.mark.parametrize("key", ["local_accuracy", "knora_eliminate", "knora_union"])
def test_dynamic_selection_is_not_sold_without_its_rival(key):
    """That plain neighbours solve exclusive-or too is measured in `test_selection`."""
    assert "plain nearest neighbours" in entries()[key].needs
