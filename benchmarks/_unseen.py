"""Samples of kinds of data that the recorded evidence has none of, with what is true of them.

A sample is drawn and compared once, as the app would, and kept: what is said of it can be judged
again after every change of the rule, in seconds. A run that is stopped goes on where it was.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import joblib
import numpy as np
from sklearn.datasets import make_classification

from lib.base_models import Member
from lib.datasets import Dataset, Provenance
from lib.engine.evaluation import predict_everywhere
from lib.engine.results import Results
from lib.scenario.experiment import Experiment, choose_models, share_right
from lib.scenario.record import Scenario

KEPT = Path(__file__).parents[1] / ".artefacts" / "calibration"
SIZES = (60, 200, 1000)
SEEDS = {60: 14, 200: 12, 1000: 5}  # samples of each kind
BY_LOT = "labels by lot"
LOTS = 4  # times as many of those, because a crown is rare there; see `Sample.is_extra`
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

Drawn = tuple[np.ndarray, np.ndarray]
Draw = Callable[[int, np.random.Generator], Drawn]


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
                if seed < SEEDS[n_rows] * (LOTS if kind == BY_LOT else 1):
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
    true = dict(zip(results.positions, 100 * share_right(P, fresh), strict=True))
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


# ---------------------------------------------------------------- kinds of data


def _waveform(n: int, rng: np.random.Generator) -> Drawn:
    """Three classes, each a mixture of two of three waves (Breiman et al. 1984)."""
    at = np.arange(1, 22)
    waves = np.stack([np.maximum(6 - np.abs(at - middle), 0) for middle in (11, 7, 15)])
    y, u = rng.integers(3, size=n), rng.random((n, 1))
    X = u * waves[y] + (1 - u) * waves[(y + 1) % 3] + rng.normal(size=(n, 21))
    return X, y


def _ringnorm(n: int, rng: np.random.Generator) -> Drawn:
    """A narrow cloud inside a wide one, in twenty columns (Breiman 1996)."""
    y = rng.integers(2, size=n)
    wide, narrow = rng.normal(0, 2, (n, 20)), rng.normal(2 / np.sqrt(20), 1, (n, 20))
    return np.where(y[:, None] == 1, narrow, wide), y


def _twonorm(n: int, rng: np.random.Generator) -> Drawn:
    """Two clouds of the same shape (Breiman 1996), closer to each other."""
    y = rng.integers(2, size=n)
    return rng.normal(size=(n, 20)) + (2 * y[:, None] - 1) * 0.25, y


def _corners(n: int, rng: np.random.Generator) -> Drawn:
    """Clusters at the corners of a cube, two of each class, among columns of noise."""
    X, y = make_classification(
        n, 12, n_informative=5, n_redundant=3, n_clusters_per_class=2, flip_y=0.1,
        class_sep=0.8, random_state=int(rng.integers(1 << 30)),
    )  # fmt: skip
    return X, y


def _sphere(n: int, rng: np.random.Generator) -> Drawn:
    """Inside a sphere or not, in ten columns (Hastie et al. 2009, example 10.2)."""
    X = rng.normal(size=(n, 10))
    return X, ((X**2).sum(axis=1) > 9.34).astype(int)


def _friedman(n: int, rng: np.random.Generator) -> Drawn:
    """Above or below the middle of Friedman's first function (1991), with noise."""
    X = rng.random((n, 10))
    f = 10 * np.sin(np.pi * X[:, 0] * X[:, 1]) + 20 * (X[:, 2] - 0.5) ** 2
    f += 10 * X[:, 3] + 5 * X[:, 4] + rng.normal(0, 2, n)
    return X, (f > 14.3).astype(int)


def _digits_on_a_display(n: int, rng: np.random.Generator) -> Drawn:
    """Seven lamps show a digit, each broken one time in ten (Breiman et al. 1984)."""
    lamps = "1110111 0010010 1011101 1011011 0111010 1101011 1101111 1010010 1111111 1111011"
    table = np.array([[int(lamp) for lamp in digit] for digit in lamps.split()])
    y = rng.integers(5, size=n)
    return np.where(rng.random((n, 7)) < 0.1, 1 - table[y], table[y]), y


def _line(n: int, rng: np.random.Generator) -> Drawn:
    """A straight boundary through columns that go together: a line model is right."""
    X = rng.normal(size=(n, 8)) + 0.7 * rng.normal(size=(n, 1))
    score = X @ rng.normal(size=8)
    return X, (rng.random(n) < 1 / (1 + np.exp(-1.2 * score))).astype(int)


def _tree(n: int, rng: np.random.Generator) -> Drawn:
    """Rectangles, as a tree would draw them, and one label in seven wrong."""
    X = rng.random((n, 6))
    bits = (X[:, :3] > rng.uniform(0.35, 0.65, 3)).astype(int)
    y = rng.integers(2, size=8)[bits @ (1, 2, 4)]
    y[:2] = 0, 1
    return X, np.where(rng.random(n) < 1 / 7, 1 - y, y)


def _by_lot(n: int, rng: np.random.Generator) -> Drawn:
    """Nothing to learn: no method is better than another."""
    return rng.normal(size=(n, 6)), rng.integers(2, size=n)


KINDS: dict[str, Draw] = {
    "waveform": _waveform,
    "ringnorm": _ringnorm,
    "twonorm": _twonorm,
    "corners": _corners,
    "sphere": _sphere,
    "friedman": _friedman,
    "display": _digits_on_a_display,
    "line": _line,
    "tree": _tree,
    BY_LOT: _by_lot,
}
WITH_SOURCES = ("waveform", "corners", "friedman")


def main() -> None:
    """Measure what is missing, saying how far it is."""
    wanted, started = list(plan()), time.monotonic()
    for done, which in enumerate(wanted, start=1):
        _kept(*which)
        print(f"{done} of {len(wanted)}, {time.monotonic() - started:.0f} s", *which, flush=True)


if __name__ == "__main__":
    main()
