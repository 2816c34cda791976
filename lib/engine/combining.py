"""One combiner fitted on what the base models said, and asked: a rule may fail as a model may."""

import pickle
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import numpy as np
from joblib import delayed
from sklearn.base import clone
from sklearn.utils import _safe_indexing

from lib.combiners import BaseCombiner
from lib.datasets.cutting.bonds import Bonds, told
from lib.engine.fitting import NOT_FINITE, Combined, class_shares, in_our_words, quick_fits
from lib.engine.shared import Shared
from lib.engine.task import Combination, Task

HANDS = 4  # into so many jobs the combiners of a fold are dealt, so that no worker is left idle
Rows = tuple[np.ndarray, np.ndarray, Any, Bonds | None]  # P, y, X and which rows may not part
Known = Mapping[bool, Rows]  # by whether a rule learns from what the models answered


@dataclass(frozen=True, eq=False)
class Given:
    """What the combiners of one fold learn from and are asked.

    P : (n_taught, n_models, n_classes). taught, train : as in `known_rows`. P_asked : likewise, of
    the rows they are asked about. asked : those rows, or their positions in the data.
    """

    P: np.ndarray
    taught: np.ndarray
    train: np.ndarray
    P_asked: np.ndarray
    asked: Any


def dealt(task: Shared[Task], given: Given, hands: int = HANDS) -> list[Any]:
    """Jobs that fit every combiner on the given and ask it."""
    shared = Shared(given)
    return [delayed(_combine_hand)(task, shared, slice(i, None, hands)) for i in range(hands)]


def _combine_hand(shared: Shared[Task], given: Shared[Given], hand: slice) -> list[Combined]:
    task, of = shared.value, given.value
    some = task.combinations[hand]
    if not some:
        return []
    are_positions = isinstance(of.asked, np.ndarray) and of.asked.ndim == 1
    rows = _safe_indexing(task.X, of.asked) if are_positions else of.asked
    return combine(some, known_rows(task, of.P, of.taught, of.train), (of.P_asked, rows))


def combine(
    combinations: Sequence[Combination],
    known: Known,
    new: tuple[np.ndarray, Any],
) -> list[Combined]:
    """Fit each combiner on `known` and ask it about `new` (P, X)."""
    with quick_fits():
        return [_combined(combination, known, new) for combination in combinations]


def _combined(
    combination: Combination,
    known: Known,
    new: tuple[np.ndarray, Any],
) -> Combined:
    """One combiner. It may fail in its own way, as a model may: see `fit_and_predict`."""
    P_test, X_test = new
    inputs = list(combination.inputs)
    used, labels = np.zeros(P_test.shape[1]), known[combination.learns][1]
    guess = class_shares(labels, P_test.shape[2], len(P_test))
    started = time.perf_counter()
    try:
        rule = fitted_rule(combination, known)
        fitted = time.perf_counter()
        P = rule.predict_proba(P_test[:, inputs], X_test)
    except Exception as error:
        return Combined(guess, used, error=in_our_words(error, labels))
    if not np.isfinite(P).all():
        return Combined(guess, used, error=NOT_FINITE)
    ended = time.perf_counter()
    used[inputs] = rule.models_used()
    return Combined(P, used, fitted - started, ended - fitted, len(pickle.dumps(rule)))


def fitted_rule(combination: Combination, known: Known) -> BaseCombiner:
    """The combination's rule, fitted on what is known."""
    P, y, X, bonds = known[combination.learns]
    rule = clone(combination.combiner)
    return rule.fit(P[:, list(combination.inputs)], y, X, **told(rule, bonds))


def known_rows(task: Task, P: np.ndarray, taught: np.ndarray, train: np.ndarray) -> Known:
    """Rules that learn from answers do so on the rows these are about, the others look at every row
    that the models learned from.

    P : (n_taught, n_models, n_classes). taught, train : positions of these rows.
    """
    learned = _rows_of(task, P, taught)
    if len(taught) == len(train):
        return {True: learned, False: learned}
    nothing = np.full((len(train), *P.shape[1:]), np.nan)
    return {True: learned, False: _rows_of(task, nothing, train)}


def _rows_of(task: Task, P: np.ndarray, rows: np.ndarray) -> Rows:
    bonds = None if task.bonds is None else task.bonds.take(rows)
    return P, task.y[rows], _safe_indexing(task.X, rows), bonds


def gathered(parts: Sequence[Sequence[Combined]]) -> list[Combined]:
    """What was dealt in turn to several hands, in the order it had before."""
    combined = [rule for turn in zip_longest(*parts) for rule in turn]
    return [rule for rule in combined if rule is not None]
