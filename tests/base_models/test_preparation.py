import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from sklearn.decomposition import TruncatedSVD
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline

from lib.base_models import k_nearest_neighbours
from lib.base_models.k_nearest_neighbours import ENTRY, Neighbours, sample
from lib.base_models.preparation import (
    Gaps,
    TextNumbers,
    number_columns,
    preparation,
    select,
)
from lib.base_models.support_vector_machine import CalibratedSVM

NUMBERS = np.arange(12.0).reshape(4, 3)


def steps(X, columns, scale=False, impute=True, dense=True):
    return preparation(X, np.asarray(columns), scale, impute, dense)


def names(found):
    return [name for name, _ in found]


def test_plain_numbers_need_no_step_but_the_one_that_fills_gaps_yet_to_come():
    assert steps(NUMBERS, [0, 1, 2], impute=False) == []
    assert names(steps(NUMBERS, [0, 1, 2], scale=True)) == ["gaps", "scale"]


def test_a_view_needs_one_step_which_only_takes_columns():
    found = steps(NUMBERS, [2, 0], impute=False)
    assert names(found) == ["select"]
    np.testing.assert_array_equal(found[0][1].fit_transform(NUMBERS), NUMBERS[:, [2, 0]])


def test_numbers_of_a_frame_come_as_numbers():
    frame = pd.DataFrame(NUMBERS, columns=list("abc")).assign(d=pd.Categorical(list("xyxy")))
    assert number_columns(frame) == (0, 1, 2)
    assert names(steps(frame, [1, 2])) == ["select", "gaps"]
    np.testing.assert_array_equal(select(frame, (2, 1)), NUMBERS[:, [2, 1]])


@pytest.mark.parametrize("odd", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("as_frame", [False, True])
def test_missing_and_infinite_numbers_hold_the_median_of_the_training_rows(odd, as_frame):
    X = NUMBERS.copy()
    X[0, 1] = odd
    X = pd.DataFrame(X) if as_frame else X
    filled = make_pipeline(*[step for _, step in steps(X, [0, 1, 2])]).fit_transform(X)
    assert filled[0, 1] == np.median(NUMBERS[1:, 1])
    kept = make_pipeline(*[step for _, step in steps(X, [0, 1, 2], impute=False)]).fit_transform(X)
    assert np.isnan(kept[0, 1])


def test_a_column_empty_in_a_training_part_is_left_out_there():
    X = NUMBERS.copy()
    X[:2, 1] = np.nan
    gaps = Gaps()
    np.testing.assert_array_equal(gaps.fit(X[:2]).transform(X), X[:, [0, 2]])
    assert gaps.fit(X[:3]).transform(X)[0, 1] == NUMBERS[2, 1]
    np.testing.assert_array_equal(gaps.fit(X[:2, [1]]).transform(X[:, [1]]), np.zeros((4, 1)))


def test_an_unknown_category_is_none_of_the_known_ones():
    frame = pd.DataFrame({"c": pd.Categorical(["r", "g", "r", "b"])})
    ((_, transformer),) = steps(frame, [0])
    transformer.fit(frame.iloc[:3])
    np.testing.assert_array_equal(transformer.transform(frame)[-1], [0, 0])


TEXTS = pd.Series([f"word{i} common text number {i % 7}" for i in range(150)], dtype="str")


@pytest.mark.parametrize("whole_words", [True, False])
def test_dense_text_is_that_of_the_singular_value_decomposition(whole_words):
    counts = TextNumbers(whole_words, dense=False).fit_transform(TEXTS)
    assert sparse.issparse(counts)
    dense = TextNumbers(whole_words, dense=True)
    topics = dense.fit_transform(TEXTS)
    assert topics.shape == (150, 100)
    np.testing.assert_allclose(dense.transform(TEXTS), topics, atol=1e-12)
    theirs = TruncatedSVD(100, algorithm="arpack", random_state=0).fit_transform(counts)
    # lengths, not directions: those are free to turn where singular values are equal
    lengths, expected = (np.linalg.norm(each[:, :7], axis=0) for each in (topics, theirs))
    np.testing.assert_allclose(np.sort(lengths), np.sort(expected), rtol=1e-2)


def test_a_small_vocabulary_is_kept_as_it_is():
    few = pd.Series(["red", "green red", "blue"], dtype="str")
    dense = TextNumbers(dense=True).fit_transform(few)
    np.testing.assert_array_equal(dense, TextNumbers().fit_transform(few).toarray())
    assert dense.shape == (3, 3)


@pytest.mark.parametrize("dense", [True, False])
@pytest.mark.parametrize("whole_words", [True, False])
def test_texts_without_a_word_do_not_stop_the_fit(whole_words, dense):
    nothing = pd.Series(["", np.nan, "?!"], dtype="str")
    numbers = TextNumbers(whole_words, dense).fit(nothing).transform(TEXTS)
    assert numbers.shape == (150, 1)
    assert abs(numbers).sum() == 0


@pytest.mark.parametrize("median_length", [5, 80])
def test_long_texts_are_counted_in_words_and_short_ones_in_pieces(median_length):
    frame = pd.DataFrame({"t": pd.Series(["x" * median_length] * 4, dtype="str")})
    ((_, transformer),) = steps(frame, [0])
    assert transformer.transformers[0][1].whole_words == (median_length == 80)


def test_more_neighbours_than_rows_means_all_rows():
    few = Neighbours(n_neighbors=50).fit(NUMBERS, np.array([0, 0, 0, 1]))
    np.testing.assert_allclose(few.predict_proba(NUMBERS), np.tile([0.75, 0.25], (4, 1)))
    assert few.n_neighbors == 50


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 300), min_size=2, max_size=6), st.integers(0, 9))
def test_neighbours_look_through_a_sample_of_many_rows_that_has_every_class(counts, seed):
    """Exact up to so many rows; of more, each class gives its share, to a row but for rare ones."""
    y = np.random.default_rng(seed).permutation(np.repeat(np.arange(len(counts)), counts))
    n = max(len(y) // 3, len(counts))
    rows = sample(y, n, seed)
    assert len(set(rows)) == n
    assert (np.diff(rows) > 0).all()
    drawn, share = np.bincount(y[rows], minlength=len(counts)), n * np.array(counts) / len(y)
    assert (drawn >= 1).all()
    assert (drawn - share < 1 + len(counts) * (share < 1)).all()
    np.testing.assert_array_equal(rows, sample(y, n, seed))


def test_neighbours_are_exact_below_the_sample_and_of_the_sample_above(monkeypatch):
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(300, 3)), rng.integers(3, size=300)
    plain = KNeighborsClassifier().fit(X, y)
    monkeypatch.setattr(k_nearest_neighbours, "MOST_ROWS", 300)
    np.testing.assert_array_equal(Neighbours().fit(X, y).predict_proba(X), plain.predict_proba(X))
    monkeypatch.setattr(k_nearest_neighbours, "MOST_ROWS", 100)
    rows = sample(y, 100, 7)
    np.testing.assert_array_equal(
        Neighbours(random_state=7).fit(X, y).predict_proba(X),
        KNeighborsClassifier().fit(X[rows], y[rows]).predict_proba(X),
    )
    assert f"{10_000:,}" in ENTRY.summary


@pytest.mark.parametrize("n_classes", [2, 3])
def test_svm_with_a_single_row_of_a_class_still_answers(n_classes):
    rng = np.random.default_rng(0)
    y = np.append(np.arange(20) % (n_classes - 1), n_classes - 1)
    X = rng.normal(size=(21, 2)) + 3 * y[:, None]
    svm = CalibratedSVM(random_state=0).fit(X, y)
    P = svm.predict_proba(X)
    assert P.shape == (21, n_classes)
    np.testing.assert_allclose(P.sum(axis=1), 1)
    assert svm.score(X, y) > 0.9
