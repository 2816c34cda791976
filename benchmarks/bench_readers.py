"""Who should read a source: the best of the visitor's models for it, all of them, or one kind.

Each way of reading is compared by the same fits, so it is trained at the same price; what differs
is what it scores against the best single model of all columns, and how many models answer a row.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from benchmarks._figure import Figure
from lib import base_models, combiners, datasets
from lib.datasets import DataError
from lib.engine.evaluation import run_repeat
from lib.scenario.experiment import Experiment, prepare
from lib.scenario.loading import load_dataset
from lib.scenario.record import ALL, BEST, DEFAULT, Scenario

SEEDS = 5
RULES = ("log_linear_pool", "hybrid_fusion", "late_mean")
KINDS = tuple(member.model for member in DEFAULT.members)
READERS = (BEST, ALL, *KINDS)
BASELINE = "best_single"
LARGEST = 1_000_000  # numbers in a table: no data set yet has more

Gains = dict[tuple[str, str], list[tuple[float, float]]]  # (rule, readers) -> (points, models run)


def figures() -> list[Figure]:
    """Median over data sets of the gain over the best single model, in points of accuracy."""
    every: dict[str, dict[tuple[str, str], np.ndarray]] = {}
    for scenario in _scenarios():
        measured: Gains = {}
        for seed in range(SEEDS):
            _measure(replace(scenario, seed=seed), measured)
        every[scenario.dataset] = {key: np.mean(of, axis=0) for key, of in measured.items()}
        print(_row(scenario.dataset, every[scenario.dataset]), flush=True)
    return _summary(every)


def _scenarios() -> Iterator[Scenario]:
    """Every data set with sources of its own, small ones first."""
    found = []
    for key in datasets.entries():
        scenario = Scenario(dataset=key, methods=RULES)
        dataset = load_dataset(scenario)
        if len(dataset.views) > 1 and dataset.X.size <= LARGEST:
            found.append((dataset.X.size, key, scenario))
    yield from (scenario for *_, scenario in sorted(found))


def _measure(scenario: Scenario, measured: Gains) -> None:
    """Add the gain of every rule under every way of reading, in one pass over the folds."""
    asked = {
        readers: prepare(replace(scenario, readers=readers)) for readers in (BEST, ALL, *KINDS)
    }
    widest = asked[ALL]
    named = [(readers, each) for readers, one in asked.items() for each in _moved(one, widest)]
    task = replace(widest.task, combinations=tuple(each for _, each in named))
    try:
        repeat = run_repeat(task, widest.folds(0))
    except DataError:
        return
    scores = 100 * repeat.scores["accuracy"].mean(axis=1)[len(task.members) :]
    running = repeat.usage.sum(axis=1)[len(task.members) :]
    baseline = next(i for i, (_, each) in enumerate(named) if each.method.key == BASELINE)
    for i, (readers, each) in enumerate(named):
        if each.method.key in RULES:
            found = (scores[i] - scores[baseline], running[i])
            measured.setdefault((each.method.key, readers), []).append(found)


def _moved(one: Experiment, widest: Experiment) -> Iterator:
    """The combinations of one experiment, over the columns of another that has them all."""
    columns = [widest.models_fitted.index(column) for column in one.models_fitted]
    for each in one.task.combinations:
        yield replace(each, inputs=tuple(columns[i] for i in each.inputs))


def _row(name: str, gains: dict[tuple[str, str], np.ndarray]) -> str:
    cells = [f"{rule}/{readers} {g:+.1f} ({n:.1f})" for (rule, readers), (g, n) in gains.items()]
    return f"{name}: " + ", ".join(cells)


def _summary(every: dict[str, dict[tuple[str, str], np.ndarray]]) -> list[Figure]:
    titles = {key: entry.title for key, entry in base_models.entries().items()}
    found = []
    for rule in RULES:
        for readers in READERS:
            gains, run = np.array([of[rule, readers] for of in every.values()]).T
            name = f"{combiners.entries()[rule].short}, read by {titles.get(readers, readers)}"
            found.append(Figure(f"{name}: gain", float(np.median(gains)), "points"))
            found.append(Figure(f"{name}: models run", float(np.median(run)), ""))
        more = np.array([of[rule, ALL][0] - of[rule, BEST][0] for of in every.values()])
        name = f"{combiners.entries()[rule].short}, read by all instead of the best"
        found.append(Figure(f"{name}: gain", float(np.median(more)), "points"))
        found.append(Figure(f"{name}: data sets that gain", float((more > 0).mean()), ""))
    return found
