"""Real multi-view data: six descriptions of the same handwritten digits."""

from lib.base_models import Member
from lib.lessons._entry import Lesson, Step
from lib.scenario.record import ONE_VIEW, Scenario

ENTRY = Lesson(
    title="Six looks at one digit",
    question="Six teams measured the same digits in six ways. Join the measurements, or the "
    "answers?",
    steps=(
        Step(
            scenario=Scenario(
                dataset="digits_sixviews", members=(Member("discriminant_analysis"),), sees=ONE_VIEW
            ),
            text="Six models of one kind, each with one description of the same handwritten "
            "digits.",
            notice="Every view alone makes mistakes that the others do not. Here both early and "
            "late fusion can show what they are good for.",
        ),
    ),
    order=70,
)
