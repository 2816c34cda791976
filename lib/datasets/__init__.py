"""Catalogue of data sets: one file each, whose `ENTRY` is a `DatasetEntry`."""

from lib.catalogue.entries import load_entries
from lib.datasets._entry import Dataset, DatasetEntry, Field, Provenance

__all__ = ["Dataset", "DatasetEntry", "Field", "Provenance", "entries"]


def entries() -> dict[str, DatasetEntry]:
    """Every data set by file name, in the order shown."""
    return load_entries(__name__)
