"""What a method costs on each care."""

from collections.abc import Mapping

import numpy as np

from lib.cares._entry import entries, limits
from lib.cares._priorities import Priorities
from lib.datasets import DataError
from lib.engine.progress import Progress, silent
from lib.engine.results import Results
from lib.engine.task import Task

Measured = Mapping[str, Mapping[str, float]]  # care -> key of a method -> amount


def wanted(priorities: Priorities) -> list[str]:
    """The cares that the results do not hold; what takes new fits only when it matters."""
    return [
        name
        for name, care in entries().items()
        if care.examine and (priorities.weight(name) or not care.refits)
    ]


def asks_for_times(priorities: Priorities) -> bool:
    """Whether how long answers take has a say."""
    limited = {limits()[name].care for name, _ in priorities.limits}
    cared = {*dict(priorities.weights), *limited}
    return any(entries()[name].is_timed for name in cared)


def examined(
    care: str,
    task: Task,
    results: Results,
    metric: str,
    random_state: int,
    progress: Progress = silent,
) -> Mapping[str, float]:
    """What each method costs on one of these, by key; nothing when its fits fail, so that it does
    not count and the verdict says so. task : of the experiment that gave the results."""
    examine = entries()[care].examine
    try:
        return examine(task, results, metric, random_state, progress) if examine else {}
    except DataError:
        return {}


def costs_of(results: Results, metric: str, measured: Measured) -> dict[str, dict[str, float]]:
    """key of a method -> care -> amount, where it is known. measured : see `examined`."""
    keys = [method.key for method in results.methods]
    known = dict(measured)
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
