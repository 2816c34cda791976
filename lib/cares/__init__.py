"""Catalogue of what may matter to a visitor: one file each, whose `ENTRY` is a `Care`."""

from lib.cares._entry import HEAVIEST, Axis, Care, Limit, entries, limits
from lib.cares._measuring import Measured, asks_for_times, costs_of, examined, wanted
from lib.cares._priorities import NO_WISH, PRESETS, Amounts, Priorities, preset_of

__all__ = [
    "HEAVIEST",
    "NO_WISH",
    "PRESETS",
    "Amounts",
    "Axis",
    "Care",
    "Limit",
    "Measured",
    "Priorities",
    "asks_for_times",
    "costs_of",
    "entries",
    "examined",
    "limits",
    "preset_of",
    "wanted",
]
