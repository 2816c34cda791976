"""What the player sends to the browser is what was computed, in few bytes."""

import json

import numpy as np

from lib.engine.plane import plane_for
from lib.ui.components.player import GAP, Counts, Curve, Frames, Panel, player_data
from tests.ui.test_stage import NASTY, made, smooth, unpack

N_FRAMES = 5


def data_of(n=20, n_frames=N_FRAMES, n_panels=2, n_classes=3):
    """(what was sent, the panels) for smooth random answers that change from frame to frame."""
    dataset, _, _ = made(n_classes)
    plane, rng = plane_for(dataset, "", n), np.random.default_rng(1)
    panels = []
    for number in range(n_panels):
        pictures = [smooth(plane, dataset, rng) for _ in range(n_frames)]
        predicted = rng.integers(0, n_classes, (n_frames, len(dataset.y)))
        sizes = rng.uniform(0, 3, predicted.shape) if number else None
        readouts = [f"{frame} % right" for frame in range(n_frames)]
        title = f"{NASTY}{number}"
        panels.append(Panel(title, "note", pictures, readouts, "held", predicted, sizes, title))
    frames = Frames("Mix", tuple(map(str, range(n_frames))), ((0, "A"), (n_frames - 1, "B")), 2)
    curve = Curve("Log-loss", "lower", {p.title: np.linspace(0, 1, n_frames) for p in panels})
    rows = {"held": (plane.project(dataset), dataset.y)}
    sent = player_data(frames, panels, [curve], rows, plane, dataset.class_names)
    return json.loads(json.dumps(sent)), panels


def test_every_frame_arrives_as_it_was_drawn_with_the_curve_and_the_slider():
    sent, panels = data_of()
    for panel, arrived in zip(panels, sent["panels"], strict=True):
        fields = unpack(arrived["fields"], np.uint8).reshape(N_FRAMES, -1)
        lines = np.split(unpack(arrived["lines"], np.uint16), arrived["ends"][:-1])
        for frame, picture in enumerate(panel.pictures):
            np.testing.assert_array_equal(fields[frame], picture.field)
            places = lines[frame].astype(float).reshape(-1, 2)
            is_gap = np.isnan(picture.line)
            np.testing.assert_array_equal(places == GAP, is_gap)
            exact = picture.line[~is_gap]
            np.testing.assert_allclose(places[~is_gap] / (GAP - 1), exact, atol=1e-5)
        predicted = unpack(arrived["predicted"], np.uint8).reshape(N_FRAMES, -1)
        np.testing.assert_array_equal(predicted, panel.predicted)
    assert sent["panels"][0]["sizes"] == ""
    sizes = unpack(sent["panels"][1]["sizes"], np.uint8).reshape(N_FRAMES, -1)
    np.testing.assert_allclose(sizes, panels[1].sizes * 64, atol=0.51)
    assert sent["frames"]["start"] == 2
    assert sent["frames"]["labels"] == ["0", "1", "2", "3", "4"]
    (curve,) = sent["curves"]
    assert (curve["better"], curve["percent"]) == ("lower", False)
    assert [line["name"] for line in curve["series"]] == [panel.title for panel in panels]
    assert curve["series"][0]["values"] == [0, 0.25, 0.5, 0.75, 1]


def test_other_pictures_have_another_name():
    assert data_of()[0]["id"] == data_of()[0]["id"] != data_of(n_panels=1)[0]["id"]


def test_four_panels_of_41_frames_stay_below_one_and_a_half_megabytes():
    sent, _ = data_of(64, 41, 4, n_classes=2)  # as in the weights lab, with borders far busier
    assert len(json.dumps(sent)) < 1_500_000


def test_one_picture_may_serve_all_frames_and_a_table_stands_beside_it():
    dataset, _, _ = made(2)
    plane, rng = plane_for(dataset, "", 20), np.random.default_rng(1)
    codes = rng.integers(0, 256, (N_FRAMES, 256))
    words = [f"{frame} missed" for frame in range(N_FRAMES)]
    predicted = rng.integers(0, 2, (N_FRAMES, len(dataset.y)))
    picture = [smooth(plane, dataset, rng)]
    counts = rng.integers(0, 9, (N_FRAMES, 2, 2))
    cells = (("found", "missed"), ("false alarms", "passed"))
    panels = [
        Panel("A", "note", picture, words, "held", predicted, recodes=codes),
        Counts("Confusion", "note", (NASTY, "b"), cells, counts, words),
    ]
    frames = Frames("Threshold", tuple(map(str, range(N_FRAMES))), ((0, "0"),))
    curve = Curve("Missed", "lower", {"A": np.linspace(0, 1, N_FRAMES)})
    rows = {"held": (plane.project(dataset), dataset.y)}
    sent = player_data(frames, panels, [curve], rows, plane, dataset.class_names)
    sent = json.loads(json.dumps(sent))
    (panel,), (table,) = sent["panels"], sent["tables"]
    np.testing.assert_array_equal(unpack(panel["fields"], np.uint8), picture[0].field)
    np.testing.assert_array_equal(unpack(panel["recodes"], np.uint8).reshape(-1, 256), codes)
    assert table["counts"] == counts.tolist()
    assert table["names"] == [NASTY, "b"]
    assert table["cells"] == [list(pair) for pair in cells]
    assert table["readouts"] == words
