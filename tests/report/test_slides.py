"""The slides: opened again, counted, compared with the results, and measured."""

import io
import itertools
from dataclasses import replace
from functools import cache

import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from lib.report import Pinned, slides
from lib.report._canvas import (
    CELL_MARGIN,
    CELL_SIZE,
    LINE_HEIGHT,
    MARKS,
    SMALLEST,
    Area,
    height_of,
    lines_of,
    size_for,
    that_fit,
)
from lib.statistics.metrics import METRICS
from lib.verdict.card import counts
from lib.verdict.sentences import headline
from tests.report.conftest import ADDRESS, scores_of
from tests.report.test_html import plainly, read


@cache
def opened(report):
    return Presentation(io.BytesIO(slides.write(report)))


def shapes_of(deck, is_wanted):
    return [shape for slide in deck.slides for shape in slide.shapes if is_wanted(shape)]


def is_dot(shape):
    return shape.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE


def words_of(deck):
    texts = [shape.text_frame.text for shape in shapes_of(deck, lambda s: s.has_text_frame)]
    return " ".join(texts).replace("\n", " ")


def is_picture(shape):
    return shape.shape_type == MSO_SHAPE_TYPE.PICTURE


def cells_of(table):
    return [[cell.text_frame.text.replace("\xa0", " ") for cell in row.cells] for row in table.rows]


def check_layout(deck):
    """Everything on the slide, nothing on top of something else, no text larger than its box."""
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height
            if shape.has_text_frame and shape.text_frame.text:
                check_text(shape)
            if shape.has_table:
                check_cells(shape.table)
        for one, other in itertools.combinations(slide.shapes, 2):
            is_beside = one.left + one.width <= other.left or other.left + other.width <= one.left
            is_above = one.top + one.height <= other.top or other.top + other.height <= one.top
            assert is_beside or is_above, (one.name, other.name)


def check_text(shape):
    paragraphs = [paragraph.text for paragraph in shape.text_frame.paragraphs]
    sizes = {run.font.size.pt for p in shape.text_frame.paragraphs for run in p.runs}
    assert len(sizes) == 1
    (size,) = sizes
    assert size >= SMALLEST
    width, height = shape.width.inches, shape.height.inches
    assert height_of(paragraphs, size, width) <= height + 1e-6, paragraphs


def check_cells(table):
    """Every cell holds one line, so no row grows beyond the slide."""
    for row, texts in zip(table.rows, cells_of(table), strict=True):
        assert row.height.inches >= LINE_HEIGHT * CELL_SIZE / 72
        for column, text in zip(table.columns, texts, strict=True):
            assert lines_of(text, CELL_SIZE, column.width.inches - 2 * CELL_MARGIN) == 1, text


def test_five_to_seven_slides_of_16_to_9_each_with_a_title_and_the_way_back_on_the_last(usual):
    deck = opened(usual)
    assert 5 <= len(deck.slides) <= 7
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, abs=0.01)
    assert all(slide.shapes.title.text_frame.text for slide in deck.slides)
    assert deck.slides[0].shapes.title.text_frame.text == headline(usual.case)
    for (shape, _), (kind, n) in zip(MARKS.values(), counts(usual.case), strict=True):
        dots = [
            dot for dot in deck.slides[0].shapes if is_dot(dot) and dot.auto_shape_type == shape
        ]
        assert len(dots) == n + 1, kind  # one more in the legend
    said = [
        " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for slide in deck.slides
    ]
    assert ["scikit-learn" in text for text in said] == [False] * (len(said) - 1) + [True]
    frames = [s.text_frame for s in deck.slides[-1].shapes if s.has_text_frame]
    runs = [run for frame in frames for part in frame.paragraphs for run in part.runs]
    assert [run.hyperlink.address for run in runs if run.hyperlink.address] == [usual.link]


def test_the_native_table_holds_the_results(usual):
    (shape,) = shapes_of(opened(usual), lambda s: s.has_table)
    head, *rows = cells_of(shape.table)
    means = {
        usual.case.results.method(key).title: METRICS["accuracy"].format(score)
        for key, score in scores_of(usual, "accuracy").items()
    }
    shown = {row[0]: row[head.index("Accuracy")] for row in rows}
    exact = {name: score for name, score in shown.items() if name in means}
    assert len(exact) >= 4
    assert exact == {name: means[name] for name in exact}
    assert any(name.startswith("Best single model") for name in shown)
    if usual.case.verdict.pick:
        pick = usual.case.results.method(usual.case.verdict.pick).title
        assert any(name.startswith(pick) for name in shown)  # its second names may follow


def test_pictures_charts_and_tables_have_alt_text(usual):
    deck = opened(usual)
    pictures = shapes_of(deck, is_picture)
    drawn = [*pictures, *shapes_of(deck, lambda s: s.has_chart or s.has_table)]
    assert len(pictures) == 2
    assert len(drawn) == 5
    for shape in drawn:
        assert len(shape._element.xpath(".//p:cNvPr")[0].get("descr")) > 20
    sizes = {Image.open(io.BytesIO(shape.image.blob)).size for shape in pictures}
    assert sizes == {(560, 560)}


def test_the_charts_draw_the_scores(usual):
    scores, gains = [s.chart for s in shapes_of(opened(usual), lambda s: s.has_chart)]
    hidden, lower, upper = scores.plots[0].series
    means = [low + step for low, step in zip(hidden.values, lower.values, strict=True)]
    measured = {
        usual.case.results.method(key).title: 100 * score
        for key, score in scores_of(usual, "accuracy").items()
    }
    for name, mean, more in zip(scores.plots[0].categories, means, upper.values, strict=True):
        if name in measured:
            assert mean == pytest.approx(measured[name])
        assert more >= 0
    for parts in zip(*[series.values for series in gains.plots[0].series], strict=True):
        assert sum(parts) == pytest.approx(100)


def test_everything_has_its_place_and_long_and_harmful_names_fit_too(usual, harmful, bare):
    for report in (usual, harmful, bare):
        check_layout(opened(report))
    assert "<script>alert(1)</script>" in words_of(opened(harmful))


def test_slides_and_report_work_for_other_picks(other):
    assert 5 <= len(opened(other).slides) <= 7
    check_layout(opened(other))
    assert plainly(headline(other.case)) in read(other).text
    assert ADDRESS in read(other).text


def test_without_pictures_and_address_others_can_still_add_a_part(bare):
    deck = opened(bare)
    assert "It was <b>not</b> opened." in words_of(deck)
    assert f"address: {bare.link}" in words_of(deck)
    assert shapes_of(deck, is_picture) == []


def test_text_that_no_size_makes_fit_is_cut():
    box = Area(0, 0, 2, 1)
    endless = ["word " * 500, "never seen"]
    (shown,) = that_fit(endless, box)
    assert shown.endswith("…")
    assert height_of([shown], size_for([shown], box, 30), box.width) <= box.height
    assert that_fit(["short"], box) == ["short"]
    assert size_for(["short"], box, 30) == 30


def test_a_pin_is_a_slide_that_says_what_sets_it_apart(usual, other):
    differs = ("wrong labels 0 %", "without the decision tree", "a" * 500)
    deck = opened(replace(usual, pins=(Pinned(other.case, differs),)))
    assert len(deck.slides) == len(opened(usual).slides) + 1
    assert "Pinned · wrong labels 0 % · without the decision tree" in words_of(deck)
    assert headline(other.case) in words_of(deck)
    check_layout(deck)
