"""Views that visitors see and edit, the switch, what coincides, and each view's own score."""

import pytest

from lib import datasets
from lib.ui import view_editor
from tests.pages.conftest import QUICK, TWO_MODELS
from tests.pages.test_bad_input import are_plain

IRIS = QUICK | TWO_MODELS | {"data": "iris"}


def name(opened, position):
    return opened.at.text_input(key=f"view.{position}.name")


def columns(opened, position):
    return opened.at.multiselect(key=f"view.{position}.columns")


def views(opened):
    """Of the scenario, and what is said about them."""
    assert are_plain(opened.words) or not opened.words
    return opened.scenario.views, opened.words


# ---------------------------------------------------------------- the editor


def test_views_are_renamed_and_columns_move(open_page):
    opened = open_page(**IRIS | {"models": "logistic_regression@sepal,decision_tree"})
    opened.act(name(opened, 0).set_value("leaf"))
    assert views(opened) == ((("leaf", (0, 1)), ("petal", (2, 3))), [])
    assert [member.view for member in opened.scenario.members] == ["leaf", ""]  # it still sees it
    assert opened.at.selectbox(key="member.0.view").value == "leaf"
    opened.act(name(opened, 0).set_value("sepal"))
    opened.act(columns(opened, 0).set_value([0, 1, 2]))  # the third column moves
    assert views(opened) == ((("sepal", (0, 1, 2)), ("petal", (3,))), [])
    assert columns(opened, 1).value == [3]
    assert opened.at.selectbox(key="view.preset").value == ""
    opened.act(columns(opened, 1).set_value([2, 3]))
    assert views(opened) == ((), [])  # the data set's own again
    opened.act(columns(opened, 0).set_value([0]))
    assert "the rest" in views(opened)[1][0]
    assert (name(opened, 2).value, columns(opened, 2).value) == ("the rest", [1])


def test_views_are_added_filled_removed_told_apart_and_chosen_ready_made(open_page):
    opened = open_page(**IRIS)
    opened.act(opened.at.button(key="view.add").click())
    found, (sentence,) = views(opened)
    assert found[2] == ("new view 1", ())
    assert "no column" in sentence  # and the page stays
    assert opened.methods()
    opened.act(columns(opened, 2).set_value([1, 2]))
    assert views(opened) == ((("sepal", (0,)), ("petal", (3,)), ("new view 1", (1, 2))), [])
    opened.act(opened.at.button(key="view.2.remove").click())
    assert name(opened, 2).value == "the rest"
    opened.act(opened.at.button(key="view.reset").click())
    assert opened.scenario.views == ()
    assert opened.at.button(key="view.reset").disabled
    opened.act(name(opened, 1).set_value("sepal"))
    assert name(opened, 1).value == "sepal 2"
    assert "name" in views(opened)[1][0]
    opened.act(opened.at.selectbox(key="view.preset").set_value("Each column is a view"))
    assert [columns for _, columns in opened.scenario.views] == [(0,), (1,), (2,), (3,)]
    opened.act(opened.at.selectbox(key="view.preset").set_value("The data set's own"))
    assert opened.scenario.views == ()


def test_wide_data_are_cut_by_choice_and_not_ticked(open_page):
    opened = open_page(**QUICK | {"data": "digits", "models": "gaussian_naive_bayes"})
    assert "view.0.columns" not in [box.key for box in opened.at.multiselect]
    opened.act(opened.at.selectbox(key="view.preset").set_value("Left and right half"))
    assert [name for name, _ in opened.scenario.views] == ["left", "right"]
    assert opened.says("Views: left (32 columns)")


def test_no_more_views_than_there_may_be_are_offered(open_page):
    link = {"data": "wine", "views": ",".join(f"v{i}:{i}" for i in range(12))}
    opened = open_page(**QUICK | {"models": "gaussian_naive_bayes"} | link)
    assert name(opened, 12).value == "the rest"  # column 12 made a thirteenth
    assert opened.at.button(key="view.add").disabled


@pytest.mark.parametrize("sees", ["everything", "one"])
def test_one_view_only_is_a_plain_sentence_and_a_working_page(open_page, sees):
    opened = open_page(**QUICK | TWO_MODELS | {"views": "all:0-1", "sees": sees})
    assert not opened.words
    assert "switch.sees" not in [each.key for each in opened.at.button_group]
    opened.unfold("alone")
    assert opened.said.count(view_editor.ONE_ONLY) == 3  # page, sidebar, drawer
    assert len(opened.methods()) > 4
    opened.act(opened.at.selectbox(key="view.preset").set_value("Each axis is a sensor"))
    assert opened.scenario.views == ()
    assert opened.says("vibration (1 column)")


# ---------------------------------------------------------------- who sees what, what coincides


def late_mean(opened):
    """What is said about it, with whether it is said that it is not early fusion."""
    (sentence,) = [text for text in opened.said if "Late fusion, mean is the same" in text]
    assert "same as soft vote" in sentence
    assert "probabilities: 0." in sentence
    assert "late_mean" in opened.methods()
    notes = {m["key"]: m["note"] for m in opened.component("stage_picture")["methods"]}
    assert notes["late_mean"] == "same as soft vote"
    apart = sum("Late fusion is not early fusion" in text for text in opened.said)
    assert apart == (notes["early_fusion"] == "")
    return apart


@pytest.mark.parametrize("own", [{}, {"views": "long:0.2,wide:1.3"}])
def test_the_switch_says_what_is_seen_and_what_is_the_same_then(open_page, own):
    opened = open_page(**IRIS | own)
    assert opened.says("Classical ensembling:** every model sees all 4 columns")
    assert late_mean(opened) == 0
    opened.act(opened.at.button_group(key="switch.sees").set_value("one"))
    assert opened.scenario.sees == "one"
    assert opened.at.sidebar.button_group(key="sees").value == "one"
    assert opened.says("one view (long, wide)" if own else "one view (sepal, petal)")
    assert late_mean(opened) == 1


def test_dealt_views_a_mixture_and_nothing_that_coincides_are_called_so(open_page):
    opened = open_page(**IRIS | {"models": "decision_tree", "sees": "one"})
    assert opened.says("1 model and 2 views, dealt in turn, make 2 members.")
    opened = open_page(**IRIS | {"models": "decision_tree@sepal,logistic_regression"})
    assert opened.says("A mixture")
    opened = open_page(**IRIS | {"methods": "soft_vote,stacking_logistic"})
    assert opened.says("no method has to give the same answers")


# ---------------------------------------------------------------- the score of every single view


@pytest.mark.parametrize("page", ["explore", "compare"])
def test_each_view_has_a_score_beside_the_fused_ones(open_page, page):
    opened = open_page(page, **IRIS)
    before = len(opened.at.get("plotly_chart"))
    opened.unfold("alone")
    assert len(opened.at.get("plotly_chart")) == before + 1
    (words,) = [text for text in opened.said if text.startswith("Alone, “petal”")]
    assert "All columns in one model" in words
    opened.act(opened.at.button_group(key="lab.alone").set_value("2"))
    assert dict(opened.scenario.lab) == {"alone": "2"}


@pytest.mark.parametrize("key", ["iris", "digits_sixviews"])
def test_every_view_of_real_multi_view_data_has_a_score(open_page, key):
    link = {"data": key, "models": "gaussian_naive_bayes", "methods": "late_mean"}
    opened = open_page(**QUICK | link)
    opened.unfold("alone")
    (frame,) = [each.value for each in opened.at.dataframe if "What is seen" in each.value]
    assert set(datasets.entries()[key].load().views) < set(frame["What is seen"])
    assert (frame["Low"] <= frame["Score"]).all()
