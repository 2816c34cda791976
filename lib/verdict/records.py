"""What a verdict holds: only facts; the sentences are made of them elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from lib.statistics.comparison import Comparison, Interval

Decision = Literal["combine", "don't", "too close"]
Outcome = Literal["single", "ensembling", "fusion", "tuned single", "too close"]
Word = Literal[
    "practically better", "likely better", "practically equivalent", "undecided", "worse"
]
Problem = Literal[
    "", "no score", "no combination", "too few rows", "all ruled out", "nothing learned"
]


@dataclass(frozen=True)
class Candidate:
    """The best single model, a combination, or the one strong model, as it stood the test.

    against_single : what is believed of it, positive is better; its mean alone is as measured.
    word : that in a word. is_eligible : may be as good as the leader. rescued, broken : of 100
    rows, how many are answered right that the best single model gets wrong, and the other way
    round; over all repeats.
    runs : models that may run for one answer, a whole number. trains, learns, place : see
    `simplicity`.
    costs : care -> amount, less is better, of those that were measured.
    breaks : the limits that rule it out. price : how many times as much as the cheapest eligible
    one it costs on what matters to the visitor; nan when nothing special does.
    """

    key: str
    title: str
    short: str
    family: str
    kind: str
    score: Interval
    against_single: Comparison
    word: Word
    is_eligible: bool
    rescued: float
    broken: float
    costs: Mapping[str, float] = field(hash=False)
    breaks: tuple[str, ...] = ()
    price: float = float("nan")
    way: str = "one"
    runs: int = 1
    trains: int = 1
    learns: bool = False
    place: int = 0

    @property
    def simplicity(self) -> tuple[int, bool, int]:
        """Less is simpler: fewest models to train, nothing to learn on top, first in the list."""
        return self.trains, self.learns, self.place


@dataclass(frozen=True)
class Facts:
    """What the verdict rests on, and what it cannot show.

    single_title, single_share : the base model that the best single model was in most folds, and
        in what share of them. smallest_difference : what these rows can tell from nothing, in
        points or plain units. rows_to_settle : about how many rows would make the answer clear;
        inf when none would, nan when unknown. single_errors : rows that the best single model gets
        wrong, on average over repeats. has_room : so many that a combination without a mistake
        could be told from it.
    """

    single_title: str
    single_share: float
    smallest_difference: float
    rows_to_settle: float
    single_errors: float
    has_room: bool


@dataclass(frozen=True)
class Verdict:
    """The recommendation. `pick` is None when it is too close to call.

    word : how the pick compares with the best single model; when the pick is the best single
        model, or nothing, how the best combination does. rope : half the region of practical
        equivalence, in points; `region_of` turns it into the metric's unit. It is smaller than
        what the visitor asked for where the best single model hardly errs.
    reference : key of the best single model. is_hindsight : it had to be chosen after the fact.
    rival : key of the combination most probably better; when it is too close to call, of whoever
        is, the one strong model among them; None without any.
    tuned : key of the one strong model that was given as many fits, None when it took no part.
    against_tuned : the combination that is picked, else the rival, against it; None without it.
    candidates : best mean first. problem : why nothing can be said, else "".
    """

    rope: float
    outcome: Outcome
    pick: str | None
    word: Word
    reference: str
    is_hindsight: bool
    rival: str | None
    candidates: tuple[Candidate, ...]
    facts: Facts
    tuned: str | None = None
    against_tuned: Comparison | None = None
    problem: Problem = ""

    def candidate(self, key: str) -> Candidate:
        """The candidate of that key; KeyError when it was none."""
        for candidate in self.candidates:
            if candidate.key == key:
                return candidate
        raise KeyError(key)

    @property
    def decision(self) -> Decision:
        """Whether to combine; one strong model that was tuned is no combination."""
        if self.outcome == "too close":
            return "too close"
        return "combine" if self.outcome in ("ensembling", "fusion") else "don't"

    @property
    def way(self) -> str:
        """Which of `lib.engine.results.WAYS` is advised; without a pick, one model is kept."""
        return self.candidate(self.pick).way if self.pick else "one"

    @property
    def leader(self) -> Candidate | None:
        """The candidate with the best mean, of those that no limit rules out."""
        return next((c for c in self.candidates if not c.breaks), None)

    @property
    def combination(self) -> str | None:
        """Key of the combination that is argued about: the pick if it is one, else the best."""
        if self.pick not in (None, self.reference, self.tuned):
            return self.pick
        combined = [c for c in self.candidates if c.key not in (self.reference, self.tuned)]
        best = min(combined, key=lambda c: bool(c.breaks), default=None)
        return best.key if best else None

    @property
    def subject(self) -> str | None:
        """Key of the method that the reasons are about: the pick, else the best combination."""
        return self.pick or self.rival
