"""One row put to the vote: what each model says, what it counts for, and the sum written out."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import singledispatch

import numpy as np
import pandas as pd
from plotly.graph_objects import Bar, Figure, Scatter
from scipy.stats import rankdata

from lib import combiners
from lib.combiners import BaseCombiner
from lib.combiners._averages import WeightedAverage, shares
from lib.combiners.borda import Borda
from lib.combiners.late_max import LateMax
from lib.combiners.late_median import LateMedian
from lib.combiners.late_min import LateMin
from lib.combiners.late_product import LateProduct
from lib.combiners.majority_vote import MajorityVote
from lib.combiners.soft_vote import SoftVote
from lib.drawing.methods import label, safe
from lib.drawing.style import INK, axis, class_mark, layout, marker, rgba
from lib.inside.labels import NAME_LINES, height_for
from lib.inside.opened import keys_of

LEVEL = 1e-12  # classes closer than this are level
FAINT, STRONG = 0.16, 0.42  # of a bar: text in the page's own colour can be read on both
BALLOTS = 1.07  # where they are drawn, to the right of 100 %
MARGIN = 64  # pixels right of them, for their words


@dataclass(frozen=True, eq=False)
class Tally:
    """How one rule counted one row.

    weights : (n_models,) what each model counts for, summing to one; None when the rule does not
    weigh. support : (n_classes,) what is compared, before it is made to sum to one.
    equations : for each class how its support came about, without the name of the class.
    is_shared : the support is still to be divided by its sum. how : the rule in one sentence.
    """

    weights: np.ndarray | None
    support: np.ndarray
    equations: tuple[str, ...]
    is_shared: bool
    how: str

    @property
    def proba(self) -> np.ndarray:
        """(n_classes,) the support as probabilities."""
        return shares(self.support) if self.is_shared else self.support


def rules() -> tuple[str, ...]:
    """Keys of the rules to choose from: all voting, and what else is a sum that can be written."""
    return keys_of(
        lambda entry: (
            entry.kind == "voting" or (entry.kind in ("late", "selection") and _is_written(entry))
        )
    )


def _is_written(entry: combiners.Combiner) -> bool:
    return count.dispatch(type(entry.build())) is not count.dispatch(object)


def number(value: float) -> str:
    """Three digits; more where that would hide a small number.

    >>> number(0.58), number(-0.0000123), number(0)
    ('0.580', '−1.2e−05', '0')
    """
    text = f"{value:.3f}" if abs(value) >= 0.005 else f"{value:.1e}"
    if math.isclose(value, round(value), abs_tol=1e-12) and (value == 0 or abs(value) >= 0.5):
        text = f"{value:.0f}"
    return text.replace("-", "−")


def percent(share: float) -> str:
    """
    >>> percent(0.512)
    '51 %'
    """
    return f"{100 * share:.0f} %"


@singledispatch
def count(rule: BaseCombiner, P: np.ndarray) -> Tally:
    """How a fitted rule counts one row.

    P : (n_models, n_classes), what the models say. A rule that has no sum of its own to show gives
    no equations.
    """
    support = rule.predict_proba(P[None])[0]
    return Tally(None, support, (), False, "This rule is more than a sum; its formula is below.")


@count.register
def _(rule: SoftVote, P: np.ndarray) -> Tally:
    n_models = len(P)
    equations = tuple(
        f"({_joined(' + ', column)}) / {n_models} = {number(column.mean())}" for column in P.T
    )
    how = "Add up the probabilities the models give a class, and divide by how many models vote."
    return Tally(np.full(n_models, 1 / n_models), P.mean(axis=0), equations, False, how)


@count.register
def _(rule: WeightedAverage, P: np.ndarray) -> Tally:
    weights = rule.weights_
    support = weights @ P
    equations = tuple(
        " + ".join(f"{number(w)} × {number(p)}" for w, p in zip(weights, column, strict=True))
        + f" = {number(total)}"
        for column, total in zip(P.T, support, strict=True)
    )
    how = "Multiply each model's probability by its weight, and add up. The weights sum to one."
    return Tally(weights, support, equations, False, how)


@count.register
def _(rule: MajorityVote, P: np.ndarray) -> Tally:
    n_models = len(P)
    ballots = np.eye(P.shape[1])[P.argmax(axis=1)]
    equations = tuple(
        f"({_joined(' + ', column)}) / {n_models} = {number(column.mean())}" for column in ballots.T
    )
    how = "Every model casts one ballot, for the class it finds most probable. How sure it is does "
    how += "not count."
    return Tally(np.full(n_models, 1 / n_models), ballots.mean(axis=0), equations, False, how)


@count.register
def _(rule: Borda, P: np.ndarray) -> Tally:
    points = rankdata(P, axis=1) - 1
    support = points.sum(axis=0)
    equations = tuple(
        f"{_joined(' + ', column)} = {number(total)}"
        for column, total in zip(points.T, support, strict=True)
    )
    how = "A model gives a class one point for each class it finds less probable, half a point for "
    how += "one it finds just as probable."
    return Tally(None, support, equations, True, how)


@count.register
def _(rule: LateProduct, P: np.ndarray) -> Tally:
    divided = rule.prior and len(P) > 1
    support = P.prod(axis=0) / (rule.shares_ ** (len(P) - 1) if divided else 1)
    how = "Multiply the probabilities; one firm no is a veto."
    if divided:
        how += " Every model already counts how frequent the class is, so that is divided out again"
        how += " for all models but one."
    if not support.any():
        how = (
            "Multiply the probabilities. Here every class meets a firm no, a probability of 0, so "
        )
        how += "every product is 0; the class with the fewest of them wins."
        return Tally(None, rule.predict_proba(P[None])[0], (), False, how)
    equations = []
    for column, share, total in zip(P.T, rule.shares_, support, strict=True):
        over = f" / {number(share)}^{len(P) - 1}" if divided else ""
        equations.append(f"{_joined(' × ', column)}{over} = {number(total)}")
    return Tally(None, support, tuple(equations), True, how)


@count.register(LateMedian)
@count.register(LateMin)
@count.register(LateMax)
def _(rule: BaseCombiner, P: np.ndarray) -> Tally:
    pick, name, how = _PICKS[type(rule)]
    support = pick(P, axis=0)
    equations = tuple(
        f"{name}({_joined(', ', column)}) = {number(total)}"
        for column, total in zip(P.T, support, strict=True)
    )
    return Tally(None, support, equations, True, how)


_PICKS: dict[type, tuple[Callable[..., np.ndarray], str, str]] = {
    LateMedian: (np.median, "median", "Take the middle one of the probabilities of each class."),
    LateMin: (np.min, "min", "Take the lowest probability that any model gives the class."),
    LateMax: (np.max, "max", "Take the highest probability that any model gives the class."),
}


def _joined(sign: str, values: np.ndarray) -> str:
    return sign.join(number(value) for value in values)


def share_equation(tally: Tally, c: int) -> str:
    """How the support of a class becomes its probability, "" when it is one already."""
    total = tally.support.sum()
    if not tally.is_shared:
        return ""
    if total <= 0:
        return f"no class has any support, so each gets 1 / {len(tally.support)}"
    return f"{number(tally.support[c])} / {number(total)} = {number(tally.proba[c])}"


def tie(P: np.ndarray, class_names: Sequence[str]) -> str:
    """A sentence when the two first classes are level, with what settled it; else "".

    P : (n_classes,) of one row.
    """
    level = np.flatnonzero(P.max() - P < LEVEL)
    if len(level) < 2:
        return ""
    names = " and ".join(class_names[int(c)] for c in level)
    if P.argmax() == level[0]:
        reason = "A tie goes to the class that stands first in the list of classes"
    else:
        reason = "What settles it is how the computer rounds the last digit, so this is luck"
    return f"{names} are level. {reason}: {class_names[int(P.argmax())]}."


def shown_classes(combined: np.ndarray, truth: int, most: int = 3) -> list[int]:
    """The classes whose sums are written out: the winner, the true one, and the runners-up."""
    ranked = [int(c) for c in np.argsort(-combined, kind="stable")]
    first = list(dict.fromkeys([ranked[0], truth, *ranked]))[:most]
    return sorted(first, key=ranked.index)


def table(
    titles: Sequence[str], P: np.ndarray, weights: np.ndarray | None, class_names: Sequence[str]
) -> pd.DataFrame:
    """One row a model: its ballot, its weight, its probability of each class."""
    frame = pd.DataFrame({"Model": list(titles)})
    frame["Ballot"] = [class_names[int(c)] for c in P.argmax(axis=1)]
    if weights is not None:
        frame["Weight"] = weights
    for c, name in enumerate(class_names):
        frame[f"p({name})"] = P[:, c]
    return frame


def draw(
    names: Sequence[str],
    answers: tuple[np.ndarray, np.ndarray],
    weights: np.ndarray | None,
    truth: int,
    class_names: Sequence[str],
) -> Figure:
    """A bar a model, as long as its probabilities; its ballot beside it; the sum below a gap.

    names : of the models, then of the rule. answers : (n_models, n_classes) of the models and
    (n_classes,) of the rule. weights : (n_models,) shown as the thickness of the bars, or None.
    """
    P = np.vstack([answers[0], answers[1]])
    places = np.append(np.arange(len(P) - 1), len(P) - 0.6)
    thick = np.full(len(P), 0.72)
    if weights is not None and np.ptp(weights) > LEVEL:
        thick[:-1] = 0.14 + 0.72 * weights / weights.max()
    ballots = P.argmax(axis=1)
    figure = Figure(layout=_layout(names, places, weights))
    left = np.zeros(len(P))
    for c, name in enumerate(class_names):
        won = ballots == c
        colour = class_mark(c).colour
        figure.add_trace(
            Bar(
                x=P[:, c],
                y=places,
                base=left,
                width=thick,
                orientation="h",
                marker={
                    "color": np.where(won, rgba(colour, STRONG), rgba(colour, FAINT)),
                    "line": {"color": colour, "width": np.where(won, 2.0, 0.5)},
                },
                hovertemplate=f"{safe(name)} %{{x:.1%}}<extra></extra>",
                showlegend=False,
            )
        )
        left = left + P[:, c]
    _ballots(figure, P, places, truth, class_names)
    figure.add_hline(y=len(P) - 1.3, line={"color": INK, "width": 1})
    if len(class_names) == 2:
        figure.add_vline(x=0.5, line={"color": INK, "width": 1, "dash": "dot"})
    return figure


def _ballots(
    figure: Figure, P: np.ndarray, places: np.ndarray, truth: int, class_names: Sequence[str]
) -> None:
    """Beside each bar the mark of its winner, with its share and whether it is right.

    Not in the bars: the page's theme colours the words, and no grey can be read on every colour.
    """
    ballots = P.argmax(axis=1)
    words = [
        f"{percent(p)} {'✓' if c == truth else '✗'}"
        for p, c in zip(P.max(axis=1), ballots, strict=True)
    ]
    for c in sorted({truth, *map(int, ballots)}):
        here = np.flatnonzero(ballots == c)
        figure.add_trace(
            Scatter(
                # a class nobody names is in the legend all the same, if it is the truth
                x=np.full(len(here), BALLOTS) if len(here) else np.array([np.nan]),
                y=places[here] if len(here) else np.array([np.nan]),
                mode="markers+text",
                marker=marker(c, 14),
                text=np.array([words[i] for i in here], object),
                textposition="middle right",
                cliponaxis=False,
                name=f"{safe(class_names[c])}{' (the truth)' if c == truth else ''}",
                hoverinfo="skip",
            )
        )


def _layout(names: Sequence[str], places: np.ndarray, weights: np.ndarray | None) -> dict:
    texts = [label(name, NAME_LINES) for name in names]
    if weights is not None:
        texts[:-1] = [
            f"{text}<br>weight {number(weight)}"
            for text, weight in zip(texts[:-1], weights, strict=True)
        ]
    texts[-1] = f"<b>{texts[-1]}</b>"
    x = axis(
        "Probability of each class",
        range=[0, BALLOTS + 0.03],
        tickvals=np.array([0, 0.25, 0.5, 0.75, 1]),
        ticktext=np.array(["0", "", "50 %", "", "100 %"]),
        fixedrange=True,
        showgrid=False,
        zeroline=False,
    )
    y = axis(
        tickvals=places,
        ticktext=np.array(texts),
        tickfont={"size": 12},
        range=[places[-1] + 0.6, -0.6],
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )
    more = {"barmode": "overlay", "showlegend": True, "dragmode": False}
    margin = {"l": 8, "r": MARGIN, "t": 8, "b": 8}
    return layout(x, y, height=height_for(texts, 150), margin=margin, **more)


def opinions(
    answers: Mapping[str, np.ndarray], titles: Sequence[str], truth: int, names: Sequence[str]
) -> pd.DataFrame:
    """What every rule says about the row. answers : key -> (n_classes,), in the order of titles."""
    winners = [int(P.argmax()) for P in answers.values()]
    return pd.DataFrame(
        {
            "Rule": list(titles),
            "Says": [names[winner] for winner in winners],
            "Right": ["yes" if winner == truth else "no" for winner in winners],
            "Probability of what it says": [float(P.max()) for P in answers.values()],
        }
    )
