"""How sure a method says it is against how often it is right, before and after calibration."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure, Scatter

from lib.drawing.methods import digits, starting
from lib.drawing.style import INK, ZERO, axis, layout
from lib.engine.results import Results
from lib.metrics import METRICS, N_BINS
from lib.statistics.comparison import Comparison, compare

SCORES = ("log_loss", "calibration_error")
BEFORE, AFTER = "Before", "After"
LOOKS = {  # told apart by mark, line and fill, so that the curves can be read in grey
    BEFORE: {"mode": "lines+markers", "line": {"color": INK, "width": 1.5, "dash": "dot"}},
    AFTER: {"mode": "lines+markers", "line": {"color": INK, "width": 2.5}},
}
MARKS = {BEFORE: "circle-open", AFTER: "diamond"}


def bins(results: Results, key: str) -> pd.DataFrame:
    """One row a bin of confidence in which there are answers, all repeats together, in per cent.

    The bins are those of the calibration error: ten of equal width (Guo et al. 2017). Rows : the
    share of all answers that fall into the bin.
    """
    position = results.positions[key]
    P = np.concatenate([repeat.P[position] for repeat in results.repeats])
    right = P.argmax(axis=1) == np.tile(results.y, len(results.repeats))
    sure = P.max(axis=1)
    number = np.minimum((sure * N_BINS).astype(int), N_BINS - 1)
    frame = pd.DataFrame({"bin": number, "Says": 100 * sure, "Right": 100.0 * right})
    found = frame.groupby("bin").agg(Says=("Says", "mean"), Right=("Right", "mean"))
    found["Rows"] = 100 * frame.groupby("bin").size() / len(frame)
    return found.reset_index(drop=True)


def draw(runs: dict[str, Results], key: str) -> Figure:
    """Share right against confidence. runs : results by when, `BEFORE`, `AFTER` or both."""
    figure = Figure(
        layout=layout(
            x=axis("Says it is so sure (%)", range=[-2, 102], fixedrange=True),
            y=axis(
                "Is right so often (%)<br>nearer the dashed line is better",
                range=[-2, 102],
                fixedrange=True,
            ),
            height=330,
            showlegend=True,
            legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        )
    )
    ends = np.array([0.0, 100.0])
    dashed = {"color": ZERO, "width": 1, "dash": "dash"}
    figure.add_trace(
        Scatter(x=ends, y=ends, mode="lines", line=dashed, hoverinfo="skip", showlegend=False)
    )
    for when, results in runs.items():
        rows = bins(results, key)
        size = 6 + 14 * np.sqrt(rows["Rows"].to_numpy() / 100)
        figure.add_trace(
            Scatter(
                x=rows["Says"].to_numpy(),
                y=rows["Right"].to_numpy(),
                name=when,
                marker={"symbol": MARKS[when], "color": INK, "size": size, "line": {"width": 1.5}},
                customdata=rows["Rows"].to_numpy(),
                hovertemplate="says %{x:.0f} %, right %{y:.0f} %<br>%{customdata:.0f} % of answers"
                f"<extra>{when}</extra>",
                **LOOKS[when],
            )
        )
    return figure


def change(before: Results, after: Results, key: str, metric: str) -> Comparison:
    """How much better calibration made one method, fold by fold; positive is better."""
    scores = [each.fold_scores(metric)[each.positions[key]] for each in (before, after)]
    n = min(len(each) for each in scores)
    gain = np.asarray(METRICS[metric].gain(scores[1][:n] - scores[0][:n]))
    return compare(gain, after.n_splits, 0.0)


def table(before: Results, after: Results, keys: Sequence[str]) -> pd.DataFrame:
    """One row a method and score; a positive change is better."""
    rows = []
    for key in keys:
        for metric in SCORES:
            gain = change(before, after, key, metric)
            means = [float(each.means(metric)[each.positions[key]]) for each in (before, after)]
            named = (after.method(key).title, METRICS[metric].title)
            rows.append((*named, *means, gain.mean, gain.low, gain.high))
    columns = ["Method", "Score", BEFORE, AFTER, "Better by", "Low", "High"]
    return pd.DataFrame(rows, columns=columns)


def in_words(runs: dict[str, Results], key: str) -> str:
    """What the curves say about one method, in one or two sentences."""
    when, last = list(runs.items())[-1]
    title = "your best single model" if key == "best_single" else last.method(key).title
    rows = bins(last, key)
    said, right = (float(np.average(rows[c], weights=rows["Rows"])) for c in ("Says", "Right"))
    bias = "as often as that" if abs(said - right) < 1 else f"{right:.0f} % of the time"
    now = " after calibration" if when == AFTER else ""
    text = f"{starting(title)} says it is {said:.0f} % sure on average{now}, and is right {bias}."
    if len(runs) < 2:
        return text
    parts = [_moved(runs[BEFORE], runs[AFTER], key, metric) for metric in SCORES]
    return f"{text} Calibration {' and '.join(parts)}."


def _moved(before: Results, after: Results, key: str, metric: str) -> str:
    """ "lowers its log-loss from 0.512 to 0.430 (by 0.060 to 0.104)" """
    gain, entry = change(before, after, key, metric), METRICS[metric]
    means = [
        entry.format(float(each.means(metric)[each.positions[key]])) for each in (before, after)
    ]
    score = entry.title.lower()
    if not gain.is_known or gain.low <= 0 <= gain.high:
        return f"does not clearly change its {score} ({means[0]}, then {means[1]})"
    verb = "lowers" if gain.mean > 0 else "raises"
    form = digits(metric)
    low, high = sorted((abs(gain.low), abs(gain.high)))
    return (
        f"{verb} its {score} from {means[0]} to {means[1]} (95 % interval of the change "
        f"{low:{form}} to {high:{form}})"
    )
