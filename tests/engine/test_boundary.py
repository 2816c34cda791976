"""The picture against closed forms: where lines must run, and that planes give the data back."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.datasets import Dataset, Provenance
from lib.engine import boundary
from lib.engine.plane import plane_for, principal_plane

NOWHERE = Provenance("made up", "none", "none")


def dataset(X, n_classes=2, units=()):
    names = (
        tuple(X.columns)
        if isinstance(X, pd.DataFrame)
        else tuple(f"f{j}" for j in range(X.shape[1]))
    )
    return Dataset(
        X=X,
        y=np.arange(len(X)) % n_classes,
        feature_names=names,
        class_names=tuple("abcdefghij"[:n_classes]),
        views={"all": tuple(range(X.shape[1]))},
        provenance=NOWHERE,
        units=units,
    )


def cells(n):
    """Unit coordinates of the middle of each cell, in the order of a field."""
    middle = (np.arange(n) + 0.5) / n
    return np.tile(middle, n), np.repeat(middle, n)


def two_classes(p):
    return np.column_stack([1 - p, p])


def without_gaps(line):
    return line[~np.isnan(line[:, 0])]


@given(st.integers(2, 10), st.integers(0, 2**32 - 1))
def test_a_byte_holds_the_winner_exactly_and_its_probability_to_half_a_step(n_classes, seed):
    P = np.random.default_rng(seed).dirichlet(np.full(n_classes, 0.3), size=50)
    level = np.full((1, n_classes), 1 / n_classes)  # a tie goes to the first class
    P = np.concatenate([P, np.eye(n_classes), level])
    width = 256 // n_classes
    winner, steps = np.divmod(boundary.encode(P).astype(int), width)
    np.testing.assert_array_equal(winner, P.argmax(axis=1))
    step = (1 - 1 / n_classes) / (width - 1)
    np.testing.assert_allclose(1 / n_classes + steps * step, P.max(axis=1), atol=step / 2 + 1e-12)


@pytest.mark.parametrize(("slope", "offset"), [(0.5, 0.2), (-1.3, 1.1), (0.0, 0.5)])
def test_a_linear_classifier_s_border_is_its_line(slope, offset):
    n = 60
    x, y = cells(n)
    line = boundary.outline(two_classes(1 / (1 + np.exp(-8 * (y - slope * x - offset)))), n)
    line = without_gaps(line)
    away = np.abs(line[:, 1] - slope * line[:, 0] - offset) / np.hypot(1, slope)
    inside = (line > 0.5 / n).all(axis=1) & (line < 1 - 0.5 / n).all(axis=1)
    assert away[inside].max(initial=0) < 0.2 / n
    assert away.max() < 1 / n
    assert len(line) < 12  # a straight line needs few points


@pytest.mark.parametrize("is_stepped", [False, True])
def test_a_circle_keeps_its_radius(is_stepped):
    n = 80
    x, y = cells(n)
    p = 1 / (1 + np.exp(20 * (np.hypot(x - 0.5, y - 0.5) - 0.3)))
    line = boundary.outline(two_classes((p > 0.5).astype(float) if is_stepped else p), n)
    radius = np.hypot(*(line - 0.5).T)
    assert np.abs(radius - 0.3).max() < (0.75 if is_stepped else 0.15) / n
    np.testing.assert_array_equal(line[0], line[-1])  # closed


def test_a_tree_s_border_is_a_clean_corner_that_reaches_the_edges():
    n = 40
    x, y = cells(n)
    line = boundary.outline(two_classes(np.where((x > 0.5) & (y > 0.25), 0.9, 0.2)), n)
    assert len(line) <= 4
    np.testing.assert_allclose(line[:, 0].max(), 1)
    np.testing.assert_allclose(line[:, 1].max(), 1)
    np.testing.assert_allclose(line.min(axis=0), [0.5, 0.25], atol=1e-6)
    tie = boundary.outline(two_classes(np.where(x > 0.5, 1.0, 0.5)), n)  # is of the first class
    np.testing.assert_allclose(tie[:, 0], 0.5, atol=1e-6)


@pytest.mark.parametrize("n_classes", [2, 3, 10])
def test_nothing_is_drawn_where_one_class_fills_the_picture(n_classes):
    P = np.tile(np.eye(n_classes)[1], (100, 1))
    assert boundary.outline(P, 10).shape == (0, 2)
    level = np.full((100, n_classes), 1 / n_classes)
    assert boundary.outline(level, 10).shape == (0, 2)


def test_three_classes_meet_and_every_border_is_drawn():
    n = 50
    x, y = cells(n)
    angle = np.arctan2(y - 0.5, x - 0.5)
    score = np.cos(angle[:, None] - np.array([0, 2, 4]) * np.pi / 3)
    P = np.exp(4 * score) / np.exp(4 * score).sum(axis=1, keepdims=True)
    line = without_gaps(boundary.outline(P, n))
    for border in np.array([1, 3, 5]) * np.pi / 3:
        at = 0.5 + 0.3 * np.array([np.cos(border), np.sin(border)])
        assert distance_to(line, at) < 0.5 / n


def distance_to(line, point):
    start, end = line[:-1], line[1:]
    chord = end - start
    share = ((point - start) * chord).sum(axis=1) / np.maximum((chord**2).sum(axis=1), 1e-12)
    nearest = start + np.clip(share, 0, 1)[:, None] * chord
    return np.hypot(*(nearest - point).T).min()


@given(st.integers(0, 2**32 - 1), st.sampled_from([0.01, 0.05]))
def test_simplify_keeps_ends_and_stays_near(seed, tolerance):
    line = np.cumsum(np.random.default_rng(seed).normal(size=(40, 2)), axis=0) / 20
    fewer = line[boundary.simplify(line, np.array([0, 39]), tolerance)]
    np.testing.assert_array_equal(fewer[[0, -1]], line[[0, -1]])
    assert max(distance_to(fewer, point) for point in line) <= tolerance + 1e-9


def on_the_axes(plane, places):
    """Unit coordinates in the units of the axes, (n, 2)."""
    low, high = np.array([(axis.low, axis.high) for axis in (plane.x, plane.y)]).T
    return low + (high - low) * places


def test_two_columns_are_drawn_as_they_are():
    X = np.random.default_rng(0).normal(size=(30, 2)) * [3, 0.1]
    data = dataset(X, units=("mm", ""))
    plane = plane_for(data, "", 25)
    assert "drawn as it is" in plane.caption
    assert (plane.x.label, plane.y.label) == ("f0 (mm)", "f1")
    places = plane.project(data)
    np.testing.assert_allclose(on_the_axes(plane, places), X)
    np.testing.assert_allclose(places.min(axis=0), 0.06 / 1.12)
    grid = plane.grid(data)
    assert grid.shape == (625, 2)
    assert grid[1, 0] > grid[0, 0]
    assert grid[1, 1] == grid[0, 1]


def test_grid_rows_lie_in_their_own_cells():
    data = dataset(np.random.default_rng(1).normal(size=(50, 6)))
    for choice in ("", "4-1"):
        plane = plane_for(data, choice, 12)
        rows = dataset(np.asarray(plane.grid(data)))
        np.testing.assert_allclose(plane.project(rows), np.column_stack(cells(12)))


def test_the_principal_plane_finds_a_planted_plane():
    rng = np.random.default_rng(2)
    mixing = np.linalg.qr(rng.normal(size=(5, 2)))[0].T
    X = rng.normal(size=(200, 2)) * [3, 1.5] @ mixing + rng.normal(size=5)
    data = dataset(X)
    plane = principal_plane(data, 30)
    assert "100 % of the variance" in plane.caption
    spanned = on_the_axes(plane, plane.project(data)) @ np.stack([plane.across, plane.up])
    np.testing.assert_allclose(np.asarray(plane.origin) + spanned, X)


def test_constant_and_missing_columns_are_safe():
    X = np.random.default_rng(3).normal(size=(40, 4))
    X[:, 1] = 7.25
    X[::3, 2] = np.nan
    X[:, 3] = np.nan
    data = dataset(X)
    for choice in ("", "1-3", "2-0"):
        plane = plane_for(data, choice, 8)
        assert np.isfinite(np.asarray(plane.grid(data))).all()
        places = plane.project(data)
        assert np.isfinite(places).all()
        assert (places >= 0).all()
        assert (places <= 1).all()


def mixed():
    return pd.DataFrame(
        {
            "age": [20.0, 30.0, np.nan, 40.0, 31.0],
            "size": np.array([1, 2, 3, 4, 3]),
            "colour": pd.Categorical(["red", "blue", None, "red", "red"]),
            "note": pd.Series(["hi", "so", "it", "goes", "on"], dtype="str"),
            "dose": np.array([0.5, 1.5, 2.5, 0.1, 1.0], dtype="f4"),
        }
    )


@pytest.mark.parametrize("choice", ["", "0-4", "1-0"])
def test_mixed_columns_keep_their_names_types_and_typical_values(choice):
    data = dataset(mixed())
    plane = plane_for(data, choice, 6)
    grid = plane.grid(data)
    assert list(grid) == list(data.X)
    assert len(grid) == 36
    varied = {j for j in (0, 1, 4) if plane.across[j] or plane.up[j]}
    for j, dtype in enumerate(data.X.dtypes):
        assert grid.dtypes.iloc[j] == (np.float64 if j == 1 and j in varied else dtype)
    assert set(grid["colour"]) == {"red"}
    assert set(grid["note"]) == {"on"}
    assert not grid.isna().any().any()
    assert np.isfinite(plane.project(data)).all()


def test_captions_say_what_is_held_and_that_points_are_projected():
    data = dataset(mixed())
    assert "2 columns that are not numbers are held as in the most typical row" in (
        plane_for(data, "", 5).caption
    )
    caption = plane_for(data, "0-4", 5).caption
    assert "“age” and “dose”" in caption
    assert "the other 3 columns are held at their typical values" in caption
    assert "look wrong though it is right" in caption


@pytest.mark.parametrize(
    ("X", "choice", "words"),
    [
        (mixed(), "3", "not two column numbers"),
        (mixed(), "a-b", "not two column numbers"),
        (mixed(), "-1-0", "not two column numbers"),
        (mixed(), "0-9", "this data set has 0 to 4"),
        (mixed(), "1-1", "different columns"),
        (mixed(), "0-2", "“colour” is not a number"),
        (mixed()[["note", "age"]], "", "two columns that are numbers"),
    ],
)
def test_a_picture_that_cannot_be_drawn_is_refused_in_plain_words(X, choice, words):
    with pytest.raises(ValueError, match=words):
        plane_for(dataset(X), choice, 5)
