"""What is kept of a pass after the first, where its answers are many: what the statistics ask for.

Of the first pass every probability is kept: pictures, sealed rows and whatever learns from answers
need them. Of a later one the verdict asks for the fold scores, for whether each row was right, and
for how often each class was taken for which. A bit a row takes a 128th of two probabilities.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from lib.statistics.metrics import METRICS, confusion

if TYPE_CHECKING:
    from lib.engine.results import Repeat

MANY = 2_000_000  # probabilities of one pass; of fewer, all are kept


@dataclass(frozen=True, eq=False)
class Kept:
    """Of one pass.

    bits : (n_methods, n_samples / 8) uint8, packed: whether the most probable class was right.
    confused : (n_methods, n_classes true, n_classes answered) counts of rows.
    """

    bits: np.ndarray
    confused: np.ndarray
    n_samples: int

    @classmethod
    def of(cls, y: np.ndarray, P: np.ndarray) -> "Kept":
        """y : (n_samples,). P : (n_methods, n_samples, n_classes)."""
        bits = [np.packbits(one.argmax(axis=-1) == y) for one in P]
        confused = [confusion(y, one) for one in P]
        return cls(np.stack(bits), np.stack(confused), len(y))

    def right(self, position: int) -> np.ndarray:
        """(n_samples,) bool."""
        return np.unpackbits(self.bits[position], count=self.n_samples).astype(bool)


def as_later(repeat: "Repeat", y: np.ndarray) -> "Repeat":
    """What is kept of a pass that is not the first. y : (n_samples,) of the rows tested."""
    later = repeat.without_members()
    if repeat.P.size <= MANY:
        return later
    nothing = np.empty((len(repeat.P), 0, repeat.P.shape[2]))
    return replace(later, P=nothing, kept=Kept.of(y, repeat.P))


def right_in(repeat: "Repeat", at: int, y: np.ndarray, decides: str) -> np.ndarray:
    """(n_samples,) whether the method at that position answered right, by the score that decides.

    Raises ValueError where that score weighs mistakes and the answers are no longer there.
    """
    if repeat.kept is None:
        return np.asarray(METRICS[decides].answers(repeat.P[at]) == y)
    if METRICS[decides].costs:
        raise ValueError(f"which answers are right by {decides} was not kept; see `fit_for`")
    return repeat.kept.right(at)


def confused_in(repeat: "Repeat", at: int, y: np.ndarray) -> np.ndarray:
    """(n_classes true, n_classes most probable) counts of rows."""
    return confusion(y, repeat.P[at]) if repeat.kept is None else repeat.kept.confused[at]


def fit_for(repeats: "Sequence[Repeat]", decides: str) -> "tuple[Repeat, ...]":
    """Those that can be judged by that score: by one that weighs mistakes, the complete ones, for
    which answer costs least is not kept of the others."""
    weighs = bool(METRICS[decides].costs)
    return tuple(each for each in repeats if each.kept is None or not weighs)
