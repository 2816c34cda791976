"""What tabs share: the row that is followed, clicked in a picture of the data or picked from a
list, with the fold that holds it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st
from plotly.graph_objects import Figure

from lib import combiners, datasets
from lib.catalogue.controls import Choice
from lib.datasets import Dataset
from lib.inside.points import POINTS, Points, PointsOnPlane, points_of
from lib.inside.row_fold import Answered, RowFold, headline, open_row_fold
from lib.inside.stacking.computing import rules as second_models
from lib.inside.voting.words import rules as votes
from lib.scenario.record import Scenario
from lib.ui import controls, plain, state
from lib.ui.explore import chosen_plane
from lib.ui.shell import Page
from lib.ui.show import PLOTLY
from lib.verdict.case import Case
from lib.words import counted

CELLS = 2  # a side: rows are drawn here, and nothing behind them
HINT = (
    "Click a marker to follow that row. The large ones are in the list; a thin circle marks a row "
    "that the average rescues, a square one that it spoils."
)


def choose(page: Page, case: Case) -> int:
    """Draw the picture and the list; the position of the chosen row."""
    points = page.once(points_of, case.results)
    row = _row_of(page.scenario, points)
    picture, beside = st.columns([3, 2], vertical_alignment="center")
    with beside:
        _list(points, case.dataset, row)
    with picture:
        _picture(page, case, points, row)
    return row


def _row_of(scenario: Scenario, points: Points) -> int:
    """The row the link asks for; the most instructive one when it does not say, or wrongly."""
    last = len(points.y) - 1
    if not scenario.row:
        return points.default
    if int(scenario.row) > last:
        st.info(
            f"There is no row {scenario.row}: these data have the rows 0 to {last}. Row "
            f"{points.default} is shown instead; choose any other below.",
            icon=":material/rule:",
        )
        return points.default
    return int(scenario.row)


def with_row(points: Points, now: Scenario, row: int) -> Scenario:
    """The most instructive row is the usual one, which a link need not name."""
    return replace(now, row="" if row == points.default else str(row))


def _list(points: Points, dataset: Dataset, row: int) -> None:
    st.selectbox(
        "Which row to follow (type to search)",
        points.listed(row),
        format_func=lambda each: points.label(each, dataset.class_names),
        **state.bind("inside.row", row, lambda now, each: with_row(points, now, int(each))),
    )
    disputed = int(((points.wrong > 0) & (points.wrong < points.votes.shape[1])).sum())
    if points.votes.shape[1] > 1:
        st.caption(
            f"The models disagree about {disputed:,} of {len(points.y):,} rows. The list starts "
            "with rows that their average rescues or spoils: right where the best single model is "
            "wrong, or wrong where it is right."
        )


def _picture(page: Page, case: Case, points: Points, row: int) -> None:
    try:
        plane = chosen_plane(page, case.dataset, CELLS)
    except ValueError as problem:  # too few numbers to span a picture: the list is all there is
        st.info(plain(str(problem)))
        return

    record = PointsOnPlane(points, plane, case.dataset, row)
    figure, alt = POINTS.draw(record), POINTS.alt(record)  # drawn for each row: not kept
    clickable(figure, alt, "inside.points", points)
    st.caption(plain(f"{HINT} {plane.caption}"))


def clickable(figure: Figure, alt: str, key: str, points: Points) -> None:
    """A figure whose marks carry their row as `customdata`: a click on one follows it."""

    def clicked(now: Scenario, event: Any) -> Scenario:
        rows = [point["customdata"] for point in event["selection"]["points"]]
        return with_row(points, now, int(rows[0])) if rows else now

    picks = state.bind_selection(key, clicked)
    st.plotly_chart(figure, config=PLOTLY, alt=alt, selection_mode="points", **picks)


def fold_of(page: Page, case: Case, row: int) -> RowFold:
    """The fold that holds the row, with every rule of both tabs; once for all its rows."""
    first = case.results.repeats[0]
    keys = tuple(dict.fromkeys([*votes(), *second_models()]))
    return page.once(open_row_fold, case.experiment, first, int(first.folds[row]), keys)


def write_head(page: Page, case: Case, answered: Answered, method: str) -> None:
    """What comes of the row, and where its numbers come from. method : in a sentence."""
    scenario, results, row = page.scenario, case.results, answered.row
    status = (
        f"{datasets.entries()[scenario.dataset].title}: {len(results.y):,} rows, "
        f"{counted(len(results.members), 'model')}, seed {scenario.seed}. Row {row} lies in fold "
        f"{answered.opened.number + 1} of {results.n_splits} of the first repeat: no model that "
        "answers about it here has seen it."
    )
    page.write(headline(answered, method), status)


def choose_method(
    scenario: Scenario, name: str, label: str, keys: Sequence[str], usual: str = ""
) -> str:
    """One of these combiners; the usual one, or else the first, when the link does not say."""
    titles = {key: combiners.entries()[key].title for key in keys}
    return str(controls.lab(scenario, name, Choice(label, titles, usual or keys[0])))
