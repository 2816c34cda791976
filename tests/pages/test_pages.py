"""Every page, and every catalogue entry on the first page, as a visitor's session runs it."""

import pytest

from lib import base_models, combiners, datasets, lessons
from lib.scenario.link import to_query
from lib.scenario.record import MAX_MEMBERS
from tests.e2e.streamlit_page import page_paths
from tests.pages.conftest import QUICK, TWO_MODELS

PAGES = list(page_paths())


def rows_of(key):
    """A link to a data set with as few rows as it may have."""
    return QUICK | {"data": key, "rows": f"{datasets.entries()[key].controls['rows'].low:g}"}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_and_shows_what_it_is_for(open_page, page):
    opened = open_page(page, **QUICK)
    if page == "explore":
        assert len(opened.methods()) == 4 + len({"best_single", *combiners.standard()})
        shown = opened.component("stage")
        assert {shown["left"], shown["right"]} <= set(opened.methods())
    if page in ("compare", "verdict"):
        assert len(opened.at.get("plotly_chart")) >= 1
    if page in ("compare", "about"):
        assert len(opened.at.dataframe) >= 1
    if page == "verdict":
        assert len(opened.at.header) + len(opened.at.subheader) >= 4


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_with_everything_folded_away(open_page, page):
    assert open_page(page, is_open=False, **QUICK).headline


@pytest.mark.parametrize("page", ["compare", "verdict"])
def test_all_pages_say_the_same_headline(open_page, page):
    assert open_page(page, **QUICK).headline == open_page(**QUICK).headline


def test_the_whole_evidence_arrives_by_itself(open_page):
    """All passes are run, and the page that stays is the one with all of them."""
    opened = open_page(**QUICK | TWO_MODELS | {"repeats": "3"})
    assert any("3 × 3 folds" in caption.value for caption in opened.at.caption)


@pytest.mark.parametrize("key", datasets.entries())
def test_every_data_set_is_shown(open_page, key):
    opened = open_page(**rows_of(key) | TWO_MODELS)
    assert opened.link["data"] == key if key != "moons" else "data" not in opened.link
    assert opened.at.sidebar.selectbox(key="dataset").value == key
    picture = opened.component("stage_picture")["picture"]
    dataset = datasets.entries()[key].load()
    assert [mark["name"] for mark in picture["classes"]] == list(dataset.class_names)
    assert not opened.words


@pytest.mark.parametrize("key", ["xor", "emoji_image_text"])
@pytest.mark.parametrize("page", ["explore", "compare", "verdict"])
def test_one_view_for_each_model_on_every_page(open_page, page, key):
    opened = open_page(page, **rows_of(key) | {"models": "logistic_regression", "sees": "one"})
    assert opened.at.sidebar.button_group(key="sees").value == "one"


@pytest.mark.parametrize("first", range(0, len(base_models.entries()), MAX_MEMBERS))
def test_every_base_model_is_shown(open_page, first):
    some = list(base_models.entries())[first : first + MAX_MEMBERS]
    opened = open_page(**QUICK | {"models": ",".join(some), "methods": "soft_vote"})
    assert opened.methods() == [
        *[f"model{i + 1}" for i in range(len(some))],
        "best_single",
        "soft_vote",
    ]


@pytest.mark.parametrize("key", combiners.entries())
def test_every_combination_can_be_looked_at(open_page, key):
    opened = open_page(**QUICK | TWO_MODELS | {"right": key, "methods": key})
    assert opened.component("stage")["right"] == key
    assert opened.link["right"] == key
    assert opened.at.latex[0].value.strip("$\n") == combiners.entries()[key].formula


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
    assert any(first.notice in m.value for m in opened.at.markdown)
    opened.act(opened.at.button(key="step").click())
    assert opened.at.sidebar.button_group(key="sees").value == "everything"
    assert any(last.notice in m.value for m in opened.at.markdown)
    assert "step" not in [button.key for button in opened.at.button]
