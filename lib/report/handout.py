"""A lesson on paper: with questions and room to write, or with what came out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from plotly.offline import get_plotlyjs

from lib.drawing.display import Display
from lib.report.html import figure_part, template


@dataclass(frozen=True)
class Sheet:
    """A step as it is printed.

    options : the answers to choose among, none where nothing is asked. came : what came out, in
    sentences, none on the sheet with questions. shown : the display and its record, if any.
    """

    text: str
    question: str = ""
    options: Sequence[str] = ()
    came: Sequence[str] = ()
    shown: tuple[Display[Any], Any] | None = None


def write(
    title: str, question: str, sheets: Sequence[Sheet], remains: Sequence[str], link: str
) -> str:
    """One HTML file that needs nothing else. remains : the last sentences, none with questions.
    link : opens the lesson; only "?..." without an address."""
    figures = [
        figure_part(*sheet.shown, f"figure-{n}") if sheet.shown else None
        for n, sheet in enumerate(sheets)
    ]
    return template("handout.html.j2").render(
        title=title,
        question=question,
        steps=list(zip(sheets, figures, strict=True)),
        remains=remains,
        link=link,
        is_address=link.startswith(("https://", "http://")),
        plotly_js=Markup(get_plotlyjs()) if any(figures) else "",
    )
