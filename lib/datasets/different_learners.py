"""Two views that need different learners: a ring in one, a wide linear trend in the other."""

import numpy as np

from lib.datasets._generator import Generator, overlap

BANDS = 40
RADII = (1.0, 2.2)
TREND = 0.9 / np.sqrt(BANDS)  # every band leans a little towards its class
NAMES = ("length error", "width error", *(f"band {b}" for b in range(1, BANDS + 1)))


def draw(label: int, n: int, noise: float, rng: np.random.Generator) -> np.ndarray:
    """Shape (n, 42); a circle of radius 1 or 2.2 plus noise, and 40 columns N(-+TREND, 1)."""
    angle = rng.uniform(0, 2 * np.pi, n)
    ring = RADII[label] * np.column_stack([np.cos(angle), np.sin(angle)])
    spectrum = (2 * label - 1) * TREND + rng.normal(size=(n, BANDS))
    return np.column_stack([ring + noise * rng.normal(size=(n, 2)), spectrum])


ENTRY = Generator(
    title="Views that need different learners",
    summary="A cast part is judged by its size, good only near the middle, and by forty bands of "
    "its ring: a model fit for each, fused late, beats one model of all.",
    order=140,
    question="Is the part flawed?",
    things="parts",
    fields=("sensors",),
    draw=draw,
    noise=overlap(default=0.65, high=2, label="Error of the gauge"),
    feature_names=NAMES,
    class_names=("good", "flawed"),
    target="state of the part",
    views={"size": (0, 1), "sound": tuple(range(2, 2 + BANDS))},
    rows=(100, 400),
    design="A curved and a wide linear view, as in Pavlidis, P. et al. (2002) Learning gene "
    "functional classifications from multiple data types.",
)
