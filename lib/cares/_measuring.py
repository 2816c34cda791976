"""What a method costs on each care."""

from collections.abc import Mapping

import numpy as np

from lib.cares._catalogue import entries
from lib.cares._priorities import Amounts, Priorities
from lib.engine.evaluation import Task
from lib.engine.folds import DataError
from lib.engine.progress import Progress, silent
from lib.engine.results import Results

Measured = Mapping[str, Mapping[str, float]]  # care -> key of a method -> amount


def measured(
    task: Task,
    results: Results,
    metric: str,
    priorities: Priorities,
    random_state: int,
    progress: Progress = silent,
) -> Measured:
    """What the results do not hold, by care and method; what takes new fits only when it matters.

    task : of the experiment that gave the results. A care whose fits fail is left empty, so that
    it does not count and the verdict says so.
    """
    found: dict[str, Mapping[str, float]] = {}
    for name, care in entries().items():
        if care.examine and (priorities.weight(name) or not care.refits):
            try:
                found[name] = care.examine(task, results, metric, random_state, progress)
            except DataError:
                found[name] = {}
    return found


def costs_of(results: Results, metric: str, examined: Measured) -> dict[str, Amounts]:
    """Every cost that is known of each method, by its key. examined : see `measured`."""
    keys = [method.key for method in results.methods]
    known = dict(examined)
    for name, care in entries().items():
        if care.measure:
            known[name] = dict(zip(keys, care.measure(results, metric).tolist(), strict=True))
    return {
        key: _finite({name: known.get(name, {}).get(key) for name in entries()}) for key in keys
    }


def _finite(amounts: Mapping[str, float | None]) -> Amounts:
    return tuple((k, v) for k, v in amounts.items() if v is not None and np.isfinite(v))
