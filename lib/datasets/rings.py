"""Three nested classes cut from one bell-shaped cloud by distance from its middle."""

import numpy as np

from lib.datasets._generator import Generator, overlap

N_CLASSES = 3


def draw(label: int, n: int, noise: float, rng: np.random.Generator) -> np.ndarray:
    """Shape (n, 2); radii are quantiles of the Rayleigh law, r = sqrt(-2 ln(1 - u))."""
    quantile = (label + rng.uniform(size=n)) / N_CLASSES
    radius = np.sqrt(-2 * np.log1p(-quantile))
    angle = rng.uniform(0, 2 * np.pi, n)
    inside = radius[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    return inside + noise * rng.normal(size=(n, 2))


ENTRY = Generator(
    title="Nested rings",
    summary="How far a drill strays from its mark decides between pass, rework and scrap: three "
    "nested classes, where a linear model is near chance.",
    order=40,
    question="Does a drilled hole pass?",
    things="holes",
    fields=("shapes",),
    draw=draw,
    noise=overlap(default=0.15, high=0.6),
    feature_names=("offset across", "offset along"),
    class_names=("pass", "rework", "scrap"),
    target="decision",
    units=("mm", "mm"),
    design="The nested Gaussian rings of scikit-learn's make_gaussian_quantiles.",
)
