"""Two wide, noisy and independent views: fusing them pays, and how hardly matters."""

import numpy as np

from lib.datasets._generator import Generator, overlap

WIDTH = 30  # frequency bands a microphone
MEAN = 1.05 / np.sqrt(WIDTH)  # every band carries a trace of the class
NAMES = tuple(f"{place} {band}" for place in ("inlet", "outlet") for band in range(1, WIDTH + 1))


def draw(label: int, n: int, noise: float, rng: np.random.Generator) -> np.ndarray:
    """Shape (n, 60); every column N(-MEAN or +MEAN, noise), independent given the class."""
    return (2 * label - 1) * MEAN + noise * rng.normal(size=(n, 2 * WIDTH))


ENTRY = Generator(
    title="Two noisy microphones",
    summary="Microphones at both ends of a compressor hear the same fault in independent noise: "
    "two views beat one, and early or late fusion makes little difference.",
    order=130,
    question="Is the compressor leaking?",
    things="recordings",
    knob="noise",
    fields=("sensors",),
    draw=draw,
    noise=overlap(default=1, high=3, step=0.1, label="Noise of a band"),
    feature_names=NAMES,
    class_names=("running well", "leaking"),
    target="state of the compressor",
    views={
        "inlet microphone": tuple(range(WIDTH)),
        "outlet microphone": tuple(range(WIDTH, 2 * WIDTH)),
    },
    rows=(60, 100),
    design="Two views independent given the class: Blum, A. & Mitchell, T. (1998) Combining "
    "labeled and unlabeled data with co-training.",
)
