"""What a lesson is: a question, a scenario to look at, and what to notice there."""

from dataclasses import dataclass

from lib.scenario.record import Scenario


@dataclass(frozen=True)
class Lesson:
    """What each file of this folder gives as `ENTRY`.

    question : asked before anything is shown. notice : where to look for the answer; without
    numbers, because those are measured when the lesson is opened.
    """

    title: str
    question: str
    scenario: Scenario
    notice: str
    order: int = 100
