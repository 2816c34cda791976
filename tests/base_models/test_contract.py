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


def dataset_of(X, y, views=None):
    n_features = X.shape[1]
    return Dataset(
        X=X,
        y=y,
        feature_names=tuple(f"feature {i}" for i in range(n_features)),
        class_names=tuple(f"class {c}" for c in np.unique(y)),
        views=views or {"all": tuple(range(n_features))},
        provenance=Provenance("made for this test", "none", "none"),
    )


RNG = np.random.default_rng(0)
MOONS, MOON_LABELS = make_moons(90, noise=0.3, random_state=0)
# a column may be all gaps in the training part
GAPS = (RNG.random((90, 2)) < 0.2) | ((np.arange(90) < 60)[:, None] & [False, True])


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


DATASETS = {
    "two classes": dataset_of(MOONS, MOON_LABELS),
    "three classes": dataset_of(
        *make_blobs(90, centers=3, n_features=4, cluster_std=3.0, random_state=0),
        {"front": (0, 2), "back": (1, 3)},
    ),
    "twelve rows": dataset_of(RNG.normal(size=(12, 3)), np.repeat([0, 1, 2], 4)),
    "one row of a class": dataset_of(RNG.normal(size=(14, 3)), np.array([0, 1] * 6 + [1, 2])),
    "more features than rows": dataset_of(RNG.normal(size=(20, 60)), np.repeat([0, 1], 10)),
    "constant and repeated features": dataset_of(
        np.column_stack([MOONS, MOONS[:, 0], np.ones(90)]), MOON_LABELS
    ),
    "missing numbers": dataset_of(np.where(GAPS, np.nan, MOONS), MOON_LABELS),
    "mixed table": mixed_table(),
}
every_model = pytest.mark.parametrize("model", entries())


def split(dataset):
    """Training rows and new rows; the first and the last classes are on both sides."""
    is_new = np.arange(len(dataset.y)) % 4 == 3
    if (np.bincount(dataset.y[~is_new], minlength=dataset.n_classes) == 0).any():
        is_new[:] = False
        return dataset.X, dataset.y, dataset.X
    X, new = (_safe_indexing(dataset.X, np.flatnonzero(rows)) for rows in (~is_new, is_new))
    return X, dataset.y[~is_new], new


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)
@every_model
def test_gives_probabilities_on_any_data_and_the_same_ones_again(model, dataset):
    X, y, new = split(dataset)
    unfitted = Member(model).build(dataset, random_state=3)
    first, second = clone(unfitted).fit(X, y), clone(unfitted).fit(X, y)
    P = first.predict_proba(new)
    check_probabilities(P, len(new), dataset.n_classes)
    np.testing.assert_array_equal(first.predict(new), first.classes_[P.argmax(axis=1)])
    np.testing.assert_array_equal(second.predict_proba(new), P)
    np.testing.assert_array_equal(pickle.loads(pickle.dumps(first)).predict_proba(new), P)


@pytest.mark.parametrize("view", DATASETS["mixed table"].views)
@every_model
def test_learns_from_each_kind_of_column_and_sees_no_other(model, view):
    dataset = DATASETS["mixed table"]
    X, y, new = split(dataset)
    fitted = Member(model, view=view).build(dataset, random_state=0).fit(X, y)
    P = fitted.predict_proba(new)
    check_probabilities(P, len(new), 3)
    assert fitted.score(X, y) > 0.45  # each view tells the three classes apart at least in part
    changed = new.copy()
    for c in set(range(X.shape[1])) - set(dataset.views[view]):
        changed[X.columns[c]] = new.iloc[:, c].to_numpy()[::-1]
    np.testing.assert_array_equal(fitted.predict_proba(changed), P)


@pytest.mark.parametrize("name", ["two classes", "twelve rows", "mixed table"])
@pytest.mark.parametrize(
    ("model", "knob"), [(key, knob) for key in entries() for knob in at_both_ends(entries()[key])]
)
def test_works_at_both_ends_of_every_knob(model, knob, name):
    dataset = DATASETS[name]
    X, y, new = split(dataset)
    fitted = Member(model, (knob,)).build(dataset, random_state=0).fit(X, y)
    check_probabilities(fitted.predict_proba(new), len(new), dataset.n_classes)


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)
@every_model
def test_a_row_may_come_with_gaps_where_training_had_none(model, dataset):
    X, y, new = split(dataset)
    gone = pd.DataFrame(new).mask(np.ones(new.shape, bool))
    gone = gone if isinstance(new, pd.DataFrame) else gone.to_numpy(float)
    fitted = Member(model).build(dataset, random_state=0).fit(X, y)
    check_probabilities(fitted.predict_proba(gone), len(new), dataset.n_classes)


@every_model
def test_infinity_is_a_gap_and_costs_no_model_its_score(model):
    """Nor does a column that is hardly ever measured, and never in the training part."""
    X = np.column_stack([MOONS, np.full(90, np.nan)])
    X[[3, 7, 40], [0, 2, 1]] = np.inf, 1, -np.inf
    dataset = dataset_of(X, MOON_LABELS)
    assert not np.isinf(dataset.X).any()
    assert dataset.n_infinite == 2
    X_train, y, new = split(dataset)
    fitted = Member(model).build(dataset, random_state=0).fit(X_train, y)
    assert (fitted.predict(new) == MOON_LABELS[3::4]).mean() > 0.7


@every_model
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
    dataset = DATASETS["one row of a class"]
    curved = Member("discriminant_analysis", (("boundary", "curved"),)).build(dataset, 0)
    with pytest.raises(ValueError, match="sample"):
        curved.fit(dataset.X, dataset.y)
