"""A reader's X and y: read whole, or refused in a sentence."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.asking import DataError
from lib.asking.rows import rows_of
from lib.base_models import Member

N = 24
LABELS = np.arange(N) % 3
FLOATS = st.floats(-1e6, 1e6) | st.sampled_from([np.nan, np.inf, -np.inf])
WORDS = st.text(max_size=6) | st.sampled_from(["", "a", "b", None])


def column(cells, dtype=None):
    return st.lists(cells, min_size=N, max_size=N).map(lambda some: pd.Series(some, dtype=dtype))


KINDS = st.one_of(
    column(st.integers(-9, 9)),
    column(FLOATS, "float64"),
    column(st.booleans()),
    column(st.integers(0, 9) | st.none(), "Int64"),
    column(st.booleans() | st.none(), "boolean"),
    column(WORDS, "str"),
    column(WORDS, "category"),
    column(WORDS | st.integers(0, 3), "object"),
    column(st.just(pd.Timestamp(2026, 1, 1)) | st.none(), "datetime64[ns]"),
    column(st.complex_numbers(max_magnitude=9), "complex128"),
    column(st.none(), "object"),
)
TARGETS = st.one_of(
    column(st.sampled_from(["x", "y", "z", None]), "object"),
    column(st.sampled_from([0, 1, 2, 7])),
    column(st.sampled_from([1.0, 2.5, np.nan])),
    column(st.booleans()),
    column(FLOATS, "float64"),
    column(WORDS | st.integers(0, 3), "object"),
)


@settings(deadline=None, max_examples=150)
@given(st.lists(KINDS, max_size=4), TARGETS)
def test_any_frame_is_read_whole_or_refused_in_a_sentence(columns, target):
    frame = pd.DataFrame(dict(enumerate(columns)), index=range(N)).rename(columns="c{}".format)
    before = frame.copy(deep=True), target.copy(deep=True)
    said = ""
    try:
        rows = rows_of(frame, target)
    except ValueError as error:
        said = str(error)
    pd.testing.assert_frame_equal(frame, before[0])
    pd.testing.assert_series_equal(target, before[1])
    if said:
        assert said.endswith(".")
        return
    data = rows.dataset
    assert data.X.shape == (len(rows.kept), len(columns))
    pairs = set(zip(target[rows.kept], data.y, strict=True))
    assert len(pairs) == data.n_classes == target.nunique()
    for i, name in enumerate(frame):
        is_gap = frame[name].iloc[rows.kept].isna().to_numpy()
        assert (pd.isna(data.X.iloc[:, i]).to_numpy() >= is_gap).all()
    if (np.bincount(data.y) > 1).all():
        model = Member("decision_tree").build(data, 0).fit(data.X, data.y)
        assert model.predict_proba(data.X).shape == (len(data.y), data.n_classes)


def test_words_of_few_kinds_are_categories_and_the_reader_may_know_better():
    frame = pd.DataFrame({"few": ["a", "b"] * 12, "many": [f"word {i}" for i in range(N)]})
    X = rows_of(frame, LABELS).dataset.X
    assert [str(kind) for kind in X.dtypes] == ["category", "str"]
    X = rows_of(frame.astype({"many": "category"}), LABELS).dataset.X
    assert str(X["many"].dtype) == "category"
    of_objects = rows_of(np.array(frame, dtype=object), LABELS).dataset.X
    assert [str(kind) for kind in of_objects.dtypes] == ["category", "str"]


def test_the_target_names_itself_and_classes_keep_the_readers_names():
    target = pd.Series(LABELS.astype(float), name="wine")
    rows = rows_of(np.zeros((N, 1)) + np.arange(N)[:, None], target)
    assert rows.dataset.class_names == ("0", "1", "2")
    assert (rows.dataset.target, rows.about.question) == ("wine", "Which wine?")
    named = rows_of(rows.dataset.X, target, class_names={0: "red", 2: "white"})
    assert named.dataset.class_names == ("red", "1", "white")


def test_a_class_too_rare_to_be_tested_stands_last():
    y = np.array([2, 2, *([0, 1] * 11)])
    rows = rows_of(np.arange(N, dtype=float)[:, None], y)
    assert rows.kept[-2:].tolist() == [0, 1]
    np.testing.assert_array_equal(rows.dataset.X[:, 0], rows.kept)


def test_one_kind_of_label_is_told_apart_from_amounts():
    X = np.arange(N, dtype=float)[:, None]
    with pytest.raises(DataError, match="different amounts"):
        rows_of(X, X[:, 0] / 7)
    with pytest.raises(DataError, match="different amounts"):
        rows_of(X, np.where(X[:, 0] < 3, np.inf, 1))
    assert rows_of(X, X[:, 0] // 8).dataset.n_classes == 3
