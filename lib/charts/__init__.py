"""Catalogue of displays: one file each, whose `ENTRY` is a `Display`, most often of a `Case`."""

from typing import Any

from lib.catalogue.entries import load_entries
from lib.drawing.display import Display

__all__ = ["entries"]


def entries() -> dict[str, Display[Any]]:
    """Every display by file name, in the order shown."""
    return load_entries(__name__)
