"""Catalogue of combiners: one file each, whose `ENTRY` is a `Combiner`."""

from lib.catalogue import load_entries
from lib.combiners._base import BaseCombiner
from lib.combiners._entry import Combiner

__all__ = ["BaseCombiner", "Combiner", "entries"]


def entries() -> dict[str, Combiner]:
    """Every combiner by file name, in the order shown."""
    return load_entries(__name__)
