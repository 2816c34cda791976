"""The leak: what a second model believes when it learns from answers about rows already seen."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from joblib import Parallel, delayed
from plotly.graph_objects import Figure, Scatter
from sklearn.base import clone

from lib.combiners import BaseCombiner
from lib.drawing.methods import FAINT, digits, rows_axis, scale, score_title
from lib.drawing.style import INK, axis, layout
from lib.engine.evaluation import Candidate, Task, run_repeat
from lib.engine.fitting import fit_and_predict, quick_fits
from lib.engine.progress import Progress, count, silent
from lib.engine.results import Repeat
from lib.inside.opened import rows_of
from lib.metrics import METRICS
from lib.statistics.comparison import Comparison, compare, score_interval
from lib.verdict.comparisons import region_of

THREE = (
    "Leaky, as it reports itself",
    "Leaky, on rows held back",
    "Honest, on the same rows",
)


@dataclass(frozen=True, eq=False)
class Leak:
    """A second model trained on answers about rows the models had learned from. Never do this.

    Scores fold by fold, (n_splits,) each. claimed : of the leaky one on the rows it was fitted on,
    as it would report itself. found : of the leaky one on rows held back. honest : of the second
    model fitted on out-of-fold answers, on the same rows. rules : the leaky second models.
    """

    claimed: np.ndarray
    found: np.ndarray
    honest: np.ndarray
    rules: tuple[BaseCombiner, ...]


def leak(
    task: Task,
    first: Repeat,
    metric: str,
    progress: Progress = silent,
    is_calibrated: bool = False,
) -> dict[str, Leak]:
    """What happens to each rule of the task when out-of-fold answers are forgotten.

    The only place in this app where anything learns from answers about rows that the models were
    trained on. task : of the members that could be fitted, with the rules; folds are those of
    `first`, and so are the honest answers when the rules were compared there.
    is_calibrated : `first` calibrated them, which would set them apart from the leaky ones.
    """
    folds, score = first.folds, METRICS[metric].compute
    inside = _answers_about_all(task, folds, progress)
    honest = _honest(task, first, is_calibrated)
    found = {}
    for each in task.candidates:
        parts = []
        for fold, P in enumerate(inside):
            train, test = folds != fold, folds == fold
            rule, claimed, answered = _learn_from_seen(task, each, P, test)
            parts.append(
                (
                    float(score(task.y[train], claimed)),
                    float(score(task.y[test], answered)),
                    float(score(task.y[test], honest[each.method.key][test])),
                    rule,
                )
            )
        claims, finds, honests, rules = zip(*parts, strict=True)
        found[each.method.key] = Leak(
            np.array(claims), np.array(finds), np.array(honests), tuple(rules)
        )
    return found


def _learn_from_seen(
    task: Task, each: Candidate, P: np.ndarray, test: np.ndarray
) -> tuple[BaseCombiner, np.ndarray, np.ndarray]:
    """The leaky rule, and what it says about its own training rows and about those held back."""
    X, X_test = (rows_of(task.X, np.flatnonzero(mask)) for mask in (~test, test))
    inputs = list(each.inputs)
    with quick_fits():
        rule = clone(each.combiner).fit(P[~test][:, inputs], task.y[~test], X)
        claimed = rule.predict_proba(P[~test][:, inputs], X)
        return rule, claimed, rule.predict_proba(P[test][:, inputs], X_test)


def _answers_about_all(task: Task, folds: np.ndarray, progress: Progress) -> list[np.ndarray]:
    """For each fold (n_samples, n_models, n_classes): models fitted without it, asked about all."""
    data, n_splits = (task.X, task.y, task.n_classes), int(folds.max()) + 1
    answers = []
    for fold in range(n_splits):
        train = np.flatnonzero(folds != fold)
        fits = Parallel()(
            delayed(fit_and_predict)(estimator, data, train, task.X)
            for estimator in task.estimators
        )
        answers.append(np.stack([fit.P for fit in fits], axis=1))
        count(progress, fold + 1, n_splits, "every model without one fold")
    return answers


def _honest(task: Task, first: Repeat, is_calibrated: bool) -> dict[str, np.ndarray]:
    """(n_samples, n_classes) out-of-fold answers of each rule, fitted if they were not compared."""
    keys = [each.method.key for each in task.candidates]
    if is_calibrated or not set(keys) <= {method.key for method in first.methods}:
        first = run_repeat(task, first.folds)
    positions = {method.key: i for i, method in enumerate(first.methods)}
    return {key: first.P[positions[key]] for key in keys}


def table(leak: Leak, metric: str, n_rows: int) -> pd.DataFrame:
    """The three scores with their 95 % intervals, percentages from 0 to 100."""
    n_splits = len(leak.found)
    step = _step(metric, n_rows, n_splits)
    found = [
        score_interval(values, n_splits, resolution=step)
        for values in (leak.claimed, leak.found, leak.honest)
    ]
    most = 1.0 if METRICS[metric].as_percent or metric == "roc_auc" else np.inf
    frame = pd.DataFrame({"Second model": THREE})
    for column in ("mean", "low", "high"):
        values = np.array([getattr(each, column) for each in found])
        frame[column.capitalize()] = scale(metric) * np.clip(values, 0, most)
    return frame


def difference(leak: Leak, metric: str, rope: float, n_rows: int) -> Comparison:
    """How much better the honest second model is than the leaky one on rows held back."""
    gain, n_splits = METRICS[metric].gain, len(leak.found)
    step = _step(metric, n_rows, n_splits)
    return compare(
        np.asarray(gain(leak.honest - leak.found)),
        n_splits,
        region_of(metric, rope),
        resolution=None if step is None else 100 * step,
    )


def _step(metric: str, n_rows: int, n_splits: int) -> float | None:
    """In what step the score of one fold can change: one row, for scores that count rows."""
    return n_splits / n_rows if METRICS[metric].as_percent else None


def draw(leak: Leak, metric: str, n_rows: int) -> Figure:
    """The three scores as marks with intervals; what nobody should believe is a hollow mark."""
    rows = table(leak, metric, n_rows)
    labels = [text.replace(", ", ",<br>") for text in THREE]
    half = {
        "array": (rows["High"] - rows["Mean"]).to_numpy(),
        "arrayminus": (rows["Mean"] - rows["Low"]).to_numpy(),
    }
    marks = Scatter(
        x=rows["Mean"].to_numpy(),
        y=np.arange(3),
        mode="markers+text",
        marker={
            "symbol": np.array(["x-thin-open", "circle-open", "circle"], object),
            "size": 12,
            "color": INK,
            "line": {"width": 3, "color": INK},
        },
        text=np.array([f"{mean:{digits(metric)}}" for mean in rows["Mean"]], object),
        textposition="top center",
        cliponaxis=False,
        error_x={"type": "data", "symmetric": False, "color": FAINT, "width": 0, **half},
        hoverinfo="skip",
    )
    y = rows_axis(labels) | {"title": {"text": ""}}
    figure = Figure(marks, layout(axis(score_title(metric), fixedrange=True), y, height=260))
    figure.add_vline(x=rows["Mean"].iloc[2], line={"color": INK, "width": 1, "dash": "dash"})
    return figure


def in_words(leak: Leak, metric: str, rope: float, n_rows: int) -> str:
    """The three scores in sentences."""
    claimed, found, honest = (
        METRICS[metric].format(float(values.mean()))
        for values in (leak.claimed, leak.found, leak.honest)
    )
    against = difference(leak, metric, rope, n_rows)
    text = (
        f"Trained on answers about rows the models had already seen, the second model reports "
        f"{claimed}. On rows held back it reaches {found}; the honest one reaches {honest}."
    )
    if not against.is_known:
        return text
    unit = " points" if METRICS[metric].as_percent else ""
    show = ".1f" if METRICS[metric].as_percent else ".3f"
    span = f"95 % interval {against.low:{show}} to {against.high:{show}}".replace("-", "−")
    size = f"{abs(against.mean):{show}}{unit}"
    if against.low > 0:
        return f"{text} So the leak cost {size} ({span}), and its own report hid that."
    if against.high < 0:
        return (
            f"{text} Here the leaky one is {size} better on held-back rows as well ({span}, honest "
            "minus leaky), but nobody could have known that from its own report."
        )
    return (
        f"{text} The difference on held-back rows, {size}, could be chance ({span}), but the "
        "report is fake all the same: nobody could have known from it."
    )
