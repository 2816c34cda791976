"""The Inside page: the chooser of one row, and the tabs that follow it through votes and stacks."""

import re

import pytest

from lib.scenario.experiment import prepare
from lib.scenario.link import from_query
from tests.pages.conftest import LIGHT, QUICK, TWO_MODELS

TABS = ["voting", "stacking"]
LINKS = {
    "all standard methods": QUICK | TWO_MODELS,
    "many columns and classes": LIGHT | {"data": "digits", "rows": "300"},
    "texts among the columns": LIGHT | {"data": "word_topics"},
    "categories and gaps": LIGHT | {"data": "penguins"},
    "one model": LIGHT | {"models": "decision_tree"},
    "one source each": LIGHT
    | {"data": "xor", "models": "logistic_regression@valve A,decision_tree@valve B"},
    "nothing that votes or stacks": LIGHT | {"methods": "early_fusion"},
    "a score that is not accuracy": LIGHT | {"metric": "log_loss"},
}


def charts(opened):
    return len(opened.at.get("plotly_chart"))


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS.keys())
@pytest.mark.parametrize("tab", TABS)
def test_a_tab_opens_by_its_link(open_page, tab, link):
    opened = open_page("inside", **link, tab=tab, lab="leak:on")
    assert re.match(r"Row \d+\\: ", opened.headline)
    assert charts(opened) >= 2  # the data, and the row on its way
    assert not opened.words


def test_the_most_instructive_row_is_shown_first(open_page):
    link = LIGHT
    repeat = prepare(from_query(link)[0].question).run(0)
    opened = open_page("inside", **link)
    assert "row" not in opened.link
    shown = int(re.match(r"Row (\d+)", opened.headline)[1])
    assert opened.at.selectbox(key="inside.row").value == shown
    votes = repeat.P_members[shown, :2].argmax(axis=1)
    assert votes[0] != votes[1]


def test_a_row_of_the_link_is_shown_and_another_can_be_picked(open_page):
    opened = open_page("inside", **LIGHT, row="42")
    assert opened.headline.startswith("Row 42\\: ")
    choice = opened.at.selectbox(key="inside.row")
    rows = [int(re.match(r"Row (\d+),", label)[1]) for label in choice.options]
    other = next(row for row in rows if row != 42)
    opened.act(choice.set_value(other))
    assert opened.headline.startswith(f"Row {other}\\: ")
    assert opened.link.get("row", str(other)) == str(other)


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        ({"row": "5000"}, "no row 5000: these data have the rows 0 to 99"),
        ({"row": "last"}, "not the number of a row"),
        ({"views": "left:0.1.7"}, "do not have"),
    ],
)
def test_a_wish_that_cannot_be_met_is_said_and_the_page_stays(open_page, wish, says):
    opened = open_page("inside", **LIGHT | wish)
    assert any(says in words for words in opened.words)
    assert charts(opened) >= 2


def test_weights_set_by_hand_change_the_sum_and_the_link(open_page):
    opened = open_page("inside", **LIGHT, lab="vote:weighted_vote")
    assert not opened.says("0.750 × ")
    opened.act(opened.at.slider(key="lab.weights.0").set_value(3.0))
    assert "weights:3-1" in opened.link["lab"]
    assert opened.says("0.750 × ")


def test_the_leak_is_only_sprung_when_asked_for(open_page):
    opened = open_page("inside", **LIGHT, tab="stacking")
    assert not opened.says("On rows held back")
    opened.act(opened.at.toggle(key="lab.leak").set_value(True))
    assert opened.says("On rows held back")
    assert opened.link["lab"] == "leak:on"


def test_other_data_start_at_a_row_of_their_own(open_page):
    opened = open_page("inside", **LIGHT, row="42")
    opened.pick_data("iris")
    assert "row" not in opened.link
    assert not opened.headline.startswith("Row 42\\: ")


def test_where_there_is_one_source_fusion_is_not_drawn_and_it_is_said(open_page):
    opened = open_page(
        "inside", **LIGHT | {"data": "pinwheel", "tab": "fusion", "methods": "decision_templates"}
    )
    assert any("nothing to fuse" in sentence for sentence in opened.words)
