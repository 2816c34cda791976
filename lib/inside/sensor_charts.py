"""The sensor lab in pictures: what is left of each method's score as the damage grows."""

from typing import Any

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure, Scatter

from lib.drawing.methods import FAINT, digits, scale, score_title
from lib.drawing.style import INK, axis, layout, rgba
from lib.inside.sensors import DAMAGES, METHODS, WITHOUT, Breakage
from lib.metrics import METRICS


def alike(breakage: Breakage) -> list[tuple[str, ...]]:
    """The methods, those with the same scores everywhere together: they are one line."""
    groups: dict[bytes, list[str]] = {}
    for key, scores in zip(breakage.keys, breakage.scores, strict=True):
        groups.setdefault(np.round(scores, 9).tobytes(), []).append(key)
    in_order = sorted(groups.values(), key=lambda keys: min(map(order, keys)))
    return [tuple(sorted(keys, key=order)) for keys in in_order]


def order(key: str) -> int:
    return (*METHODS, WITHOUT).index(key)


def table(breakage: Breakage) -> pd.DataFrame:
    """One row a method and amount: mean score and its interval over the folds."""
    factor, rows = scale(breakage.metric), []
    for key in sorted(breakage.keys, key=order):
        for at, amount in enumerate(breakage.amounts):
            low, high = limits(breakage, key, at)
            mean = factor * breakage.interval(key, at).mean
            rows.append((breakage.title(key), amount, mean, factor * low, factor * high))
    return pd.DataFrame(rows, columns=["Method", "Damage (%)", "Score", "Low", "High"])


def limits(breakage: Breakage, key: str, at: int) -> tuple[float, float]:
    """The 95 % interval of a mean score, as far as scores can reach."""
    found = breakage.interval(key, at)
    most = 1.0 if METRICS[breakage.metric].as_percent or breakage.metric == "roc_auc" else np.inf
    return float(np.clip(found.low, 0, most)), float(np.clip(found.high, 0, most))


def panel(breakage: Breakage, key: str, at: int) -> Figure:
    """One method against the amount of damage, the others faint behind it, a ring at the chosen
    amount. All panels have the same axes."""
    factor = scale(breakage.metric)
    means = factor * breakage.scores.mean(axis=2)
    figure = Figure(
        layout=layout(
            x=axis(_amount_title(breakage.how), fixedrange=True, zeroline=False),
            y=axis(
                score_title(breakage.metric).partition("<br>")[0],  # the caption says the rest
                fixedrange=True,
                zeroline=False,
                range=_reach(breakage),
            ),
            height=240,
        )
    )
    for other, line in zip(breakage.keys, means, strict=True):
        dashed = other == WITHOUT
        if other != key:
            pen = {"color": INK if dashed else FAINT, "width": 1.4 if dashed else 0.8}
            figure.add_trace(_line(breakage.amounts, line, pen | {"dash": _dash(other)}))
    own = means[breakage.keys.index(key)]
    reach = np.array([limits(breakage, key, i) for i in range(len(own))]) * factor
    figure.add_trace(
        Scatter(
            x=np.concatenate([breakage.amounts, breakage.amounts[::-1]]),
            y=np.concatenate([reach[:, 0], reach[::-1, 1]]),
            fill="toself",
            fillcolor=rgba("#808080", 0.18),
            mode="none",
            hoverinfo="skip",
        )
    )
    figure.add_trace(_line(breakage.amounts, own, {"color": INK, "width": 3, "dash": _dash(key)}))
    figure.data[-1].update(
        hoverinfo="x+y", hovertemplate=f"%{{x}} %: %{{y:{digits(breakage.metric)}}}<extra></extra>"
    )
    figure.add_trace(_ring(breakage.amounts[at], own[at]))
    return figure


def sureness_chart(breakage: Breakage, at: int) -> Figure:
    """How sure the models that see the view are, and how often they are right."""
    figure = Figure(
        layout=layout(
            x=axis(_amount_title(breakage.how), fixedrange=True, zeroline=False),
            y=axis("Mean over rows (%)", range=[-2, 104], fixedrange=True, zeroline=False),
            height=280,
            showlegend=True,
        )
    )
    for name, values, dash in (
        ("How sure", breakage.confidence, "dot"),
        ("How often right", breakage.accuracy, "solid"),
    ):
        line = _line(breakage.amounts, 100 * values, {"color": INK, "width": 2.5, "dash": dash})
        line.update(
            name=name,
            showlegend=True,
            hoverinfo="x+y",
            hovertemplate=f"{name}, %{{x}} %: %{{y:.0f}}<extra></extra>",
        )
        figure.add_trace(line)
        figure.add_trace(_ring(breakage.amounts[at], 100 * values[at]))
    return figure


def _line(x: np.ndarray, y: np.ndarray, pen: dict[str, Any]) -> Scatter:
    return Scatter(x=x, y=y, mode="lines", line=pen, hoverinfo="skip", showlegend=False)


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


def _amount_title(how: str) -> str:
    return "Rows hit (%)" if DAMAGES[how].of_rows else "Damage (% of spread)"


def _reach(breakage: Breakage) -> list[float]:
    """The heights all panels share."""
    ends = [
        limits(breakage, key, at) for key in breakage.keys for at in range(len(breakage.amounts))
    ]
    values = np.array(ends)[np.isfinite(ends).all(axis=1)] * scale(breakage.metric)
    if not len(values):
        return [0, 1]
    low, high = float(values.min()), float(values.max())
    margin = 0.06 * (high - low) or 0.05
    return [low - margin, high + margin]
