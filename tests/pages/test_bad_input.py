"""What cannot work gets a plain sentence, and a page on which the visitor can go on."""

import re
from contextlib import nullcontext
from dataclasses import replace

import pytest
from sklearn.naive_bayes import GaussianNB

from lib import base_models
from lib.scenario.record import TABS
from lib.ui import cache, passes
from tests.e2e.streamlit_page import page_paths
from tests.pages.conftest import QUICK, TWO_MODELS

PAGES = [page for page in page_paths() if page not in ("about", "claims")]
every_page = pytest.mark.parametrize("page", PAGES)


def is_plain(sentence):
    """A sentence for people: it ends like one and shows nothing of the machine."""
    machine = ("Traceback", "Error(", "Exception", "ndarray", "None)", "<class", "()")
    return sentence.rstrip().endswith((".", "?")) and not any(word in sentence for word in machine)


@every_page
def test_no_model(open_page, page):
    opened = open_page(page, **QUICK | {"models": ""})
    (sentence,) = opened.words
    assert "model" in sentence
    assert is_plain(sentence)
    opened.act(opened.at.sidebar.button_group(key="models").set_value(["logistic_regression"]))
    assert not opened.words


@every_page
def test_one_model(open_page, page):
    assert not open_page(page, **QUICK | {"models": "decision_tree"}).words


@every_page
def test_a_class_with_too_few_rows(open_page, page):
    opened = open_page(page, **QUICK | TWO_MODELS | {"data": "pinwheel", "balance": "90"})
    (sentence,) = opened.words
    assert "rarest class" in sentence
    assert is_plain(sentence)
    opened.act(opened.at.sidebar.slider(key="data.pinwheel.balance").set_value(20))
    assert not opened.words


@every_page
def test_fewer_folds_than_asked_for_are_said(open_page, page):
    link = {"data": "pinwheel", "balance": "85", "folds": "10"}
    opened = open_page(page, **QUICK | TWO_MODELS | link)
    assert any("folds" in sentence for sentence in opened.words)


class Refusing(GaussianNB):
    """Cannot be fitted on anything."""

    def fit(self, X, y, sample_weight=None):
        raise ValueError("these rows are *not* to my taste")


@pytest.fixture
def refusing(monkeypatch, empty_cache):
    """Naive Bayes cannot be fitted; fits run in this process, where that is known."""
    entries = base_models.entries()
    broken = replace(entries["gaussian_naive_bayes"], make=lambda **knobs: Refusing(), controls={})
    monkeypatch.setitem(entries, "gaussian_naive_bayes", broken)
    for module in (cache, passes):
        monkeypatch.setattr(module, "workers", nullcontext)


@every_page
def test_a_model_that_cannot_be_fitted_is_named_and_left_out(open_page, refusing, page):
    models = "logistic_regression,gaussian_naive_bayes,decision_tree"
    opened = open_page(page, **QUICK | {"models": models})
    (sentence,) = opened.words
    assert "naive Bayes" in sentence
    assert is_plain(sentence)
    if page == "explore":
        assert len([key for key in opened.methods() if key.startswith("model")]) == 2


@pytest.mark.parametrize("tab", TABS)
def test_a_model_left_out_is_named_once_on_every_tab(open_page, refusing, tab):
    models = "logistic_regression,gaussian_naive_bayes,decision_tree"
    opened = open_page("inside", **QUICK | {"models": models, "tab": tab})
    assert len([words for words in opened.words if "naive Bayes" in words]) == 1
    assert opened.headline.endswith(".")


@every_page
def test_no_model_that_can_be_fitted(open_page, refusing, page):
    opened = open_page(page, **QUICK | {"models": "gaussian_naive_bayes"})
    (sentence,) = opened.words
    assert "could be fitted" in sentence


def test_the_picture_of_a_model_left_out_gives_way(open_page, refusing):
    models = "logistic_regression,gaussian_naive_bayes,decision_tree"
    opened = open_page(**QUICK | {"models": models, "left": "model2"})
    assert opened.component("stage")["left"] in opened.methods()


@every_page
def test_a_link_broken_throughout(open_page, page):
    wrong = {name: f"<{name}>" for name in ("data", "models", "metric", "left", "right", "plane")}
    opened = open_page(page, **QUICK | wrong)
    (notices,) = opened.words
    assert len(notices.splitlines()) >= 5
    assert all(is_plain(notice) for notice in notices.splitlines())


@pytest.mark.parametrize("plane", ["0-99", "99-0"])
def test_columns_that_the_data_do_not_have(open_page, plane):
    opened = open_page(**QUICK | TWO_MODELS | {"data": "iris", "plane": plane})
    (sentence,) = opened.words
    assert is_plain(sentence)


@pytest.mark.parametrize("plane", ["1-0", "0-1", "0-9"])
def test_columns_chosen_for_data_that_have_only_two(open_page, plane):
    opened = open_page(**QUICK | TWO_MODELS | {"plane": plane})
    assert len(opened.methods()) > 2


def test_a_view_that_the_data_do_not_have(open_page):
    opened = open_page(**QUICK | {"models": "logistic_regression@sonar%20%3Cb%3E,decision_tree"})
    assert len(opened.methods()) > 2


NASTY = "[click](http://example.com) **bold** <b>"


@pytest.mark.parametrize("name", ["data", "models", "seed", "left", "x]" + NASTY])
def test_text_of_a_link_is_never_formatting(open_page, name):
    opened = open_page(**QUICK | TWO_MODELS | {name: NASTY})
    for sentence in opened.words:
        assert not re.search(r"(?<!\\)[\[*<]", sentence)


def test_text_of_a_model_is_never_formatting(open_page, refusing):
    opened = open_page(**QUICK | {"models": "gaussian_naive_bayes"})
    assert not re.search(r"(?<!\\)[\[*<]", opened.words[0])
