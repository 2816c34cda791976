"""Views that visitors see and edit, the switch, what coincides, and each view's own score."""

import pytest

from lib import datasets
from lib.scenario.link import from_query
from lib.ui import view_editor
from tests.pages.conftest import QUICK, TWO_MODELS
from tests.pages.test_bad_input import is_plain

IRIS = QUICK | TWO_MODELS | {"data": "iris"}
SEPAL, PETAL = (0, 1), (2, 3)


def scenario(opened):
    found, notices = from_query(opened.link)
    assert not notices
    return found


def said(opened):
    """All running text of the page and of the sidebar, as it is read."""
    kinds = (opened.at.markdown, opened.at.caption)
    return [each.value.replace("\\", "") for kind in kinds for each in kind]


def views_in_words(opened):
    """What the sidebar says the views are."""
    (found,) = [text for text in said(opened) if text.startswith("Views: ")]
    return found


def unfold(opened, key):
    """Open one drawer more."""
    opened.at.session_state[key] = True
    opened.at.run()
    opened.check()


# ---------------------------------------------------------------- the editor


def test_a_view_can_be_renamed_and_who_saw_it_still_does(open_page):
    models = "logistic_regression@sepal,decision_tree"
    opened = open_page(**IRIS | {"models": models})
    opened.act(opened.at.text_input(key="view.0.name").set_value("leaf"))
    assert scenario(opened).views == (("leaf", SEPAL), ("petal", PETAL))
    assert [member.view for member in scenario(opened).members] == ["leaf", ""]
    assert opened.at.selectbox(key="member.0.view").value == "leaf"
    assert not opened.words


def test_a_column_that_is_ticked_moves(open_page):
    opened = open_page(**IRIS)
    box = opened.at.multiselect(key="view.0.columns")
    opened.act(box.set_value([0, 1, 2]))
    assert scenario(opened).views == (("sepal", (0, 1, 2)), ("petal", (3,)))
    assert opened.at.multiselect(key="view.1.columns").value == [3]
    assert opened.at.selectbox(key="view.preset").value == ""
    opened.act(opened.at.multiselect(key="view.1.columns").set_value([2, 3]))
    assert scenario(opened).views == ()  # the data set's own again


def test_a_column_in_no_view_goes_to_the_rest_and_it_is_said(open_page):
    opened = open_page(**IRIS)
    opened.act(opened.at.multiselect(key="view.0.columns").set_value([0]))
    (sentence,) = opened.words
    assert "the rest" in sentence
    assert is_plain(sentence)
    assert opened.at.text_input(key="view.2.name").value == "the rest"
    assert opened.at.multiselect(key="view.2.columns").value == [1]


def test_a_view_is_added_filled_and_removed(open_page):
    opened = open_page(**IRIS)
    opened.act(opened.at.button(key="view.add").click())
    assert scenario(opened).views[2] == ("new view 1", ())
    (sentence,) = opened.words  # it is empty, and the page stays
    assert "no column" in sentence
    assert is_plain(sentence)
    assert opened.methods()
    opened.act(opened.at.multiselect(key="view.2.columns").set_value([1, 2]))
    assert scenario(opened).views == (("sepal", (0,)), ("petal", (3,)), ("new view 1", (1, 2)))
    assert not opened.words
    opened.act(opened.at.button(key="view.2.remove").click())
    assert opened.at.text_input(key="view.2.name").value == "the rest"
    opened.act(opened.at.button(key="view.reset").click())
    assert scenario(opened).views == ()
    assert opened.at.button(key="view.reset").disabled


def test_two_views_of_one_name_are_told_apart(open_page):
    opened = open_page(**IRIS)
    opened.act(opened.at.text_input(key="view.1.name").set_value("sepal"))
    assert opened.at.text_input(key="view.1.name").value == "sepal 2"
    (sentence,) = opened.words
    assert "name" in sentence
    assert is_plain(sentence)


def test_ready_made_views_can_be_chosen(open_page):
    opened = open_page(**IRIS)
    opened.act(opened.at.selectbox(key="view.preset").set_value("Each column is a view"))
    assert [columns for _, columns in scenario(opened).views] == [(0,), (1,), (2,), (3,)]
    opened.act(opened.at.selectbox(key="view.preset").set_value("The data set's own"))
    assert scenario(opened).views == ()


def test_two_axes_are_two_sensors(open_page):
    opened = open_page(**QUICK | TWO_MODELS | {"views": "both:0-1"})
    opened.act(opened.at.selectbox(key="view.preset").set_value("Each axis is a sensor"))
    assert scenario(opened).views == ()
    assert "vibration (1 column)" in views_in_words(opened)


def test_wide_data_are_cut_by_choice_and_not_ticked(open_page):
    opened = open_page(**QUICK | {"data": "digits", "models": "gaussian_naive_bayes"})
    assert "view.0.columns" not in [box.key for box in opened.at.multiselect]
    opened.act(opened.at.selectbox(key="view.preset").set_value("Left and right half"))
    assert [name for name, _ in scenario(opened).views] == ["left", "right"]
    assert "left (32 columns)" in views_in_words(opened)


def test_other_data_bring_their_own_views(open_page):
    opened = open_page(**IRIS | {"views": "a:0,b:1-3"})
    opened.act(opened.at.sidebar.selectbox(key="dataset").set_value("wine"))
    assert scenario(opened).views == ()


def test_no_more_views_than_there_may_be_are_offered(open_page):
    link = {"data": "wine", "views": ",".join(f"v{i}:{i}" for i in range(12))}
    opened = open_page(**QUICK | {"models": "gaussian_naive_bayes"} | link)
    # column 12 made a thirteenth
    assert opened.at.text_input(key="view.12.name").value == "the rest"
    assert opened.at.button(key="view.add").disabled


# ---------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("page", "asked"), [("explore", "a:0-77"), ("compare", "a:9"), ("verdict", "%3Cb%3E:0-1")]
)
def test_views_that_do_not_fit_are_mended_and_it_is_said(open_page, page, asked):
    opened = open_page(page, **IRIS | {"views": asked})
    (sentences,) = opened.words
    assert all(is_plain(sentence) for sentence in sentences.splitlines())
    assert "<b>" not in sentences.replace("\\<", "")
    assert opened.headline


def test_views_that_cannot_be_read_are_said(open_page):
    opened = open_page(**IRIS | {"views": "nonsense,a:zero"})
    (sentences,) = opened.words
    assert "nonsense" in sentences
    assert "zero" in sentences


@pytest.mark.parametrize("sees", ["everything", "one"])
def test_one_view_only_is_a_plain_sentence_and_a_working_page(open_page, sees):
    opened = open_page(**QUICK | TWO_MODELS | {"views": "all:0-1", "sees": sees})
    assert not opened.words
    assert view_editor.ONE_ONLY in said(opened)
    assert "switch.sees" not in [each.key for each in opened.at.button_group]
    unfold(opened, "alone")
    assert said(opened).count(view_editor.ONE_ONLY) == 3  # page, sidebar, drawer
    assert len(opened.methods()) > 4


# ---------------------------------------------------------------- the switch


@pytest.mark.parametrize("page", ["explore", "compare"])
def test_the_switch_says_what_the_members_see(open_page, page):
    opened = open_page(page, **IRIS)
    assert any("Classical ensembling" in text and "all 4 columns" in text for text in said(opened))
    opened.act(opened.at.button_group(key="switch.sees").set_value("one"))
    assert scenario(opened).sees == "one"
    assert opened.at.sidebar.button_group(key="sees").value == "one"
    assert any("Sensor fusion" in text and "sepal, petal" in text for text in said(opened))


def test_models_and_views_that_make_more_members_are_counted(open_page):
    opened = open_page(**IRIS | {"models": "decision_tree", "sees": "one"})
    assert any("1 model and 2 views" in text and "2 members" in text for text in said(opened))


def test_a_mixture_is_called_one(open_page):
    opened = open_page(**IRIS | {"models": "decision_tree@sepal,logistic_regression"})
    assert any("A mixture" in text for text in said(opened))


# ---------------------------------------------------------------- what coincides


@pytest.mark.parametrize("own", [{}, {"views": "long:0.2,wide:1.3"}])
@pytest.mark.parametrize("sees", ["everything", "one"])
def test_late_mean_is_said_to_be_a_soft_vote_and_keeps_its_place(open_page, sees, own):
    opened = open_page(**IRIS | {"sees": sees} | own)
    (sentence,) = [text for text in said(opened) if "Late fusion, mean is the same" in text]
    assert "same as soft vote" in sentence
    assert "probabilities: 0." in sentence
    assert "late_mean" in opened.methods()
    notes = {m["key"]: m["note"] for m in opened.component("stage_picture")["picture"]["methods"]}
    assert notes["late_mean"] == "same as soft vote"
    apart = [text for text in said(opened) if "Late fusion is not early fusion" in text]
    assert len(apart) == (sees == "one")
    assert (notes["early_fusion"] == "") == (sees == "one")


def test_nothing_coincides_when_nothing_is_compared(open_page):
    opened = open_page(**IRIS | {"methods": "soft_vote,stacking_logistic"})
    assert any("no method has to give the same answers" in text for text in said(opened))


# ---------------------------------------------------------------- the score of every single view


@pytest.mark.parametrize("page", ["explore", "compare"])
def test_each_view_has_a_score_beside_the_fused_ones(open_page, page):
    opened = open_page(page, **IRIS)
    before = len(opened.at.get("plotly_chart"))
    unfold(opened, "alone")
    assert len(opened.at.get("plotly_chart")) == before + 1
    (words,) = [text for text in said(opened) if text.startswith("Alone, “petal”")]
    assert "All columns in one model" in words
    (frame,) = [each.value for each in opened.at.dataframe if "What is seen" in each.value]
    assert {"sepal", "petal"} < set(frame["What is seen"])
    assert len(frame) == 4


def test_the_model_on_each_view_can_be_chosen(open_page):
    opened = open_page(**IRIS)
    unfold(opened, "alone")
    opened.act(opened.at.button_group(key="lab.alone").set_value("2"))
    assert dict(scenario(opened).lab) == {"alone": "2"}


@pytest.mark.parametrize(
    "key", ["digits_sixviews", "watch_exercises", "word_topics", "fashion_small"]
)
def test_every_view_of_real_multi_view_data_has_a_score(open_page, key):
    link = {"data": key, "models": "gaussian_naive_bayes", "methods": "late_mean"}
    opened = open_page(**QUICK | link)
    unfold(opened, "alone")
    (frame,) = [each.value for each in opened.at.dataframe if "What is seen" in each.value]
    assert set(datasets.entries()[key].load().views) < set(frame["What is seen"])
    assert (frame["Low"] <= frame["Score"]).all()
