"""Probabilities to try combiners on, and how each combiner is built by default."""

import numpy as np

from lib.catalogue.controls import settings
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


def default(key: str, **knobs) -> BaseCombiner:
    entry = entries()[key]
    return entry.rule(settings(entry.controls, tuple(knobs.items())))
