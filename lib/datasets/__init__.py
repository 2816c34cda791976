"""Catalogue of data sets: one file each, whose `ENTRY` is a `DatasetEntry`."""

from lib.catalogue.entries import load_entries
from lib.datasets._entry import DataError, Dataset, DatasetEntry, Field, Provenance
from lib.datasets._thumbnail import thumbnail

__all__ = ["DataError", "Dataset", "DatasetEntry", "Field", "Provenance", "entries", "thumbnail"]


def entries() -> dict[str, DatasetEntry]:
    """Every data set by file name, in the order shown."""
    return load_entries(__name__)
