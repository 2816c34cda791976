"""Two sensors that both tell the class and drop out now and then, each on its own."""

import numpy as np

from lib.catalogue.controls import Slider
from lib.datasets._generator import Generator

DEAD_READING = 0.15  # spread of what a sensor reports while it is down


def draw(label: int, n: int, noise: float, rng: np.random.Generator) -> np.ndarray:
    """Shape (n, 2); N(-1 or +1, 0.7) a sensor, or N(0, 0.15) with probability `noise`."""
    reading = rng.normal(2 * label - 1, 0.7, size=(n, 2))
    dead = rng.normal(0, DEAD_READING, size=(n, 2))
    return np.where(rng.uniform(size=(n, 2)) < noise, dead, reading)


ENTRY = Generator(
    title="Two flaky sensors",
    summary="Two sensors on one pump drop out now and then, never in step: fusing them is far "
    "better than either alone, and the way hardly matters.",
    order=100,
    question="Is the pump clogged?",
    things="moments",
    knob="noise",
    fields=("sensors",),
    draw=draw,
    noise=Slider(
        "Drop-outs",
        low=0,
        high=0.8,
        default=0.3,
        step=0.05,
        help="The share of readings in which a sensor is down and reports about zero.",
    ),
    feature_names=("flow sensor", "noise sensor"),
    class_names=("clear", "clogged"),
    target="state of the pump",
    design="Readings independent given the class: the case in which late fusion loses least "
    "(Kittler, J. et al., 1998, On combining classifiers).",
)
