"""Teacher and student: what is kept of a combination when one small model learns from it.

All arms meet on the same folds, and all but the naive one learn from the same rows: the student of
the teacher, the same student given plain labels (is it the teacher, or only the made-up rows?), the
same student taught by the best single model (does it take several?), and the naive student, trained
on the plain rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure, Scatter
from scipy.special import stdtrit

from lib.charts.scores import BEYOND
from lib.combiners import entries
from lib.combiners._distilling import Lesson, can_be_jittered, over_models
from lib.combiners._merged import AsItIs
from lib.combiners._students import TREE, Student
from lib.combiners.best_single import BestSingle
from lib.drawing.methods import (
    FAINT,
    REGION,
    digits,
    height,
    label,
    rows_axis,
    scale,
    score_title,
)
from lib.drawing.style import INK, axis, layout
from lib.engine.evaluation import Candidate, Task, keep_columns, run_repeat
from lib.engine.folds import DataError
from lib.engine.progress import Progress, silent
from lib.engine.results import Method, Repeat, Results
from lib.metrics import METRICS
from lib.scenario.experiment import Experiment
from lib.statistics.comparison import Comparison
from lib.verdict.comparisons import region_of, score_of, versus
from lib.verdict.phrases import interval
from lib.verdict.rule import word_of
from lib.words import capital, difference, duration, in_sentence, number, score_name, size, times
from lib.words import models as models_in_words

STUDENT, LABELS, SINGLE, NAIVE, BEST = "student", "labels", "single", "naive", "best_single"
ARMS = {
    STUDENT: ("Student of the teacher", "Student"),
    LABELS: ("Same rows, plain labels", "Plain labels"),
    SINGLE: ("Student of the best single model", "Single’s student"),
    NAIVE: ("Naive student, plain rows", "Naive student"),
}
BETTER = ("practically better", "likely better")
WHOLE = 99.5  # percent, which rounds to all
SYMBOLS = {BEST: "diamond-open", STUDENT: "square", NAIVE: "square-open"}


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
    last candidate. Raises DataError when nothing is left of it.
    """
    asked = replace(experiment.scenario, methods=(teacher,))
    task = replace(experiment, scenario=asked, columns=None).task
    task = keep_columns(task, [c for c, title in enumerate(task.titles) if title not in failed])
    if teacher not in [candidate.method.key for candidate in task.candidates]:
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
    estimators, candidates = [], []
    for i, (method, student, arm) in enumerate(students):
        models, lesson = _lesson(task, arm, scenario.metric)
        learner = over_models(experiment.dataset, models, student, lesson, scenario.seed)
        estimators.append(learner.set_params(memory=memory or None))
        candidates.append(Candidate(method, AsItIs(), (n + i,), learns=False))
    return replace(
        task,
        estimators=(*task.estimators, *estimators),
        titles=(*task.titles, *[method.title for method, _, _ in students]),
        candidates=(*task.candidates, *candidates),
    )


def _lesson(task: Task, arm: str, metric: str) -> tuple[list, Lesson]:
    """The models to learn from, and what is made of what they say."""
    if arm in (LABELS, NAIVE):
        return [], "labels" if arm == LABELS else "plain"
    if arm == SINGLE:
        return list(task.estimators[: len(task.members)]), BestSingle(metric)
    teacher = task.candidates[-1]
    return [task.estimators[i] for i in teacher.inputs], teacher.combiner


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
    return run_repeat(task, experiment.folds(repeat), progress)


def gathered(experiment: Experiment, repeats: Sequence[Repeat]) -> Results:
    """The passes as results; one in which another model failed than in the first is left out."""
    dataset, first = experiment.dataset, repeats[0]
    alike = tuple(r for r in repeats if r.columns == first.columns)
    return Results(dataset.y, dataset.class_names, alike, first.failures, dataset.groups)


def is_complete(results: Results, teacher: str) -> bool:
    """Whether the teacher and every arm could be fitted."""
    return {teacher, *ARMS} <= results.positions.keys()


# ---------------------------------------------------------------- what is kept


@dataclass(frozen=True)
class Kept:
    """Which share of the teacher's gain a student keeps, in percent.

    gain : the teacher against the naive student. share, low, high : (student - naive) / (teacher -
    naive) and its 95 % interval; nan when there is nothing to keep, or nothing that is sure.
    """

    gain: Comparison
    share: float
    low: float
    high: float

    @property
    def is_known(self) -> bool:
        return bool(np.isfinite(self.share))


def kept(results: Results, teacher: str, key: str, metric: str, rope: float) -> Kept:
    """How much of what `teacher` gains over the naive student `key` keeps.

    A share means something only when there is a gain to be shared: when its interval lies above 0.
    """
    gain = versus(results, teacher, NAIVE, metric, rope)
    unknown = Kept(gain, np.nan, np.nan, np.nan)
    if not (gain.is_known and gain.low > 0):
        return unknown
    won = results.differences(teacher, NAIVE, metric)
    held = results.differences(key, NAIVE, metric)
    share, low, high = share_of(held, won, results.n_splits)
    return Kept(gain, 100 * share, 100 * low, 100 * high) if np.isfinite(share) else unknown


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


# ---------------------------------------------------------------- in words


def headline(results: Results, teacher: str, metric: str, rope: float) -> str:
    """What is left of the teacher, in a sentence."""
    title = in_sentence(results.method(teacher).title)
    found = kept(results, teacher, STUDENT, metric, rope)
    gain = found.gain
    if found.is_known:
        sure = f"95 % interval {number(found.low, 0)} to {number(found.high, 0)} %"
        if found.share >= WHOLE:
            return f"The student keeps all that {title} gains ({number(found.share, 0)} %, {sure})."
        if found.share <= 0:
            return f"The student keeps nothing of what {title} gains ({sure})."
        return f"The student keeps {number(found.share, 0)} % of what {title} gains ({sure})."
    if not gain.is_known:
        return f"Too little to say what a student keeps of {title}."
    by = difference(metric, gain.mean)
    if gain.high < 0:
        return f"Nothing to keep: trained plainly, this student beats {title} by {by}."
    return (
        f"Nothing sure to keep: {title} is {by} {'ahead of' if gain.mean > 0 else 'behind'} the "
        f"same student trained plainly ({interval(gain, metric)})."
    )


def reading(results: Results, teacher: str, metric: str, rope: float) -> list[str]:
    """What the arms say together, a sentence or two each."""
    return [
        _loss(results, teacher, metric, rope),
        _control(results, metric, rope),
        _company(results, metric, rope),
        cost(results, teacher),
    ]


def _loss(results: Results, teacher: str, metric: str, rope: float) -> str:
    """Teacher and student."""
    show = METRICS[metric].format
    title = in_sentence(results.method(teacher).title)
    gap = versus(results, STUDENT, teacher, metric, rope)
    means = results.means(metric)
    mine, theirs = (show(means[results.positions[key]]) for key in (STUDENT, teacher))
    return (
        f"{capital(title)} reaches {theirs} in {score_name(metric)}, its student {mine}: "
        f"{_apart(gap, metric)}."
    )


def _control(results: Results, metric: str, rope: float) -> str:
    """Was it the teacher, or the made-up rows?"""
    gap = versus(results, STUDENT, LABELS, metric, rope)
    how = f"({_apart(gap, metric)})"
    if not gap.is_known:
        return "Too few folds to tell whether the teacher mattered."
    if _is_ahead(gap):
        sure = "" if gap.low > 0 else "likely "
        return f"The teacher {sure}matters: with plain labels on the same rows it is worse {how}."
    if _keeps_up(gap):
        return (
            "Nothing here speaks for the teacher: plain labels on the same rows do as well, so "
            f"whatever was gained may come from the made-up rows alone {how}."
        )
    return (
        "Whether the teacher mattered is not settled: plain labels on the same rows may do as "
        f"well {how}."
    )


def _company(results: Results, metric: str, rope: float) -> str:
    """Does it take several teachers?"""
    gap = versus(results, STUDENT, SINGLE, metric, rope)
    how = f"({_apart(gap, metric)})"
    if _is_ahead(gap):
        sure = "" if gap.low > 0 else "likely "
        return f"It {sure}takes several models: taught by your best single one it is worse {how}."
    if _keeps_up(gap):
        return f"One model is teacher enough: taught by your best single one it does as well {how}."
    return f"Taught by your best single model alone, it may do as well {how}."


def _is_ahead(gap: Comparison) -> bool:
    """The student is better than a control, by more than counts or at least surely."""
    return word_of(gap) in BETTER or gap.low > 0


def _keeps_up(gap: Comparison) -> bool:
    """The control is level with the student, or ahead of it."""
    return gap.mean <= 0 or word_of(gap) in ("practically equivalent", "worse")


def _apart(gap: Comparison, metric: str) -> str:
    """ "the student is 0.4 points behind, 95 % interval −1.2 to 0.4" """
    if gap.mean == 0:
        return f"no difference, {interval(gap, metric)}"
    where = "ahead" if gap.mean > 0 else "behind"
    return f"the student is {difference(metric, gap.mean)} {where}, {interval(gap, metric)}"


def cost(results: Results, teacher: str) -> str:
    """Size and time of both."""
    costs, at = results.costs(), results.positions
    mine, theirs = at[STUDENT], at[teacher]
    bytes_, seconds = costs.size_bytes, costs.predict_seconds
    smaller = bytes_[theirs] / bytes_[mine]
    compared = f"{times(smaller)} smaller" if smaller >= 1 else f"{times(1 / smaller)} larger"
    return (
        f"The student needs {size(bytes_[mine])} where the teacher needs {size(bytes_[theirs])} "
        f"({compared}), answers a row in {duration(seconds[mine])} instead of "
        f"{duration(seconds[theirs])}, and runs one model instead of "
        f"{models_in_words(costs.models[theirs])}."
    )


def about_the_rows(experiment: Experiment) -> str:
    """What the students learned from."""
    if can_be_jittered(experiment.dataset.X):
        return (
            "Made-up rows: every training row, and copies of it moved a little at random. Rules "
            "that learn were fitted on rows held back inside the training part."
        )
    return (
        "These rows hold categories or words, which cannot be moved a little, so nothing is made "
        "up: all students learn from the training rows alone, and “plain labels” is the naive "
        "student."
    )


# ---------------------------------------------------------------- table and picture


def table(results: Results, teacher: str, metric: str, rope: float) -> pd.DataFrame:
    """One row a method: the teacher, its student, the controls, the best single model."""
    low, high = BEYOND[METRICS[metric].as_percent or metric == "roc_auc"]
    costs, rows = results.costs(), []
    for key in [teacher, *ARMS, BEST]:
        if key not in results.positions:
            continue
        at, score = results.positions[key], score_of(results, key, metric)
        found = kept(results, teacher, key, metric, rope)
        title = results.method(key).title
        rows.append(
            {
                "Who": f"Teacher: {in_sentence(title)}" if key == teacher else title,
                "Score": scale(metric) * score.mean,
                "Low": scale(metric) * np.clip(score.low, low, high),
                "High": scale(metric) * np.clip(score.high, low, high),
                "Gain kept, %": found.share,
                "Size, KB": costs.size_bytes[at] / 1024,
                "Answer, µs a row": 1e6 * costs.predict_seconds[at],
                "Models to run": costs.models[at],
                "key": key,
            }
        )
    return pd.DataFrame(rows)


def draw_arms(results: Results, teacher: str, metric: str, rope: float) -> Figure:
    """A score with its interval for each, and the band in which the teacher is as good as kept."""
    rows = table(results, teacher, metric, rope)
    short = [
        label(
            f"Teacher: {results.method(key).short}" if key == teacher else results.method(key).short
        )
        for key in rows["key"]
    ]
    at, half = float(rows["Score"].iloc[0]), region_of(metric, rope)
    figure = Figure(
        layout=layout(x=axis(score_title(metric)), y=rows_axis(short), height=height(len(rows), 90))
    )
    figure.add_vrect(x0=at - half, x1=at + half, fillcolor=REGION, line_width=0, layer="below")
    figure.add_vline(x=at, line={"color": INK, "width": 1, "dash": "dash"}, layer="below")
    figure.add_trace(
        Scatter(
            x=rows["Score"].to_numpy(),
            y=np.arange(len(rows)),
            mode="markers",
            error_x=_bars(rows),
            marker={
                "color": INK,
                "size": 11,
                "symbol": [
                    SYMBOLS.get(k, "circle" if k == teacher else "square-open") for k in rows["key"]
                ],
            },
            hovertemplate=f"%{{x:{digits(metric)}}}<extra></extra>",
        )
    )
    return figure


def _bars(rows: pd.DataFrame) -> dict:
    return {
        "type": "data",
        "symmetric": False,
        "color": FAINT,
        "width": 0,
        "array": (rows["High"] - rows["Score"]).to_numpy(),
        "arrayminus": (rows["Score"] - rows["Low"]).to_numpy(),
    }
