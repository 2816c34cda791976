"""Two views that need different kinds of model: keep them apart, then average."""

from lib.base_models import Member
from lib.lessons._entry import Lesson, Step
from lib.scenario.record import ONE_VIEW, Scenario

ENTRY = Lesson(
    title="Each view its own learner",
    question="One view is a ring, the other forty faint trends. Is one model on everything "
    "better than two specialists?",
    steps=(
        Step(
            scenario=Scenario(
                dataset="different_learners",
                members=(Member("support_vector_machine"), Member("logistic_regression")),
                sees=ONE_VIEW,
            ),
            text="A specialist reads each view: one bends its border, the other adds up trends.",
            notice="Any one kind of model is wrong for one of the views. Late fusion lets each "
            "view have the learner that suits it.",
        ),
    ),
    order=50,
)
