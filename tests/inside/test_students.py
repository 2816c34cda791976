"""The distil lab: what is kept of a teacher, whose merit it is, and how small a student may be."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from scipy.stats import t as student_t
from sklearn.linear_model import LogisticRegression

from lib import combiners
from lib.catalogue.controls import changed
from lib.combiners._distilling import Distilled, possible_teachers, prepare_teacher, study
from lib.combiners._students import Student
from lib.combiners.soft_vote import SoftVote
from lib.engine.evaluation import run_repeat
from lib.engine.folds import DataError
from lib.inside import student_search as searching
from lib.inside import students as lab
from lib.inside.students import Assignment
from lib.scenario.experiment import prepare
from lib.scenario.link import from_query, to_query
from lib.scenario.record import Scenario
from tests.synthetic import Fake, make_results, single

QUICK = Scenario(dataset_knobs=(("rows", 100),), folds=3, repeats=1)
TEACHER = "soft_vote"


def results_of(**accuracies):
    """Made-up results in which fold after fold has exactly these accuracies."""
    methods = [single(), Fake(TEACHER, title="Soft vote")]
    methods += [Fake(key, title=title, models=1) for key, (title, _) in lab.ARMS.items()]
    return make_results(methods, scores={"accuracy": accuracies})


def around(mean, spread=0.004, seed=0):
    """25 folds with this mean, not all alike."""
    noise = np.random.default_rng(seed).normal(size=25)
    return mean + spread * (noise - noise.mean())


def taught(scenario=QUICK, **assignment):
    experiment = prepare(scenario)
    asked = Assignment(**{"teacher": TEACHER} | assignment)
    task = lab.lab_task(experiment, asked)
    return experiment, task, lab.gathered(experiment, [lab.run_pass(task, experiment, 0)])


# ---------------------------------------------------------------- what is kept


def test_no_interval_reaches_beyond_what_a_score_can_be():
    table = lab.table(results_of(student=around(0.99, spread=0.05)), TEACHER, "accuracy", 1)
    assert table["High"].max() == 100


def test_gain_kept_by_hand():
    naive = around(0.70)
    results = results_of(
        naive=naive, soft_vote=naive + 0.08, student=naive + 0.06, labels=naive + 0.02
    )
    found = lab.kept(results, TEACHER, lab.STUDENT, "accuracy", 1)
    assert found.gain.mean == pytest.approx(8)
    assert (found.share, found.low, found.high) == pytest.approx((75, 75, 75))
    assert lab.kept(results, TEACHER, lab.LABELS, "accuracy", 1).share == pytest.approx(25)
    assert lab.kept(results, TEACHER, TEACHER, "accuracy", 1).share == pytest.approx(100)
    assert lab.kept(results, TEACHER, lab.NAIVE, "accuracy", 1).share == pytest.approx(0)
    assert "keeps 75 % of what soft vote gains" in lab.headline(results, TEACHER, "accuracy", 1)


@pytest.mark.parametrize(
    ("gain", "words"),
    [
        (np.zeros(25), "Nothing sure to keep"),
        (around(0.005, 0.05), "Nothing sure to keep"),
        (around(-0.08), "Nothing to keep: trained plainly, this student beats soft vote by 8.0"),
    ],
    ids=["no gain", "a gain that may be chance", "a loss"],
)
def test_of_no_gain_no_share_is_named(gain, words):
    naive = around(0.70, seed=1)
    results = results_of(naive=naive, soft_vote=naive + gain, student=naive + 0.01)
    assert not lab.kept(results, TEACHER, lab.STUDENT, "accuracy", 1).is_known
    assert words in lab.headline(results, TEACHER, "accuracy", 1)
    table = lab.table(results, TEACHER, "accuracy", 1)
    assert table["Gain kept, %"].isna().all()


def test_a_lower_score_can_be_a_gain():
    naive, gain = around(0.6), around(0.2, seed=1)
    results = make_results(
        [single(), Fake(TEACHER), *[Fake(key) for key in lab.ARMS]],
        scores={
            "log_loss": {lab.NAIVE: naive, TEACHER: naive - gain, lab.STUDENT: naive - gain / 2}
        },
    )
    assert lab.kept(results, TEACHER, lab.STUDENT, "log_loss", 1).share == pytest.approx(50)


def test_the_interval_of_a_share_is_fiellers():
    """Its ends are the shares r at which a t-test of mean(part - r whole) = 0 is just undecided."""
    rng = np.random.default_rng(3)
    whole = rng.normal(5, 2, 25)
    part = 0.6 * whole + rng.normal(0, 1, 25)
    ratio, low, high = lab.share_of(part, whole, 5)
    assert ratio == pytest.approx(part.mean() / whole.mean())
    assert low < ratio < high
    for end in (low, high):
        rest = part - end * whole
        error = np.sqrt(rest.var(ddof=1) * (1 / 25 + 1 / 4))
        assert abs(rest.mean() / error) == pytest.approx(student_t.ppf(0.975, 24))
    assert np.isnan(lab.share_of(part, whole - whole.mean(), 5)).all()
    assert np.isnan(lab.share_of(part[:1], whole[:1], 5)).all()


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        (0.70, "The teacher matters"),
        (0.78, "Nothing here speaks for the teacher"),
        (0.80, "Nothing here speaks for the teacher"),
    ],
)
def test_the_control_decides_whose_merit_it_is(labels, words):
    results = results_of(
        naive=around(0.70),
        soft_vote=around(0.80, seed=1),
        student=around(0.78, seed=2),
        labels=around(labels, seed=2),
    )
    assert any(words in sentence for sentence in lab.reading(results, TEACHER, "accuracy", 1))


def test_an_unsettled_control_is_called_so():
    results = results_of(student=around(0.78, 0.1), labels=around(0.775, 0.1, seed=5))
    assert any("not settled" in each for each in lab.reading(results, TEACHER, "accuracy", 1))


# ---------------------------------------------------------------- who teaches whom


def test_every_arm_has_its_lesson_on_the_same_rows():
    experiment = prepare(QUICK)
    task = lab.lab_task(experiment, Assignment("stacking_logistic", "network", width=3))
    arms = {c.method.key: task.estimators[c.inputs[0]] for c in task.candidates[2:]}
    assert list(arms) == list(lab.ARMS)
    lessons = {key: arm.lesson for key, arm in arms.items()}
    assert type(lessons["student"]).__name__ == "LogisticStacking"
    assert type(lessons["single"]).__name__ == "BestSingle"
    assert (lessons["labels"], lessons["naive"]) == ("labels", "plain")
    X, y = experiment.dataset.X, experiment.dataset.y
    rows = [
        study(arms[key].teachers, arms[key].lesson, X, y, arms[key].random_state)[0]
        for key in ("student", "labels", "single")
    ]
    for one, other in pairwise(rows):
        np.testing.assert_array_equal(one, other)
    assert {repr(arm.student) for arm in arms.values()} == {repr(arms["student"].student)}


def test_the_teacher_is_the_method_of_the_other_pages():
    knobs = (("weighted_vote", (("weights", "0-0-0-1"),)),)
    scenario = replace(QUICK, combiner_knobs=knobs)
    experiment, task, results = taught(scenario, teacher="weighted_vote")
    compared = replace(experiment, scenario=replace(scenario, methods=("weighted_vote",)))
    expected = run_repeat(compared.task, results.repeats[0].folds)
    np.testing.assert_array_equal(results.repeats[0].P[5], expected.P[5])
    student = task.estimators[task.candidates[2].inputs[0]]
    assert student.lesson.weights == "0-0-0-1"  # the student hears the visitor's weights


def test_the_student_of_a_fold_never_sees_its_rows(monkeypatch):
    seen = []

    def spy(self, X, codes, merge=Distilled.merge):
        seen.append({tuple(row) for row in X})
        merge(self, X, codes)

    monkeypatch.setattr(Distilled, "merge", spy)
    experiment, _, results = taught()
    folds, X = results.repeats[0].folds, experiment.dataset.X
    parts = [{tuple(row) for row in X[folds != fold]} for fold in range(3)]
    assert len(seen) == 3 * len(lab.ARMS)
    assert all(rows in parts for rows in seen)


def test_any_combination_may_teach_but_no_student():
    keys = set(possible_teachers())
    assert "best_single" not in keys
    assert not any(key.startswith("distilled") for key in keys)
    assert keys == set(combiners.entries()["distilled"].controls["teacher"].options)


def test_a_teacher_without_models_is_refused_in_words():
    experiment = prepare(QUICK)
    with pytest.raises(DataError, match="Soft vote could not be fitted here"):
        lab.classroom(experiment, TEACHER, experiment.task.titles)


def test_categories_cannot_be_moved_a_little():
    experiment, _, results = taught(Scenario(dataset="penguins", folds=3, repeats=1))
    assert "nothing is made up" in lab.about_the_rows(experiment)
    P = results.repeats[0].P[[results.positions[key] for key in (lab.LABELS, lab.NAIVE)]]
    np.testing.assert_allclose(P[0], P[1])
    assert "Made-up rows" in lab.about_the_rows(prepare(QUICK))


def test_knobs_of_a_student_are_in_the_link():
    controls = combiners.entries()["distilled"].controls
    values = {"teacher": "stacking_nonnegative", "student": "tree", "width": 16, "depth": 3}
    asked = Scenario().with_combiner_knobs("distilled", changed(controls, values))
    query = to_query(asked)
    assert query["set"] == "distilled:depth=3;student=tree;teacher=stacking_nonnegative"
    assert from_query(query) == (asked, ())
    _, (notice,) = from_query({"v": "1", "set": "distilled:teacher=distilled"})
    assert "Teacher" in notice


# ---------------------------------------------------------------- the smallest student


@pytest.mark.parametrize(
    ("sizes", "behind", "expected"),
    [
        ([3, 2, 1], [0.0, 0.5, 1.5], 1),
        ([3, 2, 1], [0.0, 0.5, 1.0], 2),  # the edge counts as equal
        ([3, 2, 1], [-2.0, 5.0, 5.0], 0),
        ([2, 2, 3], [0.5, 0.2, -1.0], 1),  # equally small: the less far behind
        ([2, 2], [0.2, 0.2], 0),
        ([1, 2], [np.nan, 0.0], 1),
        ([1, 2], [1.1, 4.0], None),
        ([], [], None),
    ],
)
def test_the_smallest_that_keeps_up(sizes, behind, expected):
    assert searching.smallest_within(np.array(sizes), np.array(behind), 1.0) == expected


def test_a_teacher_that_never_met_the_last_class_is_scored_all_the_same():
    """Groups of rows that stay together may take a class with them."""
    X = np.array([[-2.0], [-1.0], [1.0], [2.0]])
    teacher = prepare_teacher([LogisticRegression()], SoftVote(), X, np.array([0, 0, 1, 1]), 0)
    truth = np.array([0, 0, 1, 2])
    assert searching.score("accuracy", 3, teacher, X, truth) == pytest.approx(75)


FEW = (Student("logistic"), Student("tree", depth=2), Student("tree", depth=6))


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(searching, "CONTENDERS", FEW)


def test_a_search_chooses_without_the_rows_it_is_scored_on(few, monkeypatch):
    experiment = prepare(QUICK)
    steps = []
    found = searching.search(experiment, TEACHER, (), 1, lambda *step: steps.append(step))
    assert len(found.picked) == len(found.within) == 3
    assert set(found.picked) <= {0, 1, 2}
    room, folds = lab.classroom(experiment, TEACHER), experiment.folds(0)
    spoilt = room.y.copy()
    spoilt[folds == 0] = 1 - spoilt[folds == 0]  # the held-back answers are all wrong now
    held = (folds, 0)
    sizes = found.bytes
    assert searching.choose(room, experiment, held, sizes, 1) == searching.choose(
        replace(room, y=spoilt), experiment, held, sizes, 1
    )
    assert steps[-1][:2] == (3, 3)


def test_what_a_search_shows_is_the_score_of_what_each_part_chose(few):
    experiment, _, results = taught()
    found = searching.search(experiment, TEACHER, (), 1, lambda *step: None)
    scores = found.results.fold_scores("accuracy")
    own = [
        scores[found.results.positions[searching.key_of(c)], fold]
        for fold, c in enumerate(found.picked)
    ]
    mean, against = searching.nested(found, "accuracy", 1)
    assert mean.mean == pytest.approx(np.mean(own))
    teacher = scores[found.results.positions[TEACHER]]
    assert against.mean == pytest.approx(100 * (np.mean(own) - teacher.mean()))
    table = searching.table(found, results, "accuracy", 1)
    assert len(table) == len(FEW) + 2
    assert table["Size, KB"].is_monotonic_increasing
    assert table["Training parts that chose it"].sum() == 3
    figure = searching.draw(found, results, "accuracy", 1)
    assert sum(len(trace.x) for trace in figure.data) == len(table)


def test_none_that_keeps_up_is_said(few):
    experiment, _, _ = taught()
    found = searching.search(experiment, TEACHER, (), 1, lambda *step: None)
    none = replace(found, within=np.array([False, False, True]))
    assert searching.in_words(none, "accuracy", 1).startswith("None keeps up: in 2 of 3")
    some = replace(found, within=np.ones(3, bool), picked=np.array([2, 1, 1]))
    words = searching.in_words(some, "accuracy", 1)
    assert "tree of depth 2" in words
    assert "chosen in 2 of 3 training parts" in words
    tied = replace(some, picked=np.array([2, 1, 0]))
    assert tied.chosen == int(tied.bytes.argmin())


def test_every_contender_has_a_name_of_its_own():
    names = [searching.name_of(student) for student in searching.CONTENDERS]
    assert len(set(names)) == len(names)
    for i, student in enumerate(searching.CONTENDERS):
        again = Student(**student.get_params() | {"rows": 7})
        assert searching.position(again) == i
