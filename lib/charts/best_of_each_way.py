"""The best of each way to decide with its interval, and one model as the line to beat."""

from collections.abc import Iterator

import pandas as pd
from plotly.graph_objects import Figure

from lib.charts._scored import draw_rows, row_label, rows_of
from lib.drawing.display import Display
from lib.drawing.methods import WAYS, as_said
from lib.engine.results import ONE
from lib.verdict.case import Case
from lib.words import in_sentence

BEST_SOURCE = "best_source"
NAME_ROOM = 58  # px a row: the way above the name of its best, which may have a second one
CHOSEN = "Which method stands for its way was chosen by these same scores, which flatters it a bit."


def table(case: Case) -> pd.DataFrame:
    """One row a way, in their order: one model first, then the single source, then the best by its
    mean of each way that combines."""
    rows = rows_of(case, chosen(case))
    if not rows.empty:
        ways = [WAYS[case.results.method(key).way] for key in rows["key"]]
        rows.insert(0, "Way", ways)
        rows.loc[rows["key"] == BEST_SOURCE, "Way"] = "One source"
    return rows


def chosen(case: Case) -> Iterator[str]:
    """Keys: the one to beat stands for one model, for the best of them afterwards would be
    hindsight; then the best of each way that combines."""
    results, metric = case.results, case.scenario.metric
    yield case.verdict.reference
    if BEST_SOURCE in results.positions and results.method(BEST_SOURCE).key == BEST_SOURCE:
        yield BEST_SOURCE
    for way in WAYS:
        keys = [method.key for method in results.methods if method.way == way != ONE]
        yield from results.ranking(metric, keys)[:1]


def draw(case: Case) -> Figure:
    """A line for each row of the table, marked by its family."""
    rows, labels = table(case), []
    for _, row in rows.iterrows():
        labels.append(f"<b>{row['Way']}</b><br>{row_label(case.results.method(row['key']))}")
    return draw_rows(case, rows, labels, "Way, and its best method", pixels=(170, NAME_ROOM))


def words(case: Case) -> str:
    """Which way leads, and what one model reaches."""
    rows, metric = table(case), case.scenario.metric
    if rows.empty:
        return f"{case.metric.title} is not defined in any fold here."
    scores = {row["key"]: as_said(metric, row["Score"]) for _, row in rows.iterrows()}
    single, combined = scores.get(case.verdict.reference), rows[~rows["Way"].isin(["One model"])]
    if combined.empty:
        return f"Nothing is combined here; one model reaches {single}."
    leader = case.results.ranking(metric, list(rows["key"]))[0]
    of_one = f"one model reaches {single}" if single else "one model has no score here"
    if leader == case.verdict.reference:
        return f"No other way has a better mean than one model, {single}. {CHOSEN}"
    way = rows.loc[rows["key"] == leader, "Way"].iloc[0]
    title = in_sentence(case.results.method(leader).title)
    return f"“{way}” has the best mean, by {title}: {scores[leader]}; {of_one}. {CHOSEN}"


ENTRY = Display(
    question="Which way is best here, and how sure is that?",
    draw=draw,
    words=words,
    table=table,
    better=lambda case: case.metric.better,
    page="compare",
    order=10,
)
