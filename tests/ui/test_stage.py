"""What the components send to the browser, and what they believe of its answers."""

import json
import re
from base64 import b64decode

import numpy as np
import pytest
from plotly.graph_objects import Scatter
from scipy.special import softmax
from streamlit.testing.v1 import AppTest

from lib.datasets import Dataset, Provenance
from lib.drawing.style import CLASS_MARKS, class_mark, field_colours, marker, rgb
from lib.engine.boundary import draw
from lib.engine.plane import plane_for
from lib.engine.results import WAYS
from lib.scenario.experiment import MOST_CLASSES
from lib.statistics.metrics import METRICS
from lib.ui.components import HERE, style
from lib.ui.components.gallery import gallery_item
from lib.ui.components.stage import (
    StageMethod,
    _read_choice,
    stage_data,
)
from lib.ui.components.wiring import Wiring, all_to_all, one_to_one

ACCURACY = METRICS["accuracy"]
NASTY = '<img src=x onerror="alert(1)">'


def smooth(plane, data, rng):
    """A picture of random smooth answers."""
    scores = np.sin(plane.grid(data) @ rng.normal(size=(2, data.n_classes)) * 4)
    return draw(softmax(3 * scores, axis=1), plane.n)


def made(n_classes=2, n_methods=3, n_rows=40, n=20):
    """A data set, its plane, and methods with random smooth answers."""
    rng = np.random.default_rng(0)
    data = Dataset(
        X=rng.normal(size=(n_rows, 2)),
        y=np.arange(n_rows) % n_classes,
        feature_names=("across", NASTY),
        class_names=tuple(f"{NASTY}{c}" for c in range(n_classes)),
        views={"all": (0, 1)},
        provenance=Provenance("made up", "none", "none"),
    )
    plane = plane_for(data, "", n)
    ways = [*WAYS, *["vote"] * n_methods][:n_methods]
    wiring = Wiring(
        (("all data",), (NASTY, "b"), ("average",)), (all_to_all(1, 2), all_to_all(2, 1))
    )
    methods = []
    for number, way in enumerate(ways):
        picture, predicted = smooth(plane, data, rng), rng.integers(0, n_classes, n_rows)
        title = f"{NASTY} {number}"
        methods.append(StageMethod(f"m{number}", title, title, way, picture, predicted, "", wiring))
    return data, plane, methods


def unpack(text, dtype):
    return np.frombuffer(b64decode(text), dtype)


@pytest.mark.parametrize("n_classes", [2, 3, 10])
def test_what_arrives_is_what_was_drawn(n_classes):
    data, plane, methods = made(n_classes)
    sent = json.loads(stage_data(data, plane, methods, ACCURACY).body)
    assert (sent["n"], sent["w"]) == (20, 256 // n_classes)
    assert [mark["name"] for mark in sent["classes"]] == list(data.class_names)
    np.testing.assert_array_equal(unpack(sent["y"], np.uint8), data.y)
    points = unpack(sent["points"], np.float32).reshape(-1, 2)
    np.testing.assert_allclose(points, plane.project(data), atol=1e-6)
    for method, arrived in zip(methods, sent["methods"], strict=True):
        np.testing.assert_array_equal(unpack(arrived["field"], np.uint8), method.picture.field)
        line = unpack(arrived["line"], np.float32).reshape(-1, 2)
        np.testing.assert_array_equal(line, method.picture.line)
        np.testing.assert_array_equal(unpack(arrived["predicted"], np.uint8), method.predicted)
        assert arrived["way"] == method.way
        assert arrived["wiring"] == {
            "layers": [["all data"], [NASTY, "b"], ["average"]],
            "links": [[[0, 0], [0, 1]], [[0, 0], [1, 0]]],
        }


def test_the_colours_of_a_field_are_its_classes_and_paler_where_unsure():
    for n_classes in range(2, 11):
        colours = field_colours(n_classes).astype(int)
        width = 256 // n_classes
        for c in range(n_classes):
            shades = colours[c * width : (c + 1) * width]
            assert tuple(shades[0, :3]) == rgb(CLASS_MARKS[c].colour)
            assert (np.diff(shades[:, 3]) >= 0).all()
            assert shades[-1, 3] > shades[0, 3] + 100


def test_every_class_has_a_colour_and_a_shape_of_its_own_that_script_and_plotly_can_draw():
    for attribute in ("colour", "shape", "symbol"):
        assert len({getattr(mark, attribute) for mark in CLASS_MARKS}) == len(CLASS_MARKS) == 10
    script = (HERE / "marks.js").read_text(encoding="utf-8")
    for position, mark in enumerate(CLASS_MARKS):
        assert f"{mark.shape}:" in script or f'"{mark.shape}":' in script
        assert Scatter(marker=marker(position)).marker.symbol == mark.symbol


def test_a_large_picture_is_small_has_a_name_of_its_own_and_comes_in_groups_members_first():
    data, plane, methods = made(n_classes=2, n_methods=20, n_rows=300, n=120)
    first, again = (stage_data(data, plane, methods[::-1], ACCURACY) for _ in range(2))
    assert len(first.body) < 600_000
    assert first.id == again.id != stage_data(data, plane, methods[:2], ACCURACY).id


def test_methods_come_way_by_way_in_the_order_given():
    data, plane, methods = made(n_methods=10)
    sent = json.loads(stage_data(data, plane, methods[::-1], ACCURACY).body)["methods"]
    assert [method["way"] for method in sent] == ["one", *["vote"] * 6, "stack", "sources", "model"]
    assert [method["key"] for method in sent[1:7]] == ["m9", "m8", "m7", "m6", "m5", "m1"]


def test_links_lead_from_every_box_or_straight_down():
    assert all_to_all(2, 2) == ((0, 0), (0, 1), (1, 0), (1, 1))
    assert one_to_one(3) == ((0, 0), (1, 1), (2, 2))


def test_scripts_never_turn_text_into_html_or_fetch_anything():
    for file in HERE.glob("*.js"):
        script = file.read_text(encoding="utf-8")
        found = re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", script)
        found += re.findall(r"fetch\(|://", script)
        assert not found, file.name
    assert "@import" not in style(*(file.name for file in HERE.glob("*.css")))


@pytest.mark.parametrize(
    ("shown", "believed"),
    [
        ({"left": "a", "right": "b"}, ("a", "b")),
        ({"left": "b", "right": ""}, ("b", "")),
        ({"left": "x", "right": "b"}, None),
        ({"left": ["a"], "right": "b"}, None),
        ({}, None),
        ("a", None),
        (None, None),
    ],
)
def test_only_known_methods_are_believed(shown, believed):
    assert _read_choice(shown, ["a", "b"]) == believed


def test_gallery_items_hold_points_and_marks():
    points, y = np.random.default_rng(0).random((30, 2)), np.arange(30) % 3
    item = json.loads(json.dumps(gallery_item("moons", NASTY, "What for.", "generated", points, y)))
    assert len(item["classes"]) == 3
    sent = unpack(item["points"], np.uint8).reshape(-1, 2) / 255
    np.testing.assert_allclose(sent, points, atol=1 / 255)


PAGE = """
import numpy as np
import streamlit as st

from lib.ui.components.copying import copying
from lib.ui.components.gallery import gallery, gallery_data, gallery_item
from lib.ui.components.stage import Card, Cards, Score, stage, stage_data
from tests.ui.test_stage import ACCURACY, made

picture = stage_data(*made(), ACCURACY)
scores = {"m1": Score("86.3 %", "Accuracy 86.3 %", "+2.7 points", 1.0, 2.7, 4.0)}
cards = Cards([Card("vote", "Vote", "All answer.", "m1")], scores, "m1")
st.text(repr(stage(picture, cards, ("m1", "m2"), key="stage")))
st.text(repr(stage(picture, Cards(), ("gone", "gone"), key="other")))
item = gallery_item("moons", "Two moons", "Why.", "real", np.zeros((2, 2)), np.array([0, 1]))
st.text(repr(gallery(gallery_data([item], "moons"), key="gallery")))
copying("Copy link", key="copy")
"""


def test_components_run_in_a_page_and_give_what_is_shown():
    at = AppTest.from_string(PAGE).run(timeout=30)
    assert not at.exception
    assert [text.value for text in at.text] == [
        "('m1', 'm2', None, Look(row='', layer=''))",
        "('m0', '', None, Look(row='', layer=''))",
        "None",
    ]


def test_as_many_classes_as_are_allowed_have_marks_and_fields_of_their_own():
    marks = [class_mark(position) for position in range(MOST_CLASSES)]
    assert len({(mark.colour, mark.shape) for mark in marks}) == MOST_CLASSES
    assert len({(mark.colour, mark.symbol) for mark in marks}) == MOST_CLASSES
    assert field_colours(MOST_CLASSES)[: 2 * MOST_CLASSES, 3].all()
