"""Every method's score with its interval, and the best single model as the line to beat."""

import pandas as pd
from plotly.graph_objects import Figure

from lib.charts._scored import draw_rows, row_label, rows_of
from lib.drawing.display import Display
from lib.drawing.methods import as_said, starting
from lib.verdict.case import Case
from lib.words import in_sentence


def table(case: Case) -> pd.DataFrame:
    """One row a method with a score, best first."""
    return rows_of(case, case.results.ranking(case.scenario.metric))


def draw(case: Case) -> Figure:
    """A line for each row of the table, marked by its family."""
    rows = table(case)
    labels = [row_label(case.results.method(key)) for key in rows.get("key", ())]
    return draw_rows(case, rows, labels, "Method, best on top")


def words(case: Case) -> str:
    """The best and the worst, and what the best single model reaches."""
    rows, reference = table(case), case.verdict.reference
    if rows.empty:
        return f"{case.metric.title} is not defined in any fold here."
    scores = [as_said(case.scenario.metric, score) for score in rows["Score"]]
    first, last = rows.iloc[0], rows.iloc[-1]
    said = [
        f"{starting(first['Method'])} has the best mean, {scores[0]}; "
        f"{in_sentence(last['Method'])} the worst, {scores[-1]}."
    ]
    if first["key"] != reference and reference in rows["key"].to_numpy():
        at = rows["key"].tolist().index(reference)
        said.append(f"The best single model reaches {scores[at]}.")
    said.append("Overlapping lines do not mean equal: the methods met on the same rows.")
    return " ".join(said)


ENTRY = Display(
    question="All methods: how do they score, and how sure is that?",
    draw=draw,
    words=words,
    table=table,
    better=lambda case: case.metric.better,
    page="compare",
    under="methods",
    order=40,
)
