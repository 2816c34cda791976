"""Rows of methods with their scores, as the displays of scores draw them."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure

from lib.drawing.methods import (
    FAMILIES,
    REGION,
    as_drawn,
    digits,
    family_of,
    intervals,
    label,
    legend_entry,
    nothing_to_draw,
    rows_figure,
    score_title,
)
from lib.drawing.style import INK
from lib.engine.results import Method
from lib.verdict.case import Case
from lib.verdict.comparisons import region_of, score_of, versus
from lib.words import in_sentence
from lib.words.outside import as_plotly


def rows_of(case: Case, keys: Iterable[str]) -> pd.DataFrame:
    """One row for each of these methods that has a score, in this order."""
    results, reference, metric = case.results, case.verdict.reference, case.scenario.metric
    costs, rows = results.costs(), []
    for key in keys:
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


def row_label(method: Method) -> str:
    """The short name, and the first of its other names."""
    also = f"<br>or {as_plotly(in_sentence(method.also[0].short))}" if method.also else ""
    return label(method.short) + also


def draw_rows(case: Case, rows: pd.DataFrame, labels: list[str], title: str, **more: Any) -> Figure:
    """A line for each row, marked by its family. title : of the rows. more : of `rows_figure`."""
    metric = case.scenario.metric
    if rows.empty:
        return nothing_to_draw("This score is not defined here.", score_title(metric), "Method")
    figure = rows_figure(labels, score_title(metric), title, **more)
    _draw_reference(figure, rows, case)
    methods = [case.results.method(key) for key in rows["key"]]
    families = np.array([family_of(method, case.verdict.reference) for method in methods])
    number = f":{digits(metric)}}}"
    hover = (
        f"%{{customdata[0]}}<br>%{{x{number} (95 % interval "
        f"%{{customdata[1]{number} to %{{customdata[2]{number})<extra></extra>"
    )
    for family in dict.fromkeys(families):
        chosen = rows[families == family]
        names = [as_plotly(title) for title in chosen["Method"]]
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


def _draw_reference(figure: Figure, rows: pd.DataFrame, case: Case) -> None:
    """The line to beat, and the band around it that is too small to matter."""
    single = rows[rows["key"] == case.verdict.reference]
    if single.empty:
        return
    at = float(single["Score"].iloc[0])
    half = region_of(case.scenario.metric, case.verdict.rope)
    figure.add_vrect(x0=at - half, x1=at + half, fillcolor=REGION, line_width=0, layer="below")
    figure.add_vline(x=at, line={"color": INK, "width": 1, "dash": "dash"}, layer="below")
