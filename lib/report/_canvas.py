"""Slides by measure: where things stand, and text in the largest size that fits its box.

PowerPoint only fits text once somebody edits it, so the size is chosen here, from the estimated
width of letters. Fonts that every office program has; colours that stay apart in grey.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pandas as pd
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches, Length, Pt

from lib.words.outside import shortened, visible

WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.6  # inches, 16:9
SERIF, SANS = "Georgia", "Arial"
PAPER, RAISED, INK, QUIET, LINE = "FCFBF7", "F1EFE9", "10141D", "4D525C", "DDD9CF"
LETTER, LINE_HEIGHT = 0.53, 1.22  # of the font size: a generous mean width, and a line
CELL_SIZE, CELL_MARGIN = 11, 0.06  # points, inches
NOT_IN_LEGEND = (
    f'<c:legendEntry {nsdecls("c")}><c:idx val="{{}}"/><c:delete val="1"/></c:legendEntry>'
)
MARKS = {  # of a row, by what became of it: as on the card, shapes differ and not only colours
    "right": (MSO_SHAPE.OVAL, "B9B7B1"),
    "rescued": (MSO_SHAPE.DIAMOND, "009E73"),
    "broken": (MSO_SHAPE.DONUT, "D55E00"),
    "wrong": (MSO_SHAPE.MATH_MULTIPLY, "4D525C"),
}
SMALLEST = 9  # points; below, nobody reads it on a wall


@dataclass(frozen=True)
class Area:
    """Where something stands: inches from the upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def place(self) -> tuple[Length, Length, Length, Length]:
        """As python-pptx wants it."""
        return Inches(self.left), Inches(self.top), Inches(self.width), Inches(self.height)


@dataclass(frozen=True)
class Bars:
    """A chart of stacked bars, the first name on top. colours : of each series, "" for one that is
    not seen. span : of the axis, whose title is `axis`."""

    series: Mapping[str, list[float]]
    names: list[str]
    colours: list[str]
    axis: str
    span: tuple[float, float]
    number_format: str


def lines_of(text: str, size: float, width: float) -> int:
    """How many lines a paragraph takes, `size` in points and `width` in inches."""
    per_line = max(1, int(width * 72 / (LETTER * size)))
    return max(1, math.ceil(1.05 * len(text) / per_line))


def height_of(paragraphs: Sequence[str], size: float, width: float) -> float:
    """Inches that paragraphs take, with half a line between them."""
    lines = sum(lines_of(text, size, width) for text in paragraphs)
    return (lines + 0.5 * (len(paragraphs) - 1)) * LINE_HEIGHT * size / 72


def size_for(paragraphs: Sequence[str], box: Area, largest: float) -> float:
    """The largest size in points that fits; `SMALLEST` when none does."""
    size = largest
    while size > SMALLEST and height_of(paragraphs, size, box.width) > box.height:
        size -= 0.5
    return size


def that_fit(paragraphs: Sequence[str], box: Area) -> list[str]:
    """As many of the first paragraphs as fit in the smallest size; a first one that is too long
    is cut."""
    shown = list(paragraphs)
    while len(shown) > 1 and height_of(shown, SMALLEST, box.width) > box.height:
        shown.pop()
    per_line = int(box.width * 72 / (LETTER * SMALLEST))
    room = per_line * int(box.height * 72 / (LINE_HEIGHT * SMALLEST) / len(shown)) if shown else 0
    return [shortened(shown[0], max(20, int(room / 1.05)))] if len(shown) == 1 else shown


class Deck:
    """A presentation under construction; each slide has a title and, below, what is added."""

    def __init__(self, title: str) -> None:
        self.file = Presentation()
        self.file.slide_width, self.file.slide_height = Inches(WIDTH), Inches(HEIGHT)
        self.file.core_properties.title = shortened(visible(title), 250)
        self.file.core_properties.author = "Better Together?"
        self.slide: Any = None

    def add_slide(self, title: str, box: Area, largest: float = 28) -> None:
        """A new slide; what is added next goes onto it."""
        self.slide = self.file.slides.add_slide(self.file.slide_layouts[5])  # title only
        fill = self.slide.background.fill
        fill.solid()
        fill.fore_color.rgb = RGBColor.from_string(PAPER)
        shape = self.slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = box.place
        (title,) = that_fit([title], box)
        self._write(shape.text_frame, [title], size_for([title], box, largest), SERIF)

    def add_text(
        self, paragraphs: Sequence[str], box: Area, largest: float = 18, colour: str = INK
    ) -> None:
        """Paragraphs in the largest size that fits, up to `largest` points."""
        shown = that_fit(paragraphs, box)
        frame = self.slide.shapes.add_textbox(*box.place).text_frame
        self._write(frame, shown, size_for(shown, box, largest), SANS, colour)

    def add_points(self, points: Sequence[tuple[str, str]], box: Area, largest: float = 18) -> None:
        """The same with a bold beginning for each paragraph."""
        self.add_text([f"{lead} {rest}".strip() for lead, rest in points], box, largest)
        frame = self.slide.shapes[-1].text_frame
        for paragraph, (lead, _) in zip(frame.paragraphs, points, strict=False):
            if lead:
                _embolden(paragraph, len(lead))

    def add_dots(self, counts: Sequence[tuple[str, int]], box: Area) -> None:
        """A hundred rows of 25 marks, a shape of its own for each of `MARKS`. counts : (which, how
        many)."""
        step = box.width / 25
        kinds = [kind for kind, n in counts for _ in range(n)]
        for i, kind in enumerate(kinds):
            self._add_dot(kind, box.left + step * (i % 25), box.top + step * (i // 25), 0.62 * step)

    def add_dot_legend(self, counts: Sequence[tuple[str, int]], box: Area) -> None:
        """One mark of each with its count."""
        step = box.width / len(counts)
        for i, (kind, n) in enumerate(counts):
            left = box.left + i * step
            self._add_dot(kind, left, box.top + 0.1, 0.15)
            words = Area(left + 0.15, box.top - 0.03, step - 0.15, box.height)
            self.add_text([f"{kind} {n}"], words, 13)

    def _add_dot(self, kind: str, left: float, top: float, size: float) -> None:
        shape, colour = MARKS[kind]
        dot = self.slide.shapes.add_shape(shape, *Area(left, top, size, size).place)
        dot.fill.solid()
        dot.fill.fore_color.rgb = RGBColor.from_string(colour)
        dot.line.fill.background()
        dot.shadow.inherit = False

    def add_link(self, text: str, address: str, box: Area) -> None:
        """One line that opens an address."""
        frame = self.slide.shapes.add_textbox(*box.place).text_frame
        self._write(frame, [text], 14, SANS)
        frame.paragraphs[0].runs[0].hyperlink.address = address

    def add_picture(self, png: bytes, box: Area, alt: str) -> None:
        """A picture with its text for those who cannot see it."""
        picture = self.slide.shapes.add_picture(BytesIO(png), *box.place)
        describe(picture, alt)

    def add_table(self, table: pd.DataFrame, box: Area, marked: Sequence[bool]) -> None:
        """A native table of text; marked rows are bold. Columns are as wide as their texts ask."""
        rows, columns = len(table) + 1, len(table.columns)
        shape = self.slide.shapes.add_table(rows, columns, *box.place)
        describe(shape, "Table of the evidence, the best mean first")
        shape.table.horz_banding = False
        widths = [max(map(len, [name, *table[name]])) + 2 for name in table.columns]
        for column, width in enumerate(widths):
            shape.table.columns[column].width = Inches(box.width * width / sum(widths))
        for row in shape.table.rows:
            row.height = Inches(box.height / rows)
        texts = [list(table.columns), *table.to_numpy().tolist()]
        for r, cells in enumerate(texts):
            for c, text in enumerate(cells):
                is_bold = r == 0 or marked[r - 1]
                _cell(shape.table.cell(r, c), str(text), is_bold, is_right=c > 0)

    def add_bars(self, bars: Bars, box: Area, alt: str) -> None:
        """A native chart of stacked bars."""
        data = CategoryChartData()
        data.categories = list(map(visible, bars.names[::-1]))  # such charts begin at the bottom
        for title, values in bars.series.items():
            data.add_series(title, values[::-1])
        frame = self.slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *box.place, data)
        describe(frame, alt)
        chart = frame.chart
        chart.font.size, chart.font.name = Pt(11), SANS
        chart.font.color.rgb = RGBColor.from_string(INK)
        chart.has_title = False
        chart.has_legend = True
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        chart.category_axis.format.line.color.rgb = RGBColor.from_string(LINE)
        chart.value_axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(LINE)
        chart.plots[0].gap_width = 45
        _fill(chart, bars.colours)
        _scale_axis(chart.value_axis, bars)

    def add_notes(self, paragraphs: Sequence[str]) -> None:
        """What the speaker may say."""
        self.slide.notes_slide.notes_text_frame.text = "\n\n".join(map(visible, paragraphs))

    def to_bytes(self) -> bytes:
        """The file."""
        file = BytesIO()
        self.file.save(file)
        return file.getvalue()

    def _write(
        self, frame: Any, paragraphs: Sequence[str], size: float, font: str, colour: str = INK
    ) -> None:
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for i, text in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.LEFT
            paragraph.space_after = Pt(0.5 * size)
            _run(paragraph, text, size, font, colour)


def _embolden(paragraph: Any, length: int) -> None:
    """The first letters of a paragraph in bold."""
    run = paragraph.runs[0]
    text, size, colour = run.text, run.font.size.pt, str(run.font.color.rgb)
    run.text, run.font.bold = text[:length], True
    if text[length:]:
        _run(paragraph, text[length:], size, run.font.name, colour)


def describe(shape: Any, alt: str) -> None:
    """Alt text; python-pptx has no word for it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", visible(alt))


def _fill(chart: Any, colours: Sequence[str]) -> None:
    """The colour of each series of bars; "" makes one invisible, in the legend too."""
    for position, (series, colour) in enumerate(zip(chart.plots[0].series, colours, strict=True)):
        if colour:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = RGBColor.from_string(colour)
            series.format.line.color.rgb = RGBColor.from_string(QUIET)
        else:
            series.format.fill.background()
            series.format.line.fill.background()
            chart.legend._element.insert(1, parse_xml(NOT_IN_LEGEND.format(position)))


def _scale_axis(axis: Any, bars: Bars) -> None:
    """What the value axis measures, and from where to where."""
    axis.minimum_scale, axis.maximum_scale = bars.span
    axis.tick_labels.number_format = bars.number_format
    axis.tick_labels.number_format_is_linked = False
    axis.has_title = True
    axis.axis_title.text_frame.text = bars.axis


def _cell(cell: Any, text: str, is_bold: bool, is_right: bool) -> None:
    cell.margin_left = cell.margin_right = Inches(CELL_MARGIN)
    cell.margin_top = cell.margin_bottom = Inches(0.02)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(RAISED if is_bold else PAPER)
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if is_right else PP_ALIGN.LEFT
    _run(paragraph, text, CELL_SIZE, SANS, INK)
    paragraph.runs[0].font.bold = is_bold


def _run(paragraph: Any, text: str, size: float, font: str, colour: str) -> None:
    run = paragraph.add_run()
    run.text = visible(text)
    run.font.size, run.font.name = Pt(size), font
    run.font.color.rgb = RGBColor.from_string(colour)
