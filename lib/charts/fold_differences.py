"""The paired differences, fold by fold: why there is an interval at all."""

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure, Scatter

from lib.drawing.display import Display, higher
from lib.drawing.methods import MAX_MARKERS, REGION, digits, gain_title, nothing_to_draw, starting
from lib.drawing.style import INK, ZERO, axis, layout
from lib.statistics.comparison import Comparison
from lib.verdict.case import Case
from lib.verdict.comparisons import region_of, versus
from lib.words import number


def table(case: Case) -> pd.DataFrame:
    """One row a repeat and fold in which both are defined; gains in points or plain units."""
    results, key = case.results, _subject(case)
    if key is None:
        return pd.DataFrame({"Repeat": [], "Fold": [], "Gain": []})
    positions = [results.positions[k] for k in (key, case.verdict.reference)]
    ours, theirs = results.fold_scores(case.scenario.metric)[positions]
    n_repeats, n_splits = len(results.repeats), results.n_splits
    rows = pd.DataFrame(
        {
            "Repeat": np.repeat(np.arange(n_repeats) + 1, n_splits),
            "Fold": np.tile(np.arange(n_splits) + 1, n_repeats),
            "Gain": np.asarray(case.metric.gain(ours - theirs)),
        }
    )
    return rows[np.isfinite(rows["Gain"])].reset_index(drop=True)


def draw(case: Case) -> Figure:
    """A ring for each row of the table, and the mean with its interval above them."""
    metric, rows, key = case.scenario.metric, table(case), _subject(case)
    if key is None or rows.empty:
        return nothing_to_draw("There is no combination to compare.", gain_title(metric), "Repeat")
    rows = rows.head(MAX_MARKERS - 1)
    last = int(rows["Repeat"].max())
    figure = Figure(
        layout=layout(
            x=axis(gain_title(metric), zeroline=False),
            y=axis(
                "Repeat",
                tickvals=np.arange(last + 1),
                ticktext=np.array(["All", *map(str, range(1, last + 1))]),
                range=[last + 0.5, -0.6],
                showgrid=False,
                zeroline=False,
                fixedrange=True,
            ),
            height=130 + max(14, min(40, 480 // (last + 1))) * (last + 1),
        )
    )
    half = region_of(metric, case.verdict.rope)
    figure.add_vrect(x0=-half, x1=half, fillcolor=REGION, line_width=0, layer="below")
    figure.add_vline(x=0, line={"color": ZERO, "width": 1, "dash": "dash"}, layer="below")
    form = digits(metric)
    gain = versus(case.results, key, case.verdict.reference, metric, case.verdict.rope)
    figure.add_traces([_folds(rows, form), _mean(gain, form)])
    return figure


def words(case: Case) -> str:
    """How often it wins and loses, and between which differences."""
    rows, key = table(case), _subject(case)
    if key is None or rows.empty:
        return "No combination could be compared with the best single model."
    gains = rows["Gain"]
    unit, places = (" points", 1) if case.metric.as_percent else ("", 3)
    low, high = number(gains.min(), places), number(gains.max(), places)
    return (
        f"{starting(case.results.method(key).title)} beats the best single model in "
        f"{(gains > 0).sum()} of {len(gains)} folds and loses in "
        f"{(gains < 0).sum()}; the difference runs from {low} to {high}{unit}."
    )


def _folds(rows: pd.DataFrame, form: str) -> Scatter:
    return Scatter(
        x=rows["Gain"].to_numpy(),
        y=_side_by_side(rows),
        mode="markers",
        marker={"symbol": "circle-open", "size": 8, "color": INK, "line": {"width": 1.5}},
        customdata=rows[["Repeat", "Fold"]].to_numpy(),
        hovertemplate="Repeat %{customdata[0]}, fold %{customdata[1]}: "
        f"%{{x:{form}}}<extra></extra>",
    )


def _mean(gain: Comparison, form: str) -> Scatter:
    margin = np.array([gain.half_width if gain.is_known else 0.0])
    return Scatter(
        x=np.array([gain.mean]),
        y=np.zeros(1),
        mode="markers",
        marker={"symbol": "diamond", "size": 12, "color": INK},
        error_x={"type": "data", "array": margin, "color": INK, "width": 6, "thickness": 2},
        hovertemplate=f"Mean %{{x:{form}}}<extra></extra>",
    )


def _side_by_side(rows: pd.DataFrame) -> np.ndarray:
    """The repeat as a height; equal gains of one repeat stand above each other, all visible."""
    groups = rows.assign(Gain=rows["Gain"].round(6)).groupby(["Repeat", "Gain"])["Fold"]
    place, count = groups.cumcount().to_numpy(), groups.transform("size").to_numpy()
    step = np.minimum(0.24, 0.7 / np.maximum(count, 1))
    return np.asarray(rows["Repeat"].to_numpy() + (place - (count - 1) / 2) * step)


def _subject(case: Case) -> str | None:
    """The pick when it combines, else the best combination."""
    results, verdict = case.results, case.verdict
    if verdict.pick not in (None, verdict.reference):
        return verdict.pick
    defined = np.isfinite(results.means(case.scenario.metric))
    ranking = results.ranking(case.scenario.metric, results.combinations)
    return next((key for key in ranking if defined[results.positions[key]]), None)


ENTRY = Display(
    question="How much does the gain change from fold to fold?",
    draw=draw,
    words=words,
    table=table,
    better=higher,
    page="verdict",
    order=40,
)
