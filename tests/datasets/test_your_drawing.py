"""A drawing is a text, a text is a drawing, and any drawing is a data set."""

import re

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lib.datasets import entries
from lib.datasets.cutting.bonds import RANDOM, bonds_of
from lib.datasets.drawn.names import USUAL, checked_names, read_names, write_names
from lib.datasets.drawn.points import (
    CLASSES,
    FEWEST,
    LETTERS,
    MOST,
    PLACES,
    SIDE,
    checked_points,
    read_points,
    template_of,
    values_of,
    write_points,
)
from lib.engine.folds import make_folds
from tests.scenarios import drawings

ENTRY = entries()["your_drawing"]
UNHURRIED = settings(deadline=None, max_examples=50)
POINTS = st.lists(
    st.tuples(*[st.integers(0, most - 1) for most in (PLACES, PLACES, CLASSES)]), max_size=MOST
)


@UNHURRIED
@given(POINTS)
@example([(PLACES - 1, PLACES - 1, CLASSES - 1)] * MOST)
def test_any_points_come_back_from_their_text_which_fits_into_a_link(points):
    table = np.array(points, int).reshape(-1, 3)
    text = write_points(table[:, :2], table[:, 2])
    assert re.fullmatch(r"[A-Za-z0-9_-]*", text)
    assert len(text) <= 1200
    places, y = read_points(text)
    np.testing.assert_array_equal(np.column_stack([places, y]), table)


def test_the_browser_writes_the_same_text():
    places = np.array([[0, 0], [255, 255], [128, 7], [9, 200]])
    assert write_points(places, np.array([0, 3, 2, 1])) == "AAA___oAHQnI"  # see strokes.test.js
    values = values_of(np.array([0, 1, 7, 128, 200, 255]))
    assert values.tolist() == [0, 0.04, 0.27, 5.02, 7.84, 10]


@UNHURRIED
@given(st.one_of(st.text(max_size=9), st.text(LETTERS, max_size=60)))
@example("A" * (3 * MOST + 3))
@example("AAA\n")
def test_any_text_is_points_or_is_refused_in_words(text):
    why = "fewer than 5 different points of class ([1-4])"
    if len(text) % 3 or not set(text) <= set(LETTERS) or len(text) > 3 * MOST:
        with pytest.raises(ValueError, match=r"is no drawing|has more than 400 points"):
            checked_points(text)
        return
    places, y = read_points(text)
    assert write_points(places, y) == text
    counts = np.bincount(np.unique(np.column_stack([y, places]), axis=0)[:, 0], minlength=2)
    if counts.min() >= FEWEST:
        assert checked_points(text) == text
        return
    with pytest.raises(ValueError, match=why) as refused:
        checked_points(text)
    named = re.search(why, str(refused.value))
    assert counts[int(named[1]) - 1] < FEWEST


@UNHURRIED
@given(drawings())
def test_what_is_drawn_is_in_the_rows_whatever_the_seed(text):
    assert checked_points(text) == text
    places, y = read_points(text)
    drawn = sorted(zip(*values_of(places).T, y, strict=True))
    for seed in (0, 1):
        dataset = ENTRY.load(points=text, random_state=seed)
        assert sorted(zip(*dataset.X.T, dataset.y, strict=True)) == drawn
    assert dataset.is_flat
    assert np.bincount(dataset.y).min() >= FEWEST
    assert len(dataset.class_names) == y.max() + 1
    assert dataset.extent == (0, SIDE)


@UNHURRIED
@given(st.lists(st.text(max_size=60), max_size=len(USUAL)))
@example(["a,b", " c ", "", "%2C", "\x00", "\ud800"])
@example(["", "x", "x", "same", "same"])
def test_names_are_any_text_and_one_text_says_them(names):
    text = write_names(names)
    assert checked_names(text) == text
    read = read_names(text)
    assert len(read) == len(USUAL)
    assert write_names(read) == text
    dataset = ENTRY.load(names=text)
    assert len(set(dataset.feature_names)) == len(set(dataset.class_names)) == 2


def test_a_flat_data_set_thinned_out_is_a_drawing():
    for key in ("moons", "rings", "xor"):
        dataset = entries()[key].load(flip=0)
        places, y = read_points(checked_points(template_of(dataset)))
        assert len(y) == 80
        assert set(y) == set(range(dataset.n_classes))
        assert places.min() > 10
        assert places.max() < PLACES - 10


@UNHURRIED
@given(drawings(40))
def test_any_drawing_can_be_cut_into_folds(text):
    dataset = ENTRY.load(points=text)
    folds = make_folds(dataset.y, 5, 0, bonds_of(dataset, RANDOM), dataset.class_names)
    assert folds.min() == 0
    assert folds.max() >= 2
