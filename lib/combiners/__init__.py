"""Catalogue of combiners: one file each, whose `ENTRY` is a `Combiner`.

What several of them share lies in the folders: `rules` over probabilities, `merging` of models,
`distilling` of many into one.
"""

from lib.catalogue.entries import load_entries
from lib.combiners._entry import AsItIs, Column, Combiner, Merged, Models
from lib.combiners._meanings import MEANINGS, Meaning
from lib.combiners.rules.absent import WhatArrives
from lib.combiners.rules.base import BaseCombiner
from lib.combiners.rules.best_of_each import BestOfEach
from lib.combiners.rules.calibrated import Calibrated

__all__ = [
    "MEANINGS",
    "AsItIs",
    "BaseCombiner",
    "BestOfEach",
    "Calibrated",
    "Column",
    "Combiner",
    "Meaning",
    "Merged",
    "Models",
    "WhatArrives",
    "entries",
    "standard",
]


def entries() -> dict[str, Combiner]:
    """Every combiner by file name, in the order shown."""
    return load_entries(__name__)


def standard() -> tuple[str, ...]:
    """Keys of what is compared unless the visitor chose otherwise."""
    return tuple(key for key, entry in entries().items() if entry.is_standard)
