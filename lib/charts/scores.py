"""Every method's score with its interval, and the best single model as the line to beat."""

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure, Scatter

from lib.drawing.display import Display
from lib.drawing.methods import (
    FAINT,
    FAMILIES,
    REGION,
    digits,
    family_of,
    height,
    label,
    legend_entry,
    nothing_to_draw,
    original,
    rows_axis,
    safe,
    scale,
    score_title,
    starting,
)
from lib.drawing.style import INK, axis, layout
from lib.engine.results import Method, Results
from lib.metrics import METRICS
from lib.verdict.case import Case
from lib.verdict.comparisons import region_of, score_of, versus
from lib.verdict.records import Verdict
from lib.words import in_sentence

BEYOND = {True: (0.0, 1.0), False: (0.0, np.inf)}  # no score lies beyond, so no interval is drawn


def table(case: Case) -> pd.DataFrame:
    """One row a method with a score, best first."""
    results, verdict, metric = case.results, case.verdict, case.scenario.metric
    low, high = BEYOND[METRICS[metric].as_percent or metric == "roc_auc"]
    costs, rows = results.costs(), []
    for key in results.ranking(metric):
        method, score = results.method(key), score_of(results, key, metric)
        if not np.isfinite(score.mean):
            continue
        gain = versus(results, key, verdict.reference, metric, verdict.rope)
        rows.append(
            {
                "Method": method.title,
                "Family": FAMILIES[family_of(method, verdict.reference)][0],
                "Score": scale(metric) * score.mean,
                "Low": scale(metric) * np.clip(score.low, low, high),
                "High": scale(metric) * np.clip(score.high, low, high),
                "Gain over best single": gain.mean,
                "Gain, low": gain.low,
                "Gain, high": gain.high,
                "Models run": costs.models[results.positions[key]],
                "Same as": twin.title if (twin := original(results, method)) else "",
                "key": key,
            }
        )
    return pd.DataFrame(rows)


def draw(case: Case) -> Figure:
    results, verdict, metric = case.results, case.verdict, case.scenario.metric
    rows = table(case)
    if rows.empty:
        return nothing_to_draw("This score is not defined here.", score_title(metric), "Method")
    methods = [results.method(key) for key in rows["key"]]
    labels = [_row_label(results, method) for method in methods]
    figure = Figure(
        layout=layout(
            x=axis(score_title(metric)),
            y=rows_axis(labels) | {"title": {"text": "Method, best on top"}},
            height=height(len(rows), 190),
            showlegend=True,
        )
    )
    _reference(figure, rows, verdict, metric)
    families = np.array([family_of(method, verdict.reference) for method in methods])
    hover = (
        f"%{{customdata[0]}}<br>%{{x:{digits(metric)}}} (95 % interval "
        f"%{{customdata[1]:{digits(metric)}}} to %{{customdata[2]:{digits(metric)}}})"
        "<extra></extra>"
    )
    for family in dict.fromkeys(families):
        chosen = rows[families == family]
        names = [safe(title) for title in chosen["Method"]]
        half = {"array": (chosen["High"] - chosen["Score"]).to_numpy()}
        half["arrayminus"] = (chosen["Score"] - chosen["Low"]).to_numpy()
        figure.add_trace(
            Scatter(
                x=chosen["Score"].to_numpy(),
                y=np.flatnonzero(families == family),
                mode="markers",
                error_x={"type": "data", "symmetric": False, "color": FAINT, "width": 0, **half},
                customdata=np.array([names, chosen["Low"], chosen["High"]], dtype=object).T,
                hovertemplate=hover,
                **legend_entry(family),
            )
        )
    return figure


def words(case: Case) -> str:
    results, verdict, metric = case.results, case.verdict, case.scenario.metric
    rows = table(case)
    if rows.empty:
        return f"{METRICS[metric].title} is not defined in any fold here."
    first, last = rows.iloc[0], rows.iloc[-1]
    show = METRICS[metric].format
    best, worst = (show(row["Score"] / scale(metric)) for row in (first, last))
    single = rows[rows["key"] == verdict.reference]
    text = f"{starting(first['Method'])} has the best mean, {best}; "
    text += f"{in_sentence(last['Method'])} the worst, {worst}."
    if len(single) and first["key"] != verdict.reference:
        score = show(single["Score"].iloc[0] / scale(metric))
        text += f" The best single model reaches {score}."
    return text + " Overlapping lines do not mean equal: the methods met on the same rows."


def _row_label(results: Results, method: Method) -> str:
    """The short name, and whose answers these are when they are not its own."""
    twin = original(results, method)
    same = f"<br>same as {safe(in_sentence(twin.short))}" if twin else ""
    return label(method.short) + same


def _reference(figure: Figure, rows: pd.DataFrame, verdict: Verdict, metric: str) -> None:
    """The line to beat, and the band around it that is too small to matter."""
    single = rows[rows["key"] == verdict.reference]
    if single.empty:
        return
    at, half = float(single["Score"].iloc[0]), region_of(metric, verdict.rope)
    figure.add_vrect(x0=at - half, x1=at + half, fillcolor=REGION, line_width=0, layer="below")
    figure.add_vline(x=at, line={"color": INK, "width": 1, "dash": "dash"}, layer="below")


ENTRY = Display(
    question="Which method scores best, and how sure is that?",
    draw=draw,
    words=words,
    table=table,
    better=lambda case: case.metric.better,
    page="compare",
    order=10,
)
