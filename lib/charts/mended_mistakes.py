"""The confusion of the best single model and of the combination, mistake by mistake."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure, Scatter

from lib.drawing.display import Display, lower
from lib.drawing.methods import FAINT, label, nothing_to_draw, rows_figure, starting
from lib.drawing.style import INK
from lib.engine.results import Results
from lib.verdict.case import Case
from lib.words import number

ALONE, TOGETHER = "Best single model", "Together"
LOOKS = {ALONE: "circle-open", TOGETHER: "diamond"}
MOST_DRAWN = 10
SHARE = "Of 100 rows of the class<br>fewer is better"
KIND = "Is, and is taken for"
NOTHING = "Nothing is combined here, so there is nothing to hold the best single model against."
SURENESS = "Calibrating changes how sure a method is and none of its answers, so none of this."


def shares(results: Results, key: str) -> np.ndarray:
    """(n_classes, n_classes) of 100 rows of a class, how many are given which: the mean over all
    passes. A class without rows has none."""
    counts = np.mean(results.confusions(key), axis=0)
    return np.asarray(100 * counts / np.maximum(counts.sum(axis=1, keepdims=True), 1))


def table(case: Case) -> pd.DataFrame:
    """Both confusion matrices, a row for each cell: what it is, and what it is said to be."""
    results, both = case.results, _keys(case)
    if both is None:
        return pd.DataFrame()
    names = np.array(results.class_names, object)
    cells = {when: shares(results, key).ravel() for when, key in zip(LOOKS, both, strict=True)}
    n = len(names)
    return pd.DataFrame({"Is": np.repeat(names, n), "Is said to be": np.tile(names, n), **cells})


def _keys(case: Case) -> tuple[str, str] | None:
    """The best single model and the combination that is argued about, if there are both."""
    verdict, known = case.verdict, case.results.positions
    together = verdict.combination
    if verdict.reference not in known or together is None or together not in known:
        return None
    return verdict.reference, together


def _mistakes(case: Case) -> pd.DataFrame:
    """The most frequent mistakes of both, the most frequent first."""
    rows = table(case)
    if rows.empty:
        return rows
    rows = rows[(rows["Is"] != rows["Is said to be"]) & (rows[ALONE] + rows[TOGETHER] > 0)]
    order = (-rows[[ALONE, TOGETHER]].sum(axis=1)).argsort(kind="stable")
    return rows.iloc[order].head(MOST_DRAWN)


def draw(case: Case) -> Figure:
    """A line for each mistake, from how often it is made alone to how often together."""
    rows = _mistakes(case)
    if rows.empty:
        said = NOTHING if _keys(case) is None else "Neither makes any mistake here."
        return nothing_to_draw(said, SHARE, KIND)
    pairs = zip(rows["Is"], rows["Is said to be"], strict=True)
    names = [f"{label(is_)}<br>→ {label(said)}" for is_, said in pairs]
    figure = rows_figure(names, SHARE, KIND, (150, 56))
    figure.update_xaxes(rangemode="tozero")
    figure.add_traces(list(_traces(rows)))
    return figure


def _traces(rows: pd.DataFrame) -> Iterator[Scatter]:
    """The way from alone to together, then the marks of each."""
    places, gaps = np.arange(len(rows)), np.full(len(rows), np.nan)
    yield Scatter(
        x=np.column_stack([rows[ALONE], rows[TOGETHER], gaps]).ravel(),
        y=np.repeat(places, 3),
        mode="lines",
        line={"color": FAINT, "width": 2},
        hoverinfo="skip",
        showlegend=False,
    )
    for when, symbol in LOOKS.items():
        yield Scatter(
            x=rows[when].to_numpy(),
            y=places,
            mode="markers",
            name=when,
            marker={"symbol": symbol, "size": 12, "color": INK, "line": {"width": 2}},
            hovertemplate=f"%{{x:.1f}} of 100<extra>{when}</extra>",
        )


def words(case: Case) -> str:
    """What becomes rarer and what more frequent, most of all, and that calibration changes none."""
    both = _keys(case)
    if both is None:
        return NOTHING
    rows = _mistakes(case)
    title = starting(case.results.method(both[1]).title)
    if rows.empty:
        return f"{title} and the best single model make no mistake here. {SURENESS}"
    change = (rows[TOGETHER] - rows[ALONE]).to_numpy()
    least, most = int(change.argmin()), int(change.argmax())
    parts = [_of_mistake(rows.iloc[least], "less")] if change[least] < 0 else []
    parts += [_of_mistake(rows.iloc[most], "more")] if change[most] > 0 else []
    said = " It ".join(parts) or "makes the same mistakes as often as your best single model."
    return f"{title} {said} {SURENESS}"


def _of_mistake(row: pd.Series, how: str) -> str:
    was, now = (number(row[when], 1) for when in LOOKS)
    return (
        f"takes “{row['Is']}” for “{row['Is said to be']}” {how} often: {now} times in 100, where "
        f"your best single model does so {was} times."
    )


ENTRY = Display(
    question="Which mistakes become fewer together?",
    draw=draw,
    words=words,
    table=table,
    better=lower,
    page="compare",
    order=70,
    under="why",
)
