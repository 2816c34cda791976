"""Whatever classes, columns, sources and methods are called, every file is whole and holds text.

The names come here as they are, without the door that would have cleaned them."""

import io
import re
from dataclasses import replace

import pandas as pd
import pytest
from lxml import etree
from pptx import Presentation

from lib.report import html, numbers, script, slides
from lib.report._card import card
from lib.report._pick import pick_of
from lib.scenario.experiment import Experiment, choose_models
from tests.hostile import MARKERS, NAMES, with_hostile_names
from tests.report.conftest import make_report

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u2028\u202a-\u202e]")


def hostile(experiment):
    """The same numbers; the models read the sources with hostile names."""
    dataset = with_hostile_names(experiment.dataset)
    own = experiment.scenario.members
    members = (*own, *[replace(own[0], view=view) for view in dataset.views])
    scenario = replace(experiment.scenario, members=members)
    return Experiment(scenario, dataset, choose_models(scenario, dataset))


@pytest.fixture(scope="module")
def report():
    return make_report(hostile, data="iris", methods="soft_vote,late_mean", repeats="1")


def test_the_report_shows_names_and_obeys_none(report):
    page = etree.fromstring(html.write(report), etree.HTMLParser(huge_tree=True))
    etree.strip_elements(page, "script", "style")
    text = " ".join(page.itertext())
    assert NAMES[2] in text
    assert not page.xpath("//*[contains(@href, 'evil.test') or contains(@src, 'evil.test')]")
    assert not [one for one in page.iter() if (one.text or "").strip() in MARKERS]
    assert not CONTROL.search(text)


def test_the_slides_are_whole(report):
    deck = Presentation(io.BytesIO(slides.write(report)))
    texts = [text for slide in deck.slides for text in slide._element.itertext()]
    assert any("evil" in text for text in texts)
    assert not CONTROL.search("".join(texts))


def test_no_cell_is_a_formula_and_the_script_is_code(report):
    files = script.script(report.case, report.case.results.methods[-1].key)
    tables = [numbers.write(report).decode(), files["data.csv"]]
    for table in tables:
        frame = pd.read_csv(io.StringIO(table), dtype="str")
        cells = [*frame.columns, *frame.select_dtypes("str").to_numpy().ravel()]
        assert not [cell for cell in cells if re.match(r"[=@]|[-+](?![\d.])", str(cell))]
    compile(files["script.py"], "script.py", "exec")
    assert not CONTROL.search(files["script.py"])


def test_the_card_is_a_page_of_text(report):
    text = card(report.case, pick_of(report.case, "soft_vote"), ())
    outside_code = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    assert not re.search(r"(?<!\\)[<$`~]|(?<!\\)\]\(|www\.|:material", outside_code)
    assert not CONTROL.search(text)
