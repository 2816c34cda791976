"""The floor under every base model, whatever its file: it fits, it is seeded, it can be copied."""

import pickle

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.datasets import make_blobs, make_moons
from sklearn.utils import _safe_indexing

from lib.base_models import Member, entries
from lib.datasets import Dataset, Provenance
from tests.combiners._probabilities import at_both_ends, check_probabilities

MODELS = list(entries())
NOWHERE = Provenance("made for this test", "none", "none")


def dataset_of(X, y, views=None):
    n_features = X.shape[1]
    return Dataset(
        X=X,
        y=y,
        feature_names=tuple(f"feature {i}" for i in range(n_features)),
        class_names=tuple(f"class {c}" for c in np.unique(y)),
        views=views or {"all": tuple(range(n_features))},
        provenance=NOWHERE,
    )


def two_classes():
    return dataset_of(*make_moons(90, noise=0.3, random_state=0))


def three_classes():
    X, y = make_blobs(90, centers=3, n_features=4, cluster_std=3.0, random_state=0)
    return dataset_of(X, y, {"front": (0, 2), "back": (1, 3)})


def twelve_rows():
    rng = np.random.default_rng(0)
    return dataset_of(rng.normal(size=(12, 3)), np.repeat([0, 1, 2], 4))


def single_row_of_a_class():
    rng = np.random.default_rng(0)
    return dataset_of(rng.normal(size=(14, 3)), np.array([0, 1] * 6 + [1, 2]))


def more_features_than_rows():
    rng = np.random.default_rng(0)
    return dataset_of(rng.normal(size=(20, 60)), np.repeat([0, 1], 10))


def constant_and_repeated_features():
    X, y = make_moons(60, noise=0.3, random_state=0)
    return dataset_of(np.column_stack([X, X[:, 0], np.ones(60)]), y)


def missing_numbers():
    X, y = make_moons(60, noise=0.3, random_state=0)
    X[np.random.default_rng(0).random(X.shape) < 0.2] = np.nan
    X[:40, 1] = np.nan  # a column may be all gaps in the training part
    return dataset_of(X, y)


def mixed_table():
    """Numbers with gaps, categories with gaps, a short text and a long one, each a view."""
    rng = np.random.default_rng(0)
    n = 60
    y = np.tile([0, 1, 2], n // 3)
    words = np.array(["pump leaks at the seal", "bearing runs hot again", "belt slipped off twice"])
    X = pd.DataFrame(
        {
            "size": np.where(rng.random(n) < 0.2, np.nan, y + rng.normal(size=n)),
            "age": rng.integers(0, 9, size=n),
            "colour": pd.Categorical(np.where(rng.random(n) < 0.1, None, np.array(list("rgb"))[y])),
            "code": pd.Series([f"{'ABC'[c]}-{rng.integers(99)}" for c in y], dtype="str"),
            "note": pd.Series(
                [f"{words[c]} {words[c - 1]} {i}" for i, c in enumerate(y)], dtype="str"
            ),
        }
    )
    X.loc[3, "note"] = np.nan
    X.loc[4, "code"] = np.nan
    views = {"numbers": (0, 1), "colour": (2,), "code": (3,), "note": (4,)}
    return dataset_of(X, y, views)


DATASETS = [
    two_classes,
    three_classes,
    twelve_rows,
    single_row_of_a_class,
    more_features_than_rows,
    constant_and_repeated_features,
    missing_numbers,
    mixed_table,
]


def split(dataset):
    """Training rows and new rows; the first and the last classes are on both sides."""
    is_new = np.arange(len(dataset.y)) % 4 == 3
    if (np.bincount(dataset.y[~is_new], minlength=dataset.n_classes) == 0).any():
        is_new[:] = False
        return dataset.X, dataset.y, dataset.X
    X, new = (_safe_indexing(dataset.X, np.flatnonzero(rows)) for rows in (~is_new, is_new))
    return X, dataset.y[~is_new], new


@pytest.mark.parametrize("make_dataset", DATASETS, ids=lambda make: make.__name__)
@pytest.mark.parametrize("model", MODELS)
def test_gives_probabilities_on_any_data(model, make_dataset):
    dataset = make_dataset()
    X, y, new = split(dataset)
    fitted = Member(model).build(dataset, random_state=0).fit(X, y)
    check_probabilities(fitted.predict_proba(new), len(new), dataset.n_classes)
    np.testing.assert_array_equal(
        fitted.predict(new), fitted.classes_[fitted.predict_proba(new).argmax(axis=1)]
    )


@pytest.mark.parametrize("model", MODELS)
def test_sees_only_its_view(model):
    dataset = mixed_table()
    X, y, _ = split(dataset)
    view, columns = next(iter(dataset.views.items()))
    fitted = Member(model, view=view).build(dataset, random_state=0).fit(X, y)
    before = fitted.predict_proba(X)
    changed = X.copy()
    for c in set(range(X.shape[1])) - set(columns):
        changed[X.columns[c]] = X.iloc[:, c].to_numpy()[::-1]
    np.testing.assert_array_equal(fitted.predict_proba(changed), before)


@pytest.mark.parametrize("view", ["numbers", "colour", "code", "note"])
@pytest.mark.parametrize("model", MODELS)
def test_learns_from_each_kind_of_column(model, view):
    dataset = mixed_table()
    X, y, new = split(dataset)
    fitted = Member(model, view=view).build(dataset, random_state=0).fit(X, y)
    check_probabilities(fitted.predict_proba(new), len(new), 3)
    assert fitted.score(X, y) > 0.45  # each view tells the three classes apart at least in part


@pytest.mark.parametrize("make_dataset", [two_classes, twelve_rows, mixed_table])
@pytest.mark.parametrize(
    ("model", "knob"), [(key, knob) for key in MODELS for knob in at_both_ends(entries()[key])]
)
def test_works_at_both_ends_of_every_knob(model, knob, make_dataset):
    dataset = make_dataset()
    X, y, new = split(dataset)
    fitted = Member(model, (knob,)).build(dataset, random_state=0).fit(X, y)
    check_probabilities(fitted.predict_proba(new), len(new), dataset.n_classes)


@pytest.mark.parametrize("make_dataset", [two_classes, mixed_table])
@pytest.mark.parametrize("model", MODELS)
def test_same_seed_same_answers_also_after_a_copy(model, make_dataset):
    dataset = make_dataset()
    X, y, new = split(dataset)
    unfitted = Member(model).build(dataset, random_state=3)
    first, second = clone(unfitted).fit(X, y), clone(unfitted).fit(X, y)
    expected = first.predict_proba(new)
    np.testing.assert_array_equal(second.predict_proba(new), expected)
    np.testing.assert_array_equal(pickle.loads(pickle.dumps(first)).predict_proba(new), expected)


@pytest.mark.parametrize("model", MODELS)
def test_entry_says_what_it_is(model):
    entry = entries()[model]
    assert len(entry.short) <= 16
    assert entry.summary.endswith(".")
    assert 1 <= len(entry.controls) <= 3
    for name, control in entry.controls.items():
        assert control.help.endswith("."), name
        assert len(control.label) <= 16
    estimator = entry.make(random_state=5, **{k: c.default for k, c in entry.controls.items()})
    assert estimator.get_params().get("random_state", 5) == 5


def test_a_cloud_needs_two_points():
    """One row of a class: QDA cannot know its shape, and says so in words."""
    dataset = single_row_of_a_class()
    curved = Member("discriminant_analysis", (("boundary", "curved"),)).build(dataset, 0)
    with pytest.raises(ValueError, match="sample"):
        curved.fit(dataset.X, dataset.y)
