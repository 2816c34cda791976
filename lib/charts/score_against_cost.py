"""What a better score costs: the methods that nothing cheaper beats are named.

The cost is what the visitor cares about most; without a wish, the time to answer.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure, Scatter

from lib.cares import Axis, Priorities, costs_of, entries, limits
from lib.drawing.display import Display
from lib.drawing.methods import (
    FAINT,
    FAMILIES,
    as_said,
    digits,
    family_of,
    label,
    legend_entry,
    nothing_to_draw,
    scale,
    score_title,
    starting,
)
from lib.drawing.style import INK, axis, layout
from lib.statistics.metrics import Metric
from lib.verdict.case import Case
from lib.verdict.records import Verdict
from lib.words import in_sentence
from lib.words.outside import as_plotly

USUAL = ("latency", "models")  # what is drawn when nobody says what matters; first in the table
AXES = {key: found for key in (*USUAL, *entries()) if (found := entries()[key].axis)}
TICKS = np.outer(10.0 ** np.arange(-5, 6), [1, 3]).ravel()  # of the logarithmic axis
NAME_HEIGHT = 0.07  # of the height of the chart
WIDE = 10  # times between the cheapest and the dearest: then every step is a factor


def table(case: Case) -> pd.DataFrame:
    """One row a method with a score, cheapest first."""
    results, verdict, metric = case.results, case.verdict, case.scenario.metric
    costs = costs_of(results, metric, {})
    costs |= {candidate.key: dict(candidate.costs) for candidate in verdict.candidates}
    rows = pd.DataFrame(
        {
            "Method": [method.title for method in results.methods],
            "Family": [FAMILIES[family_of(m, verdict.reference)][0] for m in results.methods],
            "Score": scale(metric) * results.means(metric),
        }
    )
    for care, on_axis in AXES.items():
        if any(care in known for known in costs.values()):
            amounts = [costs[method.key].get(care, np.nan) for method in results.methods]
            rows[on_axis.column] = np.array(amounts) / on_axis.unit
    rows["key"] = [method.key for method in results.methods]
    rows = rows[np.isfinite(rows["Score"])]
    cost = _cost(rows, case.scenario.priorities).column
    rows = rows[np.isfinite(rows[cost])]
    rows = rows.sort_values(cost, kind="stable", ignore_index=True)
    rows["Nothing cheaper is better"] = _front(rows["Score"].to_numpy(), case.metric)
    return rows


def draw(case: Case) -> Figure:
    """A mark for each row of the table, a line along those that nothing cheaper beats."""
    rows, title = table(case), score_title(case.scenario.metric)
    if rows.empty:
        return nothing_to_draw("This score is not defined here.", AXES["latency"].title, title)
    cost = _cost(rows, case.scenario.priorities)
    most = _most(case.scenario.priorities, cost)
    span = _span(pd.Series([*rows[cost.column], *most]))
    figure = Figure(
        layout=layout(x=axis(cost.title, **span), y=axis(title), height=440, showlegend=True)
    )
    front = rows[rows["Nothing cheaper is better"]]
    line = {"color": FAINT, "width": 1, "dash": "dot", "shape": "hv"}
    x, y = front[cost.column].to_numpy(), front["Score"].to_numpy()
    figure.add_trace(Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", showlegend=False))
    for at in most:
        _mark_limit(figure, at)
    _ring_the_pick(figure, rows[rows["key"] == case.verdict.pick], cost.column)
    figure.add_traces(list(_marks(case, rows, cost.column)))
    return figure


def words(case: Case) -> str:
    """How many times the cheapest the best one costs."""
    rows = table(case)
    if rows.empty:
        return f"{case.metric.title} is not defined in any fold here."
    cost = _cost(rows, case.scenario.priorities)
    cheapest, best = rows.iloc[0], rows[rows["Nothing cheaper is better"]].iloc[-1]
    low, high = (as_said(case.scenario.metric, row["Score"]) for row in (cheapest, best))
    if cheapest["key"] == best["key"]:
        return f"{starting(best['Method'])} is the cheapest and has the best mean, {high}."
    least, spent = cheapest[cost.column], best[cost.column]
    ratio = f"{spent / least:.2g}" if least > 0 else "many"
    return (
        f"{starting(best['Method'])} has the best mean, {high}, for {ratio} times the "
        f"{cost.what} of the cheapest, {in_sentence(cheapest['Method'])}, with {low}."
    )


def _marks(case: Case, rows: pd.DataFrame, cost: str) -> Iterator[Scatter]:
    """The marks of each family, with the names that have room."""
    results, reference = case.results, case.verdict.reference
    names = {key: label(results.method(key).short, 1) for key in _named(rows, case.verdict)}
    families = np.array([family_of(results.method(key), reference) for key in rows["key"]])
    for family in dict.fromkeys(families):
        chosen = rows[families == family]
        told = [[as_plotly(title) for title in chosen["Method"]], chosen[AXES["models"].column]]
        yield Scatter(
            x=chosen[cost].to_numpy(),
            y=chosen["Score"].to_numpy(),
            mode="markers+text",
            text=np.array([names.get(key, "") for key in chosen["key"]], dtype=object),
            textposition=_sides(chosen[cost].to_numpy(), rows[cost].to_numpy()),
            cliponaxis=False,
            customdata=np.array(told, dtype=object).T,
            hovertemplate=f"%{{customdata[0]}}<br>%{{y:{digits(case.scenario.metric)}}} for "
            "%{x:.3g}<br>models run: %{customdata[1]:.3g}<extra></extra>",
            **legend_entry(family),
        )


def _cost(rows: pd.DataFrame, priorities: Priorities) -> Axis:
    """What matters most of what was measured; else the time, where it was measured for all; else
    the number of models."""
    wanted = AXES.get(_heaviest(priorities))
    if wanted and np.isfinite(rows.get(wanted.column, pd.Series(dtype=float))).any():
        return wanted
    times = rows.get(AXES["latency"].column, np.nan)
    return AXES["latency" if np.all(np.isfinite(times) & (times > 0)) else "models"]


def _heaviest(priorities: Priorities) -> str:
    """Of what can be on the axis: the heaviest weight, else the first limit."""
    weights = [pair for pair in priorities.weights if pair[0] in AXES]
    limited = [(limits()[name].care, 0.0) for name, _ in priorities.limits]
    return max(weights or limited[:1], key=lambda pair: pair[1], default=("", 0.0))[0]


def _most(priorities: Priorities, cost: Axis) -> list[float]:
    """Limits on the cost that is drawn, in its unit."""
    return [
        most * limits()[name].unit / cost.unit
        for name, most in priorities.limits
        if AXES.get(limits()[name].care) is cost
    ]


def _mark_limit(figure: Figure, at: float) -> None:
    """A line with its name on the side where there is more room."""
    x = figure.layout.xaxis
    on_axis = np.log10(at) if x.type == "log" else at
    side = "left" if on_axis < np.mean(x.range) else "right"
    figure.add_vline(at, line={"color": FAINT, "width": 2, "dash": "dash"})
    figure.add_annotation(
        x=on_axis, y=1, yref="paper", text=" Your limit ", xanchor=side, showarrow=False
    )


def _ring_the_pick(figure: Figure, picked: pd.DataFrame, cost: str) -> None:
    ring = {"symbol": "circle-open", "size": 24, "color": INK, "line": {"width": 2}}
    x, y = picked[cost].to_numpy(), picked["Score"].to_numpy()
    figure.add_trace(
        Scatter(x=x, y=y, mode="markers", name="The pick", marker=ring, hoverinfo="skip")
    )


def _front(scores: np.ndarray, metric: Metric) -> np.ndarray:
    """Which of the methods, cheapest first, score better than everything cheaper."""
    gains = np.asarray(metric.gain(scores))
    before = np.concatenate([[-np.inf], np.maximum.accumulate(gains)[:-1]]) if len(gains) else gains
    return np.asarray(gains > before)


def _named(rows: pd.DataFrame, verdict: Verdict) -> set[str]:
    """Pick, best single model, then what nothing cheaper beats, as far as names do not hide each
    other; the others are told when pointed at, and in the table."""
    front = rows.loc[rows["Nothing cheaper is better"], "key"]
    heights = dict(zip(rows["key"], rows["Score"], strict=True))
    apart = NAME_HEIGHT * (max(heights.values()) - min(heights.values()))
    named: list[str] = []
    for key in dict.fromkeys([verdict.pick or "", verdict.reference, *front[::-1]]):
        if key in heights and all(abs(heights[key] - heights[k]) >= apart for k in named):
            named.append(key)
    return set(named)


def _span(costs: pd.Series) -> dict[str, object]:
    """A logarithmic axis when costs lie far apart, with room for the names at both ends."""
    low, high = float(costs.min()), float(costs.max())
    if low > 0 and high / low > WIDE:
        ends, room = (np.log10(low), np.log10(high)), 0.15 * np.log10(high / low)
        return {"type": "log", "range": [ends[0] - room, ends[1] + room], "tickvals": TICKS}
    room = 0.15 * ((high - low) or 1.0)
    return {"range": [low - room, high + room]}


def _sides(costs: np.ndarray, all_costs: np.ndarray) -> list[str]:
    """Names on the left half stand to the right of their mark, so that none is cut off."""
    middle = np.sqrt(max(all_costs.min(), 0) * all_costs.max()) or all_costs.mean()
    return ["bottom right" if cost <= middle else "top left" for cost in costs]


ENTRY = Display(
    question="What does a better score cost?",
    draw=draw,
    words=words,
    table=table,
    better=lambda case: case.metric.better,
    page="compare",
    order=30,
)
