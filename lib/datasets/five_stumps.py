"""Five weak, independent measurements: the jury theorem at work."""

import numpy as np

from lib.datasets._generator import Generator, overlap

N_SENSORS, SHIFT = 5, 0.319  # one sensor alone is right in 62.5 % of the rows at noise 1
NAMES = tuple(f"probe {place}" for place in range(1, N_SENSORS + 1))


def draw(label: int, n: int, noise: float, rng: np.random.Generator) -> np.ndarray:
    """Shape (n, 5); every column N(-SHIFT or +SHIFT, noise), independent given the class."""
    return (2 * label - 1) * SHIFT + noise * rng.normal(size=(n, N_SENSORS))


ENTRY = Generator(
    title="Five weak probes",
    summary="Five cheap moisture probes, each right five times in eight and wrong on its own "
    "account: their vote is right about seven times in ten.",
    order=120,
    question="Is the soil wet?",
    things="plots",
    knob="noise",
    fields=("sensors",),
    draw=draw,
    noise=overlap(default=1, high=2, step=0.1, label="Noise of a probe"),
    feature_names=NAMES,
    class_names=("dry", "wet"),
    target="state of the soil",
    rows=(100, 400),
    design="Condorcet, M. de (1785) Essai sur l'application de l'analyse à la probabilité des "
    "décisions rendues à la pluralité des voix.",
)
