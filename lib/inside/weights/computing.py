"""What lies between two networks, their weights mixed or their answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from joblib import Parallel, delayed
from sklearn.linear_model import LogisticRegression

from lib.base_models.neural_network import SmallNetwork, make
from lib.engine.boundary import Picture, draw
from lib.engine.fitting import quick_fits
from lib.engine.plane import Plane
from lib.engine.progress import Progress, silent
from lib.inside.rows import Encoded
from lib.networks.network import Network, logits, read, squash
from lib.networks.paths import Pair, barrier, log_losses, make_pairs, mixed_answers, path_answers
from lib.networks.training import stratified_draw
from lib.statistics.metrics import METRICS

MIXES = np.linspace(0, 1, 41)
HALF = len(MIXES) // 2
STEPS = (20, 60)  # of training before the branches of a shared start part, and after
WIDTHS = (4, 16, 64)
PAIRS = 8
BETWEEN_PAIRS = 20_000  # more than twice the highest seed, so that no two pairs share a network
OTHER_UNITS = 16  # of B, when A has no hidden layer and B is to differ

NAIVE, MATCHED, SHARED = "Naive average", "After matching hidden units", "Shared start (soup)"
PROBABILITIES, LOG_ODDS = "Probability average (two networks)", "Average of log-odds"
ONE_VALLEY = "Weight average"


@dataclass(frozen=True)
class Setup:
    """Which networks: units in each hidden layer, how many such layers (0: a linear model)."""

    units: int
    layers: int
    random_state: int
    other_shape: bool = False

    @property
    def hidden(self) -> tuple[int, ...]:
        return (self.units,) * self.layers


@dataclass(frozen=True, eq=False)
class Way:
    """One way from A to B. answers : (n_mixes, n_held, n_classes), pictures : one a mix."""

    title: str
    answers: np.ndarray
    pictures: tuple[Picture, ...]
    losses: np.ndarray
    accuracies: np.ndarray

    @property
    def barrier(self) -> float:
        return barrier(self.losses, MIXES)

    @property
    def chord(self) -> np.ndarray:
        """(n_mixes,) the straight line between the losses at both ends."""
        return np.asarray((1 - MIXES) * self.losses[0] + MIXES * self.losses[-1])

    @property
    def drop(self) -> float:
        """Points of accuracy lost halfway, against the mean of both ends; negative when gained."""
        ends = (self.accuracies[0] + self.accuracies[-1]) / 2
        return float(100 * (ends - self.accuracies[HALF]))


@dataclass(frozen=True, eq=False)
class TwoNetworks:
    """A pair of networks and every way between them that exists."""

    setup: Setup
    a: Network
    b: Network
    ways: tuple[Way, ...]

    @cached_property
    def by_title(self) -> dict[str, Way]:
        return {way.title: way for way in self.ways}

    def largest_gap(self, title: str, other: str) -> float:
        """The largest difference between the probabilities of two ways, on the held-out rows."""
        return float(np.abs(self.by_title[title].answers - self.by_title[other].answers).max())

    def table(self) -> pd.DataFrame:
        """One row a mix: log-loss and accuracy of every way."""
        columns = {"Share of B": MIXES}
        for way in self.ways:
            columns[f"{way.title}: log-loss"] = way.losses
            columns[f"{way.title}: accuracy"] = way.accuracies
        return pd.DataFrame(columns)


@dataclass(frozen=True, eq=False)
class Barriers:
    """How high the barrier is for many pairs of networks.

    frame : a row a pair: its units, its number from 0, and the barrier of each way of averaging.
    """

    frame: pd.DataFrame

    @property
    def n_pairs(self) -> int:
        """Of each width."""
        return int(self.frame["Pair"].nunique())

    def summary(self) -> pd.DataFrame:
        """Lowest, middle and highest barrier of each width and way."""
        long = self.frame.melt(["Hidden units", "Pair"], var_name="Way", value_name="barrier")
        parts = long.groupby(["Way", "Hidden units"], sort=False)["barrier"]
        summary = parts.agg(Lowest="min", Median="median", Highest="max")
        return summary.round(4).reset_index()


def walk(rows: Encoded, setup: Setup, plane: Plane, progress: Progress = silent) -> TwoNetworks:
    """Train the pair, and walk every way from A to B, with pictures on the plane.

    The ways are walked through joblib, side by side where workers are there.
    """
    progress(0.0, "training A and B, and walking from one to the other")
    with quick_fits():
        pairs = _pairs(rows, setup)
        asked, cells = (rows.X_held, rows.y_held), (rows.cells(plane), plane.n)
        walked = Parallel()(delayed(_walk)(*plan, asked, cells) for plan in _plans(pairs, setup))
    return TwoNetworks(setup, pairs[0].a, pairs[0].b, tuple(walked))


def many_barriers(
    rows: Encoded, layers: int, random_state: int, progress: Progress = silent
) -> Barriers:
    """Those of PAIRS pairs of every width; the first pair of each is the one of the lab."""
    progress(0.0, f"training {PAIRS} more pairs of each width")
    jobs = [(units, pair) for units in WIDTHS for pair in range(PAIRS)]
    found = Parallel()(
        delayed(_barriers)(rows, Setup(units, layers, random_state + BETWEEN_PAIRS * pair))
        for units, pair in jobs
    )
    measured = [(*job, *heights) for job, heights in zip(jobs, found, strict=True)]
    names = ["Hidden units", "Pair", NAIVE, MATCHED, SHARED]
    return Barriers(pd.DataFrame(measured, columns=names))


def _barriers(rows: Encoded, setup: Setup) -> list[float]:
    with quick_fits():
        return [
            barrier(log_losses(path_answers(pair, rows.X_held, MIXES), rows.y_held), MIXES)
            for pair in _pairs(rows, setup)
        ]


def _template(hidden: tuple[int, ...]) -> SmallNetwork:
    """The app's small network with these hidden layers."""
    return make(0, 1, "1").set_params(hidden_layer_sizes=hidden)


def _pairs(rows: Encoded, setup: Setup) -> tuple[Pair, ...]:
    """The pair on screen first; its matched and its shared form follow where there are any."""
    data = (rows.X_train, rows.y_train)
    if setup.other_shape:
        a = _network(data, setup.hidden, setup.random_state)
        wider = tuple(2 * units for units in setup.hidden) or (OTHER_UNITS,)
        b = _network(data, wider, setup.random_state + 1)
        return (Pair(a, b, "other shape"),)
    if not setup.layers:
        return (_linear_pair(data, setup.random_state),)
    return make_pairs(_template(setup.hidden), data, STEPS, setup.random_state)


def _network(
    data: tuple[np.ndarray, np.ndarray], hidden: tuple[int, ...], random_state: int
) -> Network:
    if not hidden:
        return read(LogisticRegression(max_iter=1000).fit(*data))
    return read(_template(hidden).set_params(random_state=random_state).fit(*data))


def _linear_pair(data: tuple[np.ndarray, np.ndarray], random_state: int) -> Pair:
    """Two logistic regressions. On the same rows they would be one and the same, whatever the
    start: their loss has one valley. So each learns from a draw of its own."""
    X, y = data
    rng = np.random.default_rng(random_state)
    draws = [stratified_draw(y, rng) for _ in range(2)]
    a, b = (read(LogisticRegression(max_iter=1000).fit(X[draw], y[draw])) for draw in draws)
    return Pair(a, b, "linear")


def _plans(pairs: Sequence[Pair], setup: Setup) -> list[tuple[str, str, Pair]]:
    """(title, how to mix, between which networks) for each panel."""
    first = pairs[0]
    if setup.other_shape:
        return [(PROBABILITIES, "probabilities", first), (LOG_ODDS, "log-odds", first)]
    if not setup.layers:
        return [
            (ONE_VALLEY, "weights", first),
            (LOG_ODDS, "log-odds", first),
            (PROBABILITIES, "probabilities", first),
        ]
    weights = zip((NAIVE, MATCHED, SHARED), pairs, strict=True)
    return [(title, "weights", pair) for title, pair in weights] + [
        (PROBABILITIES, "probabilities", first)
    ]


def log_odds_answers(pair: Pair, X: np.ndarray, mixes: np.ndarray) -> np.ndarray:
    """(n_mixes, n_samples, n_classes) from (1 - t) z_A + t z_B, z the sums before squashing.

    What one wider network says that holds both (see `networks.join`, which is t = 1/2).
    """
    z_a, z_b = logits(pair.a, X), logits(pair.b, X)
    return np.stack([squash((1 - t) * z_a + t * z_b) for t in mixes])


MIXERS = {
    "weights": path_answers,
    "probabilities": mixed_answers,
    "log-odds": log_odds_answers,
}


def _walk(
    title: str,
    how: str,
    pair: Pair,
    asked: tuple[np.ndarray, np.ndarray],
    cells: tuple[np.ndarray, int],
) -> Way:
    """asked : held-out rows and their classes. cells : those of the picture, so many a side."""
    (X, y), (X_grid, n) = asked, cells
    with quick_fits():
        answers = MIXERS[how](pair, X, MIXES)
        pictures = tuple(draw(P, n) for P in MIXERS[how](pair, X_grid, MIXES))
    accuracies = METRICS["accuracy"].compute(y, answers)
    return Way(title, answers, pictures, log_losses(answers, y), accuracies)
