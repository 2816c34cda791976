"""Sources that visitors see and edit, who reads them, what coincides, and each one's own score."""

import pytest

from lib import datasets
from lib.ui import view_editor
from tests.pages.conftest import LIGHT
from tests.pages.test_bad_input import are_plain

IRIS = LIGHT | {"data": "iris"}


@pytest.fixture
def edit(open_page):
    """The page with its editor of sources open."""

    def opening(page="explore", **query):
        return open_page(page, settings="the sources", **LIGHT | query)

    return opening


def name(opened, position):
    return opened.at.text_input(key=f"view.{position}.name")


def columns(opened, position):
    return opened.at.multiselect(key=f"view.{position}.columns")


def views(opened):
    """Of the scenario, and what is said about them."""
    assert are_plain(opened.words) or not opened.words
    return opened.scenario.views, opened.words


# ---------------------------------------------------------------- the editor


def test_views_are_renamed_and_columns_move(edit):
    opened = edit(data="iris", models="logistic_regression@sepal,decision_tree")
    opened.act(name(opened, 0).set_value("leaf"))
    assert views(opened) == ((("leaf", (0, 1)), ("petal", (2, 3))), [])
    assert [member.view for member in opened.scenario.members] == ["leaf", ""]  # it still reads it
    assert opened.says("leaf · petal")
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


def test_views_are_added_filled_removed_told_apart_and_chosen_ready_made(edit):
    opened = edit(data="iris")
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


def test_wide_data_are_cut_by_choice_and_not_ticked(edit):
    opened = edit(data="digits", models="gaussian_naive_bayes")
    assert "view.0.columns" not in [box.key for box in opened.at.multiselect]
    opened.act(opened.at.selectbox(key="view.preset").set_value("Left and right half"))
    assert [name for name, _ in opened.scenario.views] == ["left", "right"]
    assert opened.says("left · right")


def test_no_more_views_than_there_may_be_are_offered(edit):
    link = {"data": "wine", "views": ",".join(f"v{i}:{i}" for i in range(12))}
    opened = edit(models="gaussian_naive_bayes", **link)
    assert name(opened, 12).value == "the rest"  # column 12 made a thirteenth
    assert opened.at.button(key="view.add").disabled


def test_one_source_only_is_a_plain_sentence_and_a_working_page(edit):
    opened = edit(views="all:0-1", methods="soft_vote,late_mean,linear_average")
    assert not opened.words
    assert "readers" not in [each.key for each in opened.at.sidebar.selectbox]
    assert opened.says("All columns are of one source.")
    assert opened.said.count(view_editor.ONE_ONLY) == 1
    assert "late_mean" not in opened.methods()
    opened.act(opened.at.selectbox(key="view.preset").set_value("Each axis is a sensor"))
    assert opened.scenario.views == ()
    assert opened.says("vibration · temperature")
    assert view_editor.ONE_ONLY not in opened.said
    assert "late_mean" in opened.methods()


# ---------------------------------------------------------------- who reads what, what coincides


def methods(opened):
    sent = opened.component("stage_picture")["methods"]
    return {method["key"]: method for method in sent}


def test_sources_have_readers_of_their_own_and_the_models_read_everything(edit):
    opened = edit(data="iris", methods="soft_vote,late_mean,early_fusion,weighted_vote")
    drawn = methods(opened)
    assert [drawn[key]["way"] for key in ("soft_vote", "late_mean")] == ["vote", "sources"]
    assert drawn["soft_vote"]["wiring"]["layers"][0] == ["all data"]
    assert drawn["late_mean"]["wiring"]["layers"][:2] == [["sepal", "petal"], ["best", "best"]]
    assert drawn["soft_vote"]["note"] == "also weighted vote"
    assert "early_fusion" not in drawn  # it is the best single model of all columns
    opened.act(opened.at.selectbox(key="readers").set_value("all"))
    readers = methods(opened)["late_mean"]["wiring"]["layers"][1]
    assert len(readers) == 2 * 2
    opened.act(opened.at.selectbox(key="readers").set_value("gaussian_naive_bayes"))
    assert len(methods(opened)["late_mean"]["wiring"]["layers"][1]) == 2
    assert opened.link["readers"] == "gaussian_naive_bayes"


def test_voters_that_read_one_source_each_fuse_and_that_has_one_row(edit):
    apart = "logistic_regression@sepal,decision_tree@petal"
    opened = edit(data="iris", models=apart, methods="soft_vote,late_mean", right="soft_vote")
    assert "soft_vote" not in methods(opened)
    assert methods(opened)["late_mean"]["note"] == "also soft vote of single sources"
    assert opened.component("stage")["right"] == "late_mean"
    assert "vote" not in [card["way"] for card in opened.component("stage")["cards"]]
    opened.go_to("compare")
    assert opened.says("Late fusion, mean is also soft vote of single sources.")


def test_nothing_that_coincides_is_called_so_and_an_old_link_says_what_it_means_now(edit):
    assert edit("compare", data="iris").says("no method has to give the same answers")
    opened = edit(data="iris", models="decision_tree", sees="one")
    assert [member.view for member in opened.scenario.members] == ["sepal", "petal"]
    assert "earlier version" in opened.words[0]


# ---------------------------------------------------------------- the score of every single view


@pytest.mark.parametrize("page", ["explore", "compare"])
def test_each_view_has_a_score_beside_the_fused_ones(open_page, page):
    opened = open_page(page, **IRIS)
    (words,) = [text for text in opened.said if text.startswith("Alone, “petal”")]
    assert "All columns in one model" in words
    opened.act(opened.at.button_group(key="lab.alone").set_value("2"))
    assert dict(opened.scenario.lab) == {"alone": "2"}


@pytest.mark.parametrize("key", ["iris", "digits_sixviews"])
def test_every_view_of_real_multi_view_data_has_a_score(open_page, key):
    link = {"data": key, "models": "gaussian_naive_bayes", "methods": "late_mean"}
    opened = open_page(**LIGHT | link)
    (frame,) = [each.value for each in opened.at.dataframe if "What is seen" in each.value]
    assert set(datasets.entries()[key].load().views) < set(frame["What is seen"])
    assert (frame["Low"] <= frame["Score"]).all()
