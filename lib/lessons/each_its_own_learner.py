"""Two sources that need different kinds of model: keep them apart, then average."""

from lib.base_models import Member
from lib.lessons._entry import Lesson, Step
from lib.scenario.record import Scenario

ENTRY = Lesson(
    title="Each source its own learner",
    question="One source is a ring, the other forty faint trends. Is one model on everything "
    "better than two specialists?",
    steps=(
        Step(
            scenario=Scenario(
                dataset="different_learners",
                members=(Member("support_vector_machine"), Member("logistic_regression")),
                right="log_linear_pool",
            ),
            text="Fuse: whichever model suits a source best reads it, and the answers are merged.",
            notice="Any one kind of model is wrong for one of the sources. Late fusion lets each "
            "source have the learner that suits it.",
        ),
    ),
    order=50,
)
