"""Three bell-shaped clouds of equal width: the simplest model is already the right one."""

import numpy as np

from lib.datasets._generator import Generator, overlap

CENTRES = np.array([[2.8, 5.2], [3.6, 6.4], [3.9, 5.4]])  # width, length in mm
SPREAD = np.array([0.5, 0.6])  # of one unit of overlap


def draw(label: int, n: int, noise: float, rng: np.random.Generator) -> np.ndarray:
    """Shape (n, 2); Gaussian with a covariance shared by all classes, so that LDA is optimal."""
    return CENTRES[label] + noise * SPREAD * rng.normal(size=(n, 2))


ENTRY = Generator(
    title="Three blobs",
    summary="Three wheat varieties by width and length of the grain: bell-shaped clouds, where "
    "one simple model is already right and combining has nothing to add.",
    order=30,
    question="Which variety of wheat is a grain?",
    things="grains",
    fields=("shapes",),
    draw=draw,
    noise=overlap(default=0.8, high=2, step=0.1),
    feature_names=("grain width", "grain length"),
    class_names=("Amber", "Borea", "Cress"),
    target="variety",
    units=("mm", "mm"),
    design="Fisher, R. A. (1936) The use of multiple measurements in taxonomic problems: with one "
    "shared covariance the best border is straight.",
)
