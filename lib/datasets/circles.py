"""A ring around a disc: no straight line separates them."""

import numpy as np

from lib.datasets._generator import Generator, overlap

RADII = (1.0, 0.5)


def draw(label: int, n: int, noise: float, rng: np.random.Generator) -> np.ndarray:
    """Shape (n, 2); the geometry of `sklearn.datasets.make_circles(factor=0.5)`."""
    angle = rng.uniform(0, 2 * np.pi, n)
    ring = RADII[label] * np.column_stack([np.cos(angle), np.sin(angle)])
    return ring + noise * rng.normal(size=(n, 2))


ENTRY = Generator(
    title="Circles",
    summary="A boiler is safe near its set point and unsafe all around it: one straight line "
    "is hopeless here, and one hopeless member tests a vote.",
    order=20,
    question="When is the boiler safe?",
    things="moments",
    fields=("shapes",),
    draw=draw,
    noise=overlap(default=0.2, high=0.5),
    feature_names=("pressure deviation", "temperature deviation"),
    class_names=("unsafe", "safe"),
    target="state of the boiler",
    design="The two circles of scikit-learn's make_circles, inner radius half the outer.",
)
