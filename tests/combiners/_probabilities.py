"""Probabilities to try combiners on, and how each combiner is built by default."""

import numpy as np

from lib.catalogue.controls import Choice, Slider, Toggle, settings
from lib.combiners import BaseCombiner, entries


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


def same_as(key: str, members, **changed):
    return entries()[key].same_as(members, knobs(key, **changed))
