"""What a browser needs to count votes by itself: what every member says, sent once.

A member's answers about one place or row are sent as logarithms of ratios: how much more probable
each class is than the last one. They keep their digits near 0 and 1, where a product needs them;
for two classes there is one number, for K classes there are K - 1. `blend.js` turns them back.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from lib.combiners.weighted_vote import SMALLEST, TIE

FURTHEST = -np.log(SMALLEST)  # of a logarithm from 0, either way
POOL = "pool"  # a rule besides: p_c proportional to pi_c times the product of (p_mc / pi_c)^w_m
MOST = 65534  # a whole number for a place, from one end to the other; half of it says level


@dataclass(frozen=True)
class Count:
    """How votes are counted: the weight of each member, and by which rule of
    `lib.combiners.weighted_vote`, whose weights sum to one, or as a `POOL`."""

    weights: tuple[float, ...]
    rule: str


@dataclass(frozen=True, eq=False)
class Hand:
    """All that can be counted by hand.

    names : of the members. places : (n_members, K - 1, n * n) whole numbers, by `packed`.
    rows : (n_members, K - 1, n_samples) by `log_ratios`, of rows held back; None as long as none
    was. counts : how each method that is such a count does it, by key. learned : the weights that
    stacking learned, None without any. things : what the rows are. log_shares : (n_classes,) for
    pools. instead : (n_samples,) of which row a member speaks in the place of each when it is
    broken; None where none can be.
    """

    names: Sequence[str]
    places: np.ndarray
    rows: np.ndarray | None
    counts: Mapping[str, Count]
    learned: Sequence[float] | None = None
    things: str = "rows"
    log_shares: Sequence[float] = ()
    instead: np.ndarray | None = None

    @property
    def sent(self) -> dict[str, Any]:
        """Ready for JSON."""
        rows = b"" if self.rows is None else self.rows.astype(np.float32).tobytes()
        instead = b"" if self.instead is None else self.instead.astype(np.uint32).tobytes()
        return {
            "names": list(self.names),
            "places": b64encode(self.places.tobytes()).decode("ascii"),
            "rows": b64encode(rows).decode("ascii"),
            "furthest": float(FURTHEST),
            "smallest": SMALLEST,
            "tie": TIE,
            "counts": {key: asdict(count) for key, count in self.counts.items()},
            "learned": None if self.learned is None else [round(float(w), 6) for w in self.learned],
            "things": self.things,
            "logShares": list(self.log_shares),
            "instead": b64encode(instead).decode("ascii"),
        }


@dataclass(frozen=True, eq=False)
class Surfaces:
    """What a stack says over the scores of two of its models.

    n : cells a side. classes : of which it is told. values : (n_classes * n_pairs, n * n) its
    probability of the class, for every pair of models in turn, the first across and the second up.
    """

    key: str
    n: int
    classes: tuple[int, ...]
    values: np.ndarray

    @property
    def sent(self) -> dict[str, Any]:
        """Ready for JSON."""
        whole = np.rint(255 * self.values).astype(np.uint8).tobytes()
        values = b64encode(whole).decode("ascii")
        return {"key": self.key, "n": self.n, "classes": list(self.classes), "values": values}


def log_ratios(P: np.ndarray) -> np.ndarray:
    """(n_members, n, n_classes) probabilities as (n_members, n_classes - 1, n)."""
    logs = np.log(np.maximum(P, SMALLEST))
    return (logs[..., :-1] - logs[..., -1:]).swapaxes(1, 2)


def packed(P: np.ndarray) -> np.ndarray:
    """The same as uint16."""
    shares = (log_ratios(P) / FURTHEST + 1) / 2
    return np.rint(shares * MOST).astype(np.uint16)


def read_count(said: object, n_members: int, rules: Sequence[str]) -> Count | None:
    """What the browser says was chosen by hand; anything but weights for these is not believed."""
    if not isinstance(said, dict) or said.get("rule") not in rules:
        return None
    weights = said.get("weights")
    if not isinstance(weights, list) or len(weights) != n_members:
        return None
    if not all(isinstance(w, int | float) and 0 <= w <= 1 for w in weights) or not any(weights):
        return None
    return Count(tuple(round(float(w), 2) for w in weights), str(said["rule"]))
