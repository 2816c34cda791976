"""The scores of the ways along something that is changed: wrong labels, rows, balance, models."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure, Scatter

from lib.charts.redraws import way_of
from lib.drawing.display import Display
from lib.drawing.methods import FAINT, WAY_LINES, digits, scale, score_title
from lib.drawing.style import INK, axis, layout
from lib.statistics.metrics import METRICS
from lib.verdict.samples import Samples
from lib.words import in_sentence, listed, signed
from lib.words.outside import as_plotly

SIDE = 0.09  # between the marks of two ways at one value, of the way to the next value
CLEAN = "Scores count against the labels before any were made wrong."
DRAWN_MODELS = "Which models are left is drawn anew in every sample."


def table(samples: Samples) -> pd.DataFrame:
    """One row a value and way: the mean, then every sample; percentages from 0 to 100."""
    plan, of_100 = samples.plan, scale(samples.plan.metric)
    rows = []
    for i, at in enumerate(plan.labels):
        for way, stand in enumerate(plan.stands):
            scores = of_100 * samples.scores[i, :, way]
            every = {f"Sample {j + 1}": score for j, score in enumerate(scores)}
            named = {plan.title: at, "Way": way_of(stand), "Method": stand.title}
            rows.append(named | {"Mean": of_100 * samples.means[i, way]} | every)
    return pd.DataFrame(rows)


def draw(samples: Samples) -> Figure:
    """A line a way through the means, and a small mark a sample beside it."""
    plan = samples.plan
    names = [
        f"<b>{as_plotly(at)}<br>now</b>" if i == plan.now else as_plotly(at)
        for i, at in enumerate(plan.labels)
    ]
    figure = Figure(
        layout=layout(
            axis(
                as_plotly(plan.title),
                tickvals=np.arange(len(names)),
                ticktext=np.array(names),
                tickangle=0,
                range=[-0.4, len(names) - 0.6],
                fixedrange=True,
                zeroline=False,
            ),
            axis(score_title(plan.metric), fixedrange=True, zeroline=False),
            height=420,
            showlegend=True,
        )
    )
    figure.add_traces([*_samples(samples), *_lines(samples)])
    return figure


def _places(samples: Samples, way: int) -> np.ndarray:
    """(n_values,) where a way stands across: side by side, or marks would hide one another."""
    n_values, n_ways = samples.means.shape
    return np.asarray(np.arange(n_values) + SIDE * (way - (n_ways - 1) / 2))


def _samples(samples: Samples) -> Iterator[Scatter]:
    for way, stand in enumerate(samples.plan.stands):
        scores = scale(samples.plan.metric) * samples.scores[:, :, way]
        value, number = np.nonzero(~np.isnan(scores))
        symbol, _ = WAY_LINES[stand.way]
        yield Scatter(
            x=_places(samples, way)[value],
            y=scores[value, number],
            mode="markers",
            marker={"symbol": f"{symbol}-open", "size": 6, "color": FAINT},
            text=np.array([f"{way_of(stand)}, sample {i + 1}" for i in number], dtype=object),
            hovertemplate=f"%{{text}}<br>%{{y:{digits(samples.plan.metric)}}}<extra></extra>",
            showlegend=False,
        )


def _lines(samples: Samples) -> Iterator[Scatter]:
    for way, stand in enumerate(samples.plan.stands):
        means = scale(samples.plan.metric) * samples.means[:, way]
        known = ~np.isnan(means)
        symbol, dash = WAY_LINES[stand.way]
        yield Scatter(
            x=_places(samples, way)[known],
            y=means[known],
            mode="lines+markers",
            name=way_of(stand),
            marker={"symbol": symbol, "size": 10, "color": INK},
            line={"color": INK, "dash": dash, "width": 3 if way == samples.plan.pick else 1.5},
            text=np.array([as_plotly(stand.title)] * int(known.sum()), dtype=object),
            hovertemplate=f"%{{text}}: %{{y:{digits(samples.plan.metric)}}}<extra></extra>",
        )


def words(samples: Samples) -> str:
    """Which way leads where, what the gain does from end to end, and what was redrawn."""
    known = [i for i in range(len(samples.plan.labels)) if not np.isnan(samples.means[i]).all()]
    if not known:
        return f"No sample has a score: {samples.problem or 'it is not defined there'}."
    said = f"{_led(samples, known)} {_gains(samples)}".strip()
    after = {"flip": CLEAN, "members": DRAWN_MODELS}.get(samples.plan.what or "", "")
    return f"{said}\n\n{samples.plan.redrawn} {after}".strip()


def _led(samples: Samples, known: list[int]) -> str:
    """ "The best mean of 5 samples goes to “Vote” with 1 or 2 models; “Stack” with 3 models." """
    plan, at = samples.plan, dict[str, list[str]]()
    for i in known:
        better = METRICS[plan.metric].gain(samples.means[i])
        best = plan.stands[int(np.nanargmax(better))]
        at.setdefault(way_of(best), []).append(plan.labels[i])
    told = "; ".join(f"“{way}” with {_at(samples, labels)}" for way, labels in at.items())
    return f"The best mean of {plan.n_samples} samples goes to {told}."


def _at(samples: Samples, labels: list[str]) -> str:
    """ "10 % or 20 % wrong labels", "1 model" """
    noun = samples.plan.noun.removesuffix("s" * (labels == ["1"]))
    return f"{listed(labels, 'or')} {noun}"


def _gains(samples: Samples) -> str:
    """What is gained on one model at either end, and in how many samples it is something."""
    plan, gains = samples.plan, samples.gains
    there = [i for i in range(len(plan.labels)) if not np.isnan(gains[i]).all()]
    if not there:
        return ""
    unit = " points" if METRICS[plan.metric].as_percent else ""
    told = []
    for i in dict.fromkeys([there[0], there[-1]]):
        known = gains[i][~np.isnan(gains[i])]
        told.append(
            f"{signed(plan.metric, float(known.mean()))}{unit} with "
            f"{_at(samples, [plan.labels[i]])} (more than nothing in {int((known > 0).sum())} of "
            f"{len(known)})"
        )
    title = in_sentence(plan.stands[plan.rival].title)
    return f"Over one model, {title} gains {listed(told)}."


ENTRY = Display(
    question="When does another way lead?",
    draw=draw,
    words=words,
    table=table,
    better=lambda samples: METRICS[samples.plan.metric].better,
    order=150,
)
