"""The weights lab: slide from one network to another, and watch what survives on the way."""

from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from lib import datasets
from lib.catalogue.controls import Choice, Toggle
from lib.engine.plane import Plane
from lib.inside.rows import Encoded, encode, status
from lib.inside.weights import words
from lib.inside.weights.computing import (
    HALF,
    MIXES,
    WIDTHS,
    Setup,
    TwoNetworks,
    Way,
    many_barriers,
    walk,
)
from lib.inside.weights.displays import BARRIERS
from lib.ui import controls, drawer, plain
from lib.ui.components.player import Curve, Frames, Panel, player, player_data
from lib.ui.explore import chosen_plane
from lib.ui.shell import Page
from lib.ui.show import figure, table
from lib.verdict.case import Case

CELLS = 64
MOST_POINTS = 400  # drawn; more would hide the boundary
LAYERS = Choice(
    "Hidden layers",
    {"0": "None (logistic regression)", "1": "One", "2": "Two"},
    "1",
    "With none, the network is a linear model.",
)
UNITS = Choice(
    "Units in each hidden layer",
    {str(width): str(width) for width in WIDTHS},
    "16",
    "How many bends the boundary may have, and how many units must be lined up.",
)
OTHER = Toggle("B has another shape", help="Give B more hidden units, and see why that fails.")


def show(page: Page, case: Case) -> None:
    """Draw this part."""
    setup, scenario = _choose(page), page.scenario
    plane = chosen_plane(page, case.dataset, CELLS)
    rows = page.once(encode, case.experiment)
    found = page.once(walk, rows, setup, plane)
    title = datasets.entries()[scenario.dataset].title
    page.write(
        words.headline(found, scenario.rope),
        status(title, rows, words.opened(found), scenario.seed),
    )
    if setup.other_shape:
        st.warning(plain(words.refusal(found.a, found.b)), icon=":material/rule:")
    player(page.once(player_of, plane, rows, found), key="weights_player")
    st.caption(plain(plane.caption))
    st.header("What the curves say")
    lines = [f"- **{way.title}.** {plain(words.way_in_words(way))}" for way in found.ways]
    st.markdown("\n".join(lines))
    for reason in words.reasons(found):
        st.markdown(plain(reason))
    with drawer("Show the curves as a table", "table_weights") as is_open:
        if is_open:
            table(found.table(), "Log-loss and accuracy of every mix and every way")
    if setup.layers and not setup.other_shape:
        _many_pairs(page, case, rows, setup)


def _choose(page: Page) -> Setup:
    choose = partial(controls.lab, page.scenario)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        layers = int(choose("weights_layers", LAYERS))
        units = int(choose("weights_units", UNITS)) if layers else 0
        other = bool(choose("weights_other", OTHER))
    return Setup(units, layers, 2 * page.scenario.seed, other)


def player_of(plane: Plane, rows: Encoded, found: TwoNetworks) -> dict[str, Any]:
    """All that the browser plays."""
    drawn = slice(MOST_POINTS)
    labels = [f"{100 * (1 - t):.3g} % of A, {100 * t:.3g} % of B" for t in MIXES]
    labels[0], labels[-1] = "A alone", "B alone"
    ticks = tuple((i, f"{100 * t:.0f} %") for i, t in enumerate(MIXES) if i % 10 == 0)
    n, ways = len(rows.held), found.ways
    losses = {way.title: way.losses for way in ways}
    accuracies = {way.title: way.accuracies for way in ways}
    return player_data(
        Frames("Share of B in the mix", tuple(labels), ticks, start=HALF),
        [_panel(way, way.answers[:, drawn].argmax(axis=2)) for way in ways],
        [
            Curve(f"Log-loss on {n} held-out rows", "lower", losses),
            Curve(f"Accuracy on {n} held-out rows", "higher", accuracies, as_percent=True),
        ],
        {"held": (plane.project(rows.dataset)[rows.held[drawn]], rows.y_held[drawn])},
        plane,
        rows.dataset.class_names,
    )


def _panel(way: Way, predicted: np.ndarray) -> Panel:
    note, readouts = words.NOTES[way.title], words.readouts(way)
    return Panel(way.title, note, way.pictures, readouts, "held", predicted, series=way.title)


def _many_pairs(page: Page, case: Case, rows: Encoded, setup: Setup) -> None:
    """The same measured on more pairs and widths: one pair may be luck."""
    with drawer(BARRIERS.question, "weights_pairs", is_open=case.dataset.is_flat) as is_open:
        if is_open:
            barriers = page.once(many_barriers, rows, setup.layers, setup.random_state)
            figure(page, BARRIERS, barriers, "weights_pairs")
            st.caption(words.about_the_pairs(barriers))
