"""Models merged into one: identities to 1e-9, refusals in words, students."""

import pickle
from dataclasses import replace
from typing import ClassVar

import numpy as np
import pandas as pd
import pytest
from joblib import Memory
from scipy.stats import gmean
from sklearn.base import clone
from sklearn.datasets import load_iris, make_moons
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier, StackingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import PredefinedSplit
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from lib import combiners
from lib.base_models import Member
from lib.base_models.neural_network import SmallNetwork
from lib.base_models.preparation import NumberColumns
from lib.combiners.distilling import Distilled, near, possible_teachers, prepare_teacher, study
from lib.combiners.distilling.students import Student, replicate, teach
from lib.combiners.intermediate_fusion import JoinedRepresentations, Projection
from lib.combiners.linear_average import AveragedLinear
from lib.combiners.merged_forest import OneForest
from lib.combiners.merging.networks import AveragedNetworks, JoinedNetworks
from lib.combiners.model_soup import Soup
from lib.combiners.soft_vote import SoftVote
from lib.combiners.stacking_logistic import LogisticStacking
from lib.combiners.stacking_nonnegative import NonNegativeStacking
from lib.combiners.weighted_vote import WeightedVote
from lib.datasets.cutting.bonds import stratified_folds
from lib.engine.fitting import fit_and_predict
from lib.networks.network import logits, probabilities, read
from lib.scenario.experiment import prepare
from lib.scenario.loading import load_dataset
from lib.scenario.record import Scenario
from tests.combiners._probabilities import answers, knobs
from tests.synthetic import apart

MERGING = [key for key, entry in combiners.entries().items() if entry.merge]
NET, LOGISTIC, TREE = (
    Member("neural_network"),
    Member("logistic_regression"),
    Member("decision_tree"),
)
FOREST = Member("random_forest", (("n_estimators", 10),))
EXTRA = Member("extra_trees", (("n_estimators", 10),))
IRIS, MOONS = load_iris(return_X_y=True), make_moons(120, noise=0.25, random_state=0)
DATA = pytest.mark.parametrize("data", [IRIS, MOONS], ids=["iris", "moons"])


def nets(*widths, steps=40):
    return [
        SmallNetwork((width,), alpha=1, solver="lbfgs", max_iter=steps, random_state=seed)
        for seed, width in enumerate(widths)
    ]


def logits_of(models, X, y):
    return [logits(read(clone(model).fit(X, y)), X) for model in models]


def columns_of(key, members, **changed):
    models = combiners.Models(tuple(members), tuple(members))
    return combiners.entries()[key].columns(models, knobs(key, **changed))


def build(key, members=(LOGISTIC, TREE), dataset="moons", **changed):
    """The unfitted merged model, with the data it is for."""
    data = load_dataset(Scenario(dataset=dataset))
    (column,) = columns_of(key, members, **changed)
    return column.build(data, 0), data


def fit_on_most(model, data):
    """What the engine makes of it: fitted on three rows of four, and asked about all."""
    most = data.take(np.flatnonzero(np.arange(len(data.y)) % 4))
    return fit_and_predict(model, (most.X, most.y, data.n_classes), data.X)


# ---------------------------------------------------------------- identities


@DATA
@pytest.mark.parametrize("widths", [(6,), (6, 6), (4, 8, 6)])
def test_joined_networks_are_the_logit_ensemble(data, widths):
    X, y = data
    joined = JoinedNetworks(nets(*widths)).fit(X, y)
    expected = np.mean(logits_of(nets(*widths), X, y), axis=0)
    np.testing.assert_allclose(logits(joined.network_, X), expected, atol=1e-9)
    assert joined.network_.shape[1] == sum(widths)
    pruned = JoinedNetworks(nets(*widths), pruned=True).fit(X, y)
    assert pruned.network_.shape[1] == widths[0]
    assert pruned.score(X, y) > 0.85


@DATA
def test_merged_forest_is_the_mean_probability_of_all_trees(data):
    X, y = data
    small, large = RandomForestClassifier(5), ExtraTreesClassifier(15)
    forests = [forest.set_params(random_state=0) for forest in (small, large)]
    P = [clone(forest).fit(X, y).predict_proba(X) for forest in forests]
    merged = OneForest(forests).fit(X, y)
    np.testing.assert_allclose(merged.predict_proba(X), (P[0] + 3 * P[1]) / 4, atol=1e-9)
    assert len(merged.forest_.estimators_) == 20


def test_a_soup_without_steps_of_their_own_is_its_start():
    X, y = MOONS
    (start,) = nets(6, steps=15)
    soup = Soup(start, 4, steps=(15, 0)).fit(X, y)
    expected = read(clone(start).fit(X, y))
    np.testing.assert_array_equal(soup.predict_proba(X), probabilities(expected, X))


def test_averaged_weights_are_averaged_logits_and_no_soft_vote():
    """Of linear models, W averaged is logits averaged; averaging probabilities is another rule."""
    X, y = IRIS
    models = [LogisticRegression(C=C, max_iter=2000).fit(X, y) for C in (0.01, 1, 100)]
    average = AveragedLinear(models).fit(X, y)
    every = np.stack([m.predict_proba(X) for m in models], axis=1)
    mean_of_logs = gmean(every, axis=1)
    mean_of_logs /= mean_of_logs.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(average.predict_proba(X), mean_of_logs, atol=1e-9)
    voted = SoftVote().fit(every, y).predict_proba(every)
    assert np.abs(average.predict_proba(X) - voted).max() > 0.05


def test_intermediate_fusion_written_out():
    """Each view in standard units, its discriminants, these in standard units, a logistic head."""
    (X, y), views = IRIS, [(0, 1), (2, 3)]
    codes = [StandardScaler().fit_transform(X[:, list(v)]) for v in views]
    joined = np.hstack(
        [
            LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto")
            .fit(Z, y)
            .decision_function(Z)
            for Z in codes
        ]
    )
    joined = StandardScaler().fit_transform(joined)
    expected = LogisticRegression(max_iter=2000).fit(joined, y).predict_proba(joined)
    parts = [(make_pipeline(NumberColumns(v), StandardScaler()), Projection()) for v in views]
    model = JoinedRepresentations(parts).fit(X, y)
    np.testing.assert_allclose(model.predict_proba(X), expected, atol=1e-9)


# ---------------------------------------------------------------- in the engine


def test_merged_forest_is_the_soft_vote_through_the_engine():
    merged, vote = (
        Scenario(members=(FOREST, EXTRA), methods=(key,), folds=3)
        for key in ("merged_forest", "soft_vote")
    )
    found, expected = answers(merged)["merged_forest"], answers(vote)["soft_vote"]
    np.testing.assert_allclose(found, expected, atol=1e-9)
    both = prepare(replace(vote, methods=("soft_vote", "merged_forest"))).task
    assert both.combinations[-1].method.has_name("merged_forest")
    assert both.combinations[-1].method.key == "soft_vote"


def test_linear_average_of_one_view_members_through_the_engine():
    pair = (LOGISTIC, LOGISTIC)
    experiment = prepare(apart(Scenario("wine", members=pair, methods=("linear_average",))))
    data, voters = experiment.dataset, experiment.models.voters
    model = experiment.task.estimators[-1].fit(data.X, data.y)
    members = [m.build(data, 0).fit(data.X, data.y) for m in voters]
    expected = np.mean([np.log(m.predict_proba(data.X)) for m in members], axis=0)
    expected -= expected.mean(axis=1, keepdims=True)
    z = np.log(model.predict_proba(data.X))
    np.testing.assert_allclose(z - z.mean(axis=1, keepdims=True), expected, atol=1e-9)
    assert len(voters) == len(data.views)


@pytest.mark.parametrize("key", MERGING)
def test_is_one_model_always_the_same(key):
    asked = Scenario(dataset="xor", members=(LOGISTIC, TREE), methods=(key,), folds=3, repeats=1)
    experiment = prepare(asked)
    repeat = experiment.run(0)
    assert not repeat.failures
    position = [method.key for method in repeat.methods].index(key)
    assert repeat.usage[position].sum() == 1
    again = experiment.run(0)
    np.testing.assert_array_equal(again.P[position], repeat.P[position])


# The view of words makes some data sets slow; one with categories and gaps, one with words.
@pytest.mark.parametrize("dataset", ["penguins", "credit_german", "emoji_image_text"])
@pytest.mark.parametrize("key", MERGING)
def test_reads_any_data(key, dataset):
    model, data = build(key, dataset=dataset)
    fit = fit_on_most(model, data.take(np.random.default_rng(0).permutation(len(data.y))[:160]))
    assert fit.error == ""
    np.testing.assert_allclose(fit.P.sum(axis=1), 1, atol=1e-9)


# ---------------------------------------------------------------- whose models, and refusals


@pytest.mark.parametrize("key", ["weight_average_naive", "weight_average_matched"])
def test_networks_of_different_shapes_are_refused_in_words(key):
    wide = Member("neural_network", (("hidden_layer_sizes", 32),))
    model, data = build(key, (NET, wide, TREE))
    reason = refusal(model, data)
    assert "16 and 32 hidden units" in reason
    assert "distil" in reason
    assert "late fusion" in reason


def refusal(model, data):
    """What the engine says of a model that cannot be fitted, whole; "" when it can."""
    error = fit_on_most(model, data).error
    assert len(error) < 200  # the engine would cut it
    assert not error.endswith(".")  # the page puts it into a sentence
    return error


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("weight_average_naive", NET),
        ("weight_average_matched", NET),
        ("joined_networks", NET),
        ("linear_average", LOGISTIC),
        ("merged_forest", FOREST),
    ],
)
def test_takes_two_or_more_of_the_visitors_models_and_refuses_different_views_in_words(key, kind):
    assert columns_of(key, [kind, TREE])[0].members == ()
    assert columns_of(key, [kind, TREE, kind])[0].members == (kind, kind)
    one, other, *_ = [replace(kind, view=view) for view in load_dataset(Scenario("wine")).views]
    assert refusal(*build(key, [one, one], "wine")) == ""
    reason = refusal(*build(key, [one, other], "wine"))
    if key == "linear_average":  # its weights are laid side by side
        assert reason == ""
    else:
        assert "different views" in reason
        assert "late fusion" in reason


def test_networks_differ_in_their_start_even_when_their_settings_do_not():
    model, _ = build("joined_networks", (NET, NET))
    assert [net.random_state for net in model[-1].models] == [0, 1]
    model, _ = build("joined_networks", networks=4, width=8)
    assert [net.hidden_layer_sizes for net in model[-1].models] == [(8,)] * 4


# ---------------------------------------------------------------- reference behaviour, in small


def test_sharing_a_start_matters_more_than_matching_and_matching_more_than_luck():
    """methods.md 3.2 on two moons: naive .838, matched .933 with 16 units, five networks."""
    found = []
    for seed in range(3):
        X, y = make_moons(300, noise=0.25, random_state=seed)
        X_new, y_new = make_moons(2000, noise=0.25, random_state=100 + seed)
        scale = StandardScaler().fit(X)
        X, X_new = scale.transform(X), scale.transform(X_new)
        models = [
            SmallNetwork((16,), alpha=1, solver="lbfgs", random_state=10 * seed + i)
            for i in range(5)
        ]
        several = (
            models[0],
            AveragedNetworks(models, matched=False),
            AveragedNetworks(models, matched=True),
            Soup(models[0], 5, random_state=seed),
            JoinedNetworks(models),
        )
        found.append([model.fit(X, y).score(X_new, y_new) for model in several])
    single, naive, matched, shared, joined = np.mean(found, axis=0)
    assert naive < matched - 0.05
    assert matched > single - 0.02
    assert shared > single - 0.01
    assert joined > single - 0.01


def test_distillation_keeps_more_of_the_gain_than_its_control():
    """methods.md 3.6 on two moons: tree .845, forest .868, distilled .868, control .863."""
    found = []
    for seed in range(6):
        X, y = make_moons(300, noise=0.3, random_state=seed)
        X_new, y_new = make_moons(2000, noise=0.3, random_state=100 + seed)
        forest = RandomForestClassifier(60, random_state=seed)
        students = [
            Distilled([forest], "tree", lesson, random_state=seed) for lesson in ("vote", "labels")
        ]
        found.append([m.fit(X, y).score(X_new, y_new) for m in (forest, *students)])
    teacher, student, control = np.mean(found, axis=0)
    assert student > control + 0.003
    assert student > teacher - 0.01


# ---------------------------------------------------------------- students


def test_soft_labels_become_weighted_rows_by_hand():
    S = np.array([[1.0, 0.0, 0.0], [0.5, 0.495, 0.005]])
    rows, labels, weights = replicate(S)
    np.testing.assert_array_equal(rows, [0, 1, 1])
    np.testing.assert_array_equal(labels, [0, 0, 1])
    np.testing.assert_allclose(weights, [1, 0.5 / 0.995, 0.495 / 0.995])


def test_a_student_of_a_logistic_regression_becomes_it():
    """Without restraint, the cross-entropy with p is smallest at p."""
    X, y = MOONS
    P = LogisticRegression().fit(X, y).predict_proba(X)
    student = teach("logistic", X, P, 1e6, 0)
    np.testing.assert_allclose(student.predict_proba(X), P, atol=0.01)  # tiny shares are left out


@pytest.mark.parametrize("student", ["tree", "logistic", "network"])
def test_a_student_of_teachers_that_cannot_tell_cannot_tell(student):
    """Every row twice, once with either label: teachers say one half, and so does the student."""
    x = np.repeat(np.linspace(-1, 1, 20), 2)[:, None]
    y = np.tile([0, 1], 20)
    teachers = [LogisticRegression(), DecisionTreeClassifier(random_state=0)]
    model = Distilled(teachers, student, "vote", random_state=0).fit(x, y)
    np.testing.assert_allclose(model.predict_proba(x), 0.5, atol=0.02)


@pytest.mark.parametrize("student", ["network", "tree", "logistic"])
@pytest.mark.parametrize(
    "lesson", ["vote", "single", "labels", "plain", LogisticStacking(), NonNegativeStacking()]
)
def test_every_student_learns_every_lesson(student, lesson):
    X, y = IRIS
    model = Distilled(None, student, lesson).fit(X, y)
    assert model.score(X, y) > 0.9
    np.testing.assert_allclose(model.predict_proba(X).sum(axis=1), 1, atol=1e-9)


def test_the_best_single_teacher_is_judged_on_rows_it_did_not_see():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(150, 2))
    y = (X[:, 0] + rng.normal(size=150) > 0).astype(int)
    knows_by_heart = RandomForestClassifier(20, max_features=1, random_state=0)
    teachers = [knows_by_heart, LogisticRegression()]
    model = Distilled(teachers, "logistic", "single", random_state=0).fit(X, y)
    of_it_alone = Distilled(teachers[1:], "logistic", "vote", random_state=0).fit(X, y)
    np.testing.assert_array_equal(model.predict_proba(X), of_it_alone.predict_proba(X))


@pytest.mark.parametrize(
    ("key", "lesson"),
    [("distilled", SoftVote), ("distilled_labels", "labels"), ("distilled_single", "single")],
)
def test_each_arm_has_its_lesson_and_the_same_student(key, lesson):
    model, _ = build(key, student="tree", depth=3)
    assert lesson in (model.lesson, type(model.lesson))
    wanted = Student("tree", width=16, layers=1, depth=3, rows=None)
    assert model.student.get_params() == wanted.get_params()
    assert len(model.teachers) == (0 if lesson == "labels" else 2)


@pytest.mark.parametrize("key", possible_teachers())
def test_every_combination_can_teach(key):
    """Those that merge models of one kind only say so, in words."""
    members = (NET, replace(NET, knobs=(("alpha", "10"),)), TREE)
    model, data = build("distilled", members, "wine", teacher=key, student="tree")
    fit = fit_on_most(model, data)
    assert fit.error == ""
    assert (fit.P.argmax(axis=1) == data.y).mean() > 0.6


def test_no_student_teaches_and_the_teachers_are_the_combinations():
    taught_by = combiners.entries()["distilled"].controls["teacher"].options
    students = {"distilled", "distilled_labels", "distilled_single"}
    of_own = {
        key
        for key, entry in combiners.entries().items()
        if entry.family != "single" and not entry.fuses_sources
    }
    assert {"soft_vote", "merged_forest"} < of_own
    assert set(taught_by) == of_own - students


def test_a_teacher_is_the_combination_as_scikit_learn_has_it():
    X, y = IRIS
    models = [LogisticRegression(max_iter=2000), DecisionTreeClassifier(random_state=0)]
    folds = stratified_folds(y, 3, np.random.default_rng(5))
    reference = StackingClassifier(
        [("a", models[0]), ("b", models[1])],
        LogisticRegression(max_iter=2000, random_state=0),
        cv=PredefinedSplit(folds),
    ).fit(X, y)
    teacher = prepare_teacher(models, LogisticStacking(), X, y, 5)
    np.testing.assert_allclose(teacher.predict_proba(X), reference.predict_proba(X), atol=1e-6)


def test_models_that_a_teacher_does_not_use_are_not_fitted():
    X, y = MOONS
    teacher = prepare_teacher([LogisticRegression()] * 2, WeightedVote("0-1"), X, y, 0)
    assert teacher.models[0] is None
    alone = LogisticRegression().fit(X, y).predict_proba(X)
    np.testing.assert_allclose(teacher.predict_proba(X), alone)


def test_controls_learn_from_the_same_rows():
    X, y = MOONS
    rows = [study([LogisticRegression()], lesson, X, y, 3)[0] for lesson in ("vote", "labels")]
    np.testing.assert_array_equal(*rows)
    plain, labels = study([], "plain", X, y, 3)
    np.testing.assert_array_equal(plain, X)
    np.testing.assert_array_equal(labels, np.eye(2)[y])


def test_a_student_is_as_large_as_it_was_asked_to_be():
    X, y = MOONS
    network = Distilled(None, Student("network", width=5, layers=2), "labels").fit(X, y)
    assert network.student_.network.shape == (2, 5, 5, 1)
    tree = Distilled(None, Student("tree", depth=3), "labels").fit(X, y)
    assert tree.student_.tree.get_depth() == 3
    few = Distilled(None, Student("tree", rows=150), "labels").fit(X, y)
    assert few.student_.tree.tree_.n_node_samples[0] == 150


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_a_student_reduced_to_its_weights_answers_as_before():
    X, y = IRIS
    kind = Student("network", width=7)
    model = kind.unfitted(2).fit(X, y, sample_weight=np.ones(len(y)))
    student = teach(kind, X, np.eye(3)[y], 1.0, 2)
    np.testing.assert_allclose(student.predict_proba(X), model.predict_proba(X), atol=1e-12)
    missing = teach("logistic", X[y > 0], np.eye(3)[y[y > 0]], 1.0, 0).predict_proba(X)
    assert (missing[:, 0] == 0).all()
    np.testing.assert_allclose(missing.sum(axis=1), 1)


def test_in_a_file_only_the_student_is_kept():
    X, y = IRIS
    forest = RandomForestClassifier(5, random_state=0)
    model = Distilled([forest], "tree").fit(X, y)
    kept = pickle.loads(pickle.dumps(model))
    np.testing.assert_array_equal(kept.predict_proba(X), model.predict_proba(X))
    assert b"RandomForest" not in pickle.dumps(model)
    assert clone(model).fit(X, y).score(X, y) > 0.9  # a copy still knows its teachers
    with pytest.raises(ValueError, match="left its teachers behind"):
        clone(kept).fit(X, y)


class Asked(LogisticRegression):
    """Notes about how many rows it is asked."""

    about: ClassVar[list[int]] = []

    def predict_proba(self, X):
        Asked.about.append(len(X))
        return super().predict_proba(X)


def test_what_was_said_once_is_remembered(tmp_path):
    X, y = MOONS
    Asked.about.clear()
    for width in (2, 3):
        student = Student("network", width=width)
        Distilled([Asked()], student, memory=Memory(tmp_path, verbose=0)).fit(X, y)
    assert len(Asked.about) == 1


def test_rows_near_the_data():
    X = np.array([[0.0, 5.0], [10.0, 5.0], [np.nan, 5.0]])
    rows, source = near(X, np.random.default_rng(0))
    np.testing.assert_array_equal(rows[:3], X)
    np.testing.assert_array_equal(np.bincount(source), [10, 10, 10])
    assert np.isnan(rows[source == 2, 0]).all()
    assert (rows[:, 1] == 5).all()  # no spread, no jitter
    assert len(np.unique(rows[source == 0, 0])) == 10
    many, source = near(np.zeros((3000, 1)), np.random.default_rng(0))
    assert len(many) == 6000
    table = pd.DataFrame(X, columns=["length", "width"])
    rows_of_table, _ = near(table, np.random.default_rng(0))
    np.testing.assert_array_equal(rows_of_table.to_numpy(), rows)
    frame = pd.DataFrame({"word": ["a", "b"]})
    same, source = near(frame, np.random.default_rng(0))
    assert same is frame
    np.testing.assert_array_equal(source, [0, 1])


def test_folds_leave_a_row_of_every_class_to_learn_from():
    codes = np.repeat([0, 1, 2, 3], [1, 2, 3, 20])
    folds = stratified_folds(codes, 3, np.random.default_rng(0))
    assert folds[0] == -1
    for fold in range(3):
        assert set(codes[folds != fold]) == {0, 1, 2, 3}
        assert np.isin((folds[codes == 3] == fold).sum(), [6, 7])
