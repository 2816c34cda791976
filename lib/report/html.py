"""The report: one HTML file that needs nothing else, to be read, kept, or printed to a PDF."""

from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from plotly.graph_objects import Figure
from plotly.offline import get_plotlyjs

from lib import charts
from lib.drawing.display import Display, Record
from lib.report import _parts, pictures
from lib.report._boundary_image import drawn_boundaries, mark_png
from lib.report._evidence import evidence, readable, which_is_better
from lib.report._report import Report
from lib.verdict.card import price, price_title
from lib.verdict.case import Case
from lib.verdict.sentences import headline, kicker
from lib.words.outside import visible

FOLDER = Path(__file__).parent
# What belongs to a developer, or would send data elsewhere, is no part of a report.
PLOTLY = {
    "displaylogo": False,
    "showSendToCloud": False,
    "scrollZoom": False,
    "responsive": True,
    "displayModeBar": "hover",
}


def write(report: Report) -> str:
    """The whole file. The same report gives the same text."""
    case = report.case
    return template("report.html.j2").render(
        headline=headline(case),
        kicker=kicker(case),
        how=_parts.how(case),
        decision=_parts.decision(case),
        pictures=card_pictures(case),
        price=(price_title(case), *price(case)) if _is_argued(case) else (),
        chosen=_parts.chosen(case),
        evidence=evidence(case),
        better=which_is_better(case),
        marked={case.verdict.reference, case.verdict.pick},
        boundaries=_boundaries(report),
        classes=_classes(report),
        plane=report.boundaries.plane if report.boundaries else None,
        figures=[
            figure_part(display, record, f"figure-{n}")
            for n, (display, record) in enumerate(
                [*((display, case) for display in _displays()), *report.measured]
            )
        ],
        reasons=[part for part in (_parts.pros(case), _parts.cons(case)) if not part.is_empty],
        parts=[part for part in _after_the_figures(report) if not part.is_empty],
        link=report.link,
        is_address=report.link.startswith(("https://", "http://")),
        day=report.day.isoformat(),
        plotly_js=Markup(get_plotlyjs()),
        style=Markup((FOLDER / "report.css").read_text(encoding="utf-8")),
        script=Markup((FOLDER / "report.js").read_text(encoding="utf-8")),
    )


@cache
def template(name: str) -> Any:
    """One of this folder. Everything that is filled in is escaped, unless it is marked as made
    here."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_with_units,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)


def _with_units(value: Any) -> Any:
    """What can be seen, and no line ends between a number and its per cent sign."""
    return visible(value).replace(" %", "\u00a0%") if type(value) is str else value


def _is_argued(case: Case) -> bool:
    return bool(case.verdict.rival and not case.verdict.problem)


def card_pictures(case: Case) -> list[tuple[str, Markup]]:
    """(what it shows, SVG): the gain, and a hundred rows, as on the page."""
    if not _is_argued(case):
        return []
    things = case.entry.things
    return [
        ("The gain", Markup(pictures.gain(case))),
        (f"Of 100 {things}", Markup(pictures.hundred(case))),
    ]


def _after_the_figures(report: Report) -> tuple[Any, ...]:
    return (
        _parts.use_if(report.case),
        *report.extras,
        _parts.limits(report.case),
        _parts.data(report.case),
        _parts.measured(report.case),
        _parts.made_with(report),
    )


def _displays() -> list[Display[Case]]:
    """What the verdict rests on first, then what else was compared."""
    shown = [display for display in charts.entries().values() if display.page]
    return sorted(shown, key=lambda display: display.page != "verdict")


def figure_part(display: Display[Record], record: Record, div_id: str) -> dict[str, Any]:
    """Any display with its question, its reading, and the table behind it."""
    figure = Figure(display.draw(record))  # a copy: what the page shows keeps its own colours
    figure.update_layout(template="none")
    figure.update_xaxes(title_font_size=13)
    figure.update_yaxes(title_font_size=13, title_standoff=16)  # never printed over the labels
    drawing = figure.to_html(
        full_html=False,
        include_plotlyjs=False,
        config=PLOTLY,
        div_id=div_id,
        default_width="100%",
    )
    return {
        "title": display.question,
        "words": display.words(record),
        "alt": display.alt(record),
        "height": figure.layout.height or 400,
        "table": readable(display.table(record)),
        "drawing": Markup(drawing),
    }


def _boundaries(report: Report) -> list[dict[str, str]]:
    """The best single model and the pick, or the best combination, side by side."""
    return [
        {
            "title": title,
            "words": f"{wrong} answered wrongly while held back",
            "source": _data_uri(png),
        }
        for title, wrong, png in drawn_boundaries(report)
    ]


def _classes(report: Report) -> list[dict[str, str]]:
    """The legend of the boundaries."""
    names = report.case.dataset.class_names
    return [{"name": name, "source": _data_uri(mark_png(i))} for i, name in enumerate(names)]


def _data_uri(png: bytes) -> str:
    return f"data:image/png;base64,{b64encode(png).decode()}"
