"""The report as a reader has it: a file, a browser, no network, perhaps a printer."""

import re

import pytest

from lib.report import html
from tests.report.conftest import DISPLAYS, make_report, with_harmful_names

SHEET = 680  # CSS pixels between the margins of an A4 sheet
TOO_WIDE = """() => [...document.querySelectorAll('main :not(svg, svg *)')]
  .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
  .map(one => `${one.tagName}: ${one.textContent.slice(0, 20)}`)"""
OVERPRINTED = """() => [...document.querySelectorAll('.plotly-graph-div')].filter(one => {
  const title = one.querySelector('.ytitle')?.getBoundingClientRect();
  return title && [...one.querySelectorAll('.ytick text')].some(
    (tick) => tick.getBoundingClientRect().left < title.right - 1);
}).map(one => one.id)"""
INK = """() => getComputedStyle(document.querySelector('.plotly-graph-div .xtick text')).fill"""


@pytest.fixture
def reader(browser, tmp_path):
    """Opens a report from a file in a browser without network; gives the page and complaints."""
    contexts = []

    def read(report, width=1000, theme="light"):
        file = tmp_path / f"report-{len(contexts)}.html"
        file.write_text(html.write(report), encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, offline=True
        )
        contexts.append(context)
        page, complaints = context.new_page(), []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: (complaints.append("a dialog"), dialog.dismiss()))
        page.on("requestfailed", lambda request: complaints.append(request.url))
        page.goto(file.as_uri())
        page.wait_for_function(
            "n => document.querySelectorAll('.plotly-graph-div .main-svg .xtick').length >= n",
            arg=len(DISPLAYS),
        )
        return page, complaints

    yield read
    for context in contexts:
        context.close()


def test_a_reader_without_network_sees_everything(reader):
    report = make_report(with_harmful_names)
    page, complaints = reader(report)
    assert page.locator(".plotly-graph-div").count() == len(DISPLAYS)
    inks = [page.evaluate(INK)]
    for width, theme in ((768, "dark"), (360, "light")):
        page, heard = reader(report, width, theme)
        inks.append(page.evaluate(INK))
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert not heard
    assert not complaints
    assert inks[0] == inks[2] != inks[1]  # a dark page has light letters


def test_it_prints_on_several_sheets_and_no_table_is_cut(reader):
    page, complaints = reader(make_report(), theme="dark")
    sheets = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheets)) > 1
    page.set_viewport_size({"width": SHEET, "height": 900})
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(OVERPRINTED) == []
    assert page.evaluate(INK) == "rgb(16, 20, 29)"  # on paper, letters are dark in any theme
    assert page.locator("details").first.is_hidden()
    assert not complaints
