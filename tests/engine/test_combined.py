"""The take-home estimator, judged by scikit-learn's own checks and by what it must equal."""

import pickle

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.datasets import load_breast_cancer, load_iris, make_moons
from sklearn.ensemble import StackingClassifier, VotingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, StratifiedKFold, cross_val_score
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC
from sklearn.tree import DecisionTreeClassifier
from sklearn.utils.estimator_checks import parametrize_with_checks

from lib.combiners import entries
from lib.combiners.best_single import BestSingle
from lib.combiners.gated_fusion import GatedFusion
from lib.combiners.majority_vote import MajorityVote
from lib.combiners.soft_vote import SoftVote
from lib.combiners.stacking_boosting import BoostingStacking
from lib.combiners.stacking_logistic import LogisticStacking
from lib.combiners.stacking_neighbours import NeighboursStacking
from lib.combiners.stacking_nonnegative import NonNegativeStacking
from lib.combiners.weighted_vote import WeightedVote
from lib.engine.combined import CombinedClassifier


# Every check must pass. One is skipped by scikit-learn itself: `check_array_api_input` needs the
# environment variable SCIPY_ARRAY_API, and concerns arrays on devices that the app does not use.
@parametrize_with_checks(
    [
        CombinedClassifier(),
        CombinedClassifier(combiner=BestSingle(), random_state=0),
        CombinedClassifier(combiner=LogisticStacking(passthrough=True), random_state=0),
        CombinedClassifier([("tree", DecisionTreeClassifier(random_state=0))]),
    ]
)
def test_scikit_learn_accepts_it(estimator, check):
    check(estimator)


MOONS = make_moons(120, noise=0.3, random_state=0)
CANCER = load_breast_cancer(return_X_y=True)
IRIS = load_iris(return_X_y=True)
MEMBERS = [
    ("line", make_pipeline(StandardScaler(), LogisticRegression())),
    ("bayes", GaussianNB()),
    ("near", KNeighborsClassifier()),
    ("tree", DecisionTreeClassifier(max_depth=4, random_state=0)),
]
FOLDS = StratifiedKFold(5, shuffle=True, random_state=0)


@pytest.mark.parametrize("data", [MOONS, CANCER, IRIS], ids=["moons", "cancer", "iris"])
def test_equals_voting_classifier(data):
    X, y = data
    weights = [1, 2, 0, 0.5]
    for rule, given in ((SoftVote(), None), (WeightedVote(weights), weights)):
        ours = CombinedClassifier(MEMBERS, rule).fit(X, y)
        theirs = VotingClassifier(MEMBERS, voting="soft", weights=given).fit(X, y)
        np.testing.assert_allclose(ours.predict_proba(X), theirs.predict_proba(X), atol=1e-12)
    ours = CombinedClassifier(MEMBERS, MajorityVote()).fit(X, y).predict(X)
    theirs = VotingClassifier(MEMBERS, voting="hard").fit(X, y)
    named = theirs.predict(X)
    clear = theirs.le_.inverse_transform(theirs.transform(X).T.ravel()).reshape(4, -1) == named
    clear = clear.sum(axis=0) > 2  # of four members; where two and two tie, ours looks closer
    np.testing.assert_array_equal(ours[clear], named[clear])


@pytest.mark.parametrize("data", [MOONS, IRIS], ids=["moons", "iris"])
@pytest.mark.parametrize("passthrough", [False, True])
@pytest.mark.parametrize("kind", [LogisticStacking, BoostingStacking, NeighboursStacking])
def test_equals_stacking_classifier(kind, passthrough, data):
    X, y = data
    rule = kind(passthrough=passthrough)
    learner = rule.make_learner()
    if passthrough and kind is not BoostingStacking:
        learner = make_pipeline(StandardScaler(), learner)
    ours = CombinedClassifier(MEMBERS, rule, cv=FOLDS).fit(X, y)
    theirs = StackingClassifier(
        MEMBERS, learner, cv=FOLDS, stack_method="predict_proba", passthrough=passthrough
    ).fit(X, y)
    np.testing.assert_allclose(ours.predict_proba(X), theirs.predict_proba(X), atol=1e-12)


@pytest.mark.parametrize("key", [k for k, e in entries().items() if e.build and not e.merge])
def test_labels_may_be_words_and_a_class_be_missing_from_some_fold_whatever_the_rule(key):
    model = CombinedClassifier(MEMBERS, entries()[key].build(), random_state=0)
    X, labels = IRIS[0], np.array(["no", "yes", "maybe"])[IRIS[1]]
    model.fit(X, labels)
    np.testing.assert_array_equal(model.classes_, sorted(set(labels)))
    assert model.score(X, labels) > 0.9
    X, y = np.vstack([MOONS[0], [[9, 9]]]), np.append(MOONS[1], 2)  # a class of a single row
    P = model.fit(X, y).predict_proba(X)
    assert P.shape == (121, 3)
    np.testing.assert_allclose(P.sum(axis=1), 1)


def test_a_fold_with_one_class_only():
    X, y = np.arange(12.0)[:, None], np.array([0] * 11 + [1])
    model = CombinedClassifier(MEMBERS[1:3], NonNegativeStacking(), cv=4, random_state=0).fit(X, y)
    np.testing.assert_allclose(model.predict_proba(X).sum(axis=1), 1)


def test_a_member_sees_its_columns_only():
    X, y = CANCER
    members = [("few", GaussianNB(), [0, 1]), ("rest", LogisticRegression(max_iter=9999), [2, 3])]
    model = CombinedClassifier(members).fit(X, y)
    few = GaussianNB().fit(X[:, :2], y).predict_proba(X[:, :2])
    assert model.members_["few"].n_features_in_ == 2
    other = X.copy()
    other[:, 4:] = 0
    np.testing.assert_array_equal(model.predict_proba(X), model.predict_proba(other))
    rest = model.members_["rest"].predict_proba(X[:, 2:4])
    np.testing.assert_allclose(model.predict_proba(X), (few + rest) / 2)


def test_a_rule_that_watches_the_views_is_told_them():
    X, y = load_iris(return_X_y=True)
    frame = pd.DataFrame(X, columns=["a", "b", "c", "d"])
    members = [("left", GaussianNB(), ["a", "b"]), ("right", GaussianNB(), ["c", "d"])]
    model = CombinedClassifier(members, GatedFusion()).fit(frame, y)
    assert model.combiner_.views == ((0, 1), (2, 3))
    broken = frame.assign(a=1000.0)  # unlike anything in training: the left member loses its say
    alone = GaussianNB().fit(X[:, 2:], y).predict_proba(X[:, 2:])
    np.testing.assert_allclose(model.predict_proba(broken), alone, atol=1e-6)


def test_a_frame_keeps_its_names_and_words():
    X, y = IRIS
    words = pd.Series(np.array(["setosa", "versi", "virgin"])[y], dtype="str")
    frame = pd.DataFrame(X, columns=list("abcd")).assign(word=words)
    members = [("named", GaussianNB(), ["a", "d"]), ("at", GaussianNB(), [1, 2])]
    model = CombinedClassifier(members, LogisticStacking(passthrough=True), random_state=0)
    model.fit(frame, y)
    np.testing.assert_array_equal(model.feature_names_in_, [*"abcd", "word"])
    assert model.score(frame, y) > 0.9
    with pytest.raises(ValueError, match="feature names"):
        model.predict(frame.rename(columns={"a": "z"}))


def test_a_member_out_of_use_is_not_kept_and_a_rule_that_learns_nothing_makes_no_folds():
    X, y = MOONS
    model = CombinedClassifier(MEMBERS, BestSingle(), random_state=0).fit(X, y)
    (kept,) = model.members_
    best = dict(MEMBERS)[kept]
    np.testing.assert_array_equal(model.predict(X), clone(best).fit(X, y).predict(X))
    CombinedClassifier(MEMBERS, MajorityVote(), cv="of no use").fit(X, y)


def test_same_seed_same_answers():
    X, y = MOONS
    first, again = (
        CombinedClassifier(combiner=LogisticStacking(), random_state=3).fit(X, y) for _ in range(2)
    )
    for other in (again, pickle.loads(pickle.dumps(first))):
        np.testing.assert_array_equal(first.predict_proba(X), other.predict_proba(X))


def test_works_where_scikit_learn_does():
    X, y = MOONS
    model = CombinedClassifier(MEMBERS, LogisticStacking(), random_state=0)
    assert cross_val_score(model, X, y).mean() > 0.8
    grid = {"tree__max_depth": [1, 4], "combiner__C": [0.1, 1], "near": [KNeighborsClassifier(9)]}
    search = GridSearchCV(model, grid, cv=3).fit(X, y)
    assert search.best_estimator_.get_params()["near__n_neighbors"] == 9
    assert dict(MEMBERS)["near"].n_neighbors == 5  # what was passed in is as it was


@pytest.mark.parametrize(
    ("members", "cv", "words"),
    [
        ([], 5, "no members"),
        ([("a", GaussianNB()), ("a", GaussianNB())], 5, "one name"),
        ([("cv", GaussianNB())], 5, "mistaken"),
        ([("a__b", GaussianNB())], 5, "mistaken"),
        ([("svm", LinearSVC())], 5, "no probabilities"),
        (MEMBERS, [], "hold back some rows"),
    ],
)
def test_bad_members_and_folds_that_hold_nothing_back_are_refused_in_words(members, cv, words):
    with pytest.raises(ValueError, match=words):
        CombinedClassifier(members, NonNegativeStacking(), cv=cv).fit(*MOONS)


@pytest.mark.parametrize(
    "labels",
    [
        [False, True],
        np.array(["a", "b"], dtype=object),
        [-1, 1],
        [7, -3, 20],
        [1.0, 2.0, 4.0],
    ],
    ids=str,
)
def test_labels_of_any_type(labels):
    X, y = MOONS if len(labels) == 2 else IRIS
    model = CombinedClassifier(random_state=0).fit(X, np.asarray(labels)[y])
    np.testing.assert_array_equal(model.classes_, sorted(labels))
    assert model.score(X, np.asarray(labels)[y]) > 0.8
