"""Two classes told apart by a threshold: from which probability on one of them is answered.

At a half nothing changes. A threshold t is right for whoever counts a miss (1 - t) / t times as
much as a false alarm (Elkan 2001). Pure functions of probabilities, truth and threshold.
"""

from dataclasses import dataclass

import numpy as np

LEVEL = 1e-9  # a probability as close to the threshold as this is level with it


@dataclass(frozen=True)
class Outcome:
    """How many rows came out how. Rows of the class looked for are found or missed, the others
    passed by rightly or taken for it, a false alarm."""

    found: int
    missed: int
    passed: int
    false_alarms: int


def answers_at(P: np.ndarray, threshold: float, wanted: int) -> np.ndarray:
    """(n_samples,) the class answered: `wanted` where it is more probable than the threshold.

    P : (n_samples, 2). wanted : position of the class looked for. Level with the threshold, the
    answer is that of the probabilities alone, so a half gives `P.argmax(axis=1)`.
    """
    surplus = P[:, wanted] - threshold
    moved = np.where(surplus > 0, wanted, 1 - wanted)
    return np.where(np.abs(surplus) <= LEVEL, P.argmax(axis=1), moved)


def reweighed(P: np.ndarray, threshold: float, wanted: int) -> np.ndarray:
    """(n_samples, 2) probabilities that lie at a half where those of P lie at the threshold: what a
    false alarm and a miss count goes into them (Elkan 2001). Arguments as in `answers_at`.
    """
    weights = np.full(2, threshold)
    weights[wanted] = 1 - threshold
    return P * weights / (P * weights).sum(axis=1, keepdims=True)


def outcome_of(y: np.ndarray, answers: np.ndarray, wanted: int) -> Outcome:
    """The confusion of answers with the truth, both (n_samples,) class positions."""
    is_wanted, is_said = y == wanted, answers == wanted
    return Outcome(
        found=int((is_wanted & is_said).sum()),
        missed=int((is_wanted & ~is_said).sum()),
        passed=int((~is_wanted & ~is_said).sum()),
        false_alarms=int((~is_wanted & is_said).sum()),
    )
