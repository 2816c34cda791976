"""Catalogue of lessons: one file each, whose `ENTRY` is a `Lesson`."""

from lib.catalogue.entries import load_entries
from lib.lessons._entry import Lesson

__all__ = ["Lesson", "entries"]


def entries() -> dict[str, Lesson]:
    """Every lesson by file name, in the order shown."""
    return load_entries(__name__)
