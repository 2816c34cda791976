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
    arrange,
    in_words,
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
MOONS = datasets.entries()["moons"].load()

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


def test_nothing_asked_for_means_the_views_of_the_data_set():
    assert arrange((), IRIS).views == dict(IRIS.views)
    assert arrange((), IRIS).problems == ()


def only(asked, dataset=IRIS):
    """The views that came of it, and the one sentence that was said."""
    arrangement = arrange(asked, dataset)
    (sentence,) = arrangement.problems
    return arrangement.views, sentence


def test_columns_that_do_not_exist_are_left_out_and_it_is_said():
    views, sentence = only((("a", (0, 1, 77)), ("b", (2, 3, 4))))
    assert views == {"a": (0, 1), "b": (2, 3)}
    assert "2 columns" in sentence
    assert "from 0 to 3" in sentence


def test_a_column_asked_for_twice_stays_where_it_was_first():
    views, sentence = only((("a", (0, 1)), ("b", (1, 2, 3))))
    assert views == {"a": (0, 1), "b": (2, 3)}
    assert IRIS.feature_names[1] in sentence


def test_columns_in_no_view_get_one_of_their_own():
    views, sentence = only((("a", (0,)), ("b", (2,))))
    assert views == {"a": (0,), "b": (2,), REST: (1, 3)}
    assert f"“{REST}”" in sentence
    assert IRIS.feature_names[3] in sentence


def test_who_names_the_rest_gets_what_is_left_there():
    assert only(((REST, (0,)), ("b", (2,))))[0] == {REST: (0, 1, 3), "b": (2,)}


def test_a_name_taken_twice_and_a_missing_name_are_mended():
    views, sentence = only((("a", (0, 1)), ("a", (2,)), (" ", (3,))))
    assert list(views) == ["a", "a 2", "view 3"]
    assert "“a 2” and “view 3”" in sentence


def test_a_view_without_columns_is_no_view_but_is_kept_for_the_editor():
    asked = (("a", (0, 1, 2, 3)), ("empty", ()))
    views, sentence = only(asked)
    assert list(views) == ["a"]
    assert arrange(asked, IRIS).groups == asked
    assert "“empty”" in sentence


@pytest.mark.parametrize("asked", [(("a", (9,)),), (("a", ()),)])
def test_when_nothing_fits_the_views_of_the_data_set_are_used(asked):
    views, sentence = only(asked, MOONS)
    assert views == dict(MOONS.views)
    assert "own views" in sentence


def test_long_lists_are_cut_short_in_sentences():
    wide = datasets.entries()["digits_sixviews"].load()
    _, sentence = only((("a", (0,)),), wide)
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


def test_two_axes_are_two_sensors():
    assert presets(MOONS)["Each axis is a sensor"] == own_views(MOONS)
    assert "Two equal parts" not in presets(MOONS)


def test_halves_of_a_picture_are_halves():
    digits = datasets.entries()["digits"].load()
    found = presets(digits)
    (_, left), (_, right) = found["Left and right half"]
    pixels = np.arange(64).reshape(8, 8)
    assert set(left) == set(pixels[:, :4].ravel())
    assert set(right) == set(pixels[:, 4:].ravel())
    (_, top), _ = found["Top and bottom half"]
    assert set(top) == set(pixels[:4].ravel())


# ---------------------------------------------------------------- edits

GROUPS = (("a", (0, 1)), ("b", (2, 3)))


def test_ticking_a_column_takes_it_from_its_old_view():
    assert with_columns(GROUPS, 1, [3, 1, 2]) == (("a", (0,)), ("b", (1, 2, 3)))


def test_a_column_no_longer_ticked_goes_to_the_rest():
    edited = arrange(with_columns(GROUPS, 0, [0]), IRIS)
    assert edited.views == {"a": (0,), "b": (2, 3), REST: (1,)}


def test_a_view_can_be_renamed_added_and_removed():
    assert renamed(GROUPS, 1, "petal") == (("a", (0, 1)), ("petal", (2, 3)))
    assert with_new(with_new(GROUPS))[2:] == (("new view 1", ()), ("new view 2", ()))
    assert arrange(without(GROUPS, 0), IRIS).views == {"b": (2, 3), REST: (0, 1)}
    assert arrange(without(GROUPS[:1], 0), IRIS).views == dict(IRIS.views)


def test_views_in_words():
    assert in_words(dict(GROUPS) | {"c": (4,)}) == "a (2 columns), b (2 columns), c (1 column)"
