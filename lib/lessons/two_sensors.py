"""What only the two sensors together can tell, no combination of separate answers recovers."""

from lib.base_models import Member
from lib.lessons._entry import Lesson
from lib.scenario.record import ONE_VIEW, Scenario

ENTRY = Lesson(
    title="Two sensors, one secret",
    question="Each model sees one sensor. Which helps: a vote, stacking, or joining the readings "
    "before any model is trained?",
    scenario=Scenario(
        dataset="xor",
        members=(Member("support_vector_machine"), Member("random_forest")),
        sees=ONE_VIEW,
    ),
    notice="The answer lies in whether the sensors agree, so one sensor alone says nothing, and "
    "neither does any rule on top. Early fusion sees both. Let each model see everything, and "
    "voting works too: the limit is in what they see, not in voting.",
    order=40,
)
