"""Every method's score with its interval, and the best single model as the line to beat."""

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure

from lib.drawing.display import Display
from lib.drawing.methods import (
    FAMILIES,
    REGION,
    as_drawn,
    as_said,
    digits,
    family_of,
    intervals,
    label,
    legend_entry,
    nothing_to_draw,
    rows_figure,
    safe,
    score_title,
    starting,
)
from lib.drawing.style import INK
from lib.engine.results import Method
from lib.verdict.case import Case
from lib.verdict.comparisons import region_of, score_of, versus
from lib.words import in_sentence


def table(case: Case) -> pd.DataFrame:
    """One row a method with a score, best first."""
    results, reference, metric = case.results, case.verdict.reference, case.scenario.metric
    costs, rows = results.costs(), []
    for key in results.ranking(metric):
        method, score = results.method(key), score_of(results, key, metric)
        if not np.isfinite(score.mean):
            continue
        gain = versus(results, key, reference, metric, case.verdict.rope)
        rows.append(
            {
                "Method": method.title,
                "Family": FAMILIES[family_of(method, reference)][0],
                **as_drawn(metric, score),
                "Gain over best single": gain.mean,
                "Gain, low": gain.low,
                "Gain, high": gain.high,
                "Models run": costs.models[results.positions[key]],
                "Also": ", ".join(name.title for name in method.also),
                "key": key,
            }
        )
    return pd.DataFrame(rows)


def draw(case: Case) -> Figure:
    """A line for each row of the table, marked by its family."""
    metric, rows = case.scenario.metric, table(case)
    if rows.empty:
        return nothing_to_draw("This score is not defined here.", score_title(metric), "Method")
    methods = [case.results.method(key) for key in rows["key"]]
    labels = [_row_label(method) for method in methods]
    figure = rows_figure(labels, score_title(metric), "Method, best on top")
    _draw_reference(figure, rows, case)
    families = np.array([family_of(method, case.verdict.reference) for method in methods])
    number = f":{digits(metric)}}}"
    hover = (
        f"%{{customdata[0]}}<br>%{{x{number} (95 % interval "
        f"%{{customdata[1]{number} to %{{customdata[2]{number})<extra></extra>"
    )
    for family in dict.fromkeys(families):
        chosen = rows[families == family]
        names = [safe(title) for title in chosen["Method"]]
        figure.add_trace(
            intervals(
                chosen,
                np.flatnonzero(families == family),
                customdata=np.array([names, chosen["Low"], chosen["High"]], dtype=object).T,
                hovertemplate=hover,
                **legend_entry(family),
            )
        )
    return figure


def words(case: Case) -> str:
    """The best and the worst, and what the best single model reaches."""
    rows, reference = table(case), case.verdict.reference
    if rows.empty:
        return f"{case.metric.title} is not defined in any fold here."
    scores = [as_said(case.scenario.metric, score) for score in rows["Score"]]
    first, last = rows.iloc[0], rows.iloc[-1]
    said = [
        f"{starting(first['Method'])} has the best mean, {scores[0]}; "
        f"{in_sentence(last['Method'])} the worst, {scores[-1]}."
    ]
    if first["key"] != reference and reference in rows["key"].to_numpy():
        at = rows["key"].tolist().index(reference)
        said.append(f"The best single model reaches {scores[at]}.")
    said.append("Overlapping lines do not mean equal: the methods met on the same rows.")
    return " ".join(said)


def _row_label(method: Method) -> str:
    """The short name, and the first of its other names."""
    also = f"<br>or {safe(in_sentence(method.also[0].short))}" if method.also else ""
    return label(method.short) + also


def _draw_reference(figure: Figure, rows: pd.DataFrame, case: Case) -> None:
    """The line to beat, and the band around it that is too small to matter."""
    single = rows[rows["key"] == case.verdict.reference]
    if single.empty:
        return
    at = float(single["Score"].iloc[0])
    half = region_of(case.scenario.metric, case.verdict.rope)
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
