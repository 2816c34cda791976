"""Catalogue of claims: one file each, whose `ENTRY` is a `Claim`, judged by measured evidence."""

from lib.catalogue.entries import load_entries
from lib.claims._entry import Claim, Finding, Outcome, confront

__all__ = ["Claim", "Finding", "Outcome", "confront", "entries"]


def entries() -> dict[str, Claim]:
    """Every claim by file name, in the order of the page that made them."""
    return load_entries(__name__)
