"""Catalogue of claims, judged by measured evidence: one file each, whose `ENTRY` is a `Claim`.

Claims about a field, which differ in field and words only, are rows of one table, `_fields.py`.
"""

from lib.catalogue.entries import load_entries
from lib.claims._effects_chart import effects_chart
from lib.claims._entry import Claim, Finding, Outcome, confront
from lib.claims._fields import FIELDS
from lib.claims._general import IN_GENERAL, General, advice, bottom_line, in_general
from lib.claims._ranking import RANKING, Ranking

__all__ = [
    "IN_GENERAL",
    "RANKING",
    "Claim",
    "Finding",
    "General",
    "Outcome",
    "Ranking",
    "advice",
    "bottom_line",
    "confront",
    "effects_chart",
    "entries",
    "in_general",
]


def entries() -> dict[str, Claim]:
    """Every claim by file name or row, in the order of the page that made them."""
    found = load_entries(__name__) | FIELDS
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))
