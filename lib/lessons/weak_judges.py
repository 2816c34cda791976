"""Condorcet's jury: weak judges who err independently are strong together."""

from lib.base_models import Member
from lib.lessons._entry import Lesson, Step
from lib.scenario.record import Scenario

ENTRY = Lesson(
    title="A jury of weak judges",
    question="Five models, each little better than guessing, each with a reading of its own. How "
    "good is their majority?",
    steps=(
        Step(
            scenario=Scenario(
                dataset="five_stumps",
                members=tuple(
                    Member("decision_tree", (("max_depth", 1),), f"probe {number}")
                    for number in range(1, 6)
                ),
            ),
            text="Five trees of a single question each, and each has a reading of its own.",
            notice="Their mistakes are independent, so they rarely all fall on the same row "
            "(Condorcet 1785). Compare with the copies that outvoted the expert.",
        ),
    ),
    order=60,
)
