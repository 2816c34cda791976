"""What only the two sensors together can tell, no combination of separate answers recovers."""

from dataclasses import replace

from lib.base_models import Member
from lib.lessons._entry import Lesson, Step
from lib.scenario.record import EVERYTHING, ONE_VIEW, Scenario

ONE_SENSOR = Scenario(
    dataset="xor",
    members=(Member("support_vector_machine"), Member("random_forest")),
    sees=ONE_VIEW,
)

ENTRY = Lesson(
    title="Two sensors, one secret",
    question="Each model sees one sensor. Which helps: a vote, stacking, or joining the readings "
    "before any model is trained?",
    steps=(
        Step(
            scenario=ONE_SENSOR,
            text="Every model reads one of the two sensors, and never the other.",
            notice="The answer lies in whether the sensors agree, so one sensor alone says "
            "nothing, and neither does any rule on top. Early fusion sees both. Let each model "
            "see everything, and voting works too: the limit is in what they see, not in voting.",
        ),
        Step(
            scenario=replace(ONE_SENSOR, sees=EVERYTHING),
            text="Now every model reads both sensors.",
            notice="The same models and the same rules, and now each model alone has the answer. "
            "The limit was in what they saw, not in voting.",
        ),
    ),
    order=40,
)
