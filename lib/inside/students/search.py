"""The smallest student that keeps up with its teacher: a search over kinds and sizes.

What is chosen and what is shown never share rows. Inside each training part successive halving
(Jamieson and Talwalkar 2016; scikit-learn's `HalvingGridSearchCV`) compares all sizes on some of
the made-up rows, and the better half again on twice as many, always by how well they hit the truth
on rows that neither they nor their teacher had; of the better half the smallest is taken that is
within the region of practical equivalence of the teacher. The scores on screen come from the part
that was held back from all of this.
"""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from joblib import delayed
from sklearn.experimental import enable_halving_search_cv  # noqa: F401
from sklearn.model_selection import HalvingGridSearchCV
from sklearn.utils import _safe_indexing

from lib.combiners.distilling import Distilled, near, over_models, prepare_teacher
from lib.combiners.distilling.students import LOGISTIC, NETWORK, TREE, Student
from lib.combiners.merging.holding_out import answers
from lib.datasets.cutting.bonds import held_back
from lib.engine.evaluation import run_repeat
from lib.engine.fitting import quick_fits, results_of
from lib.engine.folds import learned_from
from lib.engine.progress import Progress, count, part_of, silent
from lib.engine.results import Failure, Method, Results
from lib.engine.task import Task
from lib.inside.numbers import compared, interval
from lib.inside.students.computing import (
    STUDENT,
    Taught,
    classroom,
    teacher_of,
    with_students,
)
from lib.scenario.experiment import Experiment
from lib.statistics.comparison import Comparison, Interval
from lib.statistics.metrics import METRICS
from lib.verdict.comparisons import region_of

CONTENDERS = (
    Student(LOGISTIC),
    *[Student(TREE, depth=depth) for depth in (2, 4, 6, 8, 10)],
    *[Student(NETWORK, width=width) for width in (2, 4, 8, 16, 32)],
    *[Student(NETWORK, width=width, layers=2) for width in (4, 8)],
)
INNER_PARTS = 3


@dataclass(frozen=True, eq=False)
class Search:
    """What was found. results : the contenders under `key_of`, the teacher, the best single model.

    picked : (n_folds,) position among `contenders` of what each training part chose. within :
    whether that one kept up with the teacher there, or was only the least far behind.
    """

    teacher: str
    contenders: tuple[Student, ...]
    results: Results
    picked: np.ndarray
    within: np.ndarray

    @property
    def chosen(self) -> int:
        """The size that most training parts chose; of equally frequent ones the smaller."""
        counts = np.bincount(self.picked, minlength=len(self.contenders))
        return int(np.lexsort((self.bytes, -counts))[0])

    @property
    def bytes(self) -> np.ndarray:
        """(n_contenders,) size of each."""
        return sizes_of(self.results)


def key_of(position: int) -> str:
    """The method under which a contender is found in the results."""
    return f"contender{position}"


def name_of(student: Student) -> str:
    """
    >>> name_of(Student("tree", depth=3)), name_of(Student("network", width=8, layers=2))
    ('tree of depth 3', 'network 8-8')
    """
    if student.kind == TREE:
        return f"tree of depth {student.depth}"
    if student.kind == NETWORK:
        return f"network {'-'.join([str(student.width)] * student.layers)}"
    return "logistic regression"


def sizes_of(results: Results) -> np.ndarray:
    """(n_contenders,) bytes."""
    costs = results.costs().size_bytes
    every = [at for key, at in results.positions.items() if key.startswith("contender")]
    return np.asarray(costs[every])


def smallest_within(sizes: np.ndarray, behind: np.ndarray, region: float) -> int | None:
    """Position of the smallest that is at most `region` behind; None when all are further behind.

    Of equally small ones the one least behind. What is not a number is not within.
    """
    fit = np.flatnonzero(np.asarray(behind) <= region)
    if not len(fit):
        return None
    return int(fit[np.lexsort((np.asarray(behind)[fit], np.asarray(sizes)[fit]))[0]])


# ---------------------------------------------------------------- running


def search(
    experiment: Experiment,
    teacher: str,
    failed: Sequence[str],
    rope: float,
    progress: Progress = silent,
) -> Search | tuple[Failure, ...]:
    """Score every contender on held-back rows, and let each training part choose its own.

    Gives the failures instead when the teacher, or a contender, could not be fitted everywhere.
    """
    room, folds = classroom(experiment, teacher, failed), experiment.folds(0)
    results = _contest(room, experiment, part_of(progress, 0, 2, "searching: "))
    if not results.positions.keys() >= {teacher, *map(key_of, range(len(CONTENDERS)))}:
        return results.failures
    sizes, told = sizes_of(results), part_of(progress, 1, 2, "searching: ")
    jobs = [
        delayed(choose)(room, experiment, (folds, fold), sizes, rope)
        for fold in range(results.n_splits)
    ]
    chosen: list[tuple[int, int, bool]] = []
    with results_of(jobs) as choices:
        for choice in choices:
            chosen.append(choice)
            count(told, len(chosen), len(jobs), "the sizes against each other")
    _, picked, within = zip(*sorted(chosen), strict=True)
    return Search(teacher, CONTENDERS, results, np.array(picked), np.array(within))


def _contest(room: Task, experiment: Experiment, progress: Progress) -> Results:
    """One pass with a student of every size; what the teacher said is kept for all of them."""
    named = [
        (Method(key_of(i), name_of(s), name_of(s), "fusion", "knowledge"), s, STUDENT)
        for i, s in enumerate(CONTENDERS)
    ]
    with tempfile.TemporaryDirectory() as memory:
        contest = with_students(room, experiment, named, memory)
        return experiment.results([run_repeat(contest, experiment.folds(0), progress)])


def choose(
    room: Task, experiment: Experiment, held: tuple[np.ndarray, int], sizes: np.ndarray, rope: float
) -> tuple[int, int, bool]:
    """What one training part chooses: (fold, position among CONTENDERS, whether it kept up).

    held : the folds and the one held back, whose rows are never looked at.
    """
    folds, fold = held
    rows = np.flatnonzero(learned_from(folds, fold))
    X, y, metric = _safe_indexing(room.X, rows), room.y[rows], experiment.scenario.metric
    bonds = None if room.bonds is None else room.bonds.take(rows)
    splits = list(held_back(y, INNER_PARTS, np.random.default_rng(0), bonds))
    region, mark = region_of(metric, rope), partial(score, metric, room.n_classes)
    with quick_fits(), tempfile.TemporaryDirectory() as memory:
        models, rule = teacher_of(room)
        learner = over_models(
            experiment.dataset, models, CONTENDERS[-1], rule, experiment.scenario.seed
        )
        marks = _halve(learner.set_params(memory=memory), (X, y), splits, mark)
        target = np.mean([_teachers_mark(room, X, y, split, mark) for split in splits])
    finalists = sorted(marks)
    behind = np.array([target - marks[i] for i in finalists])
    best = smallest_within(sizes[finalists], behind, region)
    return fold, finalists[int(behind.argmin()) if best is None else best], best is not None


def score(metric: str, n_classes: int, model: Any, X: Any, y: np.ndarray) -> float:
    """How well the truth is hit: more is better, in points or plain units."""
    P = model.predict_proba(X)
    if P.shape[1] < n_classes:  # a class of few rows may be missing where a student learned
        P = answers(model, X, n_classes)
    return float(METRICS[metric].gain(float(METRICS[metric].compute(y, P))))


def position(student: Student) -> int:
    """Which contender this is, however many rows it is given."""
    names = [name_of(contender) for contender in CONTENDERS]
    return names.index(name_of(student))


def _halve(
    learner: Distilled, data: tuple[Any, np.ndarray], splits: list, mark: Callable[..., float]
) -> dict[int, float]:
    """Position among CONTENDERS -> mean mark, of those that reached the last round."""
    X, y = data
    made = min(len(near(_safe_indexing(X, t), np.random.default_rng(0))[1]) for t, _ in splits)
    half = max(2, made // 2)  # the rounds have to tell who is better, not how good they are
    halving = HalvingGridSearchCV(
        learner,
        {"student": list(CONTENDERS)},
        resource="student__rows",
        max_resources=half,
        min_resources=half // 2,
        factor=2,
        cv=splits,
        scoring=mark,
        refit=False,
        error_score="raise",
        n_jobs=1,
    ).fit(X, y)
    found = halving.cv_results_
    last = np.flatnonzero(found["iter"] == found["iter"].max())
    return {
        position(found["params"][i]["student"]): float(found["mean_test_score"][i]) for i in last
    }


def _teachers_mark(
    room: Task, X: Any, y: np.ndarray, split: tuple, mark: Callable[..., float]
) -> float:
    """Of the teacher fitted on one part, on the rows of the other."""
    train, test = split
    teacher = prepare_teacher(*teacher_of(room), _safe_indexing(X, train), y[train], 0)
    return mark(teacher, _safe_indexing(X, test), y[test])


# ---------------------------------------------------------------- what was found


@dataclass(frozen=True)
class Sizes:
    """A search beside the lesson whose teacher it searched for."""

    found: Search
    taught: Taught

    def nested(self) -> tuple[Interval, Comparison]:
        """Held-out score of what each training part chose, and how it does against the teacher."""
        results, metric = self.found.results, self.taught.metric
        scores = results.fold_scores(metric)
        rows = [results.positions[key_of(i)] for i in self.found.picked]
        own = scores[rows, np.arange(len(rows))]
        gap, n_rows = own - scores[results.positions[self.found.teacher]], len(results.y)
        against = compared(gap, metric, n_rows, self.taught.rope)
        return interval(own, metric, n_rows), against
