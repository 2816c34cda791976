"""How sure a method says it is against how often it is right, before and after calibration."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure, Scatter

from lib.drawing.display import Display, neither
from lib.drawing.methods import digits, starting
from lib.drawing.style import INK, ZERO, axis, layout
from lib.engine.results import Results
from lib.statistics.comparison import Comparison, compare
from lib.statistics.metrics import METRICS, N_BINS
from lib.words import score_name

SCORES = ("log_loss", "calibration_error")
BEFORE, AFTER = "Before", "After"
LOOKS: dict[str, tuple[str, dict[str, Any]]] = {  # mark and line, so that they can be read in grey
    BEFORE: ("circle-open", {"color": INK, "width": 1.5, "dash": "dot"}),
    AFTER: ("diamond", {"color": INK, "width": 2.5}),
}


@dataclass(frozen=True)
class Calibration:
    """One method before and after its probabilities are calibrated; one of the two may be None."""

    key: str
    before: Results | None
    after: Results | None

    @property
    def runs(self) -> dict[str, Results]:
        """What there is, by when it is."""
        both = {BEFORE: self.before, AFTER: self.after}
        return {when: results for when, results in both.items() if results is not None}


def bins(results: Results, key: str) -> pd.DataFrame:
    """One row a bin of confidence in which there are answers, all repeats together, in per cent.

    The bins are those of the calibration error: ten of equal width (Guo et al. 2017). Rows : the
    share of all answers that fall into the bin.
    """
    position = results.positions[key]
    P = np.concatenate([repeat.P[position] for repeat in results.complete])
    right = P.argmax(axis=1) == np.tile(results.y, len(results.complete))
    sure = P.max(axis=1)
    number = np.minimum((sure * N_BINS).astype(int), N_BINS - 1)
    frame = pd.DataFrame({"bin": number, "Says": 100 * sure, "Right": 100.0 * right})
    found = frame.groupby("bin").agg(Says=("Says", "mean"), Right=("Right", "mean"))
    found["Rows"] = 100 * frame.groupby("bin").size() / len(frame)
    return found.reset_index(drop=True)


def table(asked: Calibration) -> pd.DataFrame:
    """The bins of every run, in per cent."""
    found = {when: bins(results, asked.key) for when, results in asked.runs.items()}
    return pd.concat(found, names=["Calibration"]).reset_index(level=0).reset_index(drop=True)


def draw(asked: Calibration) -> Figure:
    """Share right against confidence, a curve for each run."""
    ends = {"range": [-2, 102], "fixedrange": True}
    figure = Figure(
        layout=layout(
            x=axis("Says it is so sure (%)", **ends),
            y=axis("Is right so often (%)<br>nearer the dashed line is better", **ends),
            height=330,
            showlegend=True,
        )
    )
    figure.add_traces(list(_curves(asked)))
    return figure


def _curves(asked: Calibration) -> Iterator[Scatter]:
    """The line to be near, then a curve for each run."""
    corners = np.array([0.0, 100.0])
    dashed = {"color": ZERO, "width": 1, "dash": "dash"}
    yield Scatter(
        x=corners, y=corners, mode="lines", line=dashed, hoverinfo="skip", showlegend=False
    )
    for when, results in asked.runs.items():
        rows, (symbol, line) = bins(results, asked.key), LOOKS[when]
        size = 6 + 14 * np.sqrt(rows["Rows"].to_numpy() / 100)
        yield Scatter(
            x=rows["Says"].to_numpy(),
            y=rows["Right"].to_numpy(),
            mode="lines+markers",
            name=when,
            marker={"symbol": symbol, "color": INK, "size": size, "line": {"width": 1.5}},
            customdata=rows["Rows"].to_numpy(),
            hovertemplate="says %{x:.0f} %, right %{y:.0f} %<br>%{customdata:.0f} % of answers"
            f"<extra>{when}</extra>",
            line=line,
        )


def effect(before: Results, after: Results, keys: Sequence[str]) -> pd.DataFrame:
    """What calibration changed: one row a method and score; a positive change is better."""
    rows = []
    for key in keys:
        for metric in SCORES:
            gain = change(before, after, key, metric)
            named = (after.method(key).title, METRICS[metric].title)
            rows.append(
                (*named, *_means(before, after, key, metric), gain.mean, gain.low, gain.high)
            )
    columns = ["Method", "Score", BEFORE, AFTER, "Better by", "Low", "High"]
    return pd.DataFrame(rows, columns=columns)


def change(before: Results, after: Results, key: str, metric: str) -> Comparison:
    """How much better calibration made one method, fold by fold; positive is better."""
    scores = [each.fold_scores(metric)[each.positions[key]] for each in (before, after)]
    n = min(len(each) for each in scores)
    gain = np.asarray(METRICS[metric].gain(scores[1][:n] - scores[0][:n]))
    return compare(gain, after.n_splits, 0.0)


def _means(before: Results, after: Results, key: str, metric: str) -> list[float]:
    return [float(each.means(metric)[each.positions[key]]) for each in (before, after)]


def words(asked: Calibration) -> str:
    """What the curves say about one method."""
    when, last = list(asked.runs.items())[-1]
    is_single = asked.key == "best_single"
    title = "your best single model" if is_single else last.method(asked.key).title
    rows = bins(last, asked.key)
    said, right = (float(np.average(rows[c], weights=rows["Rows"])) for c in ("Says", "Right"))
    bias = "as often as that" if abs(said - right) < 1 else f"{right:.0f} % of the time"
    now = " after calibration" if when == AFTER else ""
    text = f"{starting(title)} says it is {said:.0f} % sure on average{now}, and is right {bias}."
    if asked.before is None or asked.after is None:
        return text
    moved = [_moved(asked.before, asked.after, asked.key, metric) for metric in SCORES]
    return f"{text} Calibration {' and '.join(moved)}."


def _moved(before: Results, after: Results, key: str, metric: str) -> str:
    """ "lowers its log-loss from 0.512 to 0.430 (by 0.060 to 0.104)" """
    gain = change(before, after, key, metric)
    first, then = map(METRICS[metric].format, _means(before, after, key, metric))
    if not gain.is_known or gain.low <= 0 <= gain.high:
        return f"does not clearly change its {score_name(metric)} ({first}, then {then})"
    verb = "lowers" if gain.mean > 0 else "raises"
    form = digits(metric)
    low, high = sorted((abs(gain.low), abs(gain.high)))
    return (
        f"{verb} its {score_name(metric)} from {first} to {then} (95 % interval of the change "
        f"{low:{form}} to {high:{form}})"
    )


ENTRY = Display(
    question="Is it right as often as it says?",
    draw=draw,
    words=words,
    table=table,
    better=neither,
    order=100,
)
