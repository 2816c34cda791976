"""The weights lab: slide from one network to another, and watch what survives on the way."""

from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from lib import datasets
from lib.catalogue.controls import Choice, Toggle
from lib.engine.boundary import Plane
from lib.engine.results import Results
from lib.inside import weights as lab_of
from lib.inside.rows import Encoded, encode
from lib.inside.weights import MIXES, Lab, Setup, Way
from lib.networks.averaging import shape_in_words
from lib.ui import controls, evidence
from lib.ui import show as vocabulary
from lib.ui.components.player import Curve, Frames, Panel, Rows, player, player_data
from lib.ui.drawer import drawer
from lib.ui.evidence import Evidence
from lib.ui.inside._plane import chosen_plane
from lib.ui.plain import plain
from lib.ui.shell import Page

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
    {str(width): str(width) for width in lab_of.WIDTHS},
    "16",
    "How many bends the boundary may have, and how many units must be lined up.",
)
OTHER = Toggle("B has another shape", help="Give B more hidden units, and see why that fails.")
NOTES = {
    lab_of.NAIVE: "weights mixed unit by unit, as they happen to be numbered",
    lab_of.MATCHED: "the same A and B, but the units of B are renumbered first",
    lab_of.SHARED: "A and B went on from one half-trained network",
    lab_of.PROBABILITIES: "the answers are mixed; both networks stay alive",
    lab_of.LOG_ODDS: "the sums before the last squashing are mixed",
    lab_of.ONE_VALLEY: "one linear model with mixed weights",
}


def show(page: Page, known: Evidence, results: Results) -> None:
    """Draw this part."""
    setup = _choose(page)
    rows, plane = _rows(page, known, results)
    key = ("weights", page.scenario.plane, setup)

    def train() -> Lab:
        page.say(0.0, "Training A and B, and walking from one to the other")
        return lab_of.open_lab(rows, setup, CELLS)

    lab = evidence.once(known, key, page.say, train)
    data = evidence.once(
        known, ("player", *key), page.say, lambda: _player(known, plane, rows, lab)
    )
    page.write(lab_of.headline(lab, page.scenario.rope), _status(page, results, rows, lab))
    if setup.other_shape:
        _refuse(lab)
    player(data, key="weights_player")
    st.caption(plain(plane.caption))
    _explain(lab)
    with drawer("Show the curves as a table", "table_weights") as is_open:
        if is_open:
            vocabulary.table(lab_of.table(lab), "Log-loss and accuracy of every mix and every way")
    if setup.layers and not setup.other_shape:
        _many_pairs(page, known, rows, setup)


def _choose(page: Page) -> Setup:
    choose = partial(controls.lab, page.scenario)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        layers = int(choose("weights_layers", LAYERS))
        units = int(choose("weights_units", UNITS)) if layers else 0
        other = bool(choose("weights_other", OTHER))
    return Setup(units, layers, 2 * page.scenario.seed, other)


def _rows(page: Page, known: Evidence, results: Results) -> tuple[Encoded, Plane]:
    """The rows as numbers, split as in the first fold of the first repeat."""
    dataset = known.experiment.dataset
    plane = chosen_plane(page, known, CELLS)
    folds = results.repeats[0].folds
    key = ("one fold", page.scenario.plane, CELLS)
    rows = evidence.once(known, key, page.say, lambda: encode(dataset, folds, plane))
    return rows, plane


def _status(page: Page, results: Results, rows: Encoded, lab: Lab) -> str:
    title = datasets.entries()[page.scenario.dataset].title
    return (
        f"{title}: {lab.n_train:,} rows to learn from, {len(rows.held):,} held out "
        f"(fold {rows.fold + 1} of {results.n_splits}), one pair of networks of "
        f"{lab_of.shapes(lab)} units, seed {page.scenario.seed}."
    )


def _player(known: Evidence, plane: Plane, rows: Encoded, lab: Lab) -> dict[str, Any]:
    dataset = known.experiment.dataset
    drawn = np.arange(len(rows.held))[:MOST_POINTS]
    points = plane.project(dataset)[rows.held[drawn]]
    labels = [f"{100 * (1 - t):.3g} % of A, {100 * t:.3g} % of B" for t in MIXES]
    labels[0], labels[-1] = "A alone", "B alone"
    ticks = [(i, f"{100 * t:.0f} %") for i, t in enumerate(MIXES) if i % 10 == 0]
    n = len(rows.held)
    return player_data(
        Frames(
            "Share of B in the mix",
            tuple(labels),
            tuple(ticks),
            start=lab_of.HALF,
        ),
        [_panel(way, drawn) for way in lab.ways],
        [
            Curve(f"Log-loss on {n} held-out rows", "lower", {w.title: w.losses for w in lab.ways}),
            Curve(
                f"Accuracy on {n} held-out rows",
                "higher",
                {w.title: w.accuracies for w in lab.ways},
                as_percent=True,
            ),
        ],
        {"held": Rows(points, rows.y_held[drawn])},
        plane,
        dataset.class_names,
    )


def _panel(way: Way, drawn: np.ndarray) -> Panel:
    readouts = [
        f"Log-loss {loss:.3f}, {100 * right:.1f} % right"
        for loss, right in zip(way.losses, way.accuracies, strict=True)
    ]
    predicted = way.answers[:, drawn].argmax(axis=2)
    return Panel(
        way.title, NOTES[way.title], way.pictures, readouts, "held", predicted, series=way.title
    )


def _refuse(lab: Lab) -> None:
    """What cannot be done, why, and what can."""
    a, b = shape_in_words(lab.a.shape), shape_in_words(lab.b.shape)
    st.warning(
        plain(
            f"The weights of A ({a} units) and B ({b} units) cannot be averaged: "
            f"{lab_of.why_not(lab.a, lab.b)}. Mix what they say instead (late fusion, the first "
            "picture), put both into one wider network, which says the average of their log-odds "
            "(the second picture), or distil both into one network of any shape (Distil lab)."
        ),
        icon=":material/rule:",
    )


def _explain(lab: Lab) -> None:
    st.subheader("What the curves say")
    lines = [f"- **{way.title}.** {plain(lab_of.way_in_words(way))}" for way in lab.ways]
    st.markdown("\n".join(lines))
    for note in _notes(lab):
        st.markdown(plain(note))


def _notes(lab: Lab) -> list[str]:
    """Why it is so; every number is measured on this pair."""
    notes = [
        "Mixing probabilities can never have a barrier: the log-loss of an average of "
        "probabilities is at most the average of their log-losses. The price is that both "
        "networks must run."
    ]
    if lab.setup.other_shape:
        return notes
    if not lab.setup.layers:
        gap = lab_of.largest_gap(lab, lab_of.ONE_VALLEY, lab_of.LOG_ODDS)
        return [
            "A and B are logistic regressions, each trained on a draw of its own: on the same rows "
            "they would be one and the same model. Mixed weights and mixed log-odds give the same "
            f"answers; the largest difference between two probabilities is {gap:.1g}. There is "
            "nothing to match, because there is no hidden unit whose number could be exchanged.",
            *notes,
        ]
    return [
        "Hidden units have no order of their own: two networks may know the same bends under "
        "different numbers, and then a plain average mixes units that do different things. "
        "Matching renumbers the units of B to lie close to those of A, which changes nothing in "
        "what B says. Branches of one half-trained network never lose the common order.",
        *notes,
    ]


def _many_pairs(page: Page, known: Evidence, rows: Encoded, setup: Setup) -> None:
    """The same measured on more pairs and widths: one pair may be luck."""
    question = "Is one pair luck, and does a wider network help?"
    is_flat = known.experiment.dataset.is_flat
    with drawer(question, "weights_pairs", is_open=is_flat) as is_open:
        if not is_open:
            return
        key = ("weights pairs", setup.layers, setup.random_state)

        def train() -> pd.DataFrame:
            page.say(0.0, f"Training {lab_of.PAIRS} more pairs of each width")
            return lab_of.many_barriers(rows, setup.layers, setup.random_state)

        barriers = evidence.once(known, key, page.say, train)
        words = lab_of.barriers_in_words(barriers)
        st.markdown(plain(words))
        figure = lab_of.barriers_figure(barriers)
        alt = f"{question} {words}"
        st.plotly_chart(figure, key="weights_pairs_chart", config=vocabulary.PLOTLY, alt=alt)
        st.caption(
            f"Diamond: median of {lab_of.PAIRS} pairs with other starts; line: from the lowest to "
            "the highest. All on the same rows, so this says nothing about other data."
        )
        vocabulary.table(lab_of.barriers_summary(barriers), f"Table behind: {question}")
