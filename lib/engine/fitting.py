"""One fit of one base model on some rows: the unit of work that is handed out and timed."""

import pickle
import time
import traceback
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

import cloudpickle
import numpy as np
import sklearn
from joblib import Parallel
from sklearn.base import BaseEstimator
from threadpoolctl import ThreadpoolController

from lib.datasets.cutting.bonds import Bonds, fit

FEW = 3  # rows of a class from which hardly anything can be learned
NOT_FINITE = "its probabilities are not finite numbers"


@dataclass(frozen=True, eq=False)
class Fit:
    """One fitted base model, reduced to what the engine needs of it. error is "" on success;
    otherwise P is `class_shares`."""

    P: np.ndarray
    fit_seconds: float = 0.0
    predict_seconds: float = 0.0
    size_bytes: int = 0
    error: str = ""


@dataclass(frozen=True, eq=False)
class Combined:
    """One fitted combiner, likewise. used : (n_models,) which base models it runs, 0 or 1."""

    P: np.ndarray
    used: np.ndarray
    fit_seconds: float = 0.0
    predict_seconds: float = 0.0
    size_bytes: int = 0
    error: str = ""


def in_our_words(error: Exception, y: np.ndarray) -> str:
    """Why a model could not be fitted on a training part with these labels, or not be asked.

    Our own code says so in a plain sentence, which stays. A library speaks to programmers: what it
    says is replaced by what can be seen of the rows it was given.
    """
    place = traceback.extract_tb(error.__traceback__)[-1].filename
    said = f"{error}".strip().split("\n")[0][:200]
    if said and "site-packages" not in place:
        return said
    rarest = int(np.unique(y, return_counts=True)[1].min(initial=len(y)))
    if rarest == len(y):
        return "one of the training parts has rows of one class only"
    if rarest < FEW:
        return f"in one of the training parts, some class has only {rarest} of the rows"
    return "it cannot learn from one of the training parts"


def class_shares(y: np.ndarray, n_classes: int, n_rows: int) -> np.ndarray:
    """(n_rows, n_classes), the answer of what could not be fitted: how frequent each class is."""
    return np.tile(np.bincount(y, minlength=n_classes) / max(len(y), 1), (n_rows, 1))


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


@contextmanager
def quick_fits() -> Iterator[None]:
    """Small fits are slowed by their own threads and by checks of input checked once already."""
    with (
        _threads().limit(limits=1),
        sklearn.config_context(assume_finite=True, skip_parameter_validation=True),
    ):
        yield


def fit_and_predict(
    estimator: BaseEstimator,
    known: tuple[Any, np.ndarray, int],
    rows: Any,
    measure_size: bool = False,
    bonds: Bonds | None = None,
) -> Fit:
    """Fit a copy on `known` (X, y, n_classes); probabilities for `rows` in all classes' columns.

    estimator : unfitted, so that a copy is what `clone` gives, in a fifth of the time. A model may
    fail on data it was not made for, in its own way; that is a finding about the model, reported as
    `Fit.error`, and not an error of the engine. bonds : of the rows of X.
    """
    X, y, n_classes = known
    started = time.perf_counter()
    try:
        with quick_fits():
            model = fit(deepcopy(estimator), X, y, bonds)
            fitted = time.perf_counter()
            P = np.zeros((rows.shape[0], n_classes))
            P[:, model.classes_] = model.predict_proba(rows)
    except Exception as error:
        guess = class_shares(y, n_classes, rows.shape[0])
        return Fit(guess, error=in_our_words(error, y))
    if not np.isfinite(P).all():
        return Fit(class_shares(y, n_classes, len(P)), error=NOT_FINITE)
    ended = time.perf_counter()
    size = _size(model) if measure_size else 0
    return Fit(P, fitted - started, ended - fitted, size)


def _size(model: BaseEstimator) -> int:
    """Bytes of a file with the model. What was written in a notebook, or has a lambda in it, no
    plain pickle holds."""
    try:
        return len(pickle.dumps(model))
    except (pickle.PicklingError, AttributeError, TypeError):
        return len(cloudpickle.dumps(model))


@contextmanager
def results_of(jobs: Iterable[Any]) -> Iterator[Iterator[Any]]:
    """What the jobs return, as each one ends. Leaving early drops those not yet started."""
    results = Parallel(return_as="generator_unordered")(jobs)
    try:
        yield results
    finally:
        with warnings.catch_warnings():  # joblib warns of dropped jobs; here they are meant to be
            warnings.simplefilter("ignore", UserWarning)
            results.close()
