"""The scores of the ways on other samples of the data: how much of a lead is luck."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure, Scatter

from lib.drawing.display import Display
from lib.drawing.methods import FAINT, WAYS, digits, label, rows_figure, scale, score_title
from lib.drawing.style import INK
from lib.engine.results import ONE
from lib.statistics.metrics import METRICS
from lib.verdict.samples import SINGLE, Samples, Stand
from lib.words import difference, in_sentence, listed, signed

TODAY, MEAN = "Today", "Mean of the samples"
ROW = 52  # px: the way above its method


def way_of(stand: Stand) -> str:
    """ "Vote" """
    is_other = stand.way == ONE and stand.key != SINGLE
    return "One strong model" if is_other else WAYS[stand.way]


def leaders(samples: Samples, number: int, value: int = 0) -> list[str]:
    """The ways that have the best score in one sample, counted from 0; [] without any."""
    if np.isnan(samples.scores[value, number]).all():
        return []
    leads = samples.leads[value, number]
    return [way_of(one) for one, led in zip(samples.plan.stands, leads, strict=True) if led]


def table(samples: Samples) -> pd.DataFrame:
    """Today's sample, then one row a sample, then their means; percentages from 0 to 100."""
    plan, of_100 = samples.plan, scale(samples.plan.metric)
    n = plan.n_samples
    today = np.array([stand.today for stand in plan.stands])
    scores = of_100 * np.vstack([today, samples.scores[0], samples.means])
    names = [f"{way_of(stand)}: {stand.title}" for stand in plan.stands]
    frame = pd.DataFrame(scores, columns=names)
    frame.insert(0, "Sample", [TODAY, *map(str, range(1, n + 1)), MEAN])
    frame["Best score"] = ["", *[listed(leaders(samples, i)) for i in range(n)], ""]
    return frame


def draw(samples: Samples) -> Figure:
    """A row a way, in it a mark a sample, filled where the way has the best score."""
    plan = samples.plan
    labels = [f"<b>{way_of(stand)}</b><br>{label(stand.title, 1)}" for stand in plan.stands]
    figure = rows_figure(labels, score_title(plan.metric), "Way", (170, ROW))
    figure.add_traces(list(_marks(samples)))
    return figure


def _marks(samples: Samples) -> Iterator[Scatter]:
    """All samples, those led above the others, then their mean and today's score."""
    scores, plan = scale(samples.plan.metric) * samples.scores[0], samples.plan
    number, way = np.nonzero(~np.isnan(scores))
    led = samples.leads[0][number, way]
    looks = {
        "Not the best score": (~led, {"symbol": "circle-open", "size": 9, "color": FAINT}),
        "Best score of its sample": (led, {"symbol": "circle", "size": 9, "color": INK}),
    }
    for name, (some, mark) in looks.items():
        text = [f"sample {i + 1}" for i in number[some]]
        yield _row_marks(plan.metric, scores[number, way][some], way[some], name, mark, text)
    ways = np.arange(len(plan.stands))
    summaries = {
        MEAN: (scale(plan.metric) * samples.means[0], {"symbol": "line-ns-open", "size": 26}),
        TODAY: (
            scale(plan.metric) * np.array([stand.today for stand in plan.stands]),
            {"symbol": "diamond-open", "size": 13},
        ),
    }
    for name, (values, mark) in summaries.items():
        known = ~np.isnan(values)
        look = mark | {"color": INK, "line": {"width": 2}}
        yield _row_marks(plan.metric, values[known], ways[known], name, look, [])


def _row_marks(
    metric: str, x: np.ndarray, y: np.ndarray, name: str, marker: dict, text: list[str]
) -> Scatter:
    said = f"{name}<br>" if not text else "%{text}<br>"
    return Scatter(
        x=x,
        y=y,
        mode="markers",
        name=name,
        marker=marker,
        text=np.array(text, dtype=object) if text else None,
        hovertemplate=f"{said}%{{x:{digits(metric)}}}<extra></extra>",
    )


def words(samples: Samples) -> str:
    """How often today's pick led, by how much the gain moves, and what was redrawn."""
    n = int((~np.isnan(samples.scores[0])).any(axis=1).sum())
    if not n:
        return f"No sample has a score: {samples.problem or 'it is not defined there'}."
    said = f"{_led(samples, n)} {_moved(samples)}".strip()
    return f"{said}\n\n{samples.plan.redrawn}"


def _led(samples: Samples, n: int) -> str:
    """ "Vote, today's pick, has the best score in 14 of 20 samples." """
    plan = samples.plan
    found = [leaders(samples, number) for number in range(plan.n_samples)]
    alone = {way_of(s): sum(ways == [way_of(s)] for ways in found) for s in plan.stands}
    if plan.pick is None:
        told = listed([f"“{way}” in {count}" for way, count in alone.items() if count])
        return (
            f"Today nothing is clearly best. Of {n} other samples, the best score goes to {told}."
        )
    way = way_of(plan.stands[plan.pick])
    shared = sum(way in ways and len(ways) > 1 for ways in found)
    ties = f", and shares it in {shared} more" if shared else ""
    best = f"has the best score in {alone[way]} of {n} other samples{ties}"
    return f"“{way}”, the pick of today, {best}."


def _moved(samples: Samples) -> str:
    """The gain of the combination that is argued about, from sample to sample."""
    plan, gains = samples.plan, samples.gains[0]
    gains, metric = gains[~np.isnan(gains)], plan.metric
    if len(gains) < 2:
        return ""
    rival, single = plan.stands[plan.rival], plan.stands[0]
    today = float(METRICS[metric].gain(rival.today - single.today))
    unit = " points" if METRICS[metric].as_percent else ""
    spread = difference(metric, float(gains.std(ddof=1)))
    low, high, mean = (signed(metric, float(x)) for x in (gains.min(), gains.max(), gains.mean()))
    title = in_sentence(rival.title)
    return (
        f"Over one model, {title} gains from {low} to {high}{unit} there, {mean} on average; today "
        f"it is {signed(metric, today)}. From sample to sample that moves by {spread} "
        "(standard deviation): so much of a lead is luck."
    )


ENTRY = Display(
    question="How much of this lead is luck?",
    draw=draw,
    words=words,
    table=table,
    better=lambda samples: METRICS[samples.plan.metric].better,
    order=140,
)
