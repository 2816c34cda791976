"""What a claim is, and how evidence turns it into a plain verdict."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from lib.claims._effects import Effect
from lib.evidence.ranks import ROPE
from lib.scenario.record import Scenario

Word = Literal["holds", "holds if", "does not hold", "too close", "not testable"]
Parts = Mapping[str, Effect]


@dataclass(frozen=True)
class Outcome:
    """A verdict. why : for "holds if" the condition, for "not testable" the reason, else ""."""

    word: Word
    why: str = ""


UNMEASURED = Outcome("not testable", "Too few data sets have been measured so far.")


@dataclass(frozen=True)
class Claim:
    """What each file of this folder gives as `ENTRY`, and each row of `_fields.py`.

    text : the claim as a sentence that begins with the name of its family. question : what its
        chart answers, with a question mark.
    measure : called as `measure(rows)` on the rows of the evidence; gives what was measured as
        name -> Effect, the one that decides first. A part whose rows are missing is left out.
    only_if : name of a part -> condition in words: when the first part does not settle the claim
        but this one does, the claim holds if ... . Written before the numbers were known.
    pair : names of the two parts whose difference is the first: what is gained under the condition
        that the claim names, and by the others. () for a claim that names no condition.
    compared : what is compared with what. limits : what this cannot say; stand-ins are named.
    stand_ins : the data that stand in for a field, in a few words.
    decide : another rule than `usual` and `more_there`, for a claim that asks for something else.
    facts : called as `facts(rows)`, a sentence on what points cannot say, such as sizes.
    scenario : the concrete case that opens in Explore, of at least two models. case : its name in
        two to four words, of its own. look : what to look at there, without numbers of points:
        those are measured, never typed.
    order : place on the page, of its own; ensembling stands before fusion. Every text but
        `stand_ins` is made of whole sentences.
    """

    text: str
    family: Literal["ensembling", "fusion"]
    question: str
    scenario: Scenario
    case: str
    look: str
    limits: str
    compared: str
    measure: Callable[[pd.DataFrame], Parts]
    pair: tuple[str, ...] = ()
    stand_ins: str = ""
    only_if: Mapping[str, str] = field(default_factory=dict)
    decide: Callable[[Parts, Mapping[str, str]], Outcome] | None = None
    facts: Callable[[pd.DataFrame], str] | None = None
    order: int = 100

    @property
    def rule(self) -> Callable[[Parts, Mapping[str, str]], Outcome]:
        """How its parts become a verdict."""
        return self.decide or (more_there if self.pair else usual)


@dataclass(frozen=True, eq=False)
class Finding:
    """A claim that has been confronted with the evidence."""

    claim: Claim
    outcome: Outcome
    parts: Parts
    facts: str = ""

    @property
    def effect(self) -> Effect | None:
        """The part that decides."""
        return next(iter(self.parts.values()), None)


def confront(claim: Claim, rows: pd.DataFrame) -> Finding:
    """Measure a claim on the evidence and judge it."""
    parts = {name: part for name, part in claim.measure(rows).items() if part.n_sets}
    facts = claim.facts(rows) if claim.facts and parts else ""
    return Finding(claim, claim.rule(parts, claim.only_if), parts, facts)


def usual(parts: Parts, only_if: Mapping[str, str]) -> Outcome:
    """A gain must be more than the region of practical equivalence, over its whole interval.

    When the interval lies wholly below the region's upper edge there is no gain that matters;
    in between it is too close to call.
    """
    main = next(iter(parts.values()), None)
    if main is None or not main.is_known:
        return UNMEASURED
    if main.low > ROPE:
        return Outcome("holds")
    for name, condition in only_if.items():
        if name in parts and parts[name].low > ROPE:
            return Outcome("holds if", condition)
    return Outcome("does not hold" if main.high < ROPE else "too close")


def more_there(parts: Parts, only_if: Mapping[str, str]) -> Outcome:
    """For a claim about a condition: the first part is how much more is gained there than
    elsewhere, the second what is gained there; both intervals must lie above nothing.

    It is no use when the most that the first may be is too small to matter, or when there is loss
    even there. A part of `only_if` settles the claim, under its condition, as the first would.
    """
    more, there = [*parts.values(), None, None][:2]
    if more is None or there is None or not (more.is_known and there.is_known):
        return UNMEASURED
    if _is_more(more) and there.low > 0:
        return Outcome("holds")
    for name, condition in only_if.items():
        if name in parts and _is_more(parts[name]):
            return Outcome("holds if", condition)
    return Outcome("does not hold" if more.high < ROPE or there.high < 0 else "too close")


def _is_more(part: Effect) -> bool:
    return part.low > 0 and part.high >= ROPE
