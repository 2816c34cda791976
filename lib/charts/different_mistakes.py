"""How alike two models answer against how often they err, pair by pair: the kappa-error diagram."""

from collections.abc import Iterator
from dataclasses import asdict

import numpy as np
import pandas as pd
from plotly.graph_objects import Figure, Scatter

from lib.drawing.display import Display, lower
from lib.drawing.methods import nothing_to_draw, starting
from lib.drawing.style import INK, axis, layout
from lib.statistics.diversity import pairs
from lib.verdict.case import Case
from lib.words import in_sentence, number
from lib.words.outside import as_plotly, shortened

ALIKE = "Kappa: agreement beyond chance<br>further left they differ more"
ERROR = "Mean error (%)<br>lower is better"
ONE_MODEL = "There is one model here, and none whose mistakes could be different."
ALL_ALIKE = "All models name one and the same class for every row, so no two of them differ."
LEAST_REACH = 10  # points
SHARES = {"only_one": "Only one wrong", "both": "Both wrong", "error": "Wrong, mean of the two"}


def table(case: Case) -> pd.DataFrame:
    """One row a pair with every measure, those that agree least first; shares in per cent."""
    results = case.results
    found = pairs(results.y, results.said.argmax(axis=2).T)
    if not found:
        return pd.DataFrame()
    frame = pd.DataFrame(map(asdict, found)).sort_values("kappa", kind="stable")
    methods = [results.method(key) for key in results.members]
    return pd.DataFrame(
        {
            "Model": [methods[i].title for i in frame["first"]],
            "Other model": [methods[i].title for i in frame["second"]],
            **{title: 100 * frame[name].to_numpy() for name, title in SHARES.items()},
            "Kappa": frame["kappa"].to_numpy(),
            "Yule's Q": frame["q"].to_numpy(),
            "key": [f"{methods[i].short}, {methods[j].short}" for i, j in _positions(frame)],
        }
    )


def _positions(frame: pd.DataFrame) -> Iterator[tuple[int, int]]:
    return zip(frame["first"], frame["second"], strict=True)


def draw(case: Case) -> Figure:
    """A dot a pair: far left they differ, far down they are good. The two ends are named."""
    rows = table(case)
    if rows.empty or rows["Kappa"].isna().all():
        return nothing_to_draw(ALL_ALIKE if len(rows) else ONE_MODEL, ALIKE, ERROR)
    rows = rows[rows["Kappa"].notna()]
    names = np.array([as_plotly(name) for name in rows["key"]], object)
    written = np.array([as_plotly(shortened(name)) for name in rows["key"]], object)
    written[1:-1] = ""
    dots = Scatter(
        x=rows["Kappa"].to_numpy(),
        y=rows["Wrong, mean of the two"].to_numpy(),
        mode="markers+text",
        text=written,
        textposition=np.array(["top right", *["bottom left"] * (len(rows) - 1)]),
        cliponaxis=False,
        marker={"color": INK, "size": 11, "symbol": "circle-open", "line": {"width": 2}},
        customdata=np.array([names, rows["Only one wrong"], rows["Both wrong"]], object).T,
        hovertemplate="%{customdata[0]}<br>kappa %{x:.2f}, only one wrong %{customdata[1]:.1f} %, "
        "both %{customdata[2]:.1f} %<extra></extra>",
    )
    x = axis(ALIKE, fixedrange=True)
    y = axis(ERROR, fixedrange=True, range=_reach(rows["Wrong, mean of the two"]))
    return Figure(dots, layout(x, y, height=340, margin={"l": 8, "r": 16, "t": 24, "b": 24}))


def _reach(errors: pd.Series) -> tuple[float, float]:
    """Of the axis: so much that a difference of a tenth of a point does not look like one."""
    middle = (errors.min() + errors.max()) / 2
    half = max(LEAST_REACH / 2, 0.6 * (errors.max() - errors.min()))
    return max(0.0, middle - half), middle + half


def words(case: Case) -> str:
    """What is wrong with every model, which two differ most, and which least."""
    rows = table(case)
    if rows.empty:
        return ONE_MODEL
    is_wrong = case.results.said.argmax(axis=2) != case.results.y[:, None]
    every, some = (
        100 * float(each.mean()) for each in (is_wrong.all(axis=1), is_wrong.any(axis=1))
    )
    said = (
        f"Of 100 rows, some model is wrong about {number(some, 1)} and all of them about "
        f"{number(every, 1)}; only what lies between can be mended by choosing among their "
        "answers."
    )
    known = rows[rows["Kappa"].notna()]
    if known.empty:
        return f"{ALL_ALIKE} {said}"
    first, last = known.iloc[0], known.iloc[-1]
    only, both = (number(first[title], 1) for title in ("Only one wrong", "Both wrong"))
    shares = f"only one of them is wrong about {only} of 100 rows, both about {both}"
    if len(known) == 1:
        return f"{said} Of the two, {shares.replace(' of them', '')} ({_kappa(first)})."
    return (
        f"{said} {starting(_named(first))} differ most ({_kappa(first)}): {shares}. "
        f"{starting(_named(last))} are most alike ({_kappa(last)})."
    )


def _named(row: pd.Series) -> str:
    return f"{in_sentence(row['Model'])} and {in_sentence(row['Other model'])}"


def _kappa(row: pd.Series) -> str:
    return f"kappa {number(row['Kappa'], 2)}"


ENTRY = Display(
    question="Do the models make different mistakes?",
    draw=draw,
    words=words,
    table=table,
    better=lower,
    page="compare",
    order=60,
    under="why",
)
