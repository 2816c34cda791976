"""Catalogue of lessons: one file each, whose `ENTRY` is a `Lesson`."""

from lib.catalogue.entries import load_entries
from lib.lessons._entry import Lesson, Step
from lib.scenario.record import Scenario

__all__ = ["Lesson", "Step", "entries", "on_screen"]


def entries() -> dict[str, Lesson]:
    """Every lesson by file name, in the order shown."""
    return load_entries(__name__)


def on_screen(scenario: Scenario) -> tuple[Step, Step | None] | None:
    """The step that asks what `scenario` asks, and the next one of its lesson; None without one.

    Of several that ask the same, the one that shows the same method counts, else the first.
    """
    found = [
        (step, following)
        for lesson in entries().values()
        for step, following in zip(lesson.steps, (*lesson.steps[1:], None), strict=True)
        if step.scenario.question == scenario.question
    ]
    return min(found, key=lambda of: of[0].scenario.right != scenario.right, default=None)
