"""Catalogue of charts: one file each, whose `ENTRY` is a `Chart`: results -> plotly Figure."""

from lib.catalogue.entries import load_entries
from lib.drawing.display import Chart, Section

__all__ = ["Chart", "Section", "entries"]


def entries() -> dict[str, Chart]:
    """Every chart by file name, in the order shown."""
    return load_entries(__name__)
