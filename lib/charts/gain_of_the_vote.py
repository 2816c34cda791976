"""Where a vote's gain over its average model comes from: a bar that adds up exactly."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from plotly.graph_objects import Bar, Figure

from lib.drawing.display import Display, lower
from lib.drawing.methods import height_for, label, nothing_to_draw, rows_axis
from lib.drawing.style import axis, layout
from lib.statistics.diversity import Decomposition, logarithmic, squared
from lib.statistics.metrics import METRICS
from lib.verdict.case import Case
from lib.words import direction, number, score_name

AVERAGE, APART, SINGLE = "All of them on average", "Taken off by disagreeing", "Best single model"
ONE_MODEL = "There is one model here, so there is nobody to disagree with."
COUNTED = (
    "Votes that are only counted have no such sum: there, a model that disagrees may help or harm."
)
DIGITS = 4
FULL, PALE = "rgba(110, 110, 110, 0.85)", "rgba(110, 110, 110, 0.4)"


@dataclass(frozen=True)
class Rule:
    """A vote, the score for which its gain is a sum, and that sum."""

    title: str
    metric: str
    take_apart: Callable[[np.ndarray, np.ndarray], Decomposition]


SOFT = Rule("Their soft vote", "brier", squared)
PRODUCT = Rule("Their product", "log_loss", logarithmic)


def _rule(case: Case) -> Rule:
    """Whoever judges by log-loss sees the sum of the log-loss."""
    return PRODUCT if case.scenario.metric == "log_loss" else SOFT


def _sum(case: Case, rule: Rule) -> Decomposition:
    return rule.take_apart(case.results.y, case.results.said)


def _single(case: Case, rule: Rule) -> float:
    """The error of the best single model on the same rows; nan where there is none, or where it is
    calibrated and the others are not."""
    results, key = case.results, case.verdict.reference
    if key not in results.positions or case.scenario.calibrate:
        return float("nan")
    P = results.repeats[0].P[results.positions[key]]
    return float(METRICS[rule.metric].compute(results.y, P))


def table(case: Case) -> pd.DataFrame:
    """One row a model, then the sum; a column for each score that adds up, with its vote."""
    results = case.results
    titles = [results.method(key).title for key in results.members]
    if len(titles) < 2:
        return pd.DataFrame()
    named: dict[str, list] = {"Of": [*titles, AVERAGE, APART, "Together", SINGLE]}
    for rule in (SOFT, PRODUCT):
        found = _sum(case, rule)
        parts = [found.average, found.ambiguity, found.together, _single(case, rule)]
        named[f"{METRICS[rule.metric].title}, {rule.title.lower()}"] = [*found.members, *parts]
    return pd.DataFrame(named)


def draw(case: Case) -> Figure:
    """A bar for each model, then the average one, whose hatched part is not there in the vote."""
    rule = _rule(case)
    title = f"{METRICS[rule.metric].title}<br>lower is better"
    results = case.results
    if len(results.members) < 2:
        return nothing_to_draw(ONE_MODEL, title, "Model")
    found, single = _sum(case, rule), _single(case, rule)
    names = [label(results.method(key).short) for key in results.members]
    names += [f"<b>{label(name)}</b>" for name in (AVERAGE, rule.title)]
    names += [label(SINGLE)] * bool(np.isfinite(single))
    look = layout(
        axis(title, rangemode="tozero", fixedrange=True),
        rows_axis(names, "Model"),
        height=height_for(names, 130),
        showlegend=True,
        barmode="stack",
    )
    return Figure(list(_bars(found, single, rule)), look)


def _bars(found: Decomposition, single: float, rule: Rule) -> Iterator[Bar]:
    n = len(found.members)
    alone = np.append(found.members, single if np.isfinite(single) else [])
    places = np.delete(np.arange(len(alone) + 2), [n, n + 1])
    yield _bar(alone, places, "One model", {"color": PALE})
    stays = np.full(2, found.together)
    yield _bar(stays, np.array([n, n + 1]), rule.title, {"color": FULL})
    hatched = {"color": PALE, "pattern": {"shape": "/", "fillmode": "replace", "size": 7}}
    yield _bar(np.array([found.ambiguity]), np.array([n]), APART, hatched)


def _bar(values: np.ndarray, places: np.ndarray, name: str, look: dict) -> Bar:
    hover = f"%{{x:.{DIGITS}f}}<extra>{name}</extra>"
    line = {"color": FULL, "width": 1}
    return Bar(
        x=values,
        y=places,
        orientation="h",
        name=name,
        marker=look | {"line": line},
        hovertemplate=hover,
        width=0.66,
    )


def words(case: Case) -> str:
    """The sum in numbers that add up as they are written, and what it is worth."""
    if len(case.results.members) < 2:
        return ONE_MODEL
    rule = _rule(case)
    found, score = _sum(case, rule), score_name(rule.metric)
    average, together = round(found.average, DIGITS), round(found.together, DIGITS)
    apart = average - together  # as it is written, the last digit included
    shown = [number(value, DIGITS) for value in (average, apart, together)]
    raw = " before calibration" if case.scenario.calibrate else ""
    said = (
        f"One of these models has a {score} of {shown[0]} on average. How far they lie apart, "
        f"{shown[1]}, comes off in full{raw}: {shown[0]} − {shown[1]} = {shown[2]}, "
        f"the score of {rule.title.lower()}. That is a gain over the average model, not yet over "
        "the best one"
    )
    return f"{said}{_against_single(case, rule, together)}.\n\n{COUNTED}"


def _against_single(case: Case, rule: Rule, together: float) -> str:
    """What is left of the gain against the model one would have used."""
    single = round(_single(case, rule), DIGITS)
    if not np.isfinite(single):
        return ""
    gap = single - together
    if not gap:
        return f": your best single model has {number(single, DIGITS)} too"
    size = number(abs(gap), DIGITS)
    return (
        f": your best single model has {number(single, DIGITS)}, and together they are {size} "
        f"{direction(gap)}"
    )


ENTRY = Display(
    question="Where does the vote's gain come from?",
    draw=draw,
    words=words,
    table=table,
    better=lower,
    page="compare",
    order=65,
    under="why",
)
