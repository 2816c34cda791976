"""Samples of kinds of data that the recorded evidence has none of, with what is true of them.

A sample is drawn and compared once, as the app would, and kept: what is said of it can be judged
again after every change of the rule, in seconds. A run that is stopped goes on where it was.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import joblib
import numpy as np

from benchmarks._kinds import BY_LOT, HELD_OUT, KINDS, WITH_SOURCES
from lib.base_models import Member
from lib.datasets import Dataset, Provenance
from lib.engine.evaluation import predict_everywhere
from lib.engine.results import Results
from lib.scenario.experiment import Experiment, choose_models
from lib.scenario.record import Scenario
from lib.statistics.metrics import METRICS

KEPT = Path(__file__).parents[1] / ".artefacts" / "calibration"
SIZES = (60, 200, 1000)
SEEDS = {60: 8, 200: 7, 1000: 5}  # samples of each kind
LOTS = 2  # times as many of those, because a crown is rare there; see `Sample.is_extra`
FRESH = 10_000  # rows that know the truth
PASSES, FOLDS = 2, 5
MEMBERS = (
    Member("logistic_regression"),
    Member("gaussian_naive_bayes"),
    Member("k_nearest_neighbours"),
    Member("decision_tree"),
)
METHODS = (
    "majority_vote",
    "soft_vote",
    "greedy_selection",
    "stacking_logistic",
    "stacking_nonnegative",
    "knora_union",
    "late_mean",
    "log_linear_pool",
)


@dataclass(frozen=True, eq=False)
class Sample:
    """kind, n_rows, seed : which. true : method key -> percent of fresh rows answered right by the
    method fitted on the whole sample."""

    kind: str
    n_rows: int
    seed: int
    results: Results
    true: dict[str, float]

    @property
    def is_extra(self) -> bool:
        """Whether it would make its kind count more than the others."""
        return self.seed >= SEEDS[self.n_rows]

    @property
    def is_held_out(self) -> bool:
        """Whether constants of the verdict were chosen without its kind."""
        return self.kind in HELD_OUT

    def gain(self, key: str, other: str = "best_single") -> float:
        """What is true of the difference, in points."""
        return self.true[key] - self.true[other]


def samples(is_complete: bool = True) -> list[Sample]:
    """All of them, measured where they were not yet; else those that were."""
    return [_kept(*which) for which in plan() if is_complete or _file(*which).exists()]


def plan() -> Iterator[tuple[str, int, int]]:
    """Which samples there are: kind, rows, seed. Seed by seed, so that a run that is stopped knows
    all kinds equally well."""
    for seed in range(LOTS * max(SEEDS.values())):
        for n_rows in SIZES:
            for kind in KINDS:
                if seed < SEEDS[n_rows] * (LOTS if kind in BY_LOT else 1):
                    yield kind, n_rows, seed


def _kept(kind: str, n_rows: int, seed: int) -> Sample:
    file = _file(kind, n_rows, seed)
    if not file.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        half = file.with_suffix(".part")
        joblib.dump(_measured(kind, n_rows, seed), half)
        half.rename(file)
    return Sample(kind, n_rows, seed, *joblib.load(file))


def _file(kind: str, n_rows: int, seed: int) -> Path:
    return KEPT / f"{kind.replace(' ', '_')}.{n_rows}.{seed}.joblib"


def _measured(kind: str, n_rows: int, seed: int) -> tuple[Results, dict[str, float]]:
    rng = np.random.default_rng([seed, n_rows, list(KINDS).index(kind)])
    X, y = KINDS[kind](n_rows + FRESH, rng)
    X, classes = X.astype(float), np.unique(y)
    data, fresh = (
        _dataset(X[part], np.searchsorted(classes, y[part]), kind in WITH_SOURCES)
        for part in (slice(n_rows), slice(n_rows, None))
    )
    asked = Scenario(members=MEMBERS, methods=METHODS, folds=FOLDS, repeats=PASSES, seed=seed)
    with joblib.parallel_config("threading", n_jobs=1):
        experiment = Experiment(asked, data, choose_models(asked, data))
        results = experiment.results([experiment.run(repeat) for repeat in range(PASSES)])
        P, _ = predict_everywhere(experiment.task, results.repeats[0], fresh.X)
    true = dict(zip(results.positions, 100 * METRICS["accuracy"].compute(fresh.y, P), strict=True))
    return results, {key: float(share) for key, share in true.items()}


def _dataset(X: np.ndarray, y: np.ndarray, has_sources: bool) -> Dataset:
    columns = np.arange(X.shape[1])
    halves = {"odd": columns[1::2], "even": columns[::2]} if has_sources else {"all": columns}
    return Dataset(
        X=X,
        y=y,
        feature_names=tuple(f"x{column}" for column in columns),
        class_names=tuple(f"class {label}" for label in range(int(y.max()) + 1)),
        views={name: tuple(own.tolist()) for name, own in halves.items()},
        provenance=Provenance("drawn", "", ""),
    )


def main() -> None:
    """Measure what is missing, saying how far it is."""
    wanted, started = list(plan()), time.monotonic()
    for done, which in enumerate(wanted, start=1):
        _kept(*which)
        print(f"{done} of {len(wanted)}, {time.monotonic() - started:.0f} s", *which, flush=True)


if __name__ == "__main__":
    main()
