"""The pictures of lessons: each with the record that it shows, and from which its step is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from lib import charts
from lib.drawing.display import Display
from lib.inside.sensors.computing import AtAmount, Panel, break_view, set_up
from lib.inside.sensors.displays import PANEL
from lib.inside.stacking.computing import JudgedLeak, leak
from lib.inside.stacking.displays import LEAK
from lib.ui import explore, plain, show
from lib.ui.components.stage import NO_CARDS, stage
from lib.ui.shell import Page
from lib.ui.visit import Visit
from lib.verdict.case import Case

MOST_WIDE = 500  # px of a boundary, so that it is on the first screen of a laptop


@dataclass(frozen=True)
class LessonPicture:
    """record : what is computed for it, of a case. shown : the display, and what it draws of that
    record; None for the boundary, which the browser draws."""

    record: Callable[[Visit, Case], Any]
    shown: Callable[[Any], tuple[Display[Any], Any]] | None = None

    def draw(self, page: Page, record: Any) -> None:
        """Put it on the page."""
        if self.shown is None:
            draw_boundary(page, record)
            return
        display, drawn = self.shown(record)
        st.markdown(f"**{plain(display.question)}**")
        show.figure(page, display, drawn, "lesson")


def the_case(visit: Visit, case: Case) -> Case:
    """Nothing but what was measured."""
    return case


def leaked(visit: Visit, case: Case) -> JudgedLeak:
    """Stacking that learned from rows its models had seen."""
    first, metric = case.results.repeats[0], case.scenario.metric
    found = visit.once(leak, case.experiment, first, metric)["stacking_logistic"]
    return JudgedLeak(found, case.scenario.rope)


def broken(visit: Visit, case: Case) -> AtAmount:
    """A source that breaks as the choices of the sensor lab say, at the last amount."""
    view, how = (dict(visit.scenario.lab)[name] for name in ("view", "how"))
    bench = visit.once(set_up, case.experiment, case.results)
    breakage = visit.once(break_view, bench, view, how, case.scenario.metric)
    return AtAmount(breakage, len(breakage.amounts) - 1)


def left_of_the_average(chosen: AtAmount) -> tuple[Display[Any], Any]:
    """What is left of the average of all, among the other ways."""
    return PANEL, Panel(chosen.breakage, chosen.at, "late_mean")


def of(display: Display[Any], record: Any) -> tuple[Display[Any], Any]:
    """The record as it is."""
    return display, record


def draw_boundary(page: Page, case: Case) -> None:
    """The boundary as Explore draws it, alone or beside that of another method."""
    data = explore.stage_of(page, case, case.results.favourite_member().key)
    left, right = page.scenario.left or "best_single", page.scenario.right
    with st.container(width=MOST_WIDE):
        stage(data, NO_CARDS, (left, right), key="lesson")


PICTURES: Mapping[str, LessonPicture] = {
    key: LessonPicture(the_case, partial(of, charts.entries()[key]))
    for key in ("wrong_rows", "scores", "best_of_each_way", "gain_posterior", "score_against_cost")
} | {
    "boundary": LessonPicture(the_case),
    "broken": LessonPicture(broken, left_of_the_average),
    "leak": LessonPicture(leaked, partial(of, LEAK)),
}
