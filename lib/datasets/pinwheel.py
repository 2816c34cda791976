"""Five bent arms fan out from the middle, one a class."""

import numpy as np

from lib.datasets._generator import Generator, overlap

N_ARMS, RADIAL_SPREAD, BEND = 5, 0.3, 0.25


def draw(label: int, n: int, noise: float, rng: np.random.Generator) -> np.ndarray:
    """Shape (n, 2); an elongated Gaussian, turned the more the further out a point lies."""
    along = 1 + RADIAL_SPREAD * rng.normal(size=n)
    across = noise * rng.normal(size=n)
    angle = 2 * np.pi * label / N_ARMS + BEND * np.exp(along)
    cos, sin = np.cos(angle), np.sin(angle)
    return np.column_stack([along * cos - across * sin, along * sin + across * cos])


ENTRY = Generator(
    title="Pinwheel",
    summary="Five milling tools pull the workpiece in five directions that bend as the force "
    "grows: many classes, none of them a plain cloud.",
    order=70,
    question="Which tool is at work?",
    things="moments",
    fields=("shapes",),
    draw=draw,
    noise=overlap(default=0.12, high=0.4, step=0.02),
    feature_names=("sideways force", "forward force"),
    class_names=("tool 1", "tool 2", "tool 3", "tool 4", "tool 5"),
    target="tool",
    units=("kN", "kN"),
    design="Johnson, M. J. et al. (2016) Composing graphical models with neural networks for "
    "structured representations and fast inference.",
)
