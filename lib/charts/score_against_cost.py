"""What a better score costs in time: the methods that nothing cheaper beats are named."""

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure, Scatter

from lib.charts._entry import Chart
from lib.charts._methods import (
    FAINT,
    FAMILIES,
    digits,
    family_of,
    legend_entry,
    nothing_to_draw,
    safe,
    scale,
    score_title,
    starting,
)
from lib.charts._style import axis, layout
from lib.metrics import METRICS
from lib.results import Results
from lib.verdict import Verdict, in_sentence, same_answers

TIME = "Time to answer one row (ms)<br>lower is better"
MODELS = "Models run for an answer<br>fewer is better"
TICKS = np.outer(10.0 ** np.arange(-5, 6), [1, 3]).ravel()  # of the logarithmic axis
WIDE = 10  # times between the cheapest and the dearest: then every step is a factor


def table(results: Results, verdict: Verdict, metric: str) -> pd.DataFrame:
    """One row a method with a score, cheapest first."""
    costs, means = results.costs(), results.means(metric)
    rows = pd.DataFrame(
        {
            "Method": [method.title for method in results.methods],
            "Family": [FAMILIES[family_of(m, verdict)][0] for m in results.methods],
            "Score": scale(metric) * means,
            "Milliseconds a row": 1000 * costs.predict_seconds,
            "Models run": costs.models,
            "key": [method.key for method in results.methods],
        }
    )
    rows = rows[np.isfinite(rows["Score"])].reset_index(drop=True)
    rows = rows.sort_values(_cost(rows), kind="stable", ignore_index=True)
    own = [same_answers(results, key) == key for key in rows["key"]]
    rows["Nothing cheaper is better"] = False
    rows.loc[own, "Nothing cheaper is better"] = _front(rows.loc[own, "Score"].to_numpy(), metric)
    return rows


def draw(results: Results, verdict: Verdict, metric: str) -> Figure:
    rows = table(results, verdict, metric)
    if rows.empty:
        return nothing_to_draw("This score is not defined here.", TIME, score_title(metric))
    cost = _cost(rows)
    figure = Figure(
        layout=layout(
            x=axis(TIME if cost == "Milliseconds a row" else MODELS, **_span(rows[cost])),
            y=axis(score_title(metric)),
            height=440,
            showlegend=True,
        )
    )
    front = rows[rows["Nothing cheaper is better"]]
    line = {"color": FAINT, "width": 1, "dash": "dot", "shape": "hv"}
    x, y = front[cost].to_numpy(), front["Score"].to_numpy()
    figure.add_trace(Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", showlegend=False))
    families = np.array([family_of(results.method(key), verdict) for key in rows["key"]])
    for family in dict.fromkeys(families):
        chosen = rows[families == family]
        named = _named(chosen, verdict)
        figure.add_trace(
            Scatter(
                x=chosen[cost].to_numpy(),
                y=chosen["Score"].to_numpy(),
                mode="markers+text",
                text=[safe(results.method(k).short) if k in named else "" for k in chosen["key"]],
                textposition=_sides(chosen[cost].to_numpy(), rows[cost].to_numpy()),
                cliponaxis=False,
                customdata=np.array(
                    [[safe(title) for title in chosen["Method"]], chosen["Models run"]],
                    dtype=object,
                ).T,
                hovertemplate=f"%{{customdata[0]}}<br>%{{y:{digits(metric)}}} for %{{x:.3g}}"
                "<br>models run: %{customdata[1]:.3g}<extra></extra>",
                **legend_entry(family),
            )
        )
    return figure


def in_words(results: Results, verdict: Verdict, metric: str) -> str:
    rows = table(results, verdict, metric)
    if rows.empty:
        return f"{METRICS[metric].title} is not defined in any fold here."
    cost = _cost(rows)
    cheapest, best = rows.iloc[0], rows[rows["Nothing cheaper is better"]].iloc[-1]
    show = METRICS[metric].format
    low, high = (show(row["Score"] / scale(metric)) for row in (cheapest, best))
    if cheapest["key"] == best["key"]:
        return f"{starting(best['Method'])} is the cheapest and has the best mean, {high}."
    ratio = f"{best[cost] / cheapest[cost]:.2g}" if cheapest[cost] > 0 else "many"
    what = "time" if cost == "Milliseconds a row" else "number of models"
    return (
        f"{starting(best['Method'])} has the best mean, {high}, for {ratio} times the {what} of "
        f"the cheapest, {in_sentence(cheapest['Method'])}, with {low}."
    )


def _cost(rows: pd.DataFrame) -> str:
    """Time where it was measured for all, else the number of models."""
    times = rows["Milliseconds a row"]
    return "Milliseconds a row" if (np.isfinite(times) & (times > 0)).all() else "Models run"


def _front(scores: np.ndarray, metric: str) -> np.ndarray:
    """Which of the methods, cheapest first, score better than everything cheaper."""
    gains = np.asarray(METRICS[metric].gain(scores))
    before = np.concatenate([[-np.inf], np.maximum.accumulate(gains)[:-1]]) if len(gains) else gains
    return np.asarray(gains > before)


def _named(rows: pd.DataFrame, verdict: Verdict) -> set[str]:
    """Too many names would hide each other; the others are told when pointed at."""
    front = rows.loc[rows["Nothing cheaper is better"], "key"]
    return {*front, verdict.reference, verdict.pick or ""}


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


ENTRY = Chart(
    title="What does a better score cost?",
    section="compare",
    draw=draw,
    in_words=in_words,
    table=table,
    order=30,
)
