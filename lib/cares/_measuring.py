"""What a method costs on each care."""

from collections.abc import Mapping

import numpy as np

from lib.cares._entry import entries
from lib.cares._priorities import Priorities
from lib.engine.folds import DataError
from lib.engine.progress import Progress, silent
from lib.engine.results import Results
from lib.engine.task import Task

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


def costs_of(results: Results, metric: str, examined: Measured) -> dict[str, dict[str, float]]:
    """key of a method -> care -> amount, where it is known. examined : see `measured`."""
    keys = [method.key for method in results.methods]
    known = dict(examined)
    for name, care in entries().items():
        if care.measure:
            known[name] = dict(zip(keys, care.measure(results, metric).tolist(), strict=True))
    return {
        key: {
            name: known[name][key]
            for name in entries()
            if np.isfinite(known.get(name, {}).get(key, np.nan))
        }
        for key in keys
    }
