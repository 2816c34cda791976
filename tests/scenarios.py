"""Every scenario that a visitor can choose or a link can say, for hypothesis."""

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from lib import base_models, cares, combiners, datasets
from lib.base_models import Member
from lib.cares import Priorities
from lib.catalogue.controls import Choice, Slider, Text, Toggle, Weights, changed
from lib.datasets.brought.example import example
from lib.datasets.brought.gaps import write_marks
from lib.datasets.drawn.names import USUAL, write_names
from lib.datasets.drawn.points import CLASSES, FEWEST, PLACES, write_points
from lib.reading import pack
from lib.scenario.edits import furthest
from lib.scenario.link import LONGEST_PIN, to_query
from lib.scenario.record import (
    LAYERS,
    LOCKS,
    MAX_MEMBERS,
    MAX_PINS,
    SHARED,
    TABS,
    VOICES,
    Scenario,
    in_order,
)
from lib.scenario.views import MAX_VIEWS
from lib.words.outside import cleaned

PLACE = st.integers(0, PLACES - 1)


@st.composite
def drawings(draw, most=8):
    """Texts of points: of two to four classes, each with a few, anywhere, in any order, some of
    them several times."""
    one = st.tuples(PLACE, PLACE)
    of_class = st.lists(one, min_size=FEWEST, max_size=most, unique=True)
    apart = draw(st.lists(of_class, min_size=2, max_size=CLASSES))
    every = [(*place, c) for c, places in enumerate(apart) for place in places]
    again = draw(st.lists(st.sampled_from(every), max_size=4 * most))
    table = np.array(draw(st.permutations(every + again)))
    return write_points(table[:, :2], table[:, 2])


PACKED = pack(example().head(60))
MARKS = st.lists(st.text(max_size=20), max_size=3).map(write_marks)
NAMES = st.lists(st.text(max_size=50), max_size=len(USUAL)).map(write_names)


def values_of(control):
    """Every value that the widget of a control can give."""
    if isinstance(control, Text):
        return TEXTS[control.label]()
    if isinstance(control, Slider):
        steps = round((control.high - control.low) / control.step)
        grid = st.integers(0, steps).map(lambda k: control.low + k * control.step)
        return grid.map(lambda value: control.parse(control.format(value)))
    if isinstance(control, Choice):
        return st.sampled_from(list(control.options))
    if isinstance(control, Toggle):
        return st.booleans()
    assert isinstance(control, Weights)
    weight = st.integers(0, int(10 * control.high)).map(lambda tenths: f"{tenths / 10:g}")
    return st.lists(weight, max_size=MAX_MEMBERS).map("-".join)


TEXTS = {
    "Points": drawings,
    "Names": lambda: NAMES,
    "Table": lambda: st.sampled_from(["", "0123456789abcdef", PACKED]),
    "Columns": lambda: st.sampled_from(["", "2c", "1x.3c", "2y", "0n.6y.7c", "1w"]),
    "Classes": lambda: st.sampled_from(["", "q2", "q5", "m3", "d200"]),
    "Missing": lambda: MARKS,
    "Answers": lambda: st.sampled_from(["", "first", "second"]),
}


@st.composite
def knobs_of(draw, controls):
    names = draw(st.lists(st.sampled_from(list(controls)), unique=True)) if controls else []
    return changed(controls, {name: draw(values_of(controls[name])) for name in names})


VIEWS = st.one_of(
    st.just(""),
    st.sampled_from(sorted({v for e in datasets.entries().values() for v in e.load().views})),
    st.text(max_size=12),
    st.sampled_from(["a,b", "a@b", "50 %", "%2C", "x;y=z:1", "&v=2", "å β 🙂", "#", "+", "*a*"]),
).map(cleaned)


OWN_VIEWS = st.lists(  # in a link they may be anything; what fits is for the data to say
    st.tuples(VIEWS, st.sets(st.integers(0, 800), max_size=9).map(lambda c: tuple(sorted(c)))),
    max_size=MAX_VIEWS,
).map(tuple)
LAB_NAMES = st.sampled_from(["broken_view", "how", "depth"])


@st.composite
def members(draw):
    model = draw(st.sampled_from(list(base_models.entries())))
    knobs = draw(knobs_of(base_models.entries()[model].controls))
    return Member(model, knobs, draw(VIEWS))


@st.composite
def priorities(draw):
    weights = {
        k: draw(values_of(care.control))
        for k, care in cares.entries().items()
        if draw(st.booleans())
    }
    most = {
        k: draw(values_of(each.control))
        for k, each in cares.limits().items()
        if draw(st.booleans())
    }
    return Priorities(tuple(weights.items()), tuple(most.items()))


@st.composite
def unpinned(draw):
    """A scenario without pins."""
    dataset = draw(st.sampled_from(list(datasets.entries())))
    taken = draw(st.lists(members(), max_size=MAX_MEMBERS))
    if taken and draw(st.booleans()):  # a clone
        taken = [*taken, taken[0]][:MAX_MEMBERS]
    scenario = Scenario(
        dataset=dataset,
        dataset_knobs=draw(knobs_of(datasets.entries()[dataset].controls)),
        views=draw(OWN_VIEWS),
        members=tuple(taken),
        methods=in_order(draw(st.lists(st.sampled_from(list(combiners.entries())), max_size=4))),
        **{name: draw(values_of(control)) for name, control in SHARED.items()},
        plane=draw(st.sampled_from(["", "0-1", "12-3"])),
        tab=draw(st.sampled_from(list(TABS))),
        row=draw(st.sampled_from(["", "0", "4711"])),
        lesson=draw(st.sampled_from(["", "tour-1", "two_sensors-12"])),
        layer=draw(st.sampled_from(LAYERS)),
        slide=draw(st.sampled_from(["", "1", "7"])),
        voice=draw(st.sampled_from(VOICES)),
        fusion=draw(st.sampled_from(list(combiners.MEANINGS))),
        learned=furthest(draw(st.lists(st.sampled_from(["tour-2", "two_sensors-3", "a-1"])))),
        locks=tuple(sorted(draw(st.sets(st.sampled_from(list(LOCKS)))))),
        lab=tuple(sorted(draw(st.dictionaries(LAB_NAMES, VIEWS, max_size=3)).items())),
    )
    for key in draw(st.lists(st.sampled_from(list(combiners.entries())), max_size=3)):
        own = draw(knobs_of(combiners.entries()[key].controls))
        scenario = scenario.with_combiner_knobs(key, own)
    scenario = scenario.with_priorities(draw(priorities()))
    shown = st.sampled_from(["", *[f"model{i + 1}" for i in range(len(taken))], *scenario.compared])
    return replace(scenario, left=draw(shown), right=draw(shown))


def fits_into_a_link(pin):
    return sum(len(name) + len(text) + 2 for name, text in to_query(pin).items()) <= LONGEST_PIN


def pins(most=MAX_PINS):
    """What may be pinned."""
    one = unpinned().map(lambda scenario: scenario.pin).filter(fits_into_a_link)
    return st.lists(one, max_size=most, unique=True).map(tuple)


def scenarios():
    return st.builds(lambda one, kept: replace(one, pins=kept), unpinned(), pins())


@st.composite
def quick_scenarios(draw):
    """The same on few rows, cut into three folds once, with few models, most of which read what
    there is to read."""
    asked = draw(unpinned())
    entry = datasets.entries()[asked.dataset]
    few = {"rows": entry.controls["rows"].low} if "rows" in entry.controls else {}
    views = st.sampled_from(["", *entry.load(**few).views])
    few = dict(asked.dataset_knobs) | few
    voters = tuple(replace(one, view=draw(views)) for one in asked.members[:3])
    return replace(
        asked,
        dataset_knobs=changed(entry.controls, few),
        views=draw(st.sampled_from([(), (), asked.views])),
        members=voters,
        methods=asked.methods or ("soft_vote", "stacking_logistic", "late_mean"),
        folds=3,
        repeats=1,
        left="",
        right="",
    )
