"""Three sensors of which one ages, and with it what another one means: concept drift."""

import numpy as np

from lib.datasets._generator import Generator, overlap

TURNS = 6  # how often the reaction changes its sign between the first row and the last
AGEING = 6.0  # how far the ageing sensor wanders meanwhile
STEADY, REACTION = 0.8, 1.5  # how far the classes lie from 0 on the two others


def draw(label: int, n: int, noise: float, rng: np.random.Generator) -> np.ndarray:
    """Shape (n, 4); s = 2 label - 1, t uniform in [0, 1], all readings with N(0, noise) on top:
    0.8 s (always the same), 6 t, and 1.5 s (-1)^floor(6 t). The last column is t.

    Where the ageing sensor stands tells which sign holds, but only of stretches of time that were
    learned from.
    """
    side, t = 2 * label - 1, rng.uniform(size=n)
    sign = 1 - 2 * (np.floor(TURNS * t) % 2)
    readings = np.column_stack([np.full(n, STEADY * side), AGEING * t, REACTION * side * sign])
    readings += rng.normal(0, [noise, noise / 4, noise], size=readings.shape)
    return np.column_stack([readings, t])


ENTRY = Generator(
    title="Sensors that age",
    summary="One of three sensors ages, and what another one means turns round now and then: who "
    "is best among shuffled rows is not who is best tomorrow.",
    order=105,
    question="Does the pipe leak?",
    things="readings",
    knob="noise",
    fields=("sensors",),
    draw=draw,
    noise=overlap(default=0.8, high=2, label="Noise"),
    feature_names=("pressure", "age of the probe", "reaction of the probe"),
    class_names=("tight", "leaking"),
    target="state of the pipe",
    rows=(100, 400),
    design="Concept drift: what a reading means changes while its own distribution wanders "
    "(Gama, J. et al., 2014, A survey on concept drift adaptation).",
)
