"""What a verdict holds: only facts; the sentences are made of them elsewhere."""

from dataclasses import dataclass
from typing import Literal

from lib.statistics import Comparison, Interval

Outcome = Literal["single", "ensembling", "fusion", "too close"]
Word = Literal[
    "practically better", "likely better", "practically equivalent", "undecided", "worse"
]
Problem = Literal["", "no score", "no combination"]


@dataclass(frozen=True)
class Candidate:
    """The best single model, or a combination, as it stood the test.

    against_single, against_leader : positive is better than the other. word : of against_single.
    is_eligible : not practically worse than the leader. rescued, broken : rows of the first repeat
    answered right that the best single model gets wrong, and the other way round.
    models : run for one answer (mean over folds). predict_seconds : for one row.
    """

    key: str
    title: str
    short: str
    family: str
    kind: str
    score: Interval
    against_single: Comparison
    against_leader: Comparison
    word: Word
    is_eligible: bool
    rescued: int
    broken: int
    models: float
    fit_seconds: float
    predict_seconds: float
    size_bytes: float


@dataclass(frozen=True)
class Facts:
    """What the verdict rests on, and what it cannot show.

    single_title, single_share : the base model that the best single model was in most folds, and
        in what share of them. n_candidates : methods that could have been picked, the best single
        model included. disagreement : share of rows on which exactly one of the best single model
        and the best combination is right. smallest_difference : what these rows can tell from
        nothing, in points or plain units. rows_to_settle : about how many rows would make the
        answer clear; inf when none would, nan when unknown.
    """

    n_rows: int
    n_splits: int
    n_repeats: int
    n_candidates: int
    n_members: int
    single_title: str
    single_share: float
    disagreement: float
    smallest_difference: float
    rows_to_settle: float


@dataclass(frozen=True)
class Verdict:
    """The recommendation. `pick` is None when it is too close to call.

    word : how the pick compares with the best single model; when the pick is the best single
        model, or nothing, how the best combination does. rope : half the region of practical
        equivalence as the visitor gave it, in points; `region_of` turns it into the metric's unit.
    reference : key of the best single model. is_hindsight : it had to be chosen after the fact.
    rival : key of the best combination, the lead when nothing is recommended; None without any.
    candidates : best mean first. duplicates : (key, key of the method that it must equal).
    problem : why nothing could be compared, else "".
    """

    metric: str
    rope: float
    outcome: Outcome
    pick: str | None
    word: Word
    reference: str
    is_hindsight: bool
    rival: str | None
    candidates: tuple[Candidate, ...]
    duplicates: tuple[tuple[str, str], ...]
    facts: Facts
    problem: Problem = ""

    def candidate(self, key: str) -> Candidate:
        """The candidate of that key; KeyError when it was none."""
        for candidate in self.candidates:
            if candidate.key == key:
                return candidate
        raise KeyError(key)

    @property
    def leader(self) -> Candidate | None:
        """The candidate with the best mean."""
        return self.candidates[0] if self.candidates else None

    @property
    def subject(self) -> str | None:
        """Key of the method that the reasons are about: the pick, else the best combination."""
        return self.pick or self.rival
