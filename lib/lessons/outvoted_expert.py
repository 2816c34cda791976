"""Three copies of a weak opinion outvote the one model that knows."""

from lib.base_models import Member
from lib.lessons._entry import Lesson, Step
from lib.scenario.record import Scenario

INSTRUMENTS = ("expert", "copy 1", "copy 2", "copy 3")

ENTRY = Lesson(
    title="The outvoted expert",
    question="One model reads a good instrument, three read copies of a poor one. Who wins the "
    "vote?",
    steps=(
        Step(
            scenario=Scenario(
                dataset="expert_and_clones",
                members=tuple(Member("logistic_regression", view=view) for view in INSTRUMENTS),
            ),
            text="One model reads the good instrument, each of the others its own copy of the "
            "poor one.",
            notice="A majority counts heads, and three of the four heads are the same head. "
            "Stacking learns whom to trust.",
        ),
    ),
    order=30,
)
