"""Whoever holds rows back inside one fit obeys the cut: one witness in all of their places."""

import numpy as np
import pytest
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.datasets import make_classification
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer

from lib.base_models.support_vector_machine import CalibratedSVM
from lib.combiners import BaseCombiner
from lib.combiners.distilling import Distilled
from lib.combiners.equal_budget import Tuned
from lib.combiners.model_soup import Soup
from lib.combiners.rules.calibrated import Calibrated
from lib.datasets.cutting.bonds import Bonds, fit, held_back, told

asked = []  # (units learned from, units asked about) of every witness


class Witness(ClassifierMixin, BaseEstimator):
    """Knows the unit of each row from the first column."""

    def __init__(self, name="witness"):
        self.name = name

    def fit(self, X, y):
        self.classes_, self.units_ = np.unique(y), set(X[:, 0])
        return self

    def predict_proba(self, X):
        asked.append((self.units_, set(X[:, 0])))
        return np.full((len(X), len(self.classes_)), 1 / len(self.classes_))


class WitnessRule(BaseCombiner):
    def learn(self, P, y, X):
        self.witness_ = Witness().fit(X, y)

    def predict_proba(self, P, X=None):
        return self.witness_.predict_proba(X)


PLACES = {
    "tuning": lambda: Tuned([Witness("a"), Witness("b")]),
    "teaching": lambda: Distilled([Witness("a"), Witness("b")], lesson="single"),
    "tuning behind steps": lambda: make_pipeline(FunctionTransformer(), Tuned([Witness()] * 2)),
    "tuning what tunes": lambda: Tuned([Tuned([Witness("a"), Witness("b")])] * 2),
}


def rows(is_forward, seed=0):
    """Every unit has several rows of both classes."""
    rng = np.random.default_rng(seed)
    units = rng.permutation(np.repeat(np.arange(30), 4))
    y = rng.permutation(np.arange(120) % 2)
    return np.column_stack([units, rng.normal(size=120)]).astype(float), y, Bonds(units, is_forward)


@pytest.mark.parametrize("is_forward", [False, True])
@pytest.mark.parametrize("place", [*PLACES, "calibrating"])
def test_no_unit_parts_and_nobody_answers_about_its_past(place, is_forward):
    X, y, bonds = rows(is_forward)
    asked.clear()
    if place == "calibrating":
        rule = Calibrated(WitnessRule())
        rule.fit(np.full((120, 1, 2), 0.5), y, X, **told(rule, bonds))
    else:
        fit(PLACES[place](), X, y, bonds)
    inside = [(seen, said) for seen, said in asked if len(seen) < 30]  # not fitted on everything
    assert inside
    for seen, said in inside:
        assert not seen & said
        assert not is_forward or max(seen) < min(said)


@pytest.mark.parametrize("is_forward", [False, True])
def test_a_calibrated_svm_and_a_greedy_soup_listen_too(is_forward):
    X, y = make_classification(120, random_state=0)
    bonds = Bonds(np.repeat(np.arange(30), 4), is_forward)
    for model in (CalibratedSVM(), Soup(greedy=True, steps=(2, 2))):
        told_so = fit(model, X, y, bonds).predict_proba(X)
        assert np.abs(told_so - model.fit(X, y).predict_proba(X)).max() > 1e-6


def test_a_class_never_loses_all_its_rows():
    units, y = np.repeat(np.arange(20), 2), np.zeros(40, int)
    y[[0, 1]], y[[2, 5]] = 1, 2  # one class in one unit, one in two
    for number in range(5):
        rng = np.random.default_rng(number)
        for train, _ in held_back(y, 3, rng, Bonds(units)):
            assert set(y[train]) == {0, 1, 2}
