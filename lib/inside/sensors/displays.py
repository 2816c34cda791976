"""The sensor lab in pictures: what is left of each method's score as the damage grows."""

from typing import Any

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure, Scatter

from lib.drawing.display import Display, neither
from lib.drawing.methods import FAINT, as_drawn, digits, scale, score_title
from lib.drawing.style import INK, axis, layout, rgba
from lib.inside.damage import DAMAGES
from lib.inside.sensors.computing import WITHOUT, AtAmount, Breakage, Panel
from lib.inside.sensors.words import panel_in_words, sureness
from lib.statistics.metrics import METRICS


def draw_panel(panel: Panel) -> Figure:
    """One method against the amount of damage, the others faint behind it, a ring at the chosen
    amount. All panels have the same axes."""
    breakage, key, at = panel.breakage, panel.key, panel.at
    means = scale(breakage.metric) * breakage.scores.mean(axis=2)
    own = means[breakage.keys.index(key)]
    figure = _figure(breakage.how, score_title(breakage.metric), _reach(breakage), height=240)
    for other, line in zip(breakage.keys, means, strict=True):
        dashed = other == WITHOUT
        if other != key:
            pen = {"color": INK if dashed else FAINT, "width": 1.4 if dashed else 0.8}
            figure.add_trace(_line(breakage.amounts, line, pen | {"dash": _dash(other)}))
    if any(breakage.left_out(key, amount) for amount in range(len(breakage.amounts))):
        filled = scale(breakage.metric) * breakage.filled[breakage.keys.index(key)].mean(axis=1)
        pen = {"color": INK, "width": 2, "dash": "dot"}
        figure.add_trace(_line(breakage.amounts, filled, pen))
    figure.add_trace(_band(breakage, key))
    hover = f"%{{x}} %: %{{y:{digits(breakage.metric)}}}<extra></extra>"
    pen = {"color": INK, "width": 3, "dash": _dash(key)}
    figure.add_trace(_line(breakage.amounts, own, pen, hovertemplate=hover))
    figure.add_trace(_ring(breakage.amounts[at], own[at]))
    return figure


def _band(breakage: Breakage, key: str) -> Scatter:
    """The 95 % interval at every amount."""
    reach = _limits(breakage, key)
    return Scatter(
        x=np.concatenate([breakage.amounts, breakage.amounts[::-1]]),
        y=np.concatenate([reach[:, 0], reach[::-1, 1]]),
        fill="toself",
        fillcolor=rgba("#808080", 0.18),
        mode="none",
        hoverinfo="skip",
    )


def _limits(breakage: Breakage, key: str) -> np.ndarray:
    """(n_amounts, 2) as they are drawn."""
    found = (breakage.interval(key, at) for at in range(len(breakage.amounts)))
    drawn = pd.DataFrame([as_drawn(breakage.metric, each) for each in found])
    return drawn[["Low", "High"]].to_numpy()


def table_of_panels(panel: Panel) -> pd.DataFrame:
    """One row a method and amount: mean score and its interval over the folds."""
    breakage, rows = panel.breakage, []
    for key in breakage.keys:
        for at, amount in enumerate(breakage.amounts):
            numbers = as_drawn(breakage.metric, breakage.interval(key, at))
            found = {"Method": breakage.title(key), "Damage (%)": amount, **numbers}
            if breakage.how == "missing":
                filled = breakage.filled[breakage.keys.index(key), at].mean()
                found["Filled in"] = scale(breakage.metric) * filled
            rows.append(found)
    return pd.DataFrame(rows)


PANEL = Display(
    question="How much of the score is left?",
    draw=draw_panel,
    words=panel_in_words,
    table=table_of_panels,
    better=lambda panel: METRICS[panel.breakage.metric].better,
)


def draw_sureness(chosen: AtAmount) -> Figure:
    """How sure the models that see the view are, and how often they are right."""
    breakage, at = chosen.breakage, chosen.at
    figure = _figure(breakage.how, "Mean over rows (%)", [-2, 104], height=280, showlegend=True)
    for name, values, dash in (
        ("How sure", breakage.confidence, "dot"),
        ("How often right", breakage.accuracy, "solid"),
    ):
        pen = {"color": INK, "width": 2.5, "dash": dash}
        hover = f"{name}, %{{x}} %: %{{y:.0f}}<extra></extra>"
        named = {"name": name, "showlegend": True, "hovertemplate": hover}
        figure.add_trace(_line(breakage.amounts, 100 * values, pen, **named))
        figure.add_trace(_ring(breakage.amounts[at], 100 * values[at]))
    return figure


def table_of_sureness(chosen: AtAmount) -> pd.DataFrame:
    """One row an amount of damage."""
    breakage = chosen.breakage
    return pd.DataFrame(
        {
            "Damage (%)": breakage.amounts,
            "How sure (%)": 100 * breakage.confidence,
            "How often right (%)": 100 * breakage.accuracy,
        }
    )


SURENESS = Display(
    "How sure is the model that is wrong?", draw_sureness, sureness, table_of_sureness, neither
)


def _figure(how: str, y: str, reach: list[float], **more: Any) -> Figure:
    """Nothing drawn yet, against the amount of damage. y, reach : of the other axis."""
    still = {"fixedrange": True, "zeroline": False}
    x = "Rows hit (%)" if DAMAGES[how].of_rows else "Damage (% of spread)"
    return Figure(layout=layout(axis(x, **still), axis(y, range=reach, **still), **more))


def _line(x: np.ndarray, y: np.ndarray, pen: dict[str, Any], **more: Any) -> Scatter:
    """A line of which nothing is said when it is pointed at, unless `more` has a template."""
    quiet = {"hoverinfo": "x+y" if "hovertemplate" in more else "skip", "showlegend": False}
    return Scatter(x=x, y=y, mode="lines", line=pen, **quiet | more)


def _ring(x: float, y: float) -> Scatter:
    return Scatter(
        x=np.array([x]),
        y=np.array([y]),
        mode="markers",
        marker={"symbol": "circle-open", "size": 13, "color": INK, "line": {"width": 3}},
        hoverinfo="skip",
        showlegend=False,
    )


def _dash(key: str) -> str:
    return "dash" if key == WITHOUT else "solid"


def _reach(breakage: Breakage) -> list[float]:
    """The heights all panels share."""
    ends = np.concatenate([_limits(breakage, key) for key in breakage.keys])
    values = ends[np.isfinite(ends).all(axis=1)]
    if not len(values):
        return [0, 1]
    low, high = float(values.min()), float(values.max())
    margin = 0.06 * (high - low) or 0.05
    return [low - margin, high + margin]
