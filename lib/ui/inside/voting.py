"""A part of the Inside page."""

from lib.results import Results
from lib.ui.evidence import Evidence
from lib.ui.inside import point
from lib.ui.shell import Page


def show(page: Page, known: Evidence, results: Results) -> None:
    """Draw this part."""
    row = point.choose(page, known, results)
    page.write(f"Being built {row}", "")
