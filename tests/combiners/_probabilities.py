"""Probabilities to try combiners on, and how each combiner is built by default."""

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.frozen import FrozenEstimator

from lib.catalogue.controls import Choice, Slider, Toggle, settings
from lib.combiners import BaseCombiner, entries
from lib.scenario.experiment import prepare


def make_probabilities(n_samples=60, n_models=4, n_classes=3, seed=0):
    """P of members of different skill, and the y that they try to tell; every class occurs."""
    rng = np.random.default_rng(seed)
    y = rng.permutation(np.arange(n_samples) % n_classes)
    skill = rng.uniform(0.2, 3, size=(1, n_models, 1))
    logits = rng.normal(size=(n_samples, n_models, n_classes))
    logits += skill * np.eye(n_classes)[y][:, None]
    P = np.exp(logits)
    return P / P.sum(axis=2, keepdims=True), y


def make_features(n_samples=60, seed=0):
    return np.random.default_rng(seed).normal(size=(n_samples, 3))


def make_table(n_samples=60, seed=0):
    """Numbers, no number at all, categories of which one never occurs, and short texts."""
    rng = np.random.default_rng(seed)
    colours = pd.Categorical(rng.choice(["red", "blue"], n_samples), ["red", "blue", "green"])
    words = pd.Series(rng.choice(["good day", "bad day"], n_samples), dtype="str")
    number, nothing = rng.normal(size=n_samples), np.full(n_samples, np.nan)
    return pd.DataFrame({"number": number, "nothing": nothing, "colour": colours, "words": words})


class Recites(ClassifierMixin, BaseEstimator):
    """A member that knows its answers by heart; the first column of X says about which row."""

    def __init__(self, answers=None):
        self.answers = answers

    def fit(self, X, y):
        self.classes_ = np.unique(y)
        return self

    def predict_proba(self, X):
        return self.answers[X[:, 0].astype(int)]

    def predict(self, X):
        return self.classes_[self.predict_proba(X).argmax(axis=1)]


def recite(P, y):
    """(estimators, X) for scikit-learn, such that member m says P[:, m] about the rows of X."""
    X = np.column_stack([np.arange(len(y)), make_features(len(y))])
    members = [Recites(P[:, m]).fit(X, y) for m in range(P.shape[1])]
    return [(f"m{m}", FrozenEstimator(member)) for m, member in enumerate(members)], X


def answers(asked):
    """Every name of a method -> (n_samples, n_classes), from one pass of the engine."""
    repeat = prepare(asked).run(0)
    assert not repeat.failures
    return {
        name: P
        for method, P in zip(repeat.methods, repeat.P, strict=True)
        for name in (method.key, *[other.key for other in method.also])
    }


def check_probabilities(P, n_rows, n_classes):
    assert P.shape == (n_rows, n_classes)
    assert np.isfinite(P).all()
    assert (P >= 0).all()
    np.testing.assert_allclose(P.sum(axis=1), 1, atol=1e-9)


def at_both_ends(entry):
    """Every knob at each end, the other knobs as they are by default."""
    for name, control in entry.controls.items():
        if isinstance(control, Slider):
            ends = {control.low, control.high}
        elif isinstance(control, Choice):
            ends = set(control.options)
        elif isinstance(control, Toggle):
            ends = {True, False}
        else:
            ends = {"0-0-0-0-0", "5", "0-1-0.5-5"}
        yield from ((name, end) for end in sorted(ends))


def knobs(key: str, **changed):
    """All knobs of an entry, by default but for these."""
    return settings(entries()[key].controls, tuple(changed.items()))


def default(key: str, **changed) -> BaseCombiner:
    return entries()[key].rule(knobs(key, **changed))


def same_as(key: str, models, **changed):
    return entries()[key].same_as(models, knobs(key, **changed))
