"""One row put to the vote: what each model says, what it counts for, and the sum written out."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from plotly.graph_objects import Bar, Figure, Scatter

from lib.combiners import BaseCombiner, Combiner
from lib.combiners.rules.tally import Tally, number
from lib.drawing.methods import label, safe
from lib.drawing.style import INK, axis, class_mark, layout, marker, rgba
from lib.inside.labels import NAME_LINES, height_for
from lib.inside.opened import keys_of

LEVEL = 1e-12  # classes closer than this are level
FAINT, STRONG = 0.16, 0.42  # of a bar: text in the page's own colour can be read on both
BALLOTS = 1.07  # where they are drawn, to the right of 100 %
MARGIN = 64  # pixels right of them, for their words


def rules() -> tuple[str, ...]:
    """Keys of the rules to choose from: all voting, and what else is a sum that can be written."""
    return keys_of(lambda entry: entry.kind == "voting" or entry.explain is not None)


def percent(share: float) -> str:
    """
    >>> percent(0.512)
    '51 %'
    """
    return f"{100 * share:.0f} %"


def count(entry: Combiner, rule: BaseCombiner, P: np.ndarray) -> Tally:
    """How the fitted rule of an entry counts one row.

    P : (n_models, n_classes), what the models say. A rule that has no sum of its own to show gives
    no equations.
    """
    if entry.explain is not None:
        return entry.explain(rule, P)
    support = rule.predict_proba(P[None])[0]
    return Tally(None, support, (), False, "This rule is more than a sum; its formula is below.")


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
