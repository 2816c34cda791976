"""`compare`: the app's numbers and scikit-learn's, the same for any number of workers; what it says
is text; what it refuses it refuses in a sentence."""

from dataclasses import replace

import joblib
import numpy as np
import pandas as pd
import pytest
from sklearn.base import BaseEstimator, ClassifierMixin, clone
from sklearn.compose import make_column_transformer
from sklearn.datasets import load_iris, make_classification
from sklearn.ensemble import RandomForestClassifier, StackingClassifier, VotingClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import GridSearchCV, PredefinedSplit, cross_validate
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder, StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

from lib.asking import CombinedClassifier, DataError, compare
from lib.scenario.experiment import prepare
from lib.scenario.loading import load_dataset
from lib.scenario.passes import Passes
from lib.scenario.record import DEFAULT
from lib.verdict.case import case_of
from lib.verdict.sentences import headline, lead
from tests.hostile import MARKERS, NAMES

X, y = make_classification(160, 6, n_informative=3, flip_y=0.1, random_state=3)
WORDS = np.array(["no", "yes"])[y]
LINEAR = make_pipeline(StandardScaler(), LogisticRegression())
OWN = {"linear": LINEAR, "bayes": GaussianNB(), "tree": DecisionTreeClassifier(random_state=0)}
QUICK = {"folds": 3, "repeats": 1, "methods": ["soft_vote", "stacking_logistic"]}


def assert_same(one, other):
    """Two results hold the same answers of the same methods."""
    assert [m.key for m in one.methods] == [m.key for m in other.methods]
    for ours, theirs in zip(one.repeats, other.repeats, strict=True):
        np.testing.assert_array_equal(ours.folds, theirs.folds)
        np.testing.assert_array_equal(ours.P, theirs.P)


@pytest.fixture(scope="module")
def found():
    return compare(X, WORDS, OWN, **QUICK)


# ---------------------------------------------------------------- the same numbers


def test_it_gives_what_the_app_gives_for_the_same_question():
    asked = replace(DEFAULT, repeats=2)
    app = Passes(prepare(asked))
    for repeat in range(asked.repeats):
        app = app.with_pass(app.experiment.run(repeat))
    data, case = load_dataset(asked), case_of(asked, app)
    keys = [member.model for member in asked.members]
    found = compare(data.X, data.y, keys, views=data.views, repeats=2)
    assert_same(found.results, case.results)
    # the app knows these rows, and leaves what it once measured on them out of what it believes
    known = replace(found.case, scenario=asked)
    ours, theirs = known.verdict, case.verdict
    assert (ours.outcome, ours.pick, ours.word) == (theirs.outcome, theirs.pick, theirs.word)
    for mine, its in zip(ours.candidates, theirs.candidates, strict=True):
        assert mine.against_single == its.against_single
    things = case.entry.things
    assert headline(known) == headline(case)
    assert lead(known) == lead(case).replace(f" {things} ", " rows ")


def iris():
    return load_iris(return_X_y=True)


@pytest.mark.parametrize("load", [lambda: (X, WORDS), lambda: (X, y + 1), iris])
def test_own_estimators_score_as_scikit_learn_scores_them(load):
    rows, target = load()
    found = compare(rows, target, OWN, folds=4, repeats=2, methods=QUICK["methods"])
    named, at = list(OWN.items()), found.results.positions
    alone = dict(zip(["model1", "model2", "model3"], OWN.values(), strict=True))
    for repeat in found.results.repeats:
        folds, ours = repeat.folds, repeat.scores["accuracy"]
        for key, model in (alone | {"soft_vote": VotingClassifier(named, voting="soft")}).items():
            scores = cross_validate(model, rows, target, cv=PredefinedSplit(folds))["test_score"]
            np.testing.assert_allclose(ours[at[key]], scores, atol=1e-12)
        for fold, (train, test) in enumerate(PredefinedSplit(folds).split()):
            inner = PredefinedSplit(np.unique(folds[train], return_inverse=True)[1])
            final = LogisticRegression(max_iter=2000)
            stack = StackingClassifier(named, final, cv=inner).fit(rows[train], target[train])
            score = stack.score(rows[test], target[test])
            assert ours[at["stacking_logistic"], fold] == pytest.approx(score, abs=1e-12)


def test_any_number_of_workers_gives_the_same_answers(found):
    assert_same(compare(X, WORDS, OWN, n_jobs=2, **QUICK).results, found.results)
    with joblib.parallel_config("threading", n_jobs=2):
        assert_same(compare(X, WORDS, OWN, **QUICK).results, found.results)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_dask_cluster_gives_the_same_answers(found):
    from distributed import Client, LocalCluster

    hands = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with LocalCluster(**hands) as cluster, Client(cluster), joblib.parallel_config("dask"):
        assert_same(compare(X, WORDS, OWN, **QUICK).results, found.results)
        assert_same(compare(X, WORDS, OWN, n_jobs=2, **QUICK).results, found.results)


def test_a_frame_of_numbers_is_the_array():
    frame = pd.DataFrame(X, columns=list("abcdef"), index=np.arange(len(X))[::-1])
    asked = {"linear": LINEAR, "forest": "random_forest"}
    of_frame = compare(frame, pd.Series(y, frame.index), asked, **QUICK).results.repeats[0].P
    np.testing.assert_allclose(of_frame, compare(X, y, asked, **QUICK).results.repeats[0].P)


def test_an_open_seed_is_the_seed_asked_for():
    forest = {"forest": RandomForestClassifier(5), "tree": OWN["tree"]}
    fixed = forest | {"forest": RandomForestClassifier(5, random_state=0)}
    assert_same(compare(X, y, forest, **QUICK).results, compare(X, y, fixed, **QUICK).results)
    assert forest["forest"].random_state is None


def test_a_class_of_a_notebook_and_a_lambda_can_take_part():
    class Guess(ClassifierMixin, BaseEstimator):
        def fit(self, X, y):
            self.classes_, counts = np.unique(y, return_counts=True)
            self.shares_ = counts / len(y)
            return self

        def predict_proba(self, X):
            return np.tile(self.shares_, (len(X), 1))

    doubled = make_pipeline(FunctionTransformer(lambda rows: rows * 2), GaussianNB())
    models = {"guess": Guess(), "doubled": doubled, "bayes": GaussianNB()}
    for n_jobs in (None, 2):
        found = compare(X, y, models, n_jobs=n_jobs, **QUICK)
        assert found.results.failures == ()
        np.testing.assert_allclose(*found.results.repeats[0].P[[1, 2]])


# ---------------------------------------------------------------- rows that belong together


def test_groups_stay_together_and_the_past_is_learned_from():
    groups = np.repeat([f"person {i}" for i in range(32)], 5)
    found = compare(X, y, OWN, groups=groups, **QUICK)
    folds = found.results.repeats[0].folds
    assert all(len(set(folds[groups == name])) == 1 for name in groups)
    for train, test in found.pick.cv:
        assert not set(groups[train]) & set(groups[test])
    times = np.random.default_rng(0).permutation(pd.date_range("2026", periods=len(X)))
    pick = compare(X, y, OWN, times=times, **QUICK).unfitted("stacking_logistic")
    for train, test in pick.cv:
        assert times[train].max() < times[test].min()
    assert set(pick.fit(X, WORDS).predict(X)) <= {"no", "yes"}


def test_sources_are_fused_by_name_and_by_position():
    frame = pd.DataFrame(X, columns=list("abcdef"))
    asked = QUICK | {"methods": ["late_mean", "early_fusion", "soft_vote"]}
    by_name = compare(frame, y, OWN, views={"left": ["a", "b"], "right": list("cdef")}, **asked)
    by_place = compare(X, y, OWN, views={"left": [0, 1]}, **asked)
    assert list(by_place.case.dataset.views) == ["left", "other columns"]
    np.testing.assert_allclose(by_name.results.repeats[0].P, by_place.results.repeats[0].P)
    late = by_name.unfitted("late_mean").fit(frame, WORDS)
    assert set(late.predict(frame)) <= {"no", "yes"}


# ---------------------------------------------------------------- what comes of it


def test_text_table_and_page_say_the_same(found):
    table, results = found.table, found.results
    assert table.index[0] == results.ranking("accuracy")[0]
    for key, score in table["score"].items():
        assert score == results.means("accuracy")[results.positions[key]]
    assert table.loc["best_single", "gain"] == 0
    said = headline(found.case)
    for text in (found.verdict, str(found)):
        assert said in " ".join(text.split())
    for page in (found.to_html(), found._repr_html_()):
        assert said in page
        assert "linear" in page
    assert "<script" not in found._repr_html_()
    assert "behind the address of the app" not in found.to_html()


@pytest.mark.parametrize("key", ["pick", "model1", "soft_vote", "stacking_logistic", "best_single"])
def test_every_method_can_be_had_and_fitted_on_the_readers_own_labels(found, key):
    model = found.pick if key == "pick" else found.unfitted(key)
    assert isinstance(model, CombinedClassifier)
    fitted = clone(model).fit(X, WORDS)
    assert fitted.classes_.tolist() == ["no", "yes"]
    assert fitted.score(X, WORDS) > 0.7


def test_the_picked_model_is_the_one_that_was_given():
    frame = pd.DataFrame({"colour": np.array(["red", "blue"])[y], "size": X[:, 0], "age": X[:, 1]})
    flags = make_column_transformer((OneHotEncoder(), ["colour"]), remainder="passthrough")
    own = make_pipeline(flags, GaussianNB())
    found = compare(frame, WORDS, {"own": own, "forest": "random_forest"}, **QUICK)
    assert found.results.failures == ()
    vote = found.unfitted("soft_vote")
    assert str(vote.members[0][1].get_params()) == str(own.get_params())
    assert vote.fit(frame, WORDS).score(frame, WORDS) > 0.9


def test_a_pick_goes_into_a_grid_search(found):
    model = found.unfitted("soft_vote")
    search = GridSearchCV(model, {"tree__max_depth": [1, 3]}, cv=3).fit(X, WORDS)
    assert search.best_params_["tree__max_depth"] in (1, 3)


def test_names_from_outside_are_text_everywhere():
    frame = pd.DataFrame(X[:, :4], columns=[NAMES[i] for i in (0, 1, 2, 5)])
    models = {NAMES[2]: GaussianNB(), NAMES[6]: OWN["tree"], "<script>alert(1)</script>": LINEAR}
    target = pd.Series(np.array([NAMES[3], NAMES[4]])[y], name=NAMES[2])
    found = compare(frame, target, models, views={NAMES[0]: [0, 1], NAMES[5]: [2, 3]}, **QUICK)
    for page in (found._repr_html_(), found.to_html()):
        for tag in ("<img src", "<script>alert", *(f"<b>{marker}" for marker in MARKERS)):
            assert tag not in page
    assert all(letter.isprintable() or letter == "\n" for letter in found.verdict)


def test_what_came_fitted_is_fitted_anew_and_that_is_said():
    fitted = clone(LINEAR).fit(X, y)
    before = fitted[-1].coef_.copy()
    found = compare(X, y, {"linear": fitted, "bayes": GaussianNB()}, **QUICK)
    assert "“linear” came fitted" in found.verdict
    assert "“linear” came fitted" in found._repr_html_()
    np.testing.assert_array_equal(fitted[-1].coef_, before)
    fresh = compare(X, y, {"linear": LINEAR, "bayes": GaussianNB()}, **QUICK)
    assert_same(found.results, fresh.results)


def test_rows_without_a_label_are_left_out_and_the_readers_arrays_stay_theirs():
    gaps, rows = WORDS.astype(object), X.copy()
    gaps[:7] = None
    found = compare(rows, gaps, OWN, **QUICK)
    assert "7 rows without a label are left out" in " ".join(found.verdict.split())
    assert_same(found.results, compare(X[7:], WORDS[7:], OWN, **QUICK).results)
    rows[0] = 0
    np.testing.assert_array_equal(found.kept, np.arange(7, len(X)))


def test_progress_is_told_and_may_stop_the_work():
    heard = []

    def hear(share, text):
        heard.append(share)
        if share > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compare(X, y, OWN, progress=hear, **QUICK)
    assert heard == sorted(heard)


# ---------------------------------------------------------------- what is refused


def test_a_model_that_fails_is_left_out_and_says_itself_why():
    gaps = X.copy()
    gaps[::9, 0] = np.nan
    models = {"bayes": "gaussian_naive_bayes", "tree": OWN["tree"], "near": KNeighborsClassifier()}
    with pytest.warns(UserWarning, match="“near” could not be fitted .* contains NaN"):
        found = compare(gaps, y, models, **QUICK)
    assert "near could not be fitted: Input X contains NaN." in found.verdict
    assert [m.title for m in found.results.methods[:2]] == ["bayes", "tree"]
    assert len(found.pick.fit(gaps, y).members) == 2
    with pytest.raises(DataError, match=r"could be fitted .*near: Input X contains NaN"):
        compare(gaps, y, {"near": KNeighborsClassifier()}, **QUICK)
    broken = make_pipeline(FunctionTransformer(lambda rows: rows / "a"), GaussianNB())
    with pytest.raises(DataError, match=r"“broken” says of all rows: .*Error: "):
        compare(X, y, {"broken": broken}, **QUICK)


DAYS = pd.DataFrame({"day": pd.date_range("2026", periods=160), "x": X[:, 0]})
LISTS = pd.DataFrame({"a": [[1]] * 160, "b": X[:, 0]})
BY_LABEL = LogisticRegression(class_weight={"yes": 5})
REFUSED = {
    "no models": ((X, y, {}), {}, "There are no models"),
    "a key": ((X, y, ["random_forrest"]), {}, "Do you mean “random_forest”"),
    "a text": ((X, y, "random_forest"), {}, "models is a mapping"),
    "a class": ((X, y, [GaussianNB]), {}, "is a class; give an object of it: GaussianNB()"),
    "a regressor": ((X, y, [LinearRegression()]), {}, "is a regressor"),
    "no probabilities": ((X, y, [SVC()]), {}, "CalibratedClassifierCV"),
    "a stack": ((X, y, [StackingClassifier([])]), {}, "Give it a final_estimator"),
    "no estimator": ((X, y, [3]), {}, "is no scikit-learn estimator"),
    "one object twice": ((X, y, [LINEAR, LINEAR]), {}, "is given twice"),
    "too many": ((X, y, ["decision_tree"] * 13), {}, "at most 12"),
    "weights by label": ((X, WORDS, [BY_LABEL]), {}, "given the classes as 0, 1"),
    "one dimension": ((X[:, 0], y, OWN), {}, "X.reshape(-1, 1)"),
    "lengths": ((X[1:], y, OWN), {}, "X has 159 rows"),
    "no rows": ((X[:0], y[:0], OWN), {}, "X is empty"),
    "amounts": ((X, X[:, 0], OWN), {}, "160 different amounts"),
    "one class": ((X, np.zeros(160), OWN), {}, "fewer than two classes"),
    "mixed labels": ((X, np.array(["a", 1] * 80, dtype=object), OWN), {}, "y mixes int and str"),
    "dates": ((DAYS, y, OWN), {}, "The column “day” holds datetime64"),
    "lists": ((LISTS, y, OWN), {}, "The column “a” holds list"),
    "groups and times": ((X, y, OWN), {"groups": y, "times": y}, "Give groups or times"),
    "words for times": ((X, y, OWN), {"times": WORDS}, "pandas.to_datetime"),
    "gaps in groups": ((X, y, OWN), {"groups": [None] * 160}, "groups has gaps"),
    "no such column": ((X, y, OWN), {"views": {"a": [9]}}, "has no column “9”"),
    "a column twice": ((X, y, OWN), {"views": {"a": [1], "b": [1]}}, "is in two views"),
    "a column of lists": ((X, y, OWN), {"views": {"a": [[1]]}}, "has no column “[1]”"),
    "a metric": ((X, y, OWN), {"metric": "f1"}, "is not one of accuracy"),
    "a method": ((X, y, OWN), {"methods": ["vote"]}, "There is no method “vote”"),
    "folds": ((X, y, OWN), {"folds": 1}, "is not between 3 and 10"),
    "half a repeat": ((X, y, OWN), {"repeats": 1.5}, "is not a whole number"),
    "a seed": ((X, y, OWN), {"random_state": None}, "random_state is None"),
    "a rope": ((X, y, OWN), {"rope": -1}, "rope is -1"),
    "class names": ((X, y, OWN), {"class_names": ["a"]}, "y has 2 classes"),
    "few rows": ((X[:5], [0, 0, 0, 1, 1], OWN), {}, "the rarest class"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_asked_is_refused_in_a_sentence(name):
    arguments, asked, said = REFUSED[name]
    with pytest.raises(ValueError, match=r"\.$") as caught:
        compare(*arguments, **asked)
    assert said in str(caught.value)


def test_no_verdict_is_an_answer_too():
    rng = np.random.default_rng(0)
    few = compare(X[:24], y[:24], ["decision_tree", "gaussian_naive_bayes"], **QUICK)
    assert "are too few" in few.verdict
    noise = compare(rng.normal(size=(160, 2)), rng.permutation(y), OWN, **QUICK)
    for found in (few, noise):
        assert len(found.to_html()) > len(found._repr_html_())
        assert str(found)
        found.pick.fit(found.case.dataset.X, found.case.dataset.y)
    alone = compare(X, y, [GaussianNB()], **QUICK)
    assert "Add a second model" in alone.verdict


def test_all_usual_ways_to_combine_take_own_models():
    views = {"left": [0, 1, 2], "right": [3, 4, 5]}
    found = compare(X[:90], y[:90], OWN, views=views, folds=3, repeats=1)
    assert found.results.failures == ()
    assert {"early_fusion", "stacking_nonnegative", "distilled"} <= set(found.results.positions)
