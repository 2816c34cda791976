"""The threshold lab: from which probability on one of two classes is answered, moved by hand."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import streamlit as st

from lib import datasets
from lib.catalogue.controls import Choice, Slider, Value
from lib.inside.threshold import words
from lib.inside.threshold.computing import (
    HALF,
    SCORES,
    THRESHOLDS,
    Moved,
    looked_for,
    move,
    recodes,
    usual,
)
from lib.report import Boundaries
from lib.scenario.record import DEFAULT, Scenario
from lib.statistics.metrics import METRICS, costs_of_each, weighted
from lib.ui import controls, explore, plain, state
from lib.ui.components.player import Counts, Curve, Frames, Panel, player, player_data
from lib.ui.shell import Page, links
from lib.verdict.case import Case

MOST_POINTS = 400  # drawn; the counts and the scores are of all rows
MARKED = (0, 24, HALF, 74, 98)  # written under the curve


def show(page: Page, case: Case) -> None:
    """Draw this part."""
    if (n_classes := case.dataset.n_classes) != 2:
        page.write(words.not_two(n_classes), words.EXPLAINED)
        st.page_link(links()["Explore"], label="Choose other data →", width="content")
        return
    key, wanted = _choose(page, case)
    moved, metric = page.once(move, case.results, key, wanted), page.scenario.metric
    data, n = datasets.entries()[page.scenario.dataset], len(case.results.y)
    status = f"{data.title}: {n:,} rows, each answered while held back, seed {page.scenario.seed}."
    page.write(words.headline(moved, data.things), status)
    _choose_costs(page, moved)
    try:
        plane = explore.chosen_plane(page, case.dataset)
    except ValueError as problem:  # too few numbers to span a picture
        st.info(plain(str(problem)))
        return
    drawn = page.once(explore.draw_boundaries, case.experiment, case.results.repeats[0], plane)
    single = page.once(move, case.results, case.verdict.reference, wanted)
    shown = case.results.favourite_member().key if key == "best_single" else key
    player(page.once(player_of, moved, single, case, drawn, shown), key="threshold_player")
    st.caption(plain(plane.caption))
    st.header("Which threshold is best?")
    st.markdown(" ".join([words.EXPLAINED, *[words.COUNTED] * moved.counts]))
    st.markdown(plain(words.about_the_best(moved, metric)))


def _choose(page: Page, case: Case) -> tuple[str, int]:
    """The method, that on the right of Explore, and the class that is looked for."""
    results, scenario = case.results, page.scenario
    asked = explore.shown_on_the_right(scenario, case) or case.verdict.reference
    key = results.method(asked).key  # of the row, where it has a second name
    titles = {method.key: method.title for method in results.methods}
    names = {str(position): name for position, name in enumerate(results.class_names)}
    class_wanted = Choice(words.LOOKED_FOR, names, str(looked_for(results.y)))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Method",
            list(titles),
            format_func=titles.__getitem__,
            **state.bind("threshold.right", key, lambda now, chosen: replace(now, right=chosen)),
        )
        wanted = controls.lab(scenario, "wanted", class_wanted)
    return key, int(wanted)


def _choose_costs(page: Page, moved: Moved) -> None:
    """What a miss costs in false alarms. It decides everything, as a score that is chosen does."""

    def change(now: Scenario, times: Value) -> Scenario:
        costs = [1.0, 1.0]
        costs[moved.wanted] = float(times)
        return replace(now, metric=weighted(costs) if times != 1 else DEFAULT.metric)

    costs = costs_of_each(METRICS[page.scenario.metric].costs, 2)
    times = float(costs[moved.wanted] / costs[1 - moved.wanted])
    slider = Slider(words.PRICE, min(1, times), max(20, times), 1, step=0.5, help=words.PRICED)
    controls.draw(slider, "threshold.price", times, change)


def player_of(
    moved: Moved, single: Moved, case: Case, drawn: Boundaries, key: str
) -> dict[str, Any]:
    """All that the browser plays. single : the best single model, to be held against. key : of the
    picture."""
    tested, plane, metric = case.experiment.tested, drawn.plane, case.scenario.metric
    rows = np.linspace(0, len(tested.y) - 1, min(MOST_POINTS, len(tested.y))).astype(int)
    ticks = tuple((at, f"{100 * THRESHOLDS[at]:.0f} %") for at in MARKED)
    begins = usual(metric, moved.wanted)
    codes, half = recodes(moved.wanted, THRESHOLDS[begins]), [drawn.pictures[key]]
    readouts, answers = words.readouts(moved, words.judged_by(metric)), moved.answers[:, rows]
    things = datasets.entries()[case.scenario.dataset].things
    picture = Panel(moved.title, words.DRAWN, half, readouts, "held", answers, recodes=codes)
    return player_data(
        Frames("Threshold", words.labels(moved), ticks, start=begins),
        [picture, _counts(moved, things)],
        _curves([moved, single] if moved.title != single.title else [moved], metric),
        {"held": (plane.project(tested)[rows], tested.y[rows])},
        plane,
        tested.class_names,
    )


def _counts(moved: Moved, things: str) -> Counts:
    """The confusion matrix, the class looked for first."""
    order = [moved.wanted, 1 - moved.wanted]
    names = tuple(moved.class_names[position] for position in order)
    cells = [[(o.found, o.missed), (o.false_alarms, o.passed)] for o in moved.outcomes]
    return Counts(
        words.CONFUSION,
        words.TAKEN_FOR,
        names,
        words.CELLS,
        np.array(cells),
        words.outcomes(moved, things),
    )


def _curves(methods: Sequence[Moved], metric: str) -> list[Curve]:
    """The score that decides, the other scores of answers, then the two kinds of mistakes."""
    first = words.judged_by(metric)
    names = [first, *[name for name in SCORES if name != first]]
    drawn = {METRICS[name].title: [each.scores[name] for each in methods] for name in names}
    mistakes = {
        words.MISSED: [each.missed for each in methods],
        words.FALSE_ALARMS: [each.false_alarms for each in methods],
    }
    return [
        Curve(title, "lower" if title in mistakes else "higher", series, as_percent=True)
        for title, values in (drawn | mistakes).items()
        for series in [dict(zip([each.title for each in methods], values, strict=True))]
    ]
