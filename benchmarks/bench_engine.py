"""The engine against scikit-learn: the same table of scores, there computed one method at a time.

Both sides run in one process, with one thread a fit, and take turns. What is measured is processor
time, which a busy machine blurs less than the clock; in a sequential run the two are the same.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, clone
from sklearn.ensemble import StackingClassifier, VotingClassifier
from sklearn.model_selection import PredefinedSplit, cross_validate
from threadpoolctl import threadpool_limits

from benchmarks._figure import Figure, at_least, at_most
from lib import combiners
from lib.base_models import Member
from lib.combiners.rules.stacking import Stacking
from lib.engine.combined import CombinedClassifier
from lib.engine.evaluation import run_repeat
from lib.engine.fitting import quick_fits
from lib.engine.folds import make_folds
from lib.engine.results import Repeat
from lib.engine.task import Combination, Task
from lib.scenario.experiment import prepare
from lib.scenario.record import Scenario, in_order

MEMBERS = (
    "logistic_regression",
    "gaussian_naive_bayes",
    "k_nearest_neighbours",
    "decision_tree",
    "support_vector_machine",
)
N_FOLDS = 5
ROUNDS, BARE_ROUNDS = 3, 9

# our score -> scikit-learn's scorer, and the sign that its convention gives it
LABEL_SCORERS = {
    "accuracy": ("accuracy", 1),
    "balanced_accuracy": ("balanced_accuracy", 1),
    "macro_f1": ("f1_macro", 1),
}
SCORERS = LABEL_SCORERS | {
    "log_loss": ("neg_log_loss", -1),
    "brier": ("neg_brier_score", -1),
    "roc_auc": ("roc_auc", 1),
}
# The rules over the members' answers: what merges inside has no counterpart to be timed against.
METHODS = in_order(
    k for k, e in combiners.entries().items() if e.family == "ensembling" or k == "best_single"
)
VOTES = {"majority_vote": "hard", "soft_vote": "soft", "weighted_vote": "soft"}

Scores = dict[tuple[str, str, int], float]  # (method, score, fold) -> value


def figures() -> list[Figure]:
    """How much faster than scikit-learn, whether the numbers are the same, and what is wasted."""
    members = tuple(Member(model) for model in MEMBERS)
    task = prepare(Scenario(members=members, methods=METHODS)).task
    folds = make_folds(task.y, N_FOLDS, random_state=0)
    repeat = run_repeat(task, folds)  # warms everything up
    bare_cost = _bare_cost(task, folds)
    with threadpool_limits(1):
        tables: list[Scores] = []
        ours_seconds, their_seconds = _take_turns(
            lambda: run_repeat(task, folds),
            lambda: tables.append(_scikit_learn(task, folds)),
            ROUNDS,
        )
        again_seconds, bare_seconds = _take_turns(
            lambda: run_repeat(task, folds), bare_cost, BARE_ROUNDS
        )
    differences = [
        abs(value - _our_score(repeat, *key))
        for key, value in tables[0].items()
        if "majority_vote" not in key  # scikit-learn decides its ties by the order of the classes
    ]
    n_methods = len(task.members) + len(task.combinations)
    return [
        at_least(
            8,
            f"{n_methods} methods, {N_FOLDS} folds: times faster than scikit-learn one by one",
            statistics.median(their_seconds) / statistics.median(ours_seconds),
            "×",
        ),
        at_most(
            1e-9,
            f"largest difference to scikit-learn of {len(differences)} scores",
            max(differences),
            "",
        ),
        at_most(
            1.10,
            "whole comparison as a multiple of the bare fits",
            statistics.median(again_seconds) / statistics.median(bare_seconds),
            "×",
        ),
        Figure("whole comparison, one core", statistics.median(again_seconds), "s"),
        Figure("same table by scikit-learn, one core", statistics.median(their_seconds), "s"),
    ]


def _take_turns(
    one: Callable[[], object], other: Callable[[], object], rounds: int
) -> tuple[list[float], list[float]]:
    """Seconds of processor time of both, measured alternately."""
    seconds: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for run, kept in zip((one, other), seconds, strict=True):
            started = time.process_time()
            run()
            kept.append(time.process_time() - started)
    return seconds


def _our_score(repeat: Repeat, method: str, score: str, fold: int) -> float:
    position = [each.key for each in repeat.methods].index(method)
    return float(repeat.scores[score][position, fold])


def _scikit_learn(task: Task, folds: np.ndarray) -> Scores:
    """Every score of every method, each evaluated by `cross_validate` on its own."""
    scores: Scores = {}
    for fold, (train, test) in enumerate(PredefinedSplit(folds).split()):
        inner = PredefinedSplit(np.unique(folds[train], return_inverse=True)[1])
        for method, estimator in _estimators(task, inner):
            # a hard vote gives no probabilities
            scorers = LABEL_SCORERS if method == "majority_vote" else SCORERS
            found = cross_validate(
                estimator,
                task.X,
                task.y,
                cv=[(train, test)],
                scoring={name: theirs for name, (theirs, _) in scorers.items()},
                error_score="raise",
            )
            for name, (_, sign) in scorers.items():
                scores[method, name, fold] = sign * found[f"test_{name}"][0]
    return scores


def _estimators(task: Task, inner: PredefinedSplit) -> Iterator[tuple[str, BaseEstimator]]:
    """What a user of scikit-learn would evaluate to get the row of each method."""
    for method, estimator in zip(task.members, task.estimators, strict=False):
        yield method.key, estimator
    for combination in task.combinations:
        yield combination.method.key, _estimator(combination, task, inner)


def _estimator(combination: Combination, task: Task, inner: PredefinedSplit) -> BaseEstimator:
    """scikit-learn's own object where it has one, otherwise our take-home estimator."""
    named = [(f"m{column}", task.estimators[column]) for column in combination.inputs]
    key, rule = combination.method.key, combination.combiner
    if key in VOTES:
        return VotingClassifier(named, voting=VOTES[key])
    if isinstance(rule, Stacking):
        return StackingClassifier(named, rule.make_learner(), cv=inner)
    return CombinedClassifier(named, rule, cv=inner)


def _bare_cost(task: Task, folds: np.ndarray) -> Callable[[], None]:
    """A loop over nothing but the fits and predictions that the comparison cannot do without.

    The rows of every fit are cut out beforehand, and so are the probabilities each rule is given.
    """
    parts = {}
    for left_out in [*combinations(range(N_FOLDS), 1), *combinations(range(N_FOLDS), 2)]:
        out = np.isin(folds, left_out)
        parts[left_out] = (task.X[~out], task.y[~out], task.X[out])
    tables = list(_rule_inputs(task, folds, parts))

    def run() -> None:
        with quick_fits():
            for estimator in task.estimators:
                for X, y, rows in parts.values():
                    clone(estimator).fit(X, y).predict_proba(rows)
            for known, (P, rows) in tables:
                for combination in task.combinations:
                    inputs = list(combination.inputs)
                    rule = clone(combination.combiner).fit(known[0][:, inputs], *known[1:])
                    rule.predict_proba(P[:, inputs], rows)

    return run


def _rule_inputs(task: Task, folds: np.ndarray, parts: dict[tuple[int, ...], Any]) -> Iterator[Any]:
    """For each fold the (P, y, X) that a rule learns from, and the (P, X) that it answers."""
    answers = {}
    for left_out, (X, y, rows) in parts.items():
        everywhere = np.full((len(folds), len(task.estimators), task.n_classes), np.nan)
        fitted = [clone(estimator).fit(X, y) for estimator in task.estimators]
        everywhere[np.isin(folds, left_out)] = np.stack(
            [model.predict_proba(rows) for model in fitted], axis=1
        )
        answers[left_out] = everywhere
    for fold in range(N_FOLDS):
        train, test = folds != fold, folds == fold
        P = np.empty_like(answers[fold,])
        for other in set(range(N_FOLDS)) - {fold}:
            P[folds == other] = answers[min(fold, other), max(fold, other)][folds == other]
        X, y, rows = parts[fold,]
        yield (P[train], y, X), (answers[fold,][test], rows)
