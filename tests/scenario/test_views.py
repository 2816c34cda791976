"""A visitor's views: whatever is asked for, every column is in one view, and changes are said."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lib import datasets
from lib.scenario.views import (
    FURTHEST_COLUMN,
    MAX_NAME,
    REST,
    Arrangement,
    arrange,
    own_views,
    presets,
    read_view,
    renamed,
    with_columns,
    with_new,
    without,
    write_view,
)

IRIS = datasets.entries()["iris"].load()  # four columns: sepal length, width, petal length, width

COLUMNS = st.lists(st.integers(0, 8), max_size=6).map(tuple)
ASKED = st.lists(st.tuples(st.text(max_size=6), COLUMNS), max_size=5).map(tuple)


# ---------------------------------------------------------------- in a link


@given(st.text(max_size=MAX_NAME), st.sets(st.integers(0, FURTHEST_COLUMN), max_size=40))
def test_a_view_is_read_as_it_was_written(name, columns):
    view = (name, tuple(sorted(columns)))
    assert read_view(write_view(view)) == view


def test_neighbouring_columns_take_little_room():
    assert write_view(("pixels", tuple(range(240)))) == "pixels:0-239"
    assert write_view(("a,b", (0, 2, 3, 9))) == "a%2Cb:0.2-3.9"


@pytest.mark.parametrize(
    "text",
    ["name", "a:x", "a:-1", "a:1-x", "a:3-1", "a:0.0", "a:0-5.3", "a:10000", "a:٣", "a:0-99999999"],
)
def test_what_is_no_view_is_said_in_words(text):
    with pytest.raises(ValueError, match="columns"):
        read_view(text)


# ---------------------------------------------------------------- made fit


@given(ASKED)
@example((("a", (0, 1, 2, 3)),))
@example((("a", (0,)), ("a", (1,)), ("a 2", (2,))))
@example(((REST, (7,)), ("", ())))
def test_whatever_is_asked_for_every_column_is_in_one_view(asked):
    arrangement = arrange(asked, IRIS)
    columns = [column for view in arrangement.views.values() for column in view]
    assert sorted(columns) == list(range(4))
    assert all(arrangement.views.values())
    names = [name for name, _ in arrangement.groups]
    assert len(set(names)) == len(names)
    assert all(0 < len(name) <= MAX_NAME + 3 for name in names)
    for sentence in arrangement.problems:
        assert sentence.endswith(".")
    assert arrange(arrangement.groups, IRIS).groups == arrangement.groups  # it fits now
    if not arrangement.problems and asked:
        assert arrangement.groups == tuple((" ".join(n.split()), c) for n, c in asked)


A, B = ("a", (0, 1)), ("b", (2, 3))
_, SECOND, _, LAST = IRIS.feature_names
OWN = dict(IRIS.views)


@pytest.mark.parametrize(
    ("asked", "views", "said"),
    [
        ((("a", (0, 1, 77)), ("b", (2, 3, 4))), dict((A, B)), ["2 columns", "from 0 to 3"]),
        ((A, ("b", (1, 2, 3))), dict((A, B)), [SECOND]),
        ((("a", (0,)), ("b", (2,))), {"a": (0,), "b": (2,), REST: (1, 3)}, [f"“{REST}”", LAST]),
        (((REST, (0,)), ("b", (2,))), {REST: (0, 1, 3), "b": (2,)}, []),
        (
            (A, ("a", (2,)), (" ", (3,))),
            dict((A, ("a 2", (2,)), ("view 3", (3,)))),
            ["“a 2” and “view 3”"],
        ),
        ((("a", (0, 1, 2, 3)), ("empty", ())), {"a": (0, 1, 2, 3)}, ["“empty”"]),
        ((("a", (9,)),), OWN, ["own views"]),
        ((("a", ()),), OWN, ["own views"]),
    ],
)
def test_what_does_not_fit_is_mended_and_said_in_one_sentence(asked, views, said):
    arrangement = arrange(asked, IRIS)
    assert arrangement.views == views
    assert list(arrangement.views) == list(views)
    (sentence,) = arrangement.problems
    assert all(part in sentence for part in said)


def test_a_view_without_columns_is_kept_for_the_editor_and_no_view_asks_for_nothing():
    asked = (("a", (0, 1, 2, 3)), ("empty", ()))
    assert arrange(asked, IRIS).groups == asked
    assert arrange((), IRIS) == Arrangement(own_views(IRIS))


def test_long_lists_are_cut_short_in_sentences():
    (sentence,) = arrange((("a", (0,)),), datasets.entries()["digits_sixviews"].load()).problems
    assert "and 645 more" in sentence
    assert len(sentence) < 200


# ---------------------------------------------------------------- ready to be chosen


@pytest.mark.parametrize("key", datasets.entries())
def test_every_preset_is_fit_for_its_data_set(key):
    dataset = datasets.entries()[key].load()
    found = presets(dataset)
    for title, views in found.items():
        assert arrange(views, dataset).groups == views, title
        assert not arrange(views, dataset).problems, title
    assert own_views(dataset) in found.values()
    assert len({frozenset(c for _, c in views) for views in found.values()}) == len(found)


def test_two_axes_are_two_sensors_and_halves_of_a_picture_are_halves():
    moons, digits = (datasets.entries()[key].load() for key in ("moons", "digits"))
    assert presets(moons)["Each axis is a sensor"] == own_views(moons)
    assert "Two equal parts" not in presets(moons)
    found = presets(digits)
    (_, left), (_, right) = found["Left and right half"]
    pixels = np.arange(64).reshape(8, 8)
    assert set(left) == set(pixels[:, :4].ravel())
    assert set(right) == set(pixels[:, 4:].ravel())
    (_, top), _ = found["Top and bottom half"]
    assert set(top) == set(pixels[:4].ravel())


# ---------------------------------------------------------------- edits

GROUPS = (A, B)


def test_a_column_that_is_ticked_leaves_its_old_view_and_one_no_longer_ticked_goes_to_the_rest():
    assert with_columns(GROUPS, 1, [3, 1, 2]) == (("a", (0,)), ("b", (1, 2, 3)))
    edited = arrange(with_columns(GROUPS, 0, [0]), IRIS)
    assert edited.views == {"a": (0,), "b": (2, 3), REST: (1,)}


def test_a_view_can_be_renamed_added_and_removed():
    assert renamed(GROUPS, 1, "petal") == (("a", (0, 1)), ("petal", (2, 3)))
    assert with_new(with_new(GROUPS))[2:] == (("new view 1", ()), ("new view 2", ()))
    assert arrange(without(GROUPS, 0), IRIS).views == {"b": (2, 3), REST: (0, 1)}
    assert arrange(without(GROUPS[:1], 0), IRIS).views == dict(IRIS.views)
