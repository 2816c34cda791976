"""A part of the Inside page."""

from lib.results import Results
from lib.ui.evidence import Evidence
from lib.ui.shell import Page


def show(page: Page, known: Evidence, results: Results) -> None:
    """Draw this part."""
    page.write("Being built", "")
