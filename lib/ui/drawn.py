"""Data drawn by hand on Explore: what the browser is sent, and what is made of its answer."""

from dataclasses import replace
from functools import cache, partial
from typing import Any

from lib import datasets
from lib.catalogue.controls import Knobs, changed, settings
from lib.datasets.drawn.names import USUAL, read_names, write_names
from lib.datasets.drawn.points import CLASSES, FEWEST, MOST, checked_points, template_of
from lib.scenario.record import Scenario
from lib.ui import state
from lib.ui.components.stage import Drawing, class_marks
from lib.words.outside import cleaned

DRAWING = "your_drawing"


def on_stage(scenario: Scenario, key: str) -> Drawing:
    """The drawing for the stage of this key; nothing when other data are chosen."""
    return Drawing(_sent(scenario), partial(hear, key))


def _sent(scenario: Scenario) -> dict[str, Any] | None:
    if scenario.dataset != DRAWING:
        return None
    knobs = settings(datasets.entries()[DRAWING].controls, scenario.dataset_knobs)
    return {
        "points": knobs["points"],
        "names": [cleaned(name) for name in read_names(str(knobs["names"]))],
        "usual": USUAL,
        "marks": class_marks(USUAL[-CLASSES:]),
        "templates": _templates(),
        "most": MOST,
        "fewest": FEWEST,
    }


@cache
def _templates() -> list[tuple[str, str]]:
    """Titles and points of flat drawn data with no more classes than a drawing may have."""
    drawn = [entry for entry in datasets.entries().values() if entry.kind == "generated"]
    loaded = [(entry.title, entry.load(random_state=0, flip=0)) for entry in drawn]
    return [(t, template_of(d)) for t, d in loaded if d.is_flat and d.n_classes <= CLASSES]


def hear(key: str) -> None:
    """It was drawn otherwise on the stage of this key."""
    scenario = state.current()
    knobs = read_drawing(state.told(key, "drawn"))
    if knobs is not None and scenario.dataset == DRAWING:
        flip = {name: value for name, value in scenario.dataset_knobs if name == "flip"}
        known = datasets.entries()[DRAWING].controls
        state.put(replace(scenario, dataset_knobs=changed(known, dict(knobs) | flip)))


def read_drawing(said: object) -> Knobs | None:
    """What the browser says was drawn; anything but points and names is not believed."""
    if not isinstance(said, dict):
        return None
    points, names = said.get("points"), said.get("names")
    if not isinstance(points, str) or not isinstance(names, list):
        return None
    if not all(isinstance(name, str) for name in names):
        return None
    try:
        return ("points", checked_points(points)), ("names", write_names(names))
    except ValueError:
        return None
