"""Two arms wound around each other: only local models can follow."""

import numpy as np

from lib.datasets._generator import Generator, overlap

TURNS = 1.5


def draw(label: int, n: int, noise: float, rng: np.random.Generator) -> np.ndarray:
    """Shape (n, 2); radius 3 sqrt(u) spreads points evenly over the area, half a turn apart."""
    share = np.sqrt(rng.uniform(size=n))
    angle = 2 * np.pi * TURNS * share + np.pi * label
    arm = 3 * share[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    return arm + noise * rng.normal(size=(n, 2))


ENTRY = Generator(
    title="Spirals",
    summary="A shaft speeds up, balanced or not, and its two traces wind around each other: plain "
    "votes are dragged down by members that cannot follow.",
    order=50,
    question="Is the shaft balanced?",
    things="moments",
    fields=("shapes",),
    draw=draw,
    noise=overlap(default=0.2, high=0.6),
    feature_names=("sideways shift", "upward shift"),
    class_names=("balanced", "unbalanced"),
    target="state of the shaft",
    units=("mm", "mm"),
    design="Lang, K. J. & Witbrock, M. J. (1988) Learning to tell two spirals apart.",
)
