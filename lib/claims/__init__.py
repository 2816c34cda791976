"""Catalogue of claims: one file each, whose `ENTRY` is a `Claim`, tested on measured evidence.

`python -m lib.claims` measures (see `_plan` for what, `_cell` for how) and keeps everything in
`data/evidence.parquet`; the page only reads that file.
"""

from lib.catalogue import load_entries
from lib.claims._entry import Claim, Finding, Outcome, confront
from lib.claims._file import EVIDENCE, Evidence, fingerprint, read

__all__ = [
    "EVIDENCE",
    "Claim",
    "Evidence",
    "Finding",
    "Outcome",
    "confront",
    "entries",
    "fingerprint",
    "read",
]


def entries() -> dict[str, Claim]:
    """Every claim by file name, in the order of the page that made them."""
    return load_entries(__name__)
