"""What is left of a score when every number of a held-back row is a little off."""

from typing import Any

import numpy as np
import pandas as pd
from sklearn.utils import _safe_indexing

from lib.base_models.preparation import number_columns, select
from lib.cares._entry import Care
from lib.engine.evaluation import OpenFold, answers, open_folds
from lib.engine.fitting import quick_fits
from lib.engine.progress import Progress, silent
from lib.engine.results import Results
from lib.engine.task import Task, keep_columns
from lib.statistics.metrics import METRICS

SHAKEN = 0.10  # noise on every number of a row, as a share of its spread in training


def examine(
    task: Task, results: Results, metric: str, random_state: int, progress: Progress = silent
) -> dict[str, float]:
    """The share of its score that each method loses, by key; below 0 when it gains by luck.

    Models and combiners learn from clean rows, on the folds of the first repeat; normal noise of
    `SHAKEN` times each column's spread in training is added to the rows held back. Where lower is
    better, it is the share that the score grows by. Words and categories stay as they are. Raises
    DataError when a model cannot be fitted.
    """
    task = _same_models(task, results)
    folds = open_folds(task, results.repeats[0].folds, range(results.n_splits), progress)
    rng = np.random.default_rng(random_state)
    rows = [shaken(task.X, fold.train, fold.test, rng) for fold in folds]
    columns = range(len(task.estimators))
    jobs = [(c, f.train, X) for f, X in zip(folds, rows, strict=True) for c in columns]
    said = answers(task, jobs, progress)
    clean, noisy = [], []
    for number, (fold, X) in enumerate(zip(folds, rows, strict=True)):
        P = np.stack(said[number * len(columns) : (number + 1) * len(columns)], axis=1)
        X_test = _safe_indexing(task.X, fold.test)
        clean.append(_scores(task, fold, (fold.P_test, X_test), metric))
        noisy.append(_scores(task, fold, (P, X), metric))
    before, after = np.nanmean(clean, axis=0), np.nanmean(noisy, axis=0)
    worse = before - after if METRICS[metric].greater_is_better else after - before
    lost = np.divide(worse, before, out=np.zeros_like(worse), where=before > 0)
    keys = [combination.method.key for combination in task.combinations]
    return dict(zip(keys, lost.tolist(), strict=True))


def shaken(X: Any, train: np.ndarray, test: np.ndarray, rng: np.random.Generator) -> Any:
    """The rows `test` of X with noise on every number."""
    learned, rows = _safe_indexing(X, train), _safe_indexing(X, test)
    columns = number_columns(X, np.arange(X.shape[1]))
    spread = pd.DataFrame(select(learned, columns)).std(ddof=0).fillna(0).to_numpy()
    values = select(rows, columns)
    values = values + SHAKEN * spread * rng.normal(size=values.shape)
    rows = rows.copy()
    for i, column in enumerate(columns):
        if isinstance(rows, pd.DataFrame):
            rows.isetitem(column, values[:, i])
        else:
            rows[:, column] = values[:, i]
    return rows


def _same_models(task: Task, results: Results) -> Task:
    """Without the base models that could not be fitted, if they are still in."""
    failed = {failure.title for failure in results.failures}
    kept = [c for c, title in enumerate(task.titles) if title not in failed]
    return keep_columns(task, kept)


def _scores(task: Task, fold: OpenFold, asked: tuple[np.ndarray, Any], metric: str) -> np.ndarray:
    """(n_candidates,) the scores of one fold."""
    P, X = asked
    with quick_fits():
        said = [
            fold.rules[each.method.key].predict_proba(P[:, list(each.inputs)], X)
            for each in task.combinations
        ]
    return METRICS[metric].compute(task.y[fold.test], np.stack(said))


ENTRY = Care(
    label="Steady under noise",
    phrase="answers that stand noise",
    help=f"Share of the score lost when every number of a row is shaken by {100 * SHAKEN:.0f} % of "
    "its spread, measured on rows held back. Takes one more pass of fits.",
    examine=examine,
    refits=True,
    format=lambda amount, metric: f"{100 * max(amount, 0):.1f} % of the score lost to noise",
    floor=0.005,
    same_within=1.1,
    order=80,
)
