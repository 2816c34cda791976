"""Teacher and student: what is kept of a combination when one small model learns from it.

All arms meet on the same folds, and all but the naive one learn from the same rows: the student of
the teacher, the same student given plain labels (is it the teacher, or only the made-up rows?), the
same student taught by the best single model (does it take several?), and the naive student, trained
on the plain rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import stdtrit

from lib.combiners import AsItIs, BaseCombiner, entries
from lib.combiners.best_single import BestSingle
from lib.combiners.distilling import Teaching, over_models
from lib.combiners.distilling.students import TREE, Student
from lib.datasets import DataError
from lib.engine.evaluation import run_repeat
from lib.engine.progress import Progress, part_of, silent
from lib.engine.results import Method, Repeat, Results
from lib.engine.task import Combination, Task, keep_columns
from lib.scenario.experiment import Experiment
from lib.statistics.comparison import Comparison
from lib.verdict.comparisons import versus

STUDENT, LABELS, SINGLE, NAIVE, BEST = "student", "labels", "single", "naive", "best_single"
ARMS = {
    STUDENT: ("Student of the teacher", "Student"),
    LABELS: ("Same rows, plain labels", "Plain labels"),
    SINGLE: ("Student of the best single model", "Single’s student"),
    NAIVE: ("Naive student, plain rows", "Naive student"),
}


@dataclass(frozen=True)
class Assignment:
    """Who teaches and who learns. teacher : key of a combiner. The rest is as in `Student`."""

    teacher: str
    kind: str = TREE
    width: int = 16
    layers: int = 1
    depth: int = 8

    @property
    def student(self) -> Student:
        return Student(self.kind, self.width, self.layers, self.depth)


# ---------------------------------------------------------------- running


def classroom(experiment: Experiment, teacher: str, failed: Sequence[str] = ()) -> Task:
    """The members, the best single model, and the teacher with the visitor's settings of it.

    failed : titles of the models that could not be fitted; they take no part. The teacher is the
    last combination. Raises DataError when nothing is left of it.
    """
    if len(experiment.models.voters) < 2:
        raise DataError("A student learns from several models together. Choose a second one.")
    asked = replace(experiment.scenario, methods=(teacher,))
    task = replace(experiment, scenario=asked, columns=None).task
    task = keep_columns(task, [c for c, title in enumerate(task.titles) if title not in failed])
    if teacher not in [combination.method.key for combination in task.combinations]:
        raise DataError(f"{entries()[teacher].title} could not be fitted here, so it cannot teach.")
    return task


def with_students(
    task: Task,
    experiment: Experiment,
    students: Sequence[tuple[Method, Student, str]],
    memory: str = "",
) -> Task:
    """The task with further methods, each a student and its lesson: a key of ARMS.

    memory : a folder in which to keep what a teacher said, for the next student.
    """
    n, scenario = len(task.estimators), experiment.scenario
    estimators, combinations = [], []
    for i, (method, student, arm) in enumerate(students):
        models, lesson = _lesson(task, arm, scenario.metric)
        learner = over_models(experiment.dataset, models, student, lesson, scenario.seed)
        estimators.append(learner.set_params(memory=memory or None))
        combinations.append(Combination(method, AsItIs(), (n + i,), learns=False))
    return replace(
        task,
        estimators=(*task.estimators, *estimators),
        titles=(*task.titles, *[method.title for method, _, _ in students]),
        combinations=(*task.combinations, *combinations),
    )


def _lesson(task: Task, arm: str, metric: str) -> tuple[list, Teaching]:
    """The models to learn from, and what is made of what they say."""
    if arm in (LABELS, NAIVE):
        return [], "labels" if arm == LABELS else "plain"
    if arm == SINGLE:
        return list(task.estimators[: len(task.members)]), BestSingle(metric)
    return teacher_of(task)


def teacher_of(room: Task) -> tuple[list, BaseCombiner]:
    """The models of the teacher, and the rule that makes their answers one."""
    teacher = room.combinations[-1]
    return [room.estimators[i] for i in teacher.inputs], teacher.combiner


def lab_task(experiment: Experiment, assignment: Assignment, failed: Sequence[str] = ()) -> Task:
    """Teacher, best single model, and all arms."""
    arms = [
        (Method(key, title, short, "fusion", "knowledge"), assignment.student, key)
        for key, (title, short) in ARMS.items()
    ]
    return with_students(classroom(experiment, assignment.teacher, failed), experiment, arms)


def run_pass(
    task: Task, experiment: Experiment, repeat: int, progress: Progress = silent
) -> Repeat:
    """One pass over the folds, every method of the task on the same rows."""
    told = part_of(progress, 0, 1, f"pass {repeat + 1}, teaching: ")
    return run_repeat(task, experiment.folds(repeat), told)


# ---------------------------------------------------------------- what is kept


@dataclass(frozen=True)
class GainKept:
    """Which share of the teacher's gain a student keeps, in percent.

    gain : the teacher against the naive student. share, low, high : (student - naive) / (teacher -
    naive) and its 95 % interval; nan when there is nothing to keep, or nothing that is sure.
    """

    gain: Comparison
    share: float = np.nan
    low: float = np.nan
    high: float = np.nan

    @property
    def is_known(self) -> bool:
        return bool(np.isfinite(self.share))


@dataclass(frozen=True)
class Taught:
    """A teacher, its student and the controls as they are compared on screen.

    results : of the passes so far. metric, rope : the score that decides, and how many points of it
    are too few to matter.
    """

    results: Results
    teacher: str
    metric: str
    rope: float

    @property
    def is_complete(self) -> bool:
        """Whether the teacher and every arm could be fitted."""
        return {self.teacher, *ARMS} <= self.results.positions.keys()

    def versus(self, key: str, other: str) -> Comparison:
        """How much better one method is than another."""
        return versus(self.results, key, other, self.metric, self.rope)

    def kept(self, key: str) -> GainKept:
        """How much of what the teacher gains over the naive student `key` keeps.

        A share means something only when there is a gain to be shared: when its interval lies
        above 0.
        """
        gain = self.versus(self.teacher, NAIVE)
        if not (gain.is_known and gain.low > 0):
            return GainKept(gain)
        won = self.results.differences(self.teacher, NAIVE, self.metric)
        held = self.results.differences(key, NAIVE, self.metric)
        return GainKept(gain, *(100 * part for part in share_of(held, won, self.results.n_splits)))


def share_of(
    part: np.ndarray, whole: np.ndarray, n_splits: int, level: float = 0.95
) -> tuple[float, float, float]:
    """Ratio of two means over the same folds, and its interval (Fieller 1954).

    part, whole : (J,) paired values. Variances and the covariance of the means carry the correction
    for overlapping training parts (Nadeau and Bengio 2003). All nan when the mean of `whole` cannot
    be told from zero: then the interval has no end.
    """
    n = len(whole)
    if n < 2 or len(part) != n:
        return np.nan, np.nan, np.nan
    a, b = float(np.mean(part)), float(np.mean(whole))
    (vaa, vab), (_, vbb) = np.cov(part, whole) * (1 / n + 1 / (n_splits - 1))
    t = float(stdtrit(n - 1, (1 + level) / 2))
    if b == 0 or t**2 * vbb >= b**2:
        return np.nan, np.nan, np.nan
    ratio, room = a / b, 1 - t**2 * vbb / b**2
    middle = ratio - t**2 * vab / b**2
    inside = vaa - 2 * ratio * vab + ratio**2 * vbb - t**2 * (vaa * vbb - vab**2) / b**2
    margin = t / abs(b) * float(np.sqrt(max(inside, 0.0)))
    return ratio, (middle - margin) / room, (middle + margin) / room
