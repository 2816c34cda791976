"""The report: complete, self-contained, and nothing in it that data could turn into code."""

import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

from lib import charts, datasets
from lib.report import html
from lib.statistics.metrics import METRICS
from lib.verdict.card import counts
from lib.verdict.caveats import caveats
from lib.verdict.grounds import why
from lib.verdict.sentences import detail, headline, kicker, lead
from tests.charts.records import RECORDS
from tests.report.conftest import DISPLAYS, HARMFUL, scores_of

LOADS = {"src", "href", "action", "data", "poster", "srcset", "background"}
VOID = {"meta", "link", "img", "br", "hr", "input", "col"}


class Read(HTMLParser):
    """What a browser would see: tags, attributes, text outside scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.said: list[str] = []
        self.scripts: list[str] = []
        self.page = page
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        inside = self.open[-1] if self.open else ""
        (self.scripts if inside in ("script", "style") else self.said).append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.said))


@cache
def read(report) -> Read:
    """The page of a report, written once."""
    return Read(html.write(report))


def plainly(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_it_says_what_the_verdict_page_says(usual):
    text, case = read(usual).text, usual.case
    for sentence in (kicker(case), headline(case), lead(case), detail(case), why(case)):
        assert plainly(sentence) in text
    assert plainly(caveats(case)[1]) in text
    assert f'aria-label="Of 100 pumps: {counts(case)[0][1]} right' in read(usual).page
    assert text.index("How sure is that?") < text.index("The evidence") < text.index("scikit-learn")
    for display in DISPLAYS:
        assert display.question in text
        assert plainly(display.words(case)) in text
    for about in ("seed", "2026-11-23", "scikit-learn 1.", datasets.entries()["moons"].title):
        assert about in text
    assert "What does combining change?" in text


def test_every_method_is_in_the_evidence_with_its_score(usual):
    for key, score in scores_of(usual, "accuracy").items():
        assert usual.case.results.method(key).title in read(usual).text
        assert plainly(METRICS["accuracy"].format(score)) in read(usual).text


def test_nothing_is_loaded_from_elsewhere(usual):
    found = read(usual)
    loads = [(tag, value) for tag, name, value in found.attributes if name in LOADS]
    outside = [each for each in loads if not each[1].startswith("data:")]
    assert outside == [("a", usual.link)]
    assert "default-src 'none'" in {n: v for _, n, v in found.attributes}["content"]
    styles = [text for text in found.scripts if "@media print" in text]
    assert styles
    assert all("url(" not in text and "@import" not in text for text in styles)


def test_plotly_is_there_once_and_the_same_report_gives_the_same_file(usual):
    page = read(usual).page
    assert html.write(usual) == page
    assert page.count("plotly.js v") == 1
    assert 4e6 < len(page) < 8e6
    assert page.count('class="plotly-graph-div"') == len(DISPLAYS)


def test_what_was_measured_besides_is_a_figure_with_its_words_and_its_table(usual):
    for key in ("redraws", "curves"):
        path = f"lib.charts.{key}.ENTRY"
        display, (_, record) = charts.entries()[key], next(iter(RECORDS[path]()))
        assert display.question not in read(usual).text
        found = read(replace(usual, measured=((display, record),)))
        assert display.question in found.text
        assert plainly(display.words(record).partition("\n\n")[0]) in found.text
        assert found.page.count('class="plotly-graph-div"') == len(DISPLAYS) + 1


def test_names_from_data_stay_text(harmful, usual):
    found, expected = read(harmful), read(usual)
    assert found.tags.count("script") == expected.tags.count("script")
    assert found.tags.count("img") == expected.tags.count("img")
    assert not [name for _, name, _ in found.attributes if name.startswith("on")]
    for name in HARMFUL:
        assert plainly(name) in found.text
    assert "<script>alert" not in found.page
    assert "<img src=x" not in found.page


def test_without_pictures_and_address_others_can_still_add_a_part(bare, usual):
    text = read(bare).text
    assert "What does combining change?" not in text
    assert "It was <b>not</b> opened." in text
    assert text.index(bare.extras[0].title) < text.index("What this does not show")
    assert bare.link in text
    for report in (bare, replace(usual, link="javascript:alert(1)")):
        assert ("a", "href") not in {(tag, name) for tag, name, _ in read(report).attributes}
