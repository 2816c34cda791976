"""What cannot work gets a plain sentence, and a page on which the visitor can go on."""

import re

import pytest

from lib.scenario.record import MAX_MEMBERS, TABS
from tests.pages.conftest import LIGHT
from tests.ui.test_passes import let_bayes_be_moody

PAGES = ["explore", "compare", "inside", "verdict"]
NASTY = "[click](http://example.com) **bold** <b>"


def are_plain(boxes):
    """Sentences for people: they end like one, and show nothing of the machine or as formatting."""
    machine = r"Traceback|Error\(|Exception|ndarray|None\)|<class|\(\)|(?<!\\)[\[*<]"
    return boxes and not any(
        re.search(machine, sentence) or not sentence.rstrip().endswith((".", "?"))
        for box in boxes
        for sentence in box.splitlines()
    )


CURES = {  # what the data cannot give -> what is said, and which widget of which subject helps
    "models": ({"models": ""}, "model", ("the data", "button_group", "models", ["decision_tree"])),
    "sealed rows": (
        {"sealed": "5", "balance": "90", "flip": "0"},
        *("cannot be set aside", ("the measuring", "slider", "sealed", 0)),
    ),
}


@pytest.mark.parametrize(("wrong", "word", "cure"), CURES.values(), ids=CURES)
def test_a_question_without_an_answer_is_a_sentence_with_a_cure(open_page, wrong, word, cure):
    subject, kind, key, value = cure
    for page in PAGES:
        opened = open_page(page, settings=subject, **LIGHT | wrong)
        (sentence,) = opened.words
        assert word in sentence
        assert are_plain([sentence])
        assert opened.headline == "Nothing to compare yet"
        opened.act(getattr(opened.at.sidebar, kind)(key=key).set_value(value))
        assert not opened.words
        assert opened.headline != "Nothing to compare yet"


MENDED = {  # what is wrong with a wish -> the wish, and a word of what is said
    "folds": ({"data": "pinwheel", "balance": "85", "folds": "10"}, "folds"),
    "no view fits": ({"data": "iris", "views": "a:9"}, "own views"),
    "views do not fit": ({"data": "iris", "views": "a:0-77,a:1-2,%3Cb%3E:,:0"}, "name of its own"),
    "throughout": (dict.fromkeys(["data", "models", "metric", "left", "right"], NASTY), "click"),
}


@pytest.mark.parametrize(("wrong", "word"), MENDED.values(), ids=MENDED)
def test_a_wish_is_mended_and_it_is_said(open_page, wrong, word):
    for page in PAGES:
        opened = open_page(page, **LIGHT | wrong)
        sentences = [*opened.words, *[caption.value for caption in opened.at.caption]]
        assert any(word in sentence for sentence in sentences)
        assert not opened.words or are_plain(opened.words)


BROKEN = {
    "numbers": {"seed": "eleven", "rows": "5", "v": "7", "plane": "x"},
    "combinations": {"right": "hearsay", "set": "hearsay:x=1", "left": "model9"},
    "models": {"models": "abacus,logistic_regression,decision_tree:max_depth=-1"},
    "no model": {"models": "abacus"},
    "views": {"views": "nonsense,a:zero"},
    "plane": {"data": "iris", "plane": "0-99"},
    "unknown": {"utm_source": "news", "x]" + NASTY: NASTY, "seed": NASTY},
    "too many": {"models": ",".join(["logistic_regression"] * (MAX_MEMBERS + 1))},
}


@pytest.mark.parametrize("wrong", BROKEN.values(), ids=BROKEN)
def test_a_broken_link_opens_and_says_what_was_not_honoured(open_page, wrong):
    opened = open_page(**LIGHT | wrong)
    assert len(opened.words) == 1
    assert not opened.words or are_plain(opened.words)
    assert opened.methods()


@pytest.mark.parametrize("plane", ["1-0", "0-9"])
def test_columns_and_views_that_the_data_do_not_have_do_no_harm(open_page, plane):
    models = "logistic_regression@sonar%20%3Cb%3E,decision_tree"
    assert len(open_page(**LIGHT | {"models": models, "plane": plane}).methods()) > 2


# ---------------------------------------------------------------- models that cannot be fitted


@pytest.fixture
def refusing(monkeypatch, empty_cache):
    """Naive Bayes cannot be fitted."""
    let_bayes_be_moody(monkeypatch, lambda: True)


@pytest.mark.parametrize("tab", ["", *TABS])
def test_a_model_that_cannot_be_fitted_is_named_once_and_left_out(open_page, refusing, tab):
    models = "logistic_regression,gaussian_naive_bayes,decision_tree"
    compared = (
        "soft_vote,stacking_logistic,late_mean"  # a model that fails reads single sources too
    )
    link = LIGHT | {"models": models, "left": "model2", "methods": compared}
    for page in ["inside"] if tab else PAGES:
        opened = open_page(page, **link | ({"tab": tab} if tab else {}))
        named = [words for words in opened.words if "naive Bayes" in words]
        assert len(named) == 1
        assert are_plain(named)
        if page == "explore":
            assert len([key for key in opened.methods() if key.startswith("model")]) == 2
            assert opened.component("stage")["left"] in opened.methods()
        if not tab:
            assert opened.words == named


def test_no_model_that_can_be_fitted(open_page, refusing):
    for page in PAGES:
        (sentence,) = open_page(page, **LIGHT | {"models": "gaussian_naive_bayes"}).words
        assert "could be fitted" in sentence
        assert are_plain([sentence])
