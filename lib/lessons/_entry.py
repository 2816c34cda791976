"""What a lesson is: steps that are looked at one by one, and what is claimed to happen in them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal
from urllib.parse import parse_qsl

from lib import combiners
from lib.scenario.link import from_query
from lib.scenario.record import Scenario
from lib.verdict.case import Case
from lib.verdict.told import compared, outcome, tell

Audience = Literal["everybody", "students", "practitioners"]
Read = Callable[[Any], str]  # of the record that the picture of a step shows, most often a case


def asked(link: str, **changes: str) -> Scenario:
    """What a link asks, as it stands behind the "?" in the address bar. changes : of single words
    in it. Raises ValueError where it asks for what there is not.

    >>> asked("data=xor&rows=200", right="soft_vote").right
    'soft_vote'
    """
    scenario, notices = from_query(dict(parse_qsl(link, strict_parsing=True)) | changes)
    if notices:
        raise ValueError(f"{link}: {' '.join(notices)}")
    return scenario


def against(key: str, other: str) -> Read:
    """Whether a method is "better" or "worse" than another one, or the "same"."""
    return partial(outcome, key=key, other=other)


@dataclass(frozen=True)
class Guess:
    """What is asked before anything is shown.

    options : what may come out, two to four, each by a word. truth : the word of what came out.
    """

    question: str
    options: Mapping[str, str]
    truth: Read


@dataclass(frozen=True)
class Step:
    """One scenario to look at.

    text : said before anybody looks. told : what came out, where to look, and where intuition and
    result part; a template of `lib.verdict.told`, or what makes it. picture : what shows it, a key
    of `lib.ui.lesson_pictures.PICTURES`. notes : for whoever stands in front of a class: what to
    ask, and where people go wrong.
    """

    scenario: Scenario
    text: str
    told: str | Read
    picture: str = "scores"
    guess: Guess | None = None
    notes: str = ""

    def tell(self, record: Any) -> str:
        """What came out. record : what the picture shows."""
        return tell(self.told, record) if isinstance(self.told, str) else self.told(record)


@dataclass(frozen=True)
class Check:
    """How a challenge stands: whether it is met, and what is so at the moment, in a sentence."""

    is_met: bool
    told: str


@dataclass(frozen=True)
class Challenge:
    """What the visitor tries after the last step, with every control in hand.

    goal : one sentence. start : where it begins, not met there. check : of the visitor's own case.
    hint : for who asks. solution : what meets it; None where nothing may. why_not : why nothing
    does, for who gives up.
    """

    goal: str
    start: Scenario
    check: Callable[[Case], Check]
    hint: str
    solution: Scenario | None = None
    why_not: str = ""


def clearly(case: Case, key: str, other: str, wanted: Literal["better", "worse"]) -> Check:
    """Whether chance alone would hardly make `key` so much better, or worse, than `other`: the 95 %
    interval of their difference has no zero in it."""
    for each in {key, other} - {"best", "worst"} - set(case.results.positions):
        title = combiners.entries()[each].title
        return Check(False, f"{title} is not compared now; “More ways to combine” has it.")
    found = compared(case, key, other)
    is_met = found.low > 0 if wanted == "better" else found.high < 0
    scores = f"{{name:{key}}} {{score:{key}}}, {{name:{other}}} {{score:{other}}}"
    told = f"{scores}; the difference is {{surely:{key},{other}}}."
    is_open = found.low <= 0 <= found.high
    return Check(is_met, tell(told, case) + " That may still be chance." * is_open)


@dataclass(frozen=True)
class Claim:
    """What a lesson says happens, so that it can be tried again on other rows.

    sentence : that in words. scenario : small enough to be tried many times. happens : how
    strongly it does on one draw of the data, in points; more than nothing when it happens.
    picture : the one whose record tells.
    """

    sentence: str
    scenario: Scenario
    happens: Callable[[Any], float]
    picture: str = "scores"


@dataclass(frozen=True)
class Lesson:
    """What each file of this folder gives as `ENTRY`.

    title : at most 30 letters. question : what it answers, with a question mark. takeaway : what
    remains, one sentence. minutes : that it takes. sources : author, year, title. steps : three to
    seven. challenge : what comes after them, if anything does. order : place in the course, of its
    own; the tour, which is no part of it, stands at 0.
    """

    title: str
    question: str
    takeaway: str
    minutes: int
    audience: Audience
    sources: tuple[str, ...]
    steps: tuple[Step, ...]
    claim: Claim
    challenge: Challenge | None = None
    order: int = 100

    @property
    def n_places(self) -> int:
        """Its steps, and the challenge after them."""
        return len(self.steps) + (self.challenge is not None)
