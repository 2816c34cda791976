"""The two parts of the Inside page that play: the weights lab, and forest and boosting."""

import pytest

from lib.inside.growth import computing as growth
from lib.inside.weights import computing as weights
from lib.scenario.record import TABS
from lib.ui import shell
from tests.pages.conftest import QUICK, TWO_MODELS

LINK = QUICK | TWO_MODELS


@pytest.fixture(autouse=True)
def few_pairs(monkeypatch):
    monkeypatch.setattr(weights, "PAIRS", 1)


def open_tab(open_page, tab, lab="", **query):
    opened = open_page("inside", **LINK | {"tab": tab, "lab": lab} | query)
    return opened, opened.component(f"{tab}_player")


def test_the_weights_lab_shows_four_ways_and_starts_halfway(open_page):
    opened, data = open_tab(open_page, "weights")
    titles = [panel["title"] for panel in data["panels"]]
    assert titles == [weights.NAIVE, weights.MATCHED, weights.SHARED, weights.PROBABILITIES]
    assert data["frames"]["labels"][data["frames"]["start"]] == "50 % of A, 50 % of B"
    assert [curve["better"] for curve in data["curves"]] == ["lower", "higher"]
    assert opened.says("held out")
    for title in titles:
        assert opened.says(f"**{title}.**")
    assert len(opened.at.get("plotly_chart")) == 1  # many pairs, for one may be luck


def test_other_shapes_are_refused_in_a_sentence_and_mixed_all_the_same(open_page):
    opened, data = open_tab(open_page, "weights", "weights_other:on")
    (warning,) = opened.at.warning
    text = warning.value.replace("\\", "")
    assert "2-16-1" in text
    assert "2-32-1" in text
    assert "hidden layer 1 has 16 units in A and 32 in B" in text
    for instead in ("late fusion", "wider network", "distil"):
        assert instead in text
    titles = [panel["title"] for panel in data["panels"]]
    assert titles == [weights.PROBABILITIES, weights.LOG_ODDS]


def test_a_linear_model_has_no_units_to_choose(open_page):
    opened, data = open_tab(open_page, "weights", "weights_layers:0")
    keys = [box.key for box in opened.at.selectbox]
    assert "lab.weights_units" not in keys
    assert "exactly" in opened.headline
    assert data["panels"][0]["title"] == weights.ONE_VALLEY


@pytest.mark.parametrize("kind", [growth.FOREST, growth.BOOSTING, growth.ADABOOST])
def test_every_kind_of_growth_is_shown_with_its_words(open_page, kind):
    opened, data = open_tab(open_page, "growth", f"growth_kind:{kind}")
    assert len(data["panels"]) == 2
    assert data["panels"][0]["rows"] == "train"
    assert data["panels"][0]["sizes"]
    assert data["panels"][1]["rows"] == "held"
    assert len(data["panels"][1]["readouts"]) == len(data["frames"]["labels"])
    assert opened.says("held-out rows are right")
    assert opened.says("soft vote") == (kind == growth.FOREST)


@pytest.mark.parametrize("key", ["iris", "credit_german", "watch_exercises"])
@pytest.mark.parametrize("tab", ["weights", "growth"])
def test_wide_data_categories_and_people_are_played_too(open_page, tab, key):
    assert tab in TABS
    _, data = open_tab(open_page, tab, data=key)
    assert all(panel["fields"] for panel in data["panels"])


@pytest.mark.parametrize("tab", ["weights", "growth"])
def test_the_columns_chosen_on_explore_are_drawn(open_page, tab):
    _, data = open_tab(open_page, tab, data="iris")
    assert "direction" in data["axes"]["x"]["label"]
    _, data = open_tab(open_page, tab, data="iris", plane="0-3")
    labels = [data["axes"][side]["label"] for side in "xy"]
    assert ["sepal length" in labels[0], "petal width" in labels[1]] == [True, True]


@pytest.mark.parametrize("tab", ["voting", "weights", "students", "growth"])
def test_columns_that_cannot_be_drawn_are_said_once(open_page, tab):
    opened = open_page("inside", **LINK | {"tab": tab, "data": "iris", "plane": "0-99"})
    (sentence,) = opened.words
    assert "usual picture" in sentence


@pytest.mark.parametrize(
    ("tab", "words"), [("weights", ["training A and B", "more pairs"]), ("growth", ["growing"])]
)
def test_what_takes_long_says_what_it_does(open_page, empty_cache, monkeypatch, tab, words):
    said = []
    monkeypatch.setattr(shell.Page, "progress", lambda page, share, text: said.append(text))
    open_tab(open_page, tab)
    for each in words:
        assert any(each in text for text in said)
