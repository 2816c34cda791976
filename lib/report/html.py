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
from lib.charts import Chart
from lib.report import _parts
from lib.report._boundary_image import boundary_png, mark_png
from lib.report._report import Report

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
    return _template().render(
        headline=_parts.headline(report),
        how=_parts.how(report),
        pick=_parts.pick(report),
        chosen=_parts.chosen(report),
        evidence=_parts.evidence(report),
        better=_parts.which_is_better(report),
        marked={report.verdict.reference, report.verdict.pick},
        boundaries=_boundaries(report),
        classes=_classes(report),
        plane=report.boundaries.plane if report.boundaries else None,
        figures=[_figure(chart, report, n) for n, chart in enumerate(_charts())],
        reasons=[part for part in (_parts.pros(report), _parts.cons(report)) if not part.is_empty],
        parts=[part for part in _after_the_figures(report) if not part.is_empty],
        link=report.link,
        is_address=report.link.startswith(("https://", "http://")),
        day=report.day.isoformat(),
        plotly_js=Markup(get_plotlyjs()),
        style=Markup((FOLDER / "report.css").read_text(encoding="utf-8")),
        script=Markup((FOLDER / "report.js").read_text(encoding="utf-8")),
    )


@cache
def _template() -> Any:
    """Everything that is filled in is escaped, unless it is marked as made here."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_with_units,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2")


def _with_units(value: Any) -> Any:
    """No line ends between a number and its per cent sign."""
    return value.replace(" %", "\u00a0%") if type(value) is str else value


def _after_the_figures(report: Report) -> tuple[Any, ...]:
    return (
        _parts.use_if(report),
        *report.extras,
        _parts.limits(report),
        _parts.data(report),
        _parts.measured(report),
        _parts.made_with(report),
    )


def _charts() -> list[Chart]:
    """What the verdict rests on first, then what else was compared."""
    return sorted(charts.entries().values(), key=lambda chart: chart.section != "verdict")


def _figure(chart: Chart, report: Report, number: int) -> dict[str, Any]:
    """A chart with its question, its reading, and the table behind it."""
    asked = (report.results, report.verdict, report.verdict.metric)
    figure = Figure(chart.draw(*asked))  # a copy: what the page shows keeps its own colours
    figure.update_layout(template="none")
    return {
        "title": chart.title,
        "words": chart.in_words(*asked),
        "alt": chart.alt(*asked),
        "height": figure.layout.height or 400,
        "table": _parts.readable(chart.table(*asked)),
        "drawing": Markup(
            figure.to_html(
                full_html=False,
                include_plotlyjs=False,
                config=PLOTLY,
                div_id=f"figure-{number}",
                default_width="100%",
            )
        ),
    }


def _boundaries(report: Report) -> list[dict[str, str]]:
    """The best single model and the pick, or the best combination, side by side."""
    if report.boundaries is None:
        return []
    plane, dataset = report.boundaries.plane, report.experiment.dataset
    found = []
    for method, drawn, title in _parts.in_the_pictures(report):
        predicted = report.results.predicted(method)
        image = boundary_png(report.boundaries.pictures[drawn], plane, dataset, predicted)
        wrong = int((predicted != dataset.y).sum())
        words = f"{wrong} of {len(dataset.y):,} rows answered wrongly while held back"
        found.append({"title": title, "words": words, "source": _data_uri(image)})
    return found


def _classes(report: Report) -> list[dict[str, str]]:
    """The legend of the boundaries."""
    names = report.experiment.dataset.class_names
    return [{"name": name, "source": _data_uri(mark_png(i))} for i, name in enumerate(names)]


def _data_uri(png: bytes) -> str:
    return f"data:image/png;base64,{b64encode(png).decode()}"
