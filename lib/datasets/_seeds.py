"""Independent streams of random numbers: turning one knob leaves the other draws alone."""

from typing import Literal

import numpy as np

Purpose = Literal["points", "order", "wrong labels", "fresh points", "sample"]
_KEYS: dict[str, int] = {
    "points": 0,
    "order": 1,
    "wrong labels": 2,
    "fresh points": 3,
    "sample": 4,
}


def stream(random_state: int, purpose: Purpose, part: int = 0) -> np.random.Generator:
    """A generator that depends on nothing but these three; `part` tells classes apart."""
    seed = np.random.SeedSequence(random_state, spawn_key=(_KEYS[purpose], part))
    return np.random.default_rng(seed)
