"""The report: complete, self-contained, and nothing in it that data could turn into code."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd

from lib import datasets
from lib.report import Part, html
from lib.statistics.metrics import METRICS
from lib.verdict.caveats import caveats
from lib.verdict.sentences import bottom_line, headline, why
from tests.report.conftest import ADDRESS, DISPLAYS, HARMFUL, scores_of

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


def plainly(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_it_says_what_the_verdict_page_says(usual):
    text = Read(html.write(usual)).text
    case = usual.case
    said = [
        headline(case),
        why(case),
        bottom_line(case),
        *caveats(case)[1:3],
    ]
    for sentence in said:
        assert plainly(sentence).split(" (")[0] in text
    for display in DISPLAYS:
        assert display.question in text
        assert plainly(display.words(case)) in text
    for about in ("seed", "2026-11-23", "scikit-learn 1.", datasets.entries()["moons"].title):
        assert about in text


def test_every_method_is_in_the_evidence_with_its_score(usual):
    text = Read(html.write(usual)).text
    for key, score in scores_of(usual, "accuracy").items():
        assert usual.case.results.method(key).title in text
        assert plainly(METRICS["accuracy"].format(score)) in text


def test_nothing_is_loaded_from_elsewhere(usual):
    read = Read(html.write(usual))
    loads = [(tag, value) for tag, name, value in read.attributes if name in LOADS]
    outside = [each for each in loads if not each[1].startswith("data:")]
    assert outside == [("a", usual.link)]
    assert "default-src 'none'" in {n: v for _, n, v in read.attributes}["content"]
    styles = [text for text in read.scripts if "@media print" in text]
    assert styles
    assert all("url(" not in text and "@import" not in text for text in styles)


def test_plotly_is_there_once(usual):
    page = html.write(usual)
    assert page.count("plotly.js v") == 1
    assert 4e6 < len(page) < 8e6
    assert page.count('class="plotly-graph-div"') == len(DISPLAYS)


def test_names_from_data_stay_text(harmful, usual):
    page, calm = html.write(harmful), html.write(usual)
    read, expected = Read(page), Read(calm)
    assert read.tags.count("script") == expected.tags.count("script")
    assert read.tags.count("img") == expected.tags.count("img")
    assert not [name for _, name, _ in read.attributes if name.startswith("on")]
    for name in HARMFUL:
        assert plainly(name) in read.text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert 'color-scheme" content' in page


def test_the_same_report_gives_the_same_file(usual):
    assert html.write(usual) == html.write(usual)


def test_without_an_address_the_link_is_text(usual):
    read = Read(html.write(replace(usual, link="?v=1&data=moons")))
    assert "?v=1&data=moons" in read.text
    assert ("a", "href") not in {(tag, name) for tag, name, _ in read.attributes}
    sneaky = Read(html.write(replace(usual, link="javascript:alert(1)")))
    assert ("a", "href") not in {(tag, name) for tag, name, _ in sneaky.attributes}


def test_others_can_add_a_part(usual):
    table = pd.DataFrame({"Name": ["a & b"], "Value": [1]})
    part = Part("The sealed test set", ("It was <b>not</b> opened.",), (("Rows", "20"),), table)
    read = Read(html.write(replace(usual, extras=(part,))))
    for text in ("The sealed test set", "It was <b>not</b> opened.", "a & b"):
        assert text in read.text
    assert read.text.index(part.title) < read.text.index("What this does not show")


def test_it_can_do_without_pictures(usual):
    read = Read(html.write(replace(usual, boundaries=None)))
    assert "What does combining change?" not in read.text
    assert "What does combining change?" in Read(html.write(usual)).text


def test_it_works_for_other_picks(other):
    read, case = Read(html.write(other)), other.case
    assert plainly(headline(case)) in read.text
    assert ADDRESS in read.text
