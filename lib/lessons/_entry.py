"""What a lesson is: a question, and the steps in which it is looked at."""

from dataclasses import dataclass

from lib.scenario.record import Scenario


@dataclass(frozen=True)
class Step:
    """One scenario to look at.

    scenario : at least two models, and no step of any lesson shows the same; it survives being
    written into a link. text : what is on screen, said before the visitor looks. notice : where to
    look for the answer.
    """

    scenario: Scenario
    text: str
    notice: str


@dataclass(frozen=True)
class Lesson:
    """What each file of this folder gives as `ENTRY`.

    title : at most 30 letters. question : asked before anything is shown, with a question mark.
    steps : at least one; opening the lesson puts the first on screen. Texts and notices are whole
    sentences without numbers (years apart), because numbers are measured when somebody looks.
    order : place among the lessons, of its own.
    """

    title: str
    question: str
    steps: tuple[Step, ...]
    order: int = 100
