"""Two sensors that say nothing alone: the class is whether they agree."""

import numpy as np

from lib.datasets._generator import Generator, overlap


def draw(label: int, n: int, noise: float, rng: np.random.Generator) -> np.ndarray:
    """Shape (n, 2); a quadrant of the square, the same signs for class 0, opposite for class 1."""
    sign = rng.choice([-1.0, 1.0], size=n)
    signs = np.column_stack([sign, sign if label == 0 else -sign])
    return signs * rng.uniform(size=(n, 2)) + noise * rng.normal(size=(n, 2))


ENTRY = Generator(
    title="Two sensors that must agree",
    summary="Two valves should move together, and a leak shows only when they do not: one-sensor "
    "models can never combine to see it, a model of both can.",
    order=80,
    question="Is the line leaking?",
    things="moments",
    fields=("sensors",),
    draw=draw,
    noise=overlap(default=0.1, high=0.5, step=0.02),
    feature_names=("valve A", "valve B"),
    class_names=("tight", "leaking"),
    target="state of the line",
    design="The exclusive-or problem of Minsky, M. & Papert, S. (1969) Perceptrons.",
)
