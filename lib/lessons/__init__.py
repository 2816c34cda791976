"""Catalogue of lessons: one file each, whose `ENTRY` is a `Lesson`."""

from lib.catalogue.entries import load_entries
from lib.lessons._entry import Challenge, Check, Claim, Guess, Lesson, Step, against, asked

__all__ = [
    "TOUR",
    "Challenge",
    "Check",
    "Claim",
    "Guess",
    "Lesson",
    "Step",
    "against",
    "asked",
    "challenge_at",
    "course",
    "entries",
    "step_at",
]

TOUR = "tour"


def entries() -> dict[str, Lesson]:
    """Every lesson by file name, in the order shown; the tour is the first."""
    return load_entries(__name__)


def course() -> dict[str, Lesson]:
    """The lessons without the tour."""
    return {key: lesson for key, lesson in entries().items() if key != TOUR}


def step_at(place: str) -> tuple[str, int] | None:
    """The lesson and the position of its step that "two_sensors-3" names, its challenge after the
    last one; None where there is none.

    >>> step_at("tour-2"), step_at("tour-99")
    (('tour', 1), None)
    """
    key, _, number = place.partition("-")
    lesson = entries().get(key)
    at = int(number) - 1 if number.isdecimal() else -1
    return (key, at) if lesson and 0 <= at < lesson.n_places else None


def challenge_at(place: str) -> Challenge | None:
    """The challenge that a place is; None where it is a step, or nothing."""
    found = step_at(place)
    lesson = entries()[found[0]] if found else None
    return lesson.challenge if found and lesson and found[1] == len(lesson.steps) else None
