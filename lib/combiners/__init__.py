"""Catalogue of combiners: one file each, whose `ENTRY` is a `Combiner`."""

from lib.catalogue.entries import load_entries
from lib.combiners._base import BaseCombiner
from lib.combiners._calibrated import Calibrated
from lib.combiners._entry import Column, Combiner
from lib.combiners._merged import Merged

__all__ = ["BaseCombiner", "Calibrated", "Column", "Combiner", "Merged", "entries", "standard"]


def entries() -> dict[str, Combiner]:
    """Every combiner by file name, in the order shown."""
    return load_entries(__name__)


def standard() -> tuple[str, ...]:
    """Keys of what is compared unless the visitor chose otherwise."""
    return tuple(key for key, entry in entries().items() if entry.is_standard)
