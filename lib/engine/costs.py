"""What a method costs: measured on the objects that the engine fitted, never guessed."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Literal, Self

import numpy as np

from lib.engine.fitting import Combined, Fit


@dataclass(frozen=True, eq=False)
class Costs:
    """One number a method, each array (n_methods,).

    fit_seconds : everything that must be fitted once, the out-of-fold fits of a learning combiner
        included. predict_seconds : for one row of a fold, while other fits ran: what passes are
        estimated by, while `Times` is what may be compared. size_bytes : of the pickled models that
        must be kept. models : how many base models run for one prediction (mean over folds).
    """

    fit_seconds: np.ndarray
    predict_seconds: np.ndarray
    size_bytes: np.ndarray
    models: np.ndarray

    @classmethod
    def merge(cls, parts: Sequence[Self], how: Literal["append", "mean"]) -> Self:
        """`how` is "append" (the methods of all parts) or "mean" (the same methods, repeated)."""
        columns = [[getattr(part, f.name) for part in parts] for f in fields(cls)]
        if how == "append":
            return cls(*(np.concatenate(column) for column in columns))
        return cls(*(np.mean(column, axis=0) for column in columns))

    def first(self, n: int) -> "Costs":
        """The costs of the first `n` methods."""
        return Costs(*(getattr(self, f.name)[:n] for f in fields(self)))


@dataclass(frozen=True, eq=False)
class Times:
    """Seconds of processor time for an answer, each array (n_methods,), nan where not measured.

    alone : for one row, asked alone. in_batch : for one of many rows that are asked together. See
    `lib.engine.timing`.
    """

    alone: np.ndarray
    in_batch: np.ndarray

    @classmethod
    def unknown(cls, n_methods: int) -> Self:
        """Of so many methods that were not measured."""
        return cls(*np.full((2, n_methods), np.nan))


def model_costs(fits: Sequence[Sequence[Fit]]) -> Costs:
    """Of base models alone; `fits[m]` are the fits of one model, a fold left out of each."""
    return Costs(
        fit_seconds=np.array([np.mean([fit.fit_seconds for fit in row]) for row in fits]),
        predict_seconds=np.array(
            [np.mean([fit.predict_seconds / len(fit.P) for fit in row]) for row in fits]
        ),
        size_bytes=np.array([max(fit.size_bytes for fit in row) for row in fits], dtype=float),
        models=np.ones(len(fits)),
    )


def combined_costs(
    models: Costs, folds: Sequence[Combined], inputs: Sequence[int], learns: bool
) -> Costs:
    """Of one combination; `folds` is its combiner on each fold, `inputs` the models it reads.

    A combiner that learns needs K more fits of each of its models, for the out-of-fold table.
    """
    used = np.mean([rule.used for rule in folds], axis=0)
    times_fitted = 1 + len(folds) * learns
    rule_fit = np.mean([rule.fit_seconds for rule in folds])
    rule_predict = np.mean([rule.predict_seconds / len(rule.P) for rule in folds])
    rule_size = np.mean([rule.size_bytes for rule in folds])
    return Costs(
        fit_seconds=np.array([times_fitted * models.fit_seconds[inputs].sum() + rule_fit]),
        predict_seconds=np.array([used @ models.predict_seconds + rule_predict]),
        size_bytes=np.array([used @ models.size_bytes + rule_size]),
        models=np.array([used.sum()]),
    )
