"""The distil lab: what is kept of a teacher, whose merit it is, and how small a student may be."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from scipy.stats import t as student_t
from sklearn.linear_model import LogisticRegression

from lib.base_models import Member
from lib.combiners.distilling import Distilled, prepare_teacher, study
from lib.combiners.distilling.students import Student
from lib.combiners.soft_vote import SoftVote
from lib.datasets import DataError
from lib.engine.evaluation import run_repeat
from lib.engine.results import Failure
from lib.inside.students import computing as lab
from lib.inside.students import search as searching
from lib.inside.students import words
from lib.inside.students.displays import ARMS_COMPARED, SMALLEST, arms
from lib.scenario.experiment import prepare
from lib.scenario.record import Scenario
from tests.inside.records import TEACHER
from tests.inside.records import taught as made_up
from tests.synthetic import around

TWO_MODELS = (Member("logistic_regression"), Member("decision_tree", (("max_depth", 3),)))
QUICK = Scenario(dataset_knobs=(("rows", 100),), members=TWO_MODELS, folds=3, repeats=1)


def taught(scenario=QUICK, teacher=TEACHER):
    experiment = prepare(scenario)
    task = lab.lab_task(experiment, lab.Assignment(teacher))
    results = experiment.results([lab.run_pass(task, experiment, 0)])
    return experiment, task, lab.Taught(results, teacher, "accuracy", 1)


# ---------------------------------------------------------------- what is kept


def test_gain_kept_by_hand():
    naive = around(0.70)
    found = made_up(naive=naive, soft_vote=naive + 0.08, student=naive + 0.06, labels=naive + 0.02)
    kept = found.kept(lab.STUDENT)
    assert kept.gain.mean == pytest.approx(8)
    assert (kept.share, kept.low, kept.high) == pytest.approx((75, 75, 75))
    others = [found.kept(key).share for key in (lab.LABELS, TEACHER, lab.NAIVE)]
    assert others == pytest.approx([25, 100, 0])
    assert "keeps 75 % of what soft vote gains" in words.headline(found)
    table = ARMS_COMPARED.table(found).set_index("Who")
    assert table.loc["Teacher: soft vote", "Accuracy, %"] == pytest.approx(78)
    assert table.loc["Student of the teacher", "Gain kept, %"] == 75
    no_further = made_up(student=around(0.99, spread=0.05))  # than a score can reach
    assert arms(no_further)["High"].max() == 100


@pytest.mark.parametrize(
    ("gain", "said"),
    [
        (np.zeros(25), "Nothing sure to keep"),
        (around(0.005, 0.05), "Nothing sure to keep"),
        (around(-0.08), "Nothing to keep: trained plainly, this student beats soft vote by 8.0"),
    ],
    ids=["no gain", "a gain that may be chance", "a loss"],
)
def test_of_no_gain_no_share_is_named(gain, said):
    naive = around(0.70, seed=1)
    found = made_up(naive=naive, soft_vote=naive + gain, student=naive + 0.01)
    assert not found.kept(lab.STUDENT).is_known
    assert said in words.headline(found)
    assert arms(found)["Gain kept, %"].isna().all()
    assert "Gain kept, %" not in ARMS_COMPARED.table(found)
    naive, gain = around(0.6), around(0.2, seed=1)  # a lower score can be a gain
    found = made_up("log_loss", naive=naive, soft_vote=naive - gain, student=naive - gain / 2)
    assert found.kept(lab.STUDENT).share == pytest.approx(50)


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
    ("student", "labels", "said"),
    [
        (around(0.78, seed=2), around(0.70, seed=2), "The teacher matters"),
        (around(0.78, seed=2), around(0.78, seed=2), "Nothing here speaks for the teacher"),
        (around(0.78, seed=2), around(0.80, seed=2), "Nothing here speaks for the teacher"),
        (around(0.78, 0.1), around(0.775, 0.1, seed=5), "not settled"),
    ],
    ids=["it matters", "level", "ahead", "unsettled"],
)
def test_the_control_decides_whose_merit_it_is(student, labels, said):
    assert said in words.reading(made_up(student=student, labels=labels))


# ---------------------------------------------------------------- who teaches whom


def test_every_arm_has_its_lesson_on_the_same_rows():
    experiment = prepare(QUICK)
    task = lab.lab_task(experiment, lab.Assignment("stacking_logistic", "network", width=3))
    arms = {c.method.key: task.estimators[c.inputs[0]] for c in task.combinations[2:]}
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
    knobs = (("weighted_vote", (("weights", "0-1"),)),)
    scenario = replace(QUICK, combiner_knobs=knobs)
    experiment, task, found = taught(scenario, "weighted_vote")
    compared = replace(experiment, scenario=replace(scenario, methods=("weighted_vote",)))
    (repeat,) = found.results.repeats
    expected, at = run_repeat(compared.task, repeat.folds), found.results.positions["weighted_vote"]
    np.testing.assert_array_equal(repeat.P[at], expected.P[-1])
    student = task.estimators[task.combinations[2].inputs[0]]
    assert student.lesson.weights == "0-1"  # the student hears the visitor's weights


def test_the_student_of_a_fold_never_sees_its_rows(monkeypatch):
    seen = []

    def spy(self, X, codes, merge=Distilled.merge):
        seen.append({tuple(row) for row in X})
        merge(self, X, codes)

    monkeypatch.setattr(Distilled, "merge", spy)
    experiment, _, found = taught()
    folds, X = found.results.repeats[0].folds, experiment.dataset.X
    parts = [{tuple(row) for row in X[folds != fold]} for fold in range(3)]
    assert len(seen) == 3 * len(lab.ARMS)
    assert all(rows in parts for rows in seen)


def test_a_teacher_without_models_and_a_search_without_it_are_refused_in_words():
    experiment = prepare(QUICK)
    with pytest.raises(DataError, match="Soft vote could not be fitted here"):
        lab.classroom(experiment, TEACHER, experiment.task.titles)
    # whatever failed is named; a model that failed in one part only has no sentence of its own
    assert words.refusal((Failure("Tree", "it cannot"),)).endswith("Tree: it cannot.")
    assert words.refusal(()).endswith("some of the parts only.")


def test_categories_cannot_be_moved_a_little():
    experiment, _, found = taught(replace(QUICK, dataset="penguins", dataset_knobs=()))
    assert "nothing is made up" in words.about_the_rows(experiment)
    positions = found.results.positions
    P = found.results.repeats[0].P[[positions[key] for key in (lab.LABELS, lab.NAIVE)]]
    np.testing.assert_allclose(P[0], P[1])
    assert "Made-up rows" in words.about_the_rows(prepare(QUICK))


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


@pytest.fixture(scope="module")
def searched():
    """(experiment, what was found beside what was taught, the progress) of a search over FEW."""
    experiment, _, beside = taught()
    steps = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "CONTENDERS", FEW)
        found = searching.search(experiment, TEACHER, (), 1, lambda *step: steps.append(step))
        yield experiment, searching.Sizes(found, beside), steps


def test_a_search_chooses_without_the_rows_it_is_scored_on(searched):
    experiment, sizes, steps = searched
    found = sizes.found
    assert len(found.picked) == len(found.within) == 3
    assert set(found.picked) <= {0, 1, 2}
    room, folds = lab.classroom(experiment, TEACHER), experiment.folds(0)
    spoilt = room.y.copy()
    spoilt[folds == 0] = 1 - spoilt[folds == 0]  # the held-back answers are all wrong now
    chosen = searching.choose(replace(room, y=spoilt), experiment, (folds, 0), found.bytes, 1)
    assert chosen == (0, found.picked[0], found.within[0])
    assert steps[-1][0] == 1
    assert steps[-1][1].startswith("searching: ")


def test_what_a_search_shows_is_the_score_of_what_each_part_chose(searched):
    _, sizes, _ = searched
    results, picked = sizes.found.results, sizes.found.picked
    scores = results.fold_scores("accuracy")
    own = [scores[results.positions[searching.key_of(c)], fold] for fold, c in enumerate(picked)]
    mean, against = sizes.nested()
    assert mean.mean == pytest.approx(np.mean(own))
    teacher = scores[results.positions[TEACHER]]
    assert against.mean == pytest.approx(100 * (np.mean(own) - teacher.mean()))
    table = SMALLEST.table(sizes)
    assert len(table) == len(FEW) + 2
    assert table["Size, KB"].is_monotonic_increasing
    assert table["Training parts that chose it"].sum() == 3


def test_none_that_keeps_up_is_said(searched):
    _, sizes, _ = searched

    def said(**changes):
        return SMALLEST.words(replace(sizes, found=replace(sizes.found, **changes)))

    assert said(within=np.array([False, False, True])).startswith("No student keeps up: in 2 of 3")
    some = said(within=np.ones(3, bool), picked=np.array([2, 1, 1]))
    assert "tree of depth 2" in some
    assert "chosen in 2 of 3 training parts" in some
    tied = replace(sizes.found, picked=np.array([2, 1, 0]))
    assert tied.chosen == int(tied.bytes.argmin())


def test_every_contender_has_a_name_of_its_own():
    names = [searching.name_of(student) for student in searching.CONTENDERS]
    assert len(set(names)) == len(names)
    for i, student in enumerate(searching.CONTENDERS):
        again = Student(**student.get_params() | {"rows": 7})
        assert searching.position(again) == i
