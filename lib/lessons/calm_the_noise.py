"""Averaging calms models that were led astray by wrong labels."""

from lib.lessons._entry import Lesson, Step
from lib.scenario.record import DEFAULT

ENTRY = Lesson(
    title="Averaging calms noise",
    question="One label in five is wrong. Does a vote of four mistaken models do better than the "
    "best of them?",
    steps=(
        Step(
            scenario=DEFAULT,
            text="Four usual models learn two half moons from labels of which one in five is "
            "wrong.",
            notice="The tree and the neighbours chase wrong labels, each in other places. Where "
            "they disagree, the vote is moderate, and its boundary is calmer than any of theirs.",
        ),
    ),
    order=10,
)
