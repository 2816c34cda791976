"""Every page, and every catalogue entry on the first page, as a visitor's session runs it."""

import pytest

from lib import combiners, datasets
from lib.scenario.record import LABS, TABS
from tests.e2e.streamlit_page import page_paths
from tests.pages.conftest import LIGHT, QUICK, TWO_MODELS


def few_rows_of(key):
    """A link to a data set with as few rows as it may have."""
    knob = datasets.entries()[key].controls.get("rows")
    link = {name: text for name, text in LIGHT.items() if name != "rows"} | {"data": key}
    return link | {"rows": f"{knob.low:g}"} if knob else link


def test_a_page_runs_open_and_folded_and_shows_what_it_is_for(open_page):
    opened = {page: open_page(page, **LIGHT) for page in page_paths()}
    explore, compare, verdict = (opened[page] for page in ("explore", "compare", "verdict"))
    assert len({page.headline for page in opened.values()}) == len(opened)
    assert "better here than one model" in compare.headline
    shown = explore.component("stage")
    assert {shown["left"], shown["right"]} <= set(explore.methods())
    assert compare.at.get("plotly_chart")
    assert verdict.at.get("plotly_chart")
    assert compare.at.dataframe
    assert opened["about"].at.dataframe
    assert len(verdict.at.header) + len(verdict.at.subheader) >= 4
    for page, unfolded in opened.items():
        folded = open_page(page, is_open=False, **LIGHT)
        assert folded.headline == unfolded.headline
        assert len(folded.at.main) <= len(unfolded.at.main)
        assert not folded.at.sidebar.selectbox  # what is folded away is not drawn


def test_a_figure_is_written_once_and_shown_in_every_run(open_page, monkeypatch):
    page = open_page("compare", **LIGHT)
    before = [chart.proto.spec for chart in page.at.get("plotly_chart")]
    monkeypatch.setattr("plotly.io.to_json", None)
    page.act(page.at)
    assert [chart.proto.spec for chart in page.at.get("plotly_chart")] == before != []


def test_standard_methods_are_drawn_or_share_a_row(open_page):
    opened = open_page(**QUICK | TWO_MODELS)
    drawn = {"model1", "model2", *combiners.standard(), "best_single"}
    assert {
        *opened.methods(),
        *(n.key for m in opened.case.results.methods for n in m.also),
    } == drawn
    ways = [card["way"] for card in opened.component("stage")["cards"]]
    assert sorted(ways) == ["model", "one", "sources", "stack", "vote"]
    assert ways[:3] == ["one", "vote", "stack"]


def test_the_whole_evidence_arrives_by_itself(open_page):
    """All passes are run, and the page that stays is the one with all of them."""
    assert open_page("compare", **LIGHT | {"repeats": "3"}).says("3 × 3 folds")


UNUSUAL = {
    "one model": {"models": "logistic_regression"},
    "a forest alone": {"models": "random_forest"},
    "nothing combined": {"methods": "best_single"},
    "a source for each": few_rows_of("xor")
    | {"models": "logistic_regression@valve A,decision_tree@valve B"},
    "texts and numbers": few_rows_of("word_topics") | {"methods": "late_mean,best_source"},
    "pictures": few_rows_of("emoji_image_text") | {"methods": "late_mean,early_fusion"},
}


@pytest.mark.parametrize("asked", UNUSUAL.values(), ids=UNUSUAL)
def test_unusual_scenarios_work_on_every_page(open_page, asked):
    for page in ("explore", "compare", "verdict"):
        opened = open_page(page, **LIGHT | asked)
        assert not opened.words
        if asked.get("methods") == "best_single":
            assert "combine" in opened.headline.lower()
    views = [member.view for member in opened.scenario.members]
    assert views == (["valve A", "valve B"] if any(views) else [""] * len(views))


@pytest.mark.parametrize("key", datasets.entries())
def test_every_data_set_is_shown_with_one_knob_at_hand(open_page, key):
    opened = open_page(is_open=False, **few_rows_of(key))
    assert opened.scenario.dataset == opened.component("gallery")["chosen"] == key
    picture = opened.component("stage_picture")
    entry = datasets.entries()[key]
    assert [mark["name"] for mark in picture["classes"]] == list(entry.load().class_names)
    assert not opened.words
    knobs = [*opened.at.slider, *opened.at.button_group, *opened.at.number_input, *opened.at.toggle]
    assert f"hand.{key}.{entry.knob}" in [knob.key for knob in knobs]


def test_the_labs_are_behind_one_more_choice(open_page):
    opened = open_page("inside", **LIGHT)
    parts = opened.at.button_group(key="tab")
    assert len(parts.options) == len(TABS) - len(LABS) + 1
    opened.act(parts.set_value("labs"))
    assert opened.scenario.tab == LABS[0]
    opened.act(opened.at.button_group(key="lab").set_value("growth"))
    assert opened.scenario.tab == "growth"
    opened.act(opened.at.button_group(key="tab").set_value("stacking"))
    assert opened.scenario.tab == "stacking"
