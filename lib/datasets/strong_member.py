"""A wavy border that one flexible model follows and the usual others all miss."""

import numpy as np

from lib.datasets._generator import Generator, overlap

DAY, TIDE = 24.0, 12.4  # hours
DEPTH, SWING = 3.0, 0.9  # metres


def draw(label: int, n: int, noise: float, rng: np.random.Generator) -> np.ndarray:
    """Shape (n, 2); hour of the day and draught below (class 0) or above the depth of water."""
    hour = rng.uniform(0, DAY, n)
    depth = DEPTH + SWING * np.sin(2 * np.pi * hour / TIDE)
    margin = rng.gamma(2.0, 0.35, n)
    draught = depth + (margin if label else -margin) + noise * rng.normal(size=n)
    return np.column_stack([hour, draught])


ENTRY = Generator(
    title="One strong member",
    summary="A boat runs aground or not by hour and draught, and the border follows the tide: one "
    "flexible model sees it, and a vote with straight-line models loses.",
    order=90,
    question="Will the boat run aground?",
    things="trips",
    fields=("shapes",),
    draw=draw,
    noise=overlap(default=0.2, high=1),
    feature_names=("hour", "draught"),
    class_names=("passes", "runs aground"),
    target="what the boat does",
    units=("h", "m"),
    design="A border of one sine wave, margins from a gamma law.",
)
