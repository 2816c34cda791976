"""The engine against scikit-learn, and against everything an engine can get wrong."""

import threading
from dataclasses import replace

import joblib
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.datasets import load_breast_cancer, load_digits, load_wine, make_moons
from sklearn.discriminant_analysis import (
    LinearDiscriminantAnalysis,
    QuadraticDiscriminantAnalysis,
)
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import StackingClassifier, VotingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import PredefinedSplit, cross_val_predict
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from lib import combiners
from lib.combiners import BaseCombiner
from lib.datasets import DataError
from lib.engine.evaluation import answers, open_folds, predict_everywhere, run_repeat
from lib.engine.fitting import fit_and_predict
from lib.engine.folds import KEPT, make_folds
from lib.engine.nested_fits import batches, fit_keys
from lib.engine.results import Method, Mishap, Results
from lib.engine.task import Combination, Task, keep_columns
from lib.scenario.experiment import prepare
from lib.scenario.record import Scenario
from tests.synthetic import make_results

MODELS = (
    make_pipeline(StandardScaler(), LogisticRegression()),
    GaussianNB(),
    KNeighborsClassifier(),
    DecisionTreeClassifier(random_state=0),
)


RULES = [key for key, entry in combiners.entries().items() if entry.build]


def combination(key, inputs, **knobs):
    entry = combiners.entries()[key]
    method = Method(key, entry.title, entry.short, entry.family, entry.kind)
    return Combination(method, entry.build(**knobs), tuple(inputs), entry.learns)


def make_task(X, y, keys=("soft_vote", "stacking_logistic", "best_single"), models=MODELS):
    members = tuple(
        Method(f"model{i + 1}", f"model {i}", f"m{i}", "member", "member")
        for i in range(len(models))
    )
    return Task(
        X=X,
        y=y,
        n_classes=len(np.unique(y)),
        estimators=tuple(models),
        titles=tuple(member.title for member in members),
        members=members,
        combinations=tuple(combination(key, range(len(models))) for key in keys),
    )


def moons(n, n_splits, seed=0):
    """X, y and folds of so many rows."""
    X, y = make_moons(n, noise=0.3, random_state=seed)
    return X, y, make_folds(y, n_splits, seed)


def first_rows(load, n):
    X, y = load(return_X_y=True)
    return X[:n], y[:n]


PROBLEMS = {
    "moons, 2 classes": lambda: make_moons(200, noise=0.3, random_state=0),
    "wine, 3 classes": lambda: load_wine(return_X_y=True),
    "breast cancer, 30 columns": lambda: first_rows(load_breast_cancer, 150),
    "digits, 10 classes": lambda: first_rows(load_digits, 150),
}


@pytest.fixture(scope="module", params=PROBLEMS.values(), ids=PROBLEMS.keys())
def problem(request):
    X, y = request.param()
    folds = make_folds(y, 5, random_state=0)
    return X, y, folds, run_repeat(make_task(X, y), folds)


def inner_folds(folds, train):
    """The outer folds of the training part, numbered without a gap."""
    return PredefinedSplit(np.unique(folds[train], return_inverse=True)[1])


def scikit_learn_stack(folds=None, train=None):
    splitter = PredefinedSplit(folds) if train is None else inner_folds(folds, train)
    named = [(f"m{i}", model) for i, model in enumerate(MODELS)]
    return StackingClassifier(named, LogisticRegression(max_iter=1000), cv=splitter)


def position(repeat, key):
    return [method.key for method in repeat.methods].index(key)


def test_members_and_vote_equal_cross_val_predict(problem):
    X, y, folds, repeat = problem
    vote = VotingClassifier([(f"m{i}", m) for i, m in enumerate(MODELS)], voting="soft")
    ours = [*repeat.P[: len(MODELS)], repeat.P[position(repeat, "soft_vote")]]
    for P, model in zip(ours, (*MODELS, vote), strict=True):
        expected = cross_val_predict(model, X, y, cv=PredefinedSplit(folds), method="predict_proba")
        np.testing.assert_allclose(P, expected, rtol=0, atol=1e-12)


def test_stacking_equals_stacking_classifier_and_the_best_is_one_member_in_each_fold(problem):
    X, y, folds, repeat = problem
    stacked, best = (repeat.P[position(repeat, k)] for k in ("stacking_logistic", "best_single"))
    for fold in range(5):
        train, test = folds != fold, folds == fold
        stack = scikit_learn_stack(folds, train).fit(X[train], y[train])
        np.testing.assert_allclose(stacked[test], stack.predict_proba(X[test]), rtol=0, atol=1e-12)
        assert any(np.array_equal(best[test], repeat.P[i][test]) for i in range(len(MODELS)))


def test_everywhere_equals_stacking_classifier_fitted_on_all_rows(problem):
    X, y, folds, repeat = problem
    new = X[:40] + 0.01
    ours, used = predict_everywhere(make_task(X, y), repeat, new)
    stack = scikit_learn_stack(folds).fit(X, y)
    np.testing.assert_allclose(
        ours[position(repeat, "stacking_logistic")], stack.predict_proba(new), rtol=0, atol=1e-12
    )
    best = used[position(repeat, "best_single")]
    assert best.sum() == 1
    np.testing.assert_array_equal(ours[position(repeat, "best_single")], ours[best.argmax()])
    single = MODELS[0].fit(X, y).predict_proba(new)
    np.testing.assert_allclose(ours[0], single, rtol=0, atol=1e-12)


def test_counts_of_fits():
    """K + K (K - 1) / 2 fits a model, however many combiners; K when nothing learns."""
    X, y, folds = moons(100, 5)
    seen = []
    run_repeat(make_task(X, y, RULES), folds, lambda *step: seen.append(step))
    assert len(seen) == len(MODELS) * (5 + 10)
    assert seen[-1][0] == 1
    seen.clear()
    run_repeat(make_task(X, y, ["soft_vote"]), folds, lambda *step: seen.append(step))
    assert len(seen) == len(MODELS) * 5


@pytest.mark.parametrize(("backend", "n_jobs"), [("loky", 2), ("threading", 3)])
def test_same_numbers_for_any_number_of_workers(backend, n_jobs):
    X, y, folds = moons(120, 4, seed=1)
    task = make_task(X, y)
    alone = run_repeat(task, folds)
    with joblib.parallel_config(backend, n_jobs=n_jobs):
        together = run_repeat(task, folds)
    np.testing.assert_array_equal(alone.P, together.P)
    for name, scores in alone.scores.items():
        np.testing.assert_array_equal(scores, together.scores[name])


def test_no_leakage():
    """Labels are coin flips, so nothing may score better than a coin flip, whatever it learns."""
    wins = []
    for seed in range(4):
        rng = np.random.default_rng(seed)
        X, y = rng.normal(size=(240, 5)), rng.integers(0, 2, 240)
        task = make_task(X, y, RULES)
        repeat = run_repeat(task, make_folds(y, 3, seed))
        wins.append(repeat.scores["accuracy"].mean(axis=1))
    mean = np.mean(wins, axis=0)
    # 960 coin flips have a standard error of 0.016; a leak shows as 0.6 and more
    assert (np.abs(mean - 0.5) < 0.06).all(), mean


class CannotFit(ClassifierMixin, BaseEstimator):
    def fit(self, X, y):
        raise ValueError("needs at least 7 columns\nand more lines")


class Fussy(GaussianNB):
    def __init__(self, not_these=None):
        super().__init__()
        self.not_these = not_these

    def fit(self, X, y):
        if len(X) == self.not_these:
            raise ValueError("needs another number of rows")
        return super().fit(X, y)


class NotANumber(ClassifierMixin, BaseEstimator):
    def fit(self, X, y):
        self.classes_ = np.unique(y)
        return self

    def predict_proba(self, X):
        return np.full((len(X), 2), np.nan)


def test_a_model_that_cannot_be_fitted_is_left_out_and_named():
    X, y, folds = moons(80, 4)
    broken = make_task(X, y, models=(MODELS[0], CannotFit(), MODELS[1], NotANumber()))
    repeat = run_repeat(broken, folds)
    assert [f.title for f in repeat.failures] == ["model 1", "model 3"]
    assert repeat.failures[0].reason == "needs at least 7 columns"
    assert repeat.columns == (0, 2)
    healthy = run_repeat(make_task(X, y, models=(MODELS[0], MODELS[1])), folds)
    np.testing.assert_array_equal(repeat.P, healthy.P)
    drawn, _ = predict_everywhere(broken, repeat, X[:5])
    expected, _ = predict_everywhere(keep_columns(broken, (0, 2)), healthy, X[:5])
    np.testing.assert_array_equal(drawn, expected)
    weighted = replace(
        broken, combinations=(combination("weighted_vote", range(3), weights="3-5-1"),)
    )
    P = run_repeat(weighted, folds).P
    np.testing.assert_allclose(P[2], (3 * P[0] + P[1]) / 4, atol=1e-12)


def test_a_library_that_fails_costs_that_model_and_is_not_quoted():
    """Where a training part has one row of a class, a cloud of points has no shape."""
    X, y, folds = moons(80, 4)
    curved = QuadraticDiscriminantAnalysis()
    X[0], few = np.inf, np.where(np.arange(80) == 5, 1, 0)
    refused = {
        name: fit_and_predict(curved, (X, labels, 2), X).error
        for name, labels in (("two classes", y), ("hardly one", few), ("one", np.zeros(80, int)))
    }
    assert refused == {
        "two classes": "it cannot learn from one of the training parts",
        "hardly one": "in one of the training parts, some class has only 1 of the rows",
        "one": "one of the training parts has rows of one class only",
    }
    repeat = run_repeat(make_task(X, y, models=(curved, DummyClassifier())), folds)
    assert [failure.title for failure in repeat.failures] == ["model 0"]


def test_a_model_that_cannot_be_fitted_is_named_where_nothing_else_can_be_done():
    X, y, folds = moons(60, 3)
    nothing, half = (
        make_task(X, y, models=some) for some in ((CannotFit(),), (GaussianNB(), CannotFit()))
    )
    with pytest.raises(DataError, match=r"None of these models .* needs at least 7 columns"):
        run_repeat(nothing, folds)
    with pytest.raises(DataError, match="model 1 cannot be opened here"):
        open_folds(half, folds, (0,))
    with pytest.raises(DataError, match="model 0 cannot answer here"):
        answers(nothing, [(0, np.arange(40), X)])


class Capricious(BaseCombiner):
    """A vote that breaks where it is told to: "fit", "answer", or by what it answers."""

    learns = False

    def __init__(self, breaks="fit", rows=None):
        self.breaks = breaks
        self.rows = rows

    def fit(self, P, y, X=None):
        if self.breaks == "fit" and self.rows in (None, len(P)):
            raise ZeroDivisionError
        self.n_models_ = P.shape[1]
        return self

    def predict_proba(self, P, X=None):
        if self.breaks == "answer":
            raise ValueError("not <b>today</b>\nor ever")
        return P.mean(axis=1) * (np.nan if self.breaks == "nan" else 1)

    def models_used(self):
        return np.ones(self.n_models_)


def test_a_fit_that_fails_costs_that_fit_alone():
    """What cannot be learned from one training part answers there with its class shares."""
    X, y, folds = moons(81, 4)
    away = folds != 0
    assert away.sum() == 60  # the only training part of its size
    task, healthy = (make_task(X, y, models=(MODELS[0], Fussy(n))) for n in (60, None))
    repeat, expected = run_repeat(task, folds), run_repeat(healthy, folds)
    assert (repeat.methods, repeat.failures) == (expected.methods, ())
    np.testing.assert_array_equal(repeat.P[:2, away], expected.P[:2, away])
    shares = np.bincount(y[away]) / 60
    np.testing.assert_allclose(repeat.P[1, ~away], np.tile(shares, (21, 1)))
    both = Results(y, ("a", "b"), (repeat, expected))
    assert both.mishaps == [Mishap("model 1", "needs another number of rows", 1, 20)]


def test_a_combiner_that_breaks_is_left_out_and_named_and_the_rest_stays():
    X, y, folds = moons(81, 4)
    healthy = make_task(X, y)
    one_fold = int((folds != 0).sum())  # the only training part of its size
    broken = [("fit", None), ("fit", one_fold), ("answer", None), ("nan", None)]
    added = [
        Combination(
            Method(f"broken{i}", f"broken {i}", "b", "ensembling", "voting"),
            Capricious(*how),
            (0, 1),
            False,
        )
        for i, how in enumerate(broken)
    ]
    task = replace(healthy, combinations=(*added[:1], *healthy.combinations, *added[1:]))
    repeat, expected = run_repeat(task, folds), run_repeat(healthy, folds)
    assert repeat.methods[:-1] == expected.methods
    np.testing.assert_array_equal(repeat.P[:-1], expected.P)
    assert [(m.title, m.n_failed, m.n_fits) for m in repeat.mishaps] == [("broken 1", 1, 4)]
    assert [failure.title for failure in repeat.failures] == ["broken 0", "broken 2", "broken 3"]
    reasons = [failure.reason for failure in repeat.failures]
    assert (
        reasons[0] == repeat.mishaps[0].reason == "it cannot learn from one of the training parts"
    )
    assert reasons[1] == "not <b>today</b>"
    assert "finite" in reasons[2]
    drawn, _ = predict_everywhere(task, repeat, X[:5])
    np.testing.assert_array_equal(drawn[:-1], predict_everywhere(healthy, expected, X[:5])[0])


class Stop(BaseException):
    """What Streamlit raises in a script that is no longer wanted is a BaseException too."""


@pytest.mark.parametrize("n_jobs", [1, 2])
def test_a_cancelled_run_stops_soon(n_jobs):
    X, y, folds = moons(100, 5)
    steps = []

    def cancel(share, text):
        steps.append(text)
        if len(steps) == 3:
            raise Stop

    before = threading.active_count()
    with joblib.parallel_config("threading", n_jobs=n_jobs), pytest.raises(Stop):
        run_repeat(make_task(X, y), folds, cancel)
    assert len(steps) == 3
    assert threading.active_count() <= before + 2 * n_jobs


@pytest.mark.parametrize(("n_rows", "most"), [(50, 8), (5_000, 5), (60_000, 1)])
def test_fits_on_the_same_rows_travel_together_and_large_ones_alone(n_rows, most):
    task = make_task(np.zeros((n_rows, 2)), np.arange(n_rows) % 2, models=MODELS * 3)
    keys = fit_keys(task, np.arange(n_rows) % 4)
    jobs = list(batches(keys, task.X))
    assert [key for job in jobs for key in job] == keys
    assert len(set(keys)) == len(keys) == 12 * (4 + 6)
    assert all(len({left_out for _, left_out in job}) == 1 for job in jobs)
    assert max(len(job) for job in jobs) == most


def test_costs_count_what_must_be_fitted_and_run(problem):
    repeat = problem[-1]
    costs, members = repeat.costs, slice(0, len(MODELS))
    soft, stack, best = (
        position(repeat, key) for key in ("soft_vote", "stacking_logistic", "best_single")
    )
    assert costs.models[members].tolist() == [1] * 4
    assert costs.models[soft] == 4
    assert costs.models[best] == 1
    assert costs.fit_seconds[soft] >= costs.fit_seconds[members].sum()
    assert costs.fit_seconds[stack] >= 6 * costs.fit_seconds[members].sum()
    assert costs.predict_seconds[soft] >= costs.predict_seconds[members].sum()
    assert costs.size_bytes[soft] >= costs.size_bytes[members].sum()
    assert (costs.size_bytes > 0).all()


def test_results_pair_folds_and_rank():
    results = make_results(shape=(5, 2))
    gaps = results.differences("soft_vote", "model1", "accuracy")
    assert gaps.shape == (10,)
    means = results.means("accuracy")
    soft = results.positions["soft_vote"]
    assert gaps.mean() == pytest.approx(100 * (means[soft] - means[0]))
    ranking = results.ranking("accuracy")
    ordered = [means[results.positions[key]] for key in ranking]
    assert ordered == sorted(ordered, reverse=True)
    losses = [results.means("log_loss")[results.positions[k]] for k in results.ranking("log_loss")]
    assert losses == sorted(losses)
    assert set(results.table()["key"]) == set(results.positions)


@settings(max_examples=8, deadline=None)
@given(
    n_classes=st.integers(2, 4),
    n_splits=st.integers(3, 5),
    seed=st.integers(0, 1000),
    n_samples=st.integers(30, 70),
)
def test_every_row_is_predicted_once_with_probabilities(n_classes, n_splits, seed, n_samples):
    rng = np.random.default_rng(seed)
    y = rng.permutation(np.arange(n_samples) % n_classes)
    X = rng.normal(size=(n_samples, 3)) + y[:, None]
    folds = make_folds(y, n_splits, seed)
    assert set(folds) == set(range(n_splits))
    models = (GaussianNB(), LinearDiscriminantAnalysis())
    repeat = run_repeat(make_task(X, y, RULES, models), folds)
    assert np.isfinite(repeat.P).all()
    np.testing.assert_allclose(repeat.P.sum(axis=2), 1, atol=1e-9)
    assert (repeat.P >= -1e-12).all()


def test_rows_of_a_class_too_rare_to_be_tested_are_learned_from():
    """Their class is known to every model, and no rule stumbles over it."""
    rng = np.random.default_rng(0)
    y = np.append(np.arange(60) % 2, [2, 2])
    X = rng.normal(size=(62, 2)) + 2 * y[:, None]
    folds = make_folds(y, 10, 0)
    assert (folds[60:] == KEPT).all()
    repeat = run_repeat(make_task(X, y, RULES, MODELS[1:3]), folds)
    assert not repeat.failures
    assert repeat.P.shape[1:] == (60, 3)
    assert np.isfinite(repeat.P).all()
    assert (repeat.P[0, :, 2] > 0).any()


def test_an_opened_fold_holds_the_very_objects_that_answered():
    kinds = ("single", "voting", "stacking", "selection", "late")
    keys = tuple(key for key, entry in combiners.entries().items() if entry.kind in kinds)
    task = prepare(Scenario(dataset_knobs=(("rows", 100),), methods=keys)).task
    folds = make_folds(task.y, 3, random_state=0)
    fold = 2
    repeat, (opened,) = run_repeat(task, folds), open_folds(task, folds, (fold,))
    assert np.array_equal(opened.test, np.flatnonzero(folds == fold))
    assert np.array_equal(opened.train, np.flatnonzero(folds != fold))
    assert np.array_equal(opened.P_test, repeat.P_members[opened.test])
    assert set(opened.rules) == {each.method.key for each in task.combinations}
    for i, each in enumerate(task.combinations, start=len(task.members)):
        inputs = opened.P_test[:, list(each.inputs)]
        P = opened.rules[each.method.key].predict_proba(inputs, task.X[opened.test])
        np.testing.assert_allclose(P, repeat.P[i, opened.test], atol=1e-12, rtol=0)


def test_an_opened_fold_shows_what_the_combiners_learned_from():
    """Inner out-of-fold probabilities are those of scikit-learn's cross_val_predict."""
    X, y, folds = moons(120, 4)
    (opened,) = open_folds(make_task(X, y), folds, (1,))
    train = opened.train
    for column, model in enumerate(MODELS):
        expected = cross_val_predict(
            model, X[train], y[train], cv=inner_folds(folds, train), method="predict_proba"
        )
        np.testing.assert_allclose(opened.P_train[:, column], expected, atol=1e-12)


def test_folds_opened_together_are_those_opened_one_by_one():
    X, y, folds = moons(90, 3)
    task = make_task(X, y)
    for fold, together in enumerate(open_folds(task, folds, range(3))):
        (alone,) = open_folds(task, folds, (fold,))
        assert np.array_equal(together.test, alone.test)
        assert np.array_equal(together.P_train, alone.P_train)
        assert np.array_equal(together.P_test, alone.P_test)


def test_base_models_answer_about_rows_that_are_not_in_the_data():
    X, y, _ = moons(60, 3)
    task, train, new = make_task(X, y), np.arange(40), X[40:] + 1
    said = answers(task, [(1, train, new), (0, train, X[:3])])
    expected = GaussianNB().fit(X[:40], y[:40]).predict_proba(new)
    np.testing.assert_allclose(said[0], expected, atol=1e-12)
    assert said[1].shape == (3, 2)
