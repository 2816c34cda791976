"""The distil lab as a visitor's session runs it."""

from contextlib import nullcontext

import pytest

from lib.combiners.distilling.students import Student
from lib.inside.students import search as searching
from lib.ui import cache
from tests.pages.conftest import QUICK, TWO_MODELS

LINKS = {
    "the default": QUICK,
    "a network": QUICK | {"lab": "student:network,student_width:4,student_layers:2"},
    "a stack that teaches": QUICK | TWO_MODELS | {"lab": "teacher:stacking_logistic"},
    "many classes and columns": QUICK | TWO_MODELS | {"data": "digits", "rows": "200"},
    "words": {"v": "1", "folds": "3", "repeats": "1", "data": "word_topics"} | TWO_MODELS,
    "one model": QUICK | {"models": "decision_tree"},
    "a loss": QUICK | {"metric": "log_loss"},
    "a lab that does not exist": QUICK | {"lab": "teacher:distilled,student:whale,searched:x"},
}


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_opens_by_its_link(open_page, link):
    opened = open_page("inside", tab="students", **link)
    assert "keep" in opened.headline or "Nothing" in opened.headline
    assert len(opened.at.get("plotly_chart")) == 1
    assert len(opened.at.dataframe) == 1
    assert opened.at.button(key="search_students")


def test_a_student_is_chosen_and_the_link_says_so(open_page):
    opened = open_page("inside", tab="students", **QUICK)
    opened.act(opened.at.slider(key="lab.student_depth").set_value(3))
    assert opened.link["lab"] == "student_depth:3"
    opened.act(opened.at.selectbox(key="lab.student").set_value("network"))
    assert "student:network" in opened.link["lab"]
    assert opened.at.slider(key="lab.student_width").value == 16


def test_teacher_and_student_are_drawn_side_by_side(open_page):
    opened = open_page("inside", tab="students", **QUICK)
    stage = opened.component("students_stage")
    assert (stage["left"], stage["right"]) == ("soft_vote", "student")
    drawn = opened.component("students_stage_picture")["picture"]["methods"]
    wanted = ["best_single", "soft_vote", "student", "labels", "single", "naive"]
    assert [method["key"] for method in drawn] == wanted


def test_a_teacher_that_cannot_be_built_is_refused_in_words(open_page):
    link = {
        "models": "neural_network:hidden_layer_sizes=4,neural_network:hidden_layer_sizes=8",
        "lab": "teacher:weight_average_naive",
    }
    opened = open_page("inside", tab="students", **QUICK, **link)
    assert opened.headline == "This teacher cannot teach here"
    assert any("4 and 8 hidden units" in words for words in opened.words)
    assert opened.at.selectbox(key="lab.teacher").value == "weight_average_naive"


def test_the_search_starts_by_its_button_and_is_part_of_the_link(open_page, monkeypatch):
    few = (Student("logistic"), Student("tree", depth=2), Student("tree", depth=4))
    monkeypatch.setattr(searching, "CONTENDERS", few)
    monkeypatch.setattr(cache, "workers", nullcontext)  # processes would not know of the few
    opened = open_page("inside", tab="students", **QUICK)
    opened.act(opened.at.button(key="search_students").click())
    assert opened.link["lab"] == "searched:soft_vote"
    assert len(opened.at.get("plotly_chart")) == 2
    assert opened.says("keeps up")
    opened.act(opened.at.selectbox(key="lab.teacher").set_value("late_product"))
    assert len(opened.at.get("plotly_chart")) == 1  # another teacher has not been searched for


def test_passes_arrive_one_after_another(open_page, empty_cache):
    opened = open_page("inside", tab="students", **QUICK | {"repeats": "2"})
    assert opened.says("2 × 3 folds")
