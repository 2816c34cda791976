"""Catalogue of what may matter to a visitor: one file each, whose `ENTRY` is a `Care`."""

from lib.cares._catalogue import entries, limits
from lib.cares._entry import HEAVIEST, Axis, Care, Limit
from lib.cares._measuring import Measured, costs_of, measured
from lib.cares._presets import PRESETS, Preset, preset_of
from lib.cares._priorities import NO_WISH, Amounts, Priorities

__all__ = [
    "HEAVIEST",
    "NO_WISH",
    "PRESETS",
    "Amounts",
    "Axis",
    "Care",
    "Limit",
    "Measured",
    "Preset",
    "Priorities",
    "costs_of",
    "entries",
    "limits",
    "measured",
    "preset_of",
]
