"""A boundary as a PNG on white paper: field, border, and the rows with the marks of their classes.

The same picture as the one in the browser, drawn here because a file cannot ask the browser.
"""

import math
from collections.abc import Iterator
from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw

from lib.datasets import Dataset
from lib.drawing.methods import MAX_MARKERS
from lib.drawing.style import ClassMark, class_mark, field_colours
from lib.engine.boundary import Picture
from lib.engine.plane import Plane
from lib.report._report import Report
from lib.verdict.case import Case

SIDE = 560  # pixels
SMOOTH = 2  # drawn this many times as large, because PIL draws no smooth edges
RADIUS = 4.4
PAPER, INK = "#FFFFFF", "#10141D"

Pen = ImageDraw.ImageDraw
Place = tuple[float, float]


def _ring(corners: int, reach: float, turned: float) -> np.ndarray:
    """The corners of a regular polygon."""
    return reach * np.exp(1j * (turned + 2 * np.pi * np.arange(corners) / corners))


_UP = -math.pi / 2
_ARM = np.array([-0.4 - 1.15j, 0.4 - 1.15j, 0.4 - 0.4j])  # a quarter of a plus
# Corners x + yj in units of the radius, y downwards; the sizes make all shapes look equally heavy.
SHAPES: dict[str, np.ndarray] = {
    "circle": _ring(24, 1.0, 0),
    "triangle": _ring(3, 1.3, _UP),
    "triangle-down": _ring(3, 1.3, -_UP),
    "square": _ring(4, 1.3, math.pi / 4),
    "diamond": _ring(4, 1.3, 0),
    "pentagon": _ring(5, 1.15, _UP),
    "plus": np.concatenate([_ARM * 1j**quarter for quarter in range(4)]),
    "star": np.stack([_ring(5, 1.35, _UP), _ring(5, 0.55, _UP + math.pi / 5)], axis=1).ravel(),
    "hourglass": np.array([-1 - 1.15j, 1 - 1.15j, -1 + 1.15j, 1 + 1.15j]),
    "bow-tie": np.array([-1.15 - 1j, 1.15 + 1j, 1.15 - 1j, -1.15 + 1j]),
}


def boundary_png(picture: Picture, plane: Plane, dataset: Dataset, predicted: np.ndarray) -> bytes:
    """One method's answers everywhere, and the rows; a cross marks a row answered wrongly.

    predicted : (n_samples,) answers given while the row was held back.
    """
    image = _field(picture, plane.n, dataset.n_classes)
    pen = ImageDraw.Draw(image)
    side = SIDE * SMOOTH
    for piece in _pieces(picture.line):
        pen.line([(side * x, side * (1 - y)) for x, y in piece], INK, 2 * SMOOTH, "curve")
    places = plane.project(dataset)
    spread = np.linspace(0, len(dataset.y) - 1, min(len(dataset.y), MAX_MARKERS))
    for row in np.unique(spread.astype(int)):  # from everywhere in the table
        place = (side * places[row, 0], side * (1 - places[row, 1]))
        draw = _mark if predicted[row] == dataset.y[row] else _wrong_mark
        draw(pen, class_mark(int(dataset.y[row])), place, RADIUS * SMOOTH)
    pen.rectangle([0, 0, side - 1, side - 1], outline=INK, width=SMOOTH)
    return _png(image.resize((SIDE, SIDE), Image.Resampling.LANCZOS))


def drawn_boundaries(report: Report) -> Iterator[tuple[str, str, bytes]]:
    """(title, "7 of 200 rows", PNG) of the two boundaries worth showing, with the rows answered
    wrongly while they were held back: the best single model, and the pick or the best combination.
    """
    if report.boundaries is None:
        return
    case, dataset = report.case, report.case.experiment.tested
    for method, drawn, title in _worth_showing(case):
        if drawn in report.boundaries.pictures and method in case.results.positions:
            predicted = case.results.predicted(method)
            wrong = f"{(predicted != dataset.y).sum()} of {len(dataset.y):,} rows"
            picture = report.boundaries.pictures[drawn]
            yield title, wrong, boundary_png(picture, report.boundaries.plane, dataset, predicted)


def _worth_showing(case: Case) -> Iterator[tuple[str, str, str]]:
    """(key of the method, key of its picture, title). The best single model is chosen in every
    fold; it is drawn as the one chosen in most."""
    reference, combination = case.verdict.reference, case.verdict.combination
    single = case.results.favourite_member(reference)
    yield reference, single.key, f"Best single: {single.title}"
    if combination:
        yield combination, combination, case.results.method(combination).title


def mark_png(position: int) -> bytes:
    """The mark of one class, for a legend."""
    image = Image.new("RGB", (64, 64), PAPER)
    _mark(ImageDraw.Draw(image), class_mark(position), (32, 32), 20)
    return _png(image.resize((32, 32), Image.Resampling.LANCZOS))


def _field(picture: Picture, n: int, n_classes: int) -> Image.Image:
    """(n * n,) codes as colours on paper, the lowest row of cells at the bottom."""
    cells = field_colours(n_classes)[picture.field.reshape(n, n)[::-1]]
    field = Image.fromarray(np.ascontiguousarray(cells), "RGBA")
    paper = Image.new("RGBA", field.size, PAPER)
    whole = Image.alpha_composite(paper, field).convert("RGB")
    return whole.resize((SIDE * SMOOTH, SIDE * SMOOTH), Image.Resampling.NEAREST)


def _pieces(line: np.ndarray) -> list[np.ndarray]:
    """The border cut where a row of nan parts it."""
    gaps = np.flatnonzero(np.isnan(line).any(axis=1))
    pieces = [piece[~np.isnan(piece).any(axis=1)] for piece in np.split(line, gaps)]
    return [piece for piece in pieces if len(piece) > 1]


def _mark(pen: Pen, mark: ClassMark, place: Place, radius: float) -> None:
    """The shape of a class, set off from what lies behind it by a thin edge."""
    pen.polygon(_corners(mark, place, radius), mark.colour, mark.outline or PAPER, width=SMOOTH)


def _wrong_mark(pen: Pen, mark: ClassMark, place: Place, radius: float) -> None:
    """Larger, hollow and crossed: the edge says which class, the cross that the answer is wrong."""
    edge, reach = mark.outline or mark.colour, 0.75 * radius
    pen.polygon(_corners(mark, place, 1.5 * radius), PAPER, edge, width=2 * SMOOTH)
    (x, y), width = place, SMOOTH + 1
    pen.line([(x - reach, y - reach), (x + reach, y + reach)], INK, width)
    pen.line([(x - reach, y + reach), (x + reach, y - reach)], INK, width)


def _corners(mark: ClassMark, place: Place, radius: float) -> list[Place]:
    corners = complex(*place) + radius * SHAPES[mark.shape]
    return list(zip(corners.real, corners.imag, strict=True))


def _png(image: Image.Image) -> bytes:
    """As few bytes as possible: 128 colours are plenty for a field of few."""
    file = BytesIO()
    image.quantize(128, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()
