"""Real multi-view data: six descriptions of the same handwritten digits."""

from lib.base_models import Member
from lib.lessons._entry import Lesson, Step
from lib.scenario.record import Scenario

ENTRY = Lesson(
    title="Six looks at one digit",
    question="Six teams measured the same digits in six ways. Join the measurements, or the "
    "answers?",
    steps=(
        Step(
            scenario=Scenario(
                dataset="digits_sixviews",
                members=(Member("discriminant_analysis"), Member("k_nearest_neighbours")),
                right="log_linear_pool",
            ),
            text="Fuse: six models, each with one description of the same handwritten digits.",
            notice="Every source alone makes mistakes that the others do not. Here both early and "
            "late fusion can show what they are good for.",
        ),
    ),
    order=70,
)
