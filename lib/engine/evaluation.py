"""The shared out-of-fold engine: one honest pass serves every combiner.

With K folds, a learning combiner needs, inside each outer training part, predictions that no base
model made about its own training rows. The model fitted without the folds {v, i} serves twice: in
outer fold v it predicts fold i, in outer fold i it predicts fold v. So a base model costs
K + K (K - 1) / 2 fits however many combiners there are, and the result is exactly that of
scikit-learn's `StackingClassifier(cv=PredefinedSplit(the outer folds))` inside `cross_validate`.
In time order a block's own models, fitted on its past, give what all later blocks learn from: K + 1
fits, as in a loop over `TimeSeriesSplit`.

Work is handed out through joblib: `joblib.parallel_config` chooses processes, threads, the app's
own pool or a cluster, and the numbers are the same for any number of workers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from joblib import Parallel, delayed
from sklearn.utils import _safe_indexing

from lib.combiners import BaseCombiner
from lib.datasets import DataError
from lib.engine.cluster import is_far
from lib.engine.combining import HANDS, Given, dealt, fitted_rule, gathered, known_rows
from lib.engine.costs import Costs, combined_costs, model_costs
from lib.engine.fitting import (
    Combined,
    Fit,
    fit_and_predict,
    quick_fits,
    results_of,
)
from lib.engine.folds import KEPT, combined_from, is_forward, learned_from
from lib.engine.nested_fits import FitKey, fit_base_models, fit_keys, inner_probabilities
from lib.engine.progress import Progress, count, silent
from lib.engine.results import Failure, Mishap, Repeat, fold_scores
from lib.engine.shared import Shared
from lib.engine.task import Task, keep_columns, keep_methods


@dataclass(frozen=True, eq=False)
class OpenFold:
    """One outer fold taken apart: what its combiners learned from, and what they became.

    train, test : positions of the rows the models learned from, and of those held back. taught : of
    the rows the combiners learned from: fewer than `train` where some are never held back.
    P_train : (n_taught, n_models, n_classes), each row answered by models that saw neither it nor
    any other row of its fold; nan for base models that no combination learns from.
    P_test : (n_test, n_models, n_classes), by models fitted on the whole training part.
    rules : the fitted combiner of each combination, by key.
    """

    train: np.ndarray
    taught: np.ndarray
    test: np.ndarray
    P_train: np.ndarray
    P_test: np.ndarray
    rules: dict[str, BaseCombiner]


def run_repeat(task: Task, folds: np.ndarray, progress: Progress = silent) -> Repeat:
    """One pass over the folds: fit every base model, then every combiner, on the same rows.

    folds : (n_samples,) as `make_folds` gives them, those below 0 last. progress : called after
    each fit; whatever it raises stops the run at once, and fits not yet started are dropped. A fit
    that fails gives the shares of the classes instead, and is said in `Repeat.mishaps`; a model or
    a combiner of which most fits fail is left out, and said so in `Repeat.failures`. Raises
    DataError when no model is left.
    """
    if (np.diff((folds < 0).astype(int)) < 0).any():
        raise ValueError("rows that are never tested must stand last")
    fits = fit_base_models(task, folds, progress, fit_keys(task, folds))
    every = range(len(task.estimators))
    failures, mishaps, columns = _told_apart(
        task.titles,
        [[fit.error for (c, _), fit in sorted(fits.items()) if c == column] for column in every],
    )
    if not any(column < len(task.members) for column in columns):
        reasons = "; ".join(f"{failure.title}: {failure.reason}" for failure in failures)
        raise DataError(f"None of these models could be fitted here ({reasons}).")
    survivors = keep_columns(task, columns)
    fits = {(columns.index(c), out): fit for (c, out), fit in fits.items() if c in columns}
    repeat = _combine_all(survivors, folds, fits)
    return replace(
        repeat,
        columns=columns,
        failures=(*failures, *repeat.failures),
        mishaps=(*mishaps, *repeat.mishaps),
    )


def _told_apart(
    titles: Sequence[str], errors: Sequence[Sequence[str]]
) -> tuple[tuple[Failure, ...], tuple[Mishap, ...], tuple[int, ...]]:
    """Who failed too often to take part, who failed less often, and positions of those who take
    part.

    errors : of each fit of each model or combiner, "" for one that worked.
    """
    found = {
        at: Mishap(title, next(filter(None, each)), sum(map(bool, each)), len(each))
        for at, (title, each) in enumerate(zip(titles, errors, strict=True))
        if any(each)
    }
    out = {at: Failure(each.title, each.reason) for at, each in found.items() if each.is_out}
    mishaps = tuple(each for at, each in found.items() if at not in out)
    return tuple(out.values()), mishaps, tuple(i for i in range(len(titles)) if i not in out)


def open_folds(
    task: Task, folds: np.ndarray, wanted: Sequence[int], progress: Progress = silent
) -> list[OpenFold]:
    """The fits of some outer folds, kept: the very ones whose answers `run_repeat` gives. What the
    folds share is fitted once.

    task : with base models that can be fitted on these rows; `keep_columns` leaves the others out.
    Raises DataError when one cannot.
    """
    every, needed = fit_keys(task, folds), set(wanted)
    if is_forward(folds):
        needed |= set(range(KEPT, max(wanted)))
    keys = [key for key in every if needed & set(key[1])]
    fits = fit_base_models(task, folds, progress, keys)
    for (column, _), fit in sorted(fits.items()):
        if fit.error:
            raise DataError(f"{task.titles[column]} cannot be opened here: {fit.error}.")
    with quick_fits():
        return [_opened(task, folds, fold, fits) for fold in wanted]


def _opened(task: Task, folds: np.ndarray, fold: int, fits: dict[FitKey, Fit]) -> OpenFold:
    columns = range(len(task.estimators))
    P_train = inner_probabilities(fits, folds, fold, (len(columns), task.n_classes))
    train, test = np.flatnonzero(learned_from(folds, fold)), np.flatnonzero(folds == fold)
    taught = np.flatnonzero(combined_from(folds, fold))
    known = known_rows(task, P_train, taught, train)
    rules = {each.method.key: fitted_rule(each, known) for each in task.combinations}
    P_test = np.stack([fits[column, (fold,)].P for column in columns], axis=1)
    return OpenFold(train, taught, test, P_train, P_test, rules)


def answers(
    task: Task,
    jobs: Sequence[tuple[int, np.ndarray, Any]],
    progress: Progress = silent,
    wanted: str = "answer",
) -> list[np.ndarray]:
    """What base models say of rows that need not be in the data: (n_rows, n_classes) for each job.

    jobs : (column of P, positions of the rows to learn from, the rows to be asked about).
    Raises DataError when a model cannot answer; wanted : what it cannot, in words.
    """
    shared = Shared(task)
    calls = [delayed(_numbered_fit)(number, shared, *job) for number, job in enumerate(jobs)]
    said: dict[int, np.ndarray] = {}
    with results_of(calls) as results:
        for number, fit in results:
            title = task.titles[jobs[number][0]]
            if fit.error:
                raise DataError(f"{title} cannot {wanted} here: {fit.error}.")
            said[number] = fit.P
            count(progress, len(said), len(calls), title)
    return [said[number] for number in range(len(jobs))]


def predict_everywhere(
    task: Task, first: Repeat, rows: Any, progress: Progress = silent
) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities of every method, fitted on all data, for new rows.

    A learning combiner is fitted on the out-of-fold probabilities of `first`, as
    `StackingClassifier.fit` does. Returns (n_methods, n_rows, n_classes), and (n_methods, n_models)
    booleans: which models each method runs.
    """
    task = keep_methods(keep_columns(task, first.columns), first.methods)
    every_row = np.arange(len(task.y))
    jobs = [(column, every_row, rows) for column in range(len(task.estimators))]
    P = np.stack(answers(task, jobs, progress, "be drawn"), axis=1)
    tested = every_row[: len(first.P_members)]
    parts = Parallel()(dealt(Shared(task), Given(first.P_members, tested, every_row, P, rows)))
    combined = gathered(parts)
    for each, rule in zip(task.combinations, combined, strict=True):
        if rule.error:
            raise DataError(f"{each.method.title} cannot be drawn here: {rule.error}.")
    n_members, n_columns = len(task.members), P.shape[1]
    members = P[:, :n_members].swapaxes(0, 1)
    used = [*np.eye(n_members, n_columns), *[rule.used for rule in combined]]
    return np.concatenate([members, *[rule.P[None] for rule in combined]]), np.array(used, bool)


def _numbered_fit(
    number: int, shared: Shared[Task], column: int, train: np.ndarray, rows: Any
) -> tuple[int, Fit]:
    task = shared.value
    known = (_safe_indexing(task.X, train), task.y[train], task.n_classes)
    bonds = None if task.bonds is None else task.bonds.take(train)
    return number, fit_and_predict(task.estimators[column], known, rows, bonds=bonds)


def _combine_all(task: Task, folds: np.ndarray, fits: dict[FitKey, Fit]) -> Repeat:
    """Every combiner on every fold, and what all of it scored and cost."""
    n_columns, n_members = len(task.estimators), len(task.members)
    P_members = np.empty((int((folds >= 0).sum()), n_columns, task.n_classes))
    for fold in range(int(folds.max()) + 1):
        for column in range(n_columns):
            P_members[folds[: len(P_members)] == fold, column] = fits[column, (fold,)].P
    hands = 1 if is_far() else HANDS  # to a cluster a fold goes whole
    parts = Parallel()(_rule_jobs(task, folds, fits, P_members, hands))
    combined = [gathered(parts[i : i + hands]) for i in range(0, len(parts), hands)]
    failures, mishaps, worked = _told_apart(
        [each.method.title for each in task.combinations],
        [[rule.error for rule in rules] for rules in zip(*combined, strict=True)],
    )
    task = replace(task, combinations=tuple(task.combinations[i] for i in worked))
    combined = [[rules[i] for i in worked] for rules in combined]

    P = np.empty((n_members + len(task.combinations), len(P_members), task.n_classes))
    P[:n_members] = P_members[:, :n_members].swapaxes(0, 1)
    for fold, rules in enumerate(combined):
        for i, rule in enumerate(rules):
            P[n_members + i, np.flatnonzero(folds == fold)] = rule.P
    used = np.array([[rule.used for rule in rules] for rules in combined]).mean(axis=0)
    return Repeat(
        methods=(*task.members, *[combination.method for combination in task.combinations]),
        columns=tuple(range(n_columns)),
        folds=folds,
        P=P,
        P_members=P_members,
        scores=fold_scores(task.y, P, folds),
        usage=np.concatenate([np.eye(n_members, n_columns), used.reshape(-1, n_columns)]),
        costs=_costs(task, fits, combined),
        failures=failures,
        mishaps=mishaps,
    )


def _rule_jobs(
    task: Task, folds: np.ndarray, fits: dict[FitKey, Fit], P_members: np.ndarray, hands: int
) -> Iterator[Any]:
    """Jobs for every combiner on every fold, made when they are wanted: what the combiners of one
    fold learn from is large, and need not lie beside that of all others."""
    shared = Shared(task)
    for fold in range(int(folds.max()) + 1):
        test = np.flatnonzero(folds == fold)
        P_train = inner_probabilities(fits, folds, fold, P_members.shape[1:])
        taught = np.flatnonzero(combined_from(folds, fold))
        train = np.flatnonzero(learned_from(folds, fold))
        yield from dealt(shared, Given(P_train, taught, train, P_members[test], test), hands)


def _costs(task: Task, fits: dict[FitKey, Fit], combined: list[list[Combined]]) -> Costs:
    """What each method costs, from the fits that were timed on the way."""
    n_splits = len(combined)
    models = model_costs(
        [[fits[c, (fold,)] for fold in range(n_splits)] for c in range(len(task.estimators))]
    )
    rules = [
        combined_costs(
            models, [fold[i] for fold in combined], list(combination.inputs), combination.learns
        )
        for i, combination in enumerate(task.combinations)
    ]
    return Costs.merge([models.first(len(task.members)), *rules], "append")
