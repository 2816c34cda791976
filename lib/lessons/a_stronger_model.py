"""The gain of the first lesson goes away when one model suits the data."""

from dataclasses import replace

from lib.base_models import Member
from lib.lessons._entry import Lesson, Step
from lib.scenario.record import DEFAULT

ENTRY = Lesson(
    title="One model that suits the data",
    question="The same noisy data, with a support vector machine among the models. Is the vote "
    "still worth it?",
    steps=(
        Step(
            scenario=replace(DEFAULT, members=(*DEFAULT.members, Member("support_vector_machine"))),
            text="A support vector machine joins the four models of the noisy half moons.",
            notice="The border is smooth and curved, just what this machine draws. A vote with "
            "models that suit the data less only waters it down. Look for a better model before "
            "you combine poorer ones.",
        ),
    ),
    order=15,
)
