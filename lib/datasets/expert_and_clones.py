"""One good score and three that copy one another: three wrong voices can outvote an expert."""

import numpy as np

from lib.catalogue.controls import Slider
from lib.datasets._generator import Generator

EXPERT, COPY = 1.085, 0.305  # mean of the scores: right 86 % and 62 % of the time
N_COPIES = 3


def draw(label: int, n: int, noise: float, rng: np.random.Generator) -> np.ndarray:
    """Shape (n, 4); scores of unit variance, so `noise` changes how alike the copies are,
    never how good each is."""
    side = 2 * label - 1
    expert = rng.normal(side * EXPERT, 1, size=(n, 1))
    shared, own = rng.normal(size=(n, 1)), rng.normal(size=(n, N_COPIES))
    copies = side * COPY + np.sqrt(1 - noise**2) * shared + noise * own
    return np.column_stack([expert, copies])


ENTRY = Generator(
    title="One expert, three clones",
    summary="One careful inspector and three who copy one another judge each weld: a majority "
    "vote listens to the copies, stacking learns whom to trust.",
    order=110,
    question="Is the weld cracked?",
    things="welds",
    fields=("judges",),
    draw=draw,
    noise=Slider(
        "How different the copies are",
        low=0,
        high=1,
        default=0.1,
        step=0.05,
        help="At 0 all three say the same; at 1 each has an opinion of its own. "
        "How good each one is alone never changes.",
    ),
    feature_names=("expert’s score", "copy 1’s score", "copy 2’s score", "copy 3’s score"),
    class_names=("sound", "cracked"),
    target="state of the weld",
    views={"expert": (0,), "copy 1": (1,), "copy 2": (2,), "copy 3": (3,)},
    design="Correlated votes: Ladha, K. K. (1992) The Condorcet jury theorem, free speech, and "
    "correlated votes.",
)
