"""Forest and boosting: members that are ensembles themselves, grown before one's eyes."""

from functools import partial
from typing import Any

import numpy as np
import streamlit as st
from joblib import Parallel, delayed

from lib import datasets
from lib.catalogue.controls import Choice, Slider
from lib.engine.boundary import Plane
from lib.engine.results import Results
from lib.inside import growth as growth_of
from lib.inside.growth import ADABOOST, BOOSTING, FOREST, Growth, Recipe
from lib.inside.rows import Encoded, encode
from lib.metrics import METRICS
from lib.ui import controls, evidence
from lib.ui import show as vocabulary
from lib.ui.components.player import Curve, Frames, Panel, Rows, player, player_data
from lib.ui.drawer import drawer
from lib.ui.evidence import Evidence
from lib.ui.inside._plane import chosen_plane
from lib.ui.plain import plain
from lib.ui.shell import Page

CELLS_FLAT, CELLS_WIDE = 100, 64  # a side; trees cut thin strips, wide data are dear to ask about
MOST_POINTS = 400  # drawn of each set of rows; scores always come from all of them
MARKED = (1, 2, 5, 10, 20, 50, 100)  # numbers written under the curve
START = 5  # trees or steps shown first
LARGEST = 4  # times the usual area of a point

KIND = Choice(
    "What to grow",
    {
        FOREST: "Random forest",
        BOOSTING: "Gradient boosting",
        ADABOOST: "AdaBoost",
    },
    FOREST,
)
FOREST_DEPTH = Slider(
    "Depth of the trees", 1, 12, 12, help="How many questions in a row each tree may ask."
)
BOOSTING_DEPTH = Slider(
    "Depth of the trees", 1, 6, 2, help="How many questions in a row each small tree may ask."
)
STUMP_DEPTH = Slider(
    "Depth of the trees", 1, 3, 1, help="1: each tree asks a single question, a stump."
)
DEPTHS = {FOREST: FOREST_DEPTH, BOOSTING: BOOSTING_DEPTH, ADABOOST: STUMP_DEPTH}
STEP = Choice(
    "Step size",
    {"0.1": "0.1 (usual)", "0.3": "0.3 (large)", "1": "1 (all at once)"},
    "0.3",
    "How much of each tree is added: larger steps learn faster, noise included.",
)
EXPLAINED = {
    FOREST: "A random forest is a soft vote: every tree is trained on rows drawn with replacement "
    "and may only look at some columns at each question, so that the trees err differently; their "
    "probabilities are averaged.",
    BOOSTING: "Gradient boosting is a weighted sum that is learned step by step: each small tree "
    "is fitted to what the sum before it still gets wrong, and a share of it is added.",
    ADABOOST: "AdaBoost is a weighted vote that is learned step by step: rows the last tree got "
    "wrong count more for the next one, and a tree that errs less has more say.",
}
ADDED = {
    FOREST: ("The tree added last", "training rows; larger: drawn more often, a dot: not at all"),
    BOOSTING: (
        "What this step changes",
        "colour: the class it pushes up. Training rows; larger: the sum before was further off, "
        "crossed: it is still wrong",
    ),
    ADABOOST: ("The tree added last", "training rows; larger: they count more for this tree"),
}
TOGETHER = {
    FOREST: "The average of all trees so far",
    BOOSTING: "The sum of all steps so far",
    ADABOOST: "The weighted vote of all trees so far",
}


def show(page: Page, known: Evidence, results: Results) -> None:
    """Draw this part."""
    recipe = _choose(page)
    dataset = known.experiment.dataset
    plane = chosen_plane(page, known, CELLS_FLAT if dataset.is_flat else CELLS_WIDE)
    drawn, folds = (page.scenario.plane, plane.n), results.repeats[0].folds
    rows = evidence.once(
        known, ("one fold", *drawn), page.say, lambda: encode(dataset, folds, plane)
    )

    def grow() -> tuple[Growth, dict[str, Any]]:
        page.say(0.0, "Growing, one after the other")
        return _grow(known, rows, recipe, plane)

    grown, data = evidence.once(known, ("growth", recipe, *drawn), page.say, grow)
    rope = page.scenario.rope
    page.write(growth_of.headline(grown, rope), _status(page, results, rows, grown))
    st.markdown(plain(EXPLAINED[recipe.kind]))
    player(data, key="growth_player")
    st.caption(plain(plane.caption + _shortcut(recipe, rows)))
    st.subheader("When do more stop helping?")
    st.markdown(plain(growth_of.in_words(grown, rope)))
    with drawer("Show the curves as a table", "table_growth") as is_open:
        if is_open:
            vocabulary.table(growth_of.table(grown), "Scores after every tree or step")


def _shortcut(recipe: Recipe, rows: Encoded) -> str:
    """What is done differently on wide data."""
    n = rows.X_train.shape[1]
    if recipe.kind != BOOSTING or n <= growth_of.MOST_COLUMNS:
        return ""
    return (
        f" To be quick, each question of a tree looks at {growth_of.MOST_COLUMNS} of the {n} "
        "numbers only, drawn at random."
    )


def _choose(page: Page) -> Recipe:
    choose = partial(controls.lab, page.scenario)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = str(choose("growth_kind", KIND))
        depth = choose(f"growth_{kind}_depth", DEPTHS[kind])
        step = choose("growth_step", STEP) if kind == BOOSTING else 1
    return Recipe(kind, int(depth), float(step), page.scenario.seed)


def _grow(
    known: Evidence, rows: Encoded, recipe: Recipe, plane: Plane
) -> tuple[Growth, dict[str, Any]]:
    """Grown and drawn on a worker, like every fit."""
    (grown,) = Parallel()([delayed(growth_of.grow)(rows, recipe, plane.n)])
    return grown, _player(known, plane, rows, grown)


def _status(page: Page, results: Results, rows: Encoded, grown: Growth) -> str:
    title = datasets.entries()[page.scenario.dataset].title
    return (
        f"{title}: {len(rows.train):,} rows to learn from, {len(rows.held):,} held out "
        f"(fold {rows.fold + 1} of {results.n_splits}), "
        f"{growth_of.counted(grown.n_steps, grown)}, seed {page.scenario.seed}."
    )


def _player(known: Evidence, plane: Plane, rows: Encoded, grown: Growth) -> dict[str, Any]:
    dataset, counts = known.experiment.dataset, grown.counts
    places = plane.project(dataset)
    parts = {"train": rows.train[:MOST_POINTS], "held": rows.held[:MOST_POINTS]}
    last = len(counts) - 1
    ticks = [(i, str(count)) for i, count in enumerate(counts) if count in MARKED or i == last]
    return player_data(
        Frames(
            f"Number of {growth_of.thing(grown.recipe)}s (not to scale)",
            tuple(growth_of.counted(count, grown) for count in counts),
            tuple(ticks),
            start=int(np.searchsorted(counts, min(START, counts[-1]))),
        ),
        [_added(grown), _together(grown)],
        [_curve(grown, "accuracy"), _curve(grown, "brier")],
        {name: Rows(places[part], dataset.y[part]) for name, part in parts.items()},
        plane,
        dataset.class_names,
    )


def _added(grown: Growth) -> Panel:
    """The last step alone, on the rows it was trained on."""
    title, note = ADDED[grown.recipe.kind]
    drawn = slice(MOST_POINTS)
    if grown.recipe.kind == BOOSTING:  # a step has no answer of its own: what the sum says with it
        readouts = [f"Step {count} of {grown.n_steps}" for count in grown.counts]
        predicted = grown.train.together[:, drawn]
    else:
        alone = grown.held.alone[grown.counts - 1]
        readouts = [f"Alone {100 * right:.1f} % of the held-out rows right" for right in alone]
        predicted = grown.train.added[:, drawn]
    sizes = np.minimum(grown.weights[:, drawn], LARGEST)
    return Panel(title, note, grown.added, readouts, "train", predicted, sizes)


def _together(grown: Growth) -> Panel:
    """All steps so far, on the rows held out."""
    frames = grown.counts - 1
    train, held = (scores[frames] for scores in grown.scores("accuracy"))
    readouts = [
        f"{100 * out:.1f} % of the held-out rows right, {100 * own:.1f} % of the training rows"
        for own, out in zip(train, held, strict=True)
    ]
    predicted = grown.held.together[:, :MOST_POINTS]
    note = "held-out rows, which no tree has seen"
    return Panel(TOGETHER[grown.recipe.kind], note, grown.together, readouts, "held", predicted)


def _curve(grown: Growth, name: str) -> Curve:
    metric = METRICS[name]
    train, held = (scores[grown.counts - 1] for scores in grown.scores(name))
    return Curve(
        metric.title,
        "higher" if metric.greater_is_better else "lower",
        {"Held-out rows": held, "Training rows": train},
        as_percent=metric.as_percent,
    )
