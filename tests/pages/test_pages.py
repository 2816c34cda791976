"""Every page, and every catalogue entry on the first page, as a visitor's session runs it."""

import pytest

from lib import combiners, datasets, lessons
from lib.scenario.link import to_query
from tests.e2e.streamlit_page import page_paths
from tests.pages.conftest import QUICK, TWO_MODELS


def rows_of(key):
    """A link to a data set with as few rows as it may have."""
    return QUICK | {"data": key, "rows": f"{datasets.entries()[key].controls['rows'].low:g}"}


def test_a_page_runs_open_and_folded_and_shows_what_it_is_for(open_page):
    opened = {page: open_page(page, **QUICK) for page in page_paths()}
    explore, compare, verdict = (opened[page] for page in ("explore", "compare", "verdict"))
    assert "better here than one model" in compare.headline
    assert len(explore.methods()) == 4 + len({"best_single", *combiners.standard()})
    shown = explore.component("stage")
    assert {shown["left"], shown["right"]} <= set(explore.methods())
    assert compare.at.get("plotly_chart")
    assert verdict.at.get("plotly_chart")
    assert compare.at.dataframe
    assert opened["about"].at.dataframe
    assert len(verdict.at.header) + len(verdict.at.subheader) >= 4
    for page, unfolded in opened.items():
        assert open_page(page, is_open=False, **QUICK).headline == unfolded.headline


def test_the_whole_evidence_arrives_by_itself(open_page):
    """All passes are run, and the page that stays is the one with all of them."""
    assert open_page(**QUICK | TWO_MODELS | {"repeats": "3"}).says("3 × 3 folds")


UNUSUAL = {
    "one model": {"models": "logistic_regression"},
    "a forest alone": {"models": "random_forest"},
    "nothing combined": TWO_MODELS | {"methods": "best_single"},
    "a view for each": rows_of("xor") | {"models": "logistic_regression", "sees": "one"},
    "texts and numbers": rows_of("word_topics") | {"models": "logistic_regression", "sees": "one"},
    "pictures": rows_of("emoji_image_text") | {"models": "logistic_regression", "sees": "one"},
}


@pytest.mark.parametrize("asked", UNUSUAL.values(), ids=UNUSUAL)
def test_unusual_scenarios_work_on_every_page(open_page, asked):
    for page in ("explore", "compare", "verdict"):
        opened = open_page(page, **QUICK | asked)
        assert not opened.words
        assert opened.at.sidebar.button_group(key="sees").value == asked.get("sees", "everything")
        if asked.get("methods") == "best_single":
            assert "combin" in opened.headline.lower()


@pytest.mark.parametrize("key", datasets.entries())
def test_every_data_set_is_shown(open_page, key):
    opened = open_page(**rows_of(key) | TWO_MODELS)
    assert opened.scenario.dataset == opened.at.sidebar.selectbox(key="dataset").value == key
    picture = opened.component("stage_picture")["picture"]
    dataset = datasets.entries()[key].load()
    assert [mark["name"] for mark in picture["classes"]] == list(dataset.class_names)
    assert not opened.words


@pytest.mark.parametrize("key", lessons.entries())
def test_every_lesson_can_be_opened(open_page, key):
    """The lesson with its own data and models, but few rows and one pass, for speed."""
    asked = to_query(lessons.entries()[key].steps[0].scenario)
    opened = open_page(**asked | rows_of(asked.get("data", "moons")))
    assert opened.at.button(key=f"lesson.{key}").label
    assert opened.at.sidebar.selectbox(key="dataset").value == asked.get("data", "moons")


def test_a_lesson_leads_from_step_to_step(open_page, one_pass):
    opened = open_page(**QUICK | TWO_MODELS)
    opened.act(opened.at.button(key="lesson.two_sensors").click())
    assert opened.link["data"] == "xor"
    assert opened.at.sidebar.button_group(key="sees").value == "one"
    first, last = lessons.entries()["two_sensors"].steps
    assert opened.says(first.notice)
    opened.act(opened.at.button(key="step").click())
    assert opened.at.sidebar.button_group(key="sees").value == "everything"
    assert opened.says(last.notice)
    assert "step" not in [button.key for button in opened.at.button]
