"""Other samples of the data one after another: the scores of the ways hop and leave a trail.

A hypothetical outcome plot (Hullman, Resnick and Adar 2015): whoever sees outcomes come one by one
judges better how sure a lead is than whoever reads an interval.
"""

from typing import Any

import numpy as np
import streamlit as st

from lib.charts.redraws import leaders, way_of
from lib.drawing.methods import scale, score_title
from lib.statistics.metrics import METRICS
from lib.ui.components import script, style
from lib.ui.components.stage import named
from lib.verdict.samples import Samples
from lib.words import listed

_mount = st.components.v2.component(
    "redraws",
    html='<div class="stage redraws"></div>\n<!-- filled by redraws.js -->',
    css=style("stage.css", "player.css", "redraws.css"),
    js=script("redraws.js"),
)


def redraws_data(samples: Samples) -> dict[str, Any]:
    """All that `redraws` draws, ready for JSON. Scores as they are drawn, None where there is none;
    each way has its score of today and one a sample, `led` says where it is the best."""
    plan, scores = samples.plan, scale(samples.plan.metric) * samples.scores[0]
    rows = [
        {
            "way": way_of(stand),
            "method": stand.title,
            "picked": i == plan.pick,
            "today": round(scale(plan.metric) * stand.today, 4),
            "scores": [None if np.isnan(s) else round(float(s), 4) for s in scores[:, i]],
            "led": [bool(led) for led in samples.leads[0, :, i]],
        }
        for i, stand in enumerate(plan.stands)
    ]
    title = score_title(plan.metric).replace("<br>", ", ")
    said = [_said(samples, number) for number in range(plan.n_samples)]
    return named({"title": title, "rows": rows, "said": said})


def redraws(data: dict[str, Any], key: str) -> None:
    """Draw them. It works in the browser alone; Python hears nothing of it."""
    _mount(key=key, data=data)


def _said(samples: Samples, number: int) -> str:
    """One sample for whoever cannot see it."""
    best, form = leaders(samples, number), METRICS[samples.plan.metric].format
    scores = [
        f"{way_of(stand)} {form(float(score))}"
        for stand, score in zip(samples.plan.stands, samples.scores[0, number], strict=True)
    ]
    return f"{', '.join(scores)}. Best: {listed(best) or 'none'}."
