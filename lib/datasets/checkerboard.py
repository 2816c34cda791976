"""Classes alternate in a grid of squares: trees and neighbours see it, smooth models do not."""

import numpy as np

from lib.catalogue.controls import Slider
from lib.datasets._generator import Generator

SQUARES, SIDE = 4, 10.0  # squares a side; metres


def draw(label: int, n: int, noise: float, rng: np.random.Generator) -> np.ndarray:
    """Shape (n, 2), metres; column + row of the square is even for class 0, odd for class 1."""
    column = rng.integers(SQUARES, size=n)
    row = 2 * rng.integers(SQUARES // 2, size=n) + (column + label) % 2
    corner = np.column_stack([column, row])
    return SIDE * (corner + rng.uniform(size=(n, 2))) + noise * rng.normal(size=(n, 2))


ENTRY = Generator(
    title="Checkerboard",
    summary="Two crops grow in alternating plots and a GPS tags each plant: trees and neighbours "
    "learn the grid, smooth models see nothing.",
    order=60,
    question="Which crop grows here?",
    things="plants",
    fields=("shapes",),
    draw=draw,
    noise=Slider(
        "GPS error",
        low=0,
        high=4,
        default=0.8,
        step=0.2,
        unit="m",
        help="How far the recorded place is from the true one.",
    ),
    feature_names=("metres east", "metres north"),
    class_names=("barley", "oats"),
    target="crop",
    units=("m", "m"),
    rows=(100, 400),
    design="The checkerboard of Ho, T. K. & Kleinberg, E. M. (1996), four squares a side.",
)
