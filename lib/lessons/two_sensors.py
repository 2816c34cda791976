"""What only the two sensors together can tell, no combination of separate answers recovers."""

from dataclasses import replace

from lib.base_models import Member
from lib.lessons._entry import Lesson, Step
from lib.scenario.record import Scenario

APART = Scenario(
    dataset="xor",
    members=(Member("support_vector_machine"), Member("random_forest")),
    right="log_linear_pool",
)

ENTRY = Lesson(
    title="Two sensors, one secret",
    question="The answer lies in whether two sensors agree. One model for each sensor, or models "
    "that read both?",
    steps=(
        Step(
            scenario=APART,
            text="Fuse: each model reads one of the two sensors, and never the other.",
            notice="One sensor alone says nothing, so no rule over separate answers can get back "
            "what only both together tell. Press Vote: the same models, reading both.",
        ),
        Step(
            scenario=replace(APART, right="soft_vote"),
            text="Vote: the same models, and now every one reads both sensors.",
            notice="Each model alone has the answer now. The limit was in what they read, not in "
            "voting.",
        ),
    ),
    order=40,
)
