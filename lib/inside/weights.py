"""The weights lab: what lies between two networks, their weights mixed or their answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from joblib import Parallel, delayed
from plotly.graph_objects import Figure, Scatter
from sklearn.linear_model import LogisticRegression

from lib.base_models.neural_network import SmallNetwork, make
from lib.drawing.methods import label
from lib.drawing.style import INK, axis, layout
from lib.engine.boundary import Picture, draw
from lib.engine.fitting import quick_fits
from lib.inside.labels import height_for
from lib.inside.rows import Encoded
from lib.metrics import METRICS
from lib.networks.averaging import shape_in_words
from lib.networks.network import Network, logits, read, squash
from lib.networks.paths import Pair, barrier, log_losses, make_pairs, mixed_answers, path_answers
from lib.networks.training import stratified_draw

MIXES = np.linspace(0, 1, 41)
HALF = len(MIXES) // 2
STEPS = (20, 60)  # of training before the branches of a shared start part, and after
WIDTHS = (4, 16, 64)
PAIRS = 8
BETWEEN_PAIRS = 20_000  # more than twice the highest seed, so that no two pairs share a network
OTHER_UNITS = 16  # of B, when A has no hidden layer and B is to differ
FLAT = 0.005  # a rise of the log-loss that nobody would see in the curve

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

    @property
    def hidden_of_b(self) -> tuple[int, ...]:
        """The hidden layers of a B that is meant not to fit."""
        return tuple(2 * units for units in self.hidden) or (OTHER_UNITS,)


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
    def drop(self) -> float:
        """Points of accuracy lost halfway, against the mean of both ends; negative when gained."""
        ends = (self.accuracies[0] + self.accuracies[-1]) / 2
        return float(100 * (ends - self.accuracies[HALF]))


@dataclass(frozen=True, eq=False)
class Lab:
    """A pair of networks and every way between them that exists."""

    setup: Setup
    a: Network
    b: Network
    ways: tuple[Way, ...]
    n_train: int
    y_held: np.ndarray

    @cached_property
    def by_title(self) -> dict[str, Way]:
        return {way.title: way for way in self.ways}


def open_lab(rows: Encoded, setup: Setup, n: int) -> Lab:
    """Train the pair, and walk every way from A to B. n : cells a side of the pictures.

    The ways are walked through joblib, side by side where workers are there.
    """
    with quick_fits():
        pairs = _pairs(rows, setup)
        plans = _plans(pairs, setup)
        walked = Parallel()(delayed(_walk)(*plan, rows, n) for plan in plans)
    first = pairs[0]
    return Lab(setup, first.a, first.b, tuple(walked), len(rows.y_train), rows.y_held)


def _template(hidden: tuple[int, ...]) -> SmallNetwork:
    """The app's small network with these hidden layers."""
    return make(0, 1, "1").set_params(hidden_layer_sizes=hidden)


def _pairs(rows: Encoded, setup: Setup) -> tuple[Pair, ...]:
    """The pair on screen first; its matched and its shared form follow where there are any."""
    data = (rows.X_train, rows.y_train)
    if setup.other_shape:
        a = _network(data, setup.hidden, setup.random_state)
        b = _network(data, setup.hidden_of_b, setup.random_state + 1)
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


def _walk(title: str, how: str, pair: Pair, rows: Encoded, n: int) -> Way:
    with quick_fits():
        answers = MIXERS[how](pair, rows.X_held, MIXES)
        pictures = tuple(draw(P, n) for P in MIXERS[how](pair, rows.X_grid, MIXES))
    return Way(
        title=title,
        answers=answers,
        pictures=pictures,
        losses=log_losses(answers, rows.y_held),
        accuracies=METRICS["accuracy"].compute(rows.y_held, answers),
    )


# --------------------------------------------------------------------------- in words


def why_not(a: Network, b: Network) -> str:
    """Which layers of two networks have no counterpart; "" when all of them have."""
    inner_a, inner_b = a.shape[1:-1], b.shape[1:-1]
    if len(inner_a) != len(inner_b):
        return (
            f"A has {_layers(len(inner_a))} and B has {_layers(len(inner_b))}, so whole layers "
            "of one have no counterpart in the other"
        )
    differing = [
        f"hidden layer {level} has {ours} units in A and {theirs} in B"
        for level, (ours, theirs) in enumerate(zip(inner_a, inner_b, strict=True), start=1)
        if ours != theirs
    ]
    if not differing:
        return ""
    return " and ".join(differing) + ", so some weights of B have no counterpart in A"


def _layers(number: int) -> str:
    words = {0: "no hidden layer", 1: "one hidden layer", 2: "two hidden layers"}
    return words.get(number, f"{number} hidden layers")


def headline(lab: Lab, rope: float) -> str:
    """One sentence on what happens halfway. rope : points too few to matter."""
    if lab.setup.other_shape:
        return "Networks of different shapes cannot be averaged; their answers still can."
    if not lab.setup.layers:
        return "Without a hidden layer, averaging weights is averaging log-odds, exactly."
    naive, matched, shared = (lab.by_title[title].drop for title in (NAIVE, MATCHED, SHARED))
    if naive <= rope:
        return "Here even a naive average of two networks answers as well as the two themselves."
    start = f"Halfway, the naive average loses {naive:.0f} points of accuracy"
    if max(matched, shared) <= rope:
        return f"{start}; with matched units or a shared start next to none are lost."
    return (
        f"{start}, the matched one {_lost(matched, rope)}, the shared start {_lost(shared, rope)}."
    )


def _lost(drop: float, rope: float) -> str:
    return "next to none" if drop <= rope else f"{drop:.0f}"


def way_in_words(way: Way) -> str:
    """The barrier of one way, with the numbers it is made of."""
    highest = int(np.argmax(way.losses - _chord(way.losses)))
    right = (
        f"Halfway {100 * way.accuracies[HALF]:.1f} % of the rows are right; at the ends "
        f"{100 * way.accuracies[0]:.1f} % and {100 * way.accuracies[-1]:.1f} %."
    )
    if way.barrier < FLAT:
        return (
            "No barrier: the log-loss never rises visibly above the straight line between its ends "
            f"({way.losses[0]:.3f} and {way.losses[-1]:.3f}). {right}"
        )
    return (
        f"A barrier of {way.barrier:.3f}: at {100 * MIXES[highest]:.0f} % of B the log-loss is "
        f"{way.losses[highest]:.3f}, where the straight line between the ends "
        f"({way.losses[0]:.3f} and {way.losses[-1]:.3f}) is at {_chord(way.losses)[highest]:.3f}. "
        f"{right}"
    )


def _chord(losses: np.ndarray) -> np.ndarray:
    return np.asarray((1 - MIXES) * losses[0] + MIXES * losses[-1])


def largest_gap(lab: Lab, title: str, other: str) -> float:
    """The largest difference between the probabilities of two ways, on the held-out rows."""
    ours, theirs = lab.by_title[title].answers, lab.by_title[other].answers
    return float(np.abs(ours - theirs).max())


def shapes(lab: Lab) -> str:
    """The shape of A, and of B where it is another: "2-16-1"."""
    both = dict.fromkeys((shape_in_words(lab.a.shape), shape_in_words(lab.b.shape)))
    return " and ".join(both)


def table(lab: Lab) -> pd.DataFrame:
    """One row a mix: log-loss and accuracy of every way."""
    columns = {"Share of B": MIXES}
    for way in lab.ways:
        columns[f"{way.title}: log-loss"] = way.losses
        columns[f"{way.title}: accuracy"] = way.accuracies
    return pd.DataFrame(columns)


# --------------------------------------------------------------------------- many pairs


def many_barriers(rows: Encoded, layers: int, random_state: int) -> pd.DataFrame:
    """Barriers of PAIRS pairs of every width; the first pair of each is the one of the lab.

    Columns: units, pair (from 0), and one for each kind of pair.
    """
    jobs = [(units, pair) for units in WIDTHS for pair in range(PAIRS)]
    found = Parallel()(
        delayed(_barriers)(rows, Setup(units, layers, random_state + BETWEEN_PAIRS * pair))
        for units, pair in jobs
    )
    frame = pd.DataFrame(found, columns=[NAIVE, MATCHED, SHARED])
    return pd.concat([pd.DataFrame(jobs, columns=["Hidden units", "Pair"]), frame], axis=1)


def _barriers(rows: Encoded, setup: Setup) -> list[float]:
    with quick_fits():
        return [
            barrier(log_losses(path_answers(pair, rows.X_held, MIXES), rows.y_held), MIXES)
            for pair in _pairs(rows, setup)
        ]


def barriers_summary(barriers: pd.DataFrame) -> pd.DataFrame:
    """Lowest, middle and highest barrier of each width and kind of pair."""
    long = barriers.melt(["Hidden units", "Pair"], var_name="Way", value_name="barrier")
    parts = long.groupby(["Way", "Hidden units"], sort=False)["barrier"]
    summary = parts.agg(Lowest="min", Median="median", Highest="max")
    return summary.round(4).reset_index()


def barriers_figure(barriers: pd.DataFrame) -> Figure:
    """A row for each kind of pair and width: a dot at the median, a line from lowest to highest."""
    summary = barriers_summary(barriers).iloc[::-1].reset_index(drop=True)
    rows = np.arange(len(summary))
    gaps = np.full(len(summary), np.nan)
    spans = Scatter(
        x=np.column_stack([summary["Lowest"], summary["Highest"], gaps]).ravel(),
        y=np.repeat(rows, 3),
        mode="lines",
        line={"color": INK, "width": 2},
        hoverinfo="skip",
    )
    middles = Scatter(
        x=summary["Median"].to_numpy(),
        y=rows,
        mode="markers",
        marker={"color": INK, "size": 11, "symbol": "diamond"},
        hovertemplate="median %{x:.3f}<extra></extra>",
    )
    names = [
        f"{label(way)}<br>{units} units"
        for way, units in zip(summary["Way"], summary["Hidden units"], strict=True)
    ]
    return Figure(
        [spans, middles],
        layout(
            x=axis("Height of the barrier, in log-loss<br>lower is better", rangemode="tozero"),
            y=axis("", tickvals=rows, ticktext=names, range=[-0.6, len(rows) - 0.4]),
            height=height_for(names, 70),
        ),
    )


def barriers_in_words(barriers: pd.DataFrame) -> str:
    """What width does to the barrier of a naive average, and how often matching lowers it."""
    medians = barriers.groupby("Hidden units")[[NAIVE, MATCHED, SHARED]].median()
    narrow, wide = medians.index.min(), medians.index.max()
    lower = int((barriers[MATCHED] < barriers[NAIVE]).sum())
    parts = [
        f"{title.lower()} {medians.loc[narrow, title]:.3f} with {narrow} units and "
        f"{medians.loc[wide, title]:.3f} with {wide}"
        for title in (NAIVE, MATCHED, SHARED)
    ]
    eases = medians.loc[wide, MATCHED] < medians.loc[narrow, MATCHED]
    verb = "lower" if eases else "do not lower"
    return (
        f"Median barrier of {PAIRS} pairs: {'; '.join(parts)}. Here more hidden units "
        f"{verb} the barrier after matching. Matching gives a lower barrier than the naive average "
        f"in {lower} of {len(barriers)} pairs."
    )
