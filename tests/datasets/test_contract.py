"""What every data set promises, checked on each one the catalogue finds."""

import time
from itertools import pairwise, product
from typing import get_args

import numpy as np
import pandas as pd
import pytest

from lib.catalogue.controls import Slider, Text
from lib.datasets import Dataset, Field, Provenance, entries, thumbnail

ENTRIES = entries()
every_entry = pytest.mark.parametrize("key", list(ENTRIES))
GENERATED = [key for key, entry in ENTRIES.items() if entry.kind == "generated"]


def assert_sound(dataset: Dataset) -> None:
    n_features = dataset.X.shape[1]
    assert np.bincount(dataset.y, minlength=dataset.n_classes).min() >= 2
    assert dataset.y.max() < dataset.n_classes
    assert np.issubdtype(dataset.y.dtype, np.integer)
    assert len(set(dataset.feature_names)) == n_features
    assert len(dataset.units) == n_features
    assert all(dataset.feature_names)
    assert len(set(dataset.class_names)) == dataset.n_classes
    assert not dataset.y.flags.writeable
    if isinstance(dataset.X, np.ndarray):
        assert dataset.X.dtype == np.float64
        assert not dataset.X.flags.writeable
        assert not np.isinf(dataset.X).any()
    else:
        assert tuple(dataset.X.columns) == dataset.feature_names
        assert dataset.X.index.equals(pd.RangeIndex(len(dataset.X)))
        assert not np.isinf(dataset.X.select_dtypes("number")).any(axis=None)
        words = dataset.X.select_dtypes(exclude="float")
        for column in (words[name] for name in words):
            assert isinstance(column.dtype, pd.CategoricalDtype | pd.StringDtype)
            assert not column.isna().any()


def own(X: object, y: list[float], **more: object) -> Dataset:
    columns = tuple("abc"[: X.shape[1]])  # type: ignore[attr-defined]
    views = {"all": tuple(range(len(columns)))}
    made = Provenance("made for this test", "none", "none")
    return Dataset(X, np.array(y), columns, ("no", "yes"), views, made, **more)  # type: ignore


@pytest.mark.parametrize("missing", [-1, np.nan])
@pytest.mark.parametrize("as_frame", [False, True])
def test_rows_without_a_label_are_set_apart_and_counted(missing: float, as_frame: bool) -> None:
    X = np.arange(10.0).reshape(5, 2)
    groups = np.array(list("vwxyz"))
    dataset = own(pd.DataFrame(X) if as_frame else X, [0, missing, 1, missing, 0], groups=groups)
    np.testing.assert_array_equal(np.asarray(dataset.X), X[[0, 2, 4]])
    assert (dataset.y.tolist(), dataset.y.dtype.kind) == ([0, 1, 0], "i")
    assert dataset.groups is not None
    assert dataset.groups.tolist() == ["v", "x", "z"]
    assert (dataset.n_unlabelled, dataset.take(np.array([0, 1])).n_unlabelled) == (2, 2)
    with pytest.raises(ValueError, match="no class number 2"):
        own(X, [0, 1, 2, 0, 1])


@pytest.mark.parametrize("as_frame", [False, True])
def test_infinite_numbers_become_gaps_and_are_counted(as_frame: bool) -> None:
    X = np.array([[1, np.inf], [-np.inf, 2], [3, np.nan]])
    dataset = own(pd.DataFrame(X) if as_frame else X, [0, 1, 1])
    expected = [[1, np.nan], [np.nan, 2], [3, np.nan]]
    np.testing.assert_array_equal(np.asarray(dataset.X), expected)
    assert (dataset.n_infinite, dataset.take(np.array([0, 1])).n_infinite) == (2, 2)
    assert np.isinf(X).sum() == 2, "what was given is left alone"


@every_entry
def test_loads_with_its_defaults_and_its_thumbnail_fits_the_unit_square(key: str) -> None:
    ENTRIES[key].load(random_state=0)  # reading a file or importing scikit-learn is paid once
    started = time.perf_counter()
    dataset = ENTRIES[key].load(random_state=0)
    assert time.perf_counter() - started < 0.5
    assert_sound(dataset)
    assert len(dataset.y) <= 1000
    assert dataset.y_true is not None
    assert dataset.y_true.shape == dataset.y.shape
    assert dataset.is_flat == (dataset.X.shape[1] == 2)
    points, labels = thumbnail(dataset)
    assert points.shape == (min(150, len(dataset.y)), 2)
    assert labels.shape == (len(points),)
    assert np.isfinite(points).all()
    np.testing.assert_allclose([points.min(0), points.max(0)], [[0, 0], [1, 1]], atol=1e-12)
    assert set(labels) == set(range(dataset.n_classes))


@every_entry
def test_loads_with_every_knob_at_its_ends(key: str) -> None:
    """Alone, and all others together at few rows and at many."""
    knobs = {k: v for k, v in ENTRIES[key].controls.items() if not isinstance(v, Text)}
    assert all(isinstance(knob, Slider) for knob in knobs.values())
    for end, name in product(("low", "high"), knobs):
        assert_sound(ENTRIES[key].load(random_state=1, **{name: getattr(knobs[name], end)}))
    for rows, others in product(("low", "high"), repeat=2):
        ends = {name: getattr(knob, others) for name, knob in knobs.items()}
        if "rows" in knobs:
            ends["rows"] = getattr(knobs["rows"], rows)
        assert_sound(ENTRIES[key].load(random_state=1, **ends))


@every_entry
def test_same_seed_same_rows_other_seed_other_rows(key: str) -> None:
    first, again, other = (ENTRIES[key].load(random_state=seed) for seed in (3, 3, 4))
    pd.testing.assert_frame_equal(pd.DataFrame(first.X), pd.DataFrame(again.X))
    np.testing.assert_array_equal(first.y, again.y)
    assert not pd.DataFrame(first.X).equals(pd.DataFrame(other.X))


@every_entry
def test_wrong_labels_are_as_many_as_asked_move_no_point_and_stay_when_more_come(key: str) -> None:
    clean, few, wrong = (ENTRIES[key].load(random_state=5, flip=flip) for flip in (0, 10, 25))
    assert wrong.y_true is not None
    pd.testing.assert_frame_equal(pd.DataFrame(clean.X), pd.DataFrame(wrong.X))
    np.testing.assert_array_equal(clean.y, wrong.y_true)
    np.testing.assert_array_equal(clean.y, clean.y_true)
    assert np.sum(wrong.y != wrong.y_true) == round(0.25 * len(wrong.y))
    was_wrong = few.y != few.y_true
    np.testing.assert_array_equal(few.y[was_wrong], wrong.y[was_wrong])


@every_entry
def test_speaks_plainly_and_says_where_it_is_from(key: str) -> None:
    entry = ENTRIES[key]
    dataset = entry.load(random_state=0)
    assert entry.summary.endswith(".")
    assert ". " not in entry.summary
    assert len(entry.summary) <= 160
    assert len(entry.title) <= 40
    assert dataset.target not in ("", "class")
    for said in ("source", "citation", "licence", "changes"):
        assert getattr(dataset.provenance, said), said
    for name in (*dataset.class_names, *dataset.views, entry.title):
        assert "_" not in name
    assert entry.fields
    assert set(entry.fields) <= set(get_args(Field))
    is_text = any(isinstance(kind, pd.StringDtype) for kind in pd.DataFrame(dataset.X).dtypes)
    assert entry.is_wide == (is_text or len(dataset.feature_names) > 200)


@pytest.mark.parametrize("key", GENERATED)
def test_fresh_rows_are_new_right_and_as_many_as_asked(key: str) -> None:
    entry = ENTRIES[key]
    mine = entry.load(random_state=6, flip=40)
    fresh = entry.fresh(700, random_state=6, flip=40)
    assert_sound(fresh)
    assert len(fresh.y) == 700
    assert not set(map(tuple, np.asarray(fresh.X))) & set(map(tuple, np.asarray(mine.X)))
    np.testing.assert_array_equal(fresh.y, entry.fresh(700, random_state=6).y)
    assert fresh.feature_names == mine.feature_names


def test_the_default_comes_first_then_generators_then_real_sets_by_size() -> None:
    assert next(iter(ENTRIES)) == "moons"
    kinds = [entry.kind for entry in ENTRIES.values()]
    assert kinds == sorted(kinds)
    orders = [entry.order for entry in ENTRIES.values()]
    assert len(set(orders)) == len(orders)
    sizes = [
        entry.load(random_state=0, rows=entry.controls["rows"].high).X.size
        for entry in ENTRIES.values()
        if entry.kind == "real"
    ]
    assert all(small <= large for small, large in pairwise(sizes))
