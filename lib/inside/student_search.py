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
import pandas as pd
from joblib import delayed
from plotly.graph_objects import Figure, Scatter
from sklearn.experimental import enable_halving_search_cv  # noqa: F401
from sklearn.model_selection import HalvingGridSearchCV
from sklearn.utils import _safe_indexing

from lib.combiners._distilling import Distilled, near, over_models, prepare_teacher
from lib.combiners._holding_out import answers
from lib.combiners._students import LOGISTIC, NETWORK, TREE, Student
from lib.drawing.methods import FAINT, REGION, digits, safe, scale, score_title
from lib.drawing.style import INK, axis, layout
from lib.engine.evaluation import Task, results_of
from lib.engine.fitting import quick_fits
from lib.engine.progress import Progress, count
from lib.engine.results import Method, Results
from lib.inside.students import NAIVE, STUDENT, classroom, gathered, run_pass, with_students
from lib.metrics import METRICS
from lib.scenario.experiment import Experiment
from lib.statistics.comparison import Comparison, Interval, compare, score_interval
from lib.verdict.comparisons import region_of, versus
from lib.verdict.phrases import interval
from lib.words import chance, difference, in_sentence, size

CONTENDERS = (
    Student(LOGISTIC),
    *[Student(TREE, depth=depth) for depth in (2, 4, 6, 8, 10)],
    *[Student(NETWORK, width=width) for width in (2, 4, 8, 16, 32)],
    *[Student(NETWORK, width=width, layers=2) for width in (4, 8)],
)
INNER_PARTS = 3
TICKS = np.outer(10.0 ** np.arange(-1, 6), [1, 2, 5]).ravel()  # of the logarithmic axis
TICK_TEXTS = np.array([f"{tick:,.12g}" for tick in TICKS])
KINDS = {
    NETWORK: ("Network", "circle"),
    TREE: ("Tree", "triangle-up"),
    LOGISTIC: ("Logistic", "diamond"),
}
# Kind -> the shape of its mark, and where its name stands; "" for no name.
SHAPES = {
    **{kind: (symbol, "") for kind, symbol in KINDS.values()},
    "Teacher": ("star", "top left"),
    "Naive": ("x", "top right"),
}


@dataclass(frozen=True, eq=False)
class Search:
    """What was found. results : the contenders under `key_of`, the teacher, the best single model.

    picked : (n_folds,) position among CONTENDERS of what each training part chose. within : whether
    that one kept up with the teacher there, or was only the least far behind.
    """

    teacher: str
    results: Results
    picked: np.ndarray
    within: np.ndarray

    @property
    def chosen(self) -> int:
        """The size that most training parts chose; of equally frequent ones the smaller."""
        counts = np.bincount(self.picked, minlength=len(CONTENDERS))
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
    return np.array([costs[results.positions[key_of(i)]] for i in range(len(CONTENDERS))])


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
    experiment: Experiment, teacher: str, failed: Sequence[str], rope: float, progress: Progress
) -> Search | str:
    """Score every contender on held-back rows, and let each training part choose its own.

    Gives a sentence instead when the teacher, or a contender, could not be fitted here.
    """
    room = classroom(experiment, teacher, failed)
    folds = experiment.folds(0)
    with tempfile.TemporaryDirectory() as memory:
        named = [
            (Method(key_of(i), name_of(s), name_of(s), "fusion", "knowledge"), s, STUDENT)
            for i, s in enumerate(CONTENDERS)
        ]
        contest = with_students(room, experiment, named, memory)
        results = gathered(experiment, [run_pass(contest, experiment, 0, progress)])
        if len(results.positions.keys() & {teacher, *map(key_of, range(len(CONTENDERS)))}) < (
            len(CONTENDERS) + 1
        ):
            reasons = [f"{failure.title}: {failure.reason}." for failure in results.failures]
            return " ".join(reasons) or "A model could be fitted in some of the parts only."
        sizes = sizes_of(results)
        jobs = [
            delayed(choose)(room, experiment, (folds, fold), sizes, rope)
            for fold in range(int(folds.max()) + 1)
        ]
        chosen: list[tuple[int, int, bool]] = []
        with results_of(jobs) as choices:
            for choice in choices:
                chosen.append(choice)
                count(progress, len(chosen), len(jobs), "the sizes against each other")
    _, picked, within = zip(*sorted(chosen), strict=True)
    return Search(teacher, results, np.array(picked), np.array(within))


def choose(
    room: Task, experiment: Experiment, held: tuple[np.ndarray, int], sizes: np.ndarray, rope: float
) -> tuple[int, int, bool]:
    """What one training part chooses: (fold, position among CONTENDERS, whether it kept up).

    held : the folds and the one held back, whose rows are never looked at.
    """
    folds, fold = held
    rows = np.flatnonzero(folds != fold)
    X, y, metric = _safe_indexing(room.X, rows), room.y[rows], experiment.scenario.metric
    parts = np.unique(folds[rows], return_inverse=True)[1] % INNER_PARTS
    splits = [(np.flatnonzero(parts != p), np.flatnonzero(parts == p)) for p in np.unique(parts)]
    region, mark = region_of(metric, rope), partial(score, metric, room.n_classes)
    with quick_fits(), tempfile.TemporaryDirectory() as memory:
        learner = _learner(room, experiment).set_params(memory=memory)
        marks = _halve(learner, (X, y), splits, mark)
        target = np.mean([mark(*_taught_and_asked(room, X, y, split)) for split in splits])
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


def _learner(room: Task, experiment: Experiment) -> Distilled:
    teacher = room.candidates[-1]
    models = [room.estimators[i] for i in teacher.inputs]
    seed = experiment.scenario.seed
    return over_models(experiment.dataset, models, CONTENDERS[-1], teacher.combiner, seed)


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


def _taught_and_asked(room: Task, X: Any, y: np.ndarray, split: tuple) -> tuple:
    """The teacher fitted on one part, and the rows and labels of the other."""
    train, test = split
    last = room.candidates[-1]
    models = [room.estimators[i] for i in last.inputs]
    teacher = prepare_teacher(models, last.combiner, _safe_indexing(X, train), y[train], 0)
    return teacher, _safe_indexing(X, test), y[test]


# ---------------------------------------------------------------- shown


def nested(found: Search, metric: str, rope: float) -> tuple[Interval, Comparison]:
    """Held-out score of what each training part chose, and how it does against the teacher."""
    results = found.results
    scores = results.fold_scores(metric)
    rows = [results.positions[key_of(i)] for i in found.picked]
    own = scores[rows, np.arange(len(rows))]
    gap = METRICS[metric].gain(own - scores[results.positions[found.teacher]])
    step = results.n_splits / len(results.y) if METRICS[metric].as_percent else None
    against = compare(
        np.asarray(gap),
        results.n_splits,
        region_of(metric, rope),
        resolution=None if step is None else 100 * step,
    )
    return score_interval(own, results.n_splits, resolution=step), against


def in_words(found: Search, metric: str, rope: float) -> str:
    """Which student, how often it was chosen, and whether that held on rows held back."""
    results, n = found.results, len(found.picked)
    chosen = CONTENDERS[found.chosen]
    times_chosen = int((found.picked == found.chosen).sum())
    teacher = in_sentence(results.method(found.teacher).title)
    mean, against = nested(found, metric, rope)
    show = METRICS[metric].format
    held = (
        f"On rows held back the student chosen each time reaches {show(mean.mean)}, "
        f"{difference(metric, against.mean)} {'ahead of' if against.mean >= 0 else 'behind'} its "
        f"teacher ({interval(against, metric)})"
    )
    sure = (
        f"; it keeps up, or does better, with a probability of {chance(1 - against.p_worse)}."
        if against.is_known
        else "."
    )
    bytes_ = found.bytes[found.chosen]
    if found.within.sum() * 2 <= n:
        return (
            f"None keeps up: in {n - int(found.within.sum())} of {n} training parts every student "
            f"that was left was further behind {teacher} than counts as equal. {held}{sure}"
        )
    return (
        f"The smallest student that keeps up with {teacher}: {name_of(chosen)}, {size(bytes_)}, "
        f"chosen in {times_chosen} of {n} training parts. {held}{sure}"
    )


def table(found: Search, naive: Results, metric: str, rope: float) -> pd.DataFrame:
    """One row a point of the chart, smallest first. naive : results with the teacher and NAIVE.

    The interval is that of the difference to the teacher on the same folds, laid around the score.
    """
    results, teacher = found.results, found.teacher
    points = [
        (results, key_of(i), KINDS[student.kind][0], int((found.picked == i).sum()))
        for i, student in enumerate(CONTENDERS)
    ]
    points += [(results, teacher, "Teacher", 0), (naive, NAIVE, "Naive", 0)]
    rows = []
    for measured, key, kind, times_chosen in points:
        at = measured.positions[key]
        score = scale(metric) * float(measured.means(metric)[at])
        gap, sign = versus(measured, key, teacher, metric, rope), float(METRICS[metric].gain(1.0))
        ends = sorted(score + np.sign(sign) * (end - gap.mean) for end in (gap.low, gap.high))
        bytes_ = measured.costs().size_bytes[at]
        rows.append((measured.method(key).title, kind, bytes_ / 1024, score, *ends, times_chosen))
    columns = [
        "Student",
        "Kind",
        "Size, KB",
        "Score",
        "Low",
        "High",
        "Training parts that chose it",
    ]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values("Size, KB", kind="stable", ignore_index=True)


def draw(found: Search, naive: Results, metric: str, rope: float) -> Figure:
    """Size against held-out score; the teacher with the band that counts as equal."""
    rows = table(found, naive, metric, rope)
    at = float(rows.loc[rows["Kind"] == "Teacher", "Score"].iloc[0])
    half = region_of(metric, rope)
    figure = Figure(
        layout=layout(
            x=axis(
                "Size (KB)<br>smaller is better", type="log", tickvals=TICKS, ticktext=TICK_TEXTS
            ),
            y=axis(score_title(metric)),
            height=460,
            showlegend=True,
        )
    )
    figure.add_hrect(y0=at - half, y1=at + half, fillcolor=REGION, line_width=0, layer="below")
    figure.add_hline(y=at, line={"color": INK, "width": 1, "dash": "dash"}, layer="below")
    for kind in dict.fromkeys(rows["Kind"]):
        _add_points(figure, rows[rows["Kind"] == kind], SHAPES[kind], digits(metric))
    chosen = rows[rows["Student"] == name_of(CONTENDERS[found.chosen])].iloc[0]
    figure.add_annotation(  # small students stand close together, so the name keeps away from them
        x=float(np.log10(chosen["Size, KB"])),
        y=float(chosen["Score"]),
        text=f"<b>{safe(chosen['Student'])}</b>",
        arrowcolor=INK,
        standoff=6,
        ax=24,
        ay=-110,
    )
    return figure


def _add_points(figure: Figure, rows: pd.DataFrame, shape: tuple[str, str], form: str) -> None:
    """The marks of one kind; a kind with a side for its name is large and carries it."""
    symbol, side = shape
    titles = [safe(title) for title in rows["Student"]]
    half = {"array": (rows["High"] - rows["Score"]).to_numpy()}
    half["arrayminus"] = (rows["Score"] - rows["Low"]).to_numpy()
    figure.add_trace(
        Scatter(
            name=rows["Kind"].iloc[0],
            x=rows["Size, KB"].to_numpy(),
            y=rows["Score"].to_numpy(),
            mode="markers+text",
            text=titles if side else None,
            textposition=side or None,
            cliponaxis=False,
            error_y={"type": "data", "symmetric": False, "color": FAINT, "width": 0, **half},
            marker={"symbol": symbol, "color": INK, "size": 15 if side else 8},
            customdata=titles,
            hovertemplate=f"%{{customdata}}<br>%{{y:{form}}}, %{{x:.1f}} KB<extra></extra>",
        )
    )
