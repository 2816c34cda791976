"""Forest and boosting: members that are ensembles themselves, grown before one's eyes."""

from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from lib import datasets
from lib.catalogue.controls import Choice, Slider
from lib.engine.plane import Plane
from lib.inside.growth import words
from lib.inside.growth.computing import ADABOOST, BOOSTING, FOREST, SCORES, Growth, Recipe, grow
from lib.inside.rows import Encoded, encode, status
from lib.statistics.metrics import METRICS
from lib.ui import controls, drawer, plain
from lib.ui.components.player import Curve, Frames, Panel, player, player_data
from lib.ui.explore import chosen_plane
from lib.ui.shell import Page
from lib.ui.show import table
from lib.ui.words import terms
from lib.verdict.case import Case

MOST_POINTS = 400  # drawn of each set of rows; scores always come from all of them
MARKED = (1, 2, 5, 10, 20, 50, 100)  # numbers written under the curve
START = 5  # trees or steps shown first
LARGEST = 4  # times the usual area of a point

KIND = Choice(
    "What to grow",
    {FOREST: "Random forest", BOOSTING: "Gradient boosting", ADABOOST: "AdaBoost"},
    FOREST,
)
DEPTHS = {
    FOREST: Slider(
        "Depth of the trees", 1, 12, 12, help="How many questions in a row each tree may ask."
    ),
    BOOSTING: Slider(
        "Depth of the trees", 1, 6, 2, help="How many questions in a row each small tree may ask."
    ),
    ADABOOST: Slider(
        "Depth of the trees", 1, 3, 1, help="1: each tree asks a single question, a stump."
    ),
}
TERMS = {
    FOREST: ("random forest", "bagging", "variance"),
    BOOSTING: ("boosting",),
    ADABOOST: ("boosting",),
}
STEP = Choice(
    "Step size",
    {"0.1": "0.1 (usual)", "0.3": "0.3 (large)", "1": "1 (all at once)"},
    "0.3",
    "How much of each tree is added: larger steps learn faster, noise included.",
)


def show(page: Page, case: Case) -> None:
    """Draw this part."""
    recipe, scenario = _choose(page), page.scenario
    plane = chosen_plane(page, case.dataset)
    rows = page.once(encode, case.experiment)
    grown = page.once(grow, rows, recipe, plane)
    title, opened = datasets.entries()[scenario.dataset].title, words.things(grown.n_steps, grown)
    page.write(words.headline(grown, scenario.rope), status(title, rows, opened, scenario.seed))
    st.markdown(plain(words.EXPLAINED[recipe.kind]))
    terms(page, *TERMS[recipe.kind])
    player(page.once(player_of, plane, rows, grown), key="growth_player")
    st.caption(plain(f"{plane.caption} {words.shortcut(recipe, rows)}".strip()))
    st.header("When do more stop helping?")
    st.markdown(plain(words.in_words(grown, scenario.rope)))
    with drawer("Show the curves as a table", "table_growth") as is_open:
        if is_open:
            table(grown.table(), "Scores after every tree or step")


def _choose(page: Page) -> Recipe:
    choose = partial(controls.lab, page.scenario)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = str(choose("growth_kind", KIND))
        depth = choose(f"growth_{kind}_depth", DEPTHS[kind])
        step = choose("growth_step", STEP) if kind == BOOSTING else 1
    return Recipe(kind, int(depth), float(step), page.scenario.seed)


def player_of(plane: Plane, rows: Encoded, grown: Growth) -> dict[str, Any]:
    """All that the browser plays."""
    dataset, counts = rows.dataset, grown.counts
    places = plane.project(dataset)
    parts = {"train": rows.train[:MOST_POINTS], "held": rows.held[:MOST_POINTS]}
    last = len(counts) - 1
    ticks = [(i, str(count)) for i, count in enumerate(counts) if count in MARKED or i == last]
    return player_data(
        Frames(
            f"Number of {words.THINGS[grown.recipe.kind]}s (not to scale)",
            tuple(words.things(count, grown) for count in counts),
            tuple(ticks),
            start=int(np.searchsorted(counts, min(START, counts[-1]))),
        ),
        [_added(grown), _together(grown)],
        [_curve(grown, name) for name in SCORES],
        {name: (places[part], dataset.y[part]) for name, part in parts.items()},
        plane,
        dataset.class_names,
    )


def _added(grown: Growth) -> Panel:
    """The last step alone, on the rows it was trained on."""
    title, note = words.ADDED[grown.recipe.kind]
    # a step of boosting has no answer of its own: what the sum says with it
    said = grown.train.together if grown.recipe.kind == BOOSTING else grown.train.added
    sizes = np.minimum(grown.weights[:, :MOST_POINTS], LARGEST)
    readouts = words.readouts_alone(grown)
    return Panel(title, note, grown.added, readouts, "train", said[:, :MOST_POINTS], sizes)


def _together(grown: Growth) -> Panel:
    """All steps so far, on the rows held out."""
    return Panel(
        words.TOGETHER[grown.recipe.kind],
        words.HELD_OUT,
        grown.together,
        words.readouts_together(grown),
        "held",
        grown.held.together[:, :MOST_POINTS],
    )


def _curve(grown: Growth, name: str) -> Curve:
    metric = METRICS[name]
    train, held = (scores[grown.counts - 1] for scores in grown.scores(name))
    lines = {"Held-out rows": held, "Training rows": train}
    return Curve(metric.title, metric.better, lines, as_percent=metric.as_percent)
