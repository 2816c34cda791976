"""Pins: kept in the link, side by side on Compare, computed when asked for."""

from datetime import date
from io import BytesIO

import pytest
from pptx import Presentation

from lib.scenario.differing import differences
from lib.scenario.link import from_query, to_query
from lib.ui import pins, take_away
from lib.ui.visit import Visit
from tests.pages.conftest import LIGHT


def button(page, label):
    """The one with these words."""
    (found,) = [one for one in page.at.button if one.label == label]
    return found


def press(page, label):
    page.act(button(page, label).click())


def seeds(page):
    return [pin.seed for pin in page.scenario.pins]


def set_seed(page, seed):
    page.act(page.at.number_input(key="seed").set_value(seed))


@pytest.fixture
def four(open_page):
    """Compare, with four pins of which nothing is known but the first."""
    links = [from_query(LIGHT | {"seed": f"{seed}"})[0].pin for seed in range(4)]
    text = to_query(from_query(LIGHT)[0])
    kept = "|".join("&".join(f"{k}={v}" for k, v in to_query(pin).items()) for pin in links)
    return open_page("compare", is_open=False, **text | {"pins": kept})


def test_a_pin_is_kept_and_taken_back_and_outlives_other_choices(open_page):
    page = open_page("compare", **LIGHT)
    assert not page.says("What sets your pins apart?")
    press(page, "Pin this")
    assert seeds(page) == [0]
    set_seed(page, 5)
    press(page, "Pin this")
    assert seeds(page) == [0, 5]
    page.pick_data("iris")
    assert seeds(page) == [0, 5]
    press(page, "Reset")
    assert seeds(page) == [0, 5]
    press(page, "Open pin 2")
    assert (page.scenario.seed, page.scenario.repeats, seeds(page)) == (5, 1, [0, 5])
    press(page, "Unpin")
    assert seeds(page) == [0]
    press(page, "Remove pin 1")
    assert "pins" not in page.link
    assert not page.says("What sets your pins apart?")


def test_cards_say_what_differs_and_what_came_of_it(open_page):
    page = open_page("compare", **LIGHT)
    press(page, "Pin this")
    page.pick_data("circles")
    cards = pins.sides(page.scenario)
    assert [card.name for card in cards] == ["Pin 1", "On screen"]
    shown = [page.scenario.pins[0], page.scenario.pin]
    assert [card.differs for card in cards] == differences(shown)
    assert page.says("Two moons")
    assert cards[0].case.verdict.decision
    assert page.says(pins.headline(cards[0].case))
    assert page.says(pins.in_short(cards[0].case)[0])


def test_a_fifth_is_not_kept_before_it_is_said_what_gives_way(open_page):
    page = open_page("compare", **LIGHT)
    for seed in range(5):
        set_seed(page, seed)
        press(page, "Pin this")
    assert seeds(page) == [0, 1, 2, 3]
    assert ["seed 0" in words for words in page.words] == [True]
    press(page, "Pin this instead")
    assert seeds(page) == [1, 2, 3, 4]
    assert not page.words


def test_nothing_is_computed_before_somebody_asks(empty_cache, four):
    known = [side.case is not None for side in pins.sides(four.scenario)]
    assert known == [True, False, False, False]  # the first is on screen
    assert sum("Not computed yet" in text for text in four.said) == 3
    press(four, "Compute the rest")
    assert all(side.is_whole for side in pins.sides(four.scenario))
    assert not four.says("Not computed yet")
    assert "Compute the rest" not in [one.label for one in four.at.button]
    pictures = [one for one in four.at.get("bidi_component") if "picture" in one.key]
    assert len(pictures) == 4
    told = {side.scenario.seed: side.case for side in pins.sides(four.scenario)}
    assert [pin.case for pin in pins.answered(four.scenario)] == list(told.values())
    files = take_away.TakeAway(four.visit, four.case, date(2026, 12, 1), "?v=2")
    without = take_away.TakeAway(Visit(four.scenario.pin), *list(vars(files).values())[1:])
    slides = [len(Presentation(BytesIO(take_away._slides(one))).slides) for one in (files, without)]
    assert slides[0] - slides[1] == 4


def test_what_cannot_be_computed_says_why_and_the_others_are(empty_cache, open_page):
    link = LIGHT | {"pins": "v=2&models=|v=2&rows=100&repeats=1&methods=soft_vote&seed=1"}
    page = open_page("compare", is_open=False, **link)
    assert page.says("No model is chosen")
    press(page, "Compute the rest")
    assert page.says("No model is chosen")
    assert [side.case is None for side in pins.sides(page.scenario)] == [True, False, False]


def test_what_is_too_dear_is_not_offered(empty_cache, open_page, monkeypatch):
    monkeypatch.setattr("lib.ui.cost.MOST_SECONDS", 0.0)
    monkeypatch.setattr("lib.ui.cost.ours", lambda: {from_query(LIGHT)[0].question})
    page = open_page("compare", is_open=False, **LIGHT | {"pins": "v=2&seed=1"})
    assert page.says("is not done here")
    assert "Compute the rest" in [one.label for one in page.at.button]  # for what is on screen
    press(page, "Compute the rest")
    assert [side.is_whole for side in pins.sides(page.scenario)] == [False, True]


def test_words_from_a_link_are_text_on_a_card(empty_cache, open_page):
    name = "%3Cb%3E%2A%2Ax%2A%2A"
    pin = f"v=2&data=iris&models=decision_tree%40{name}".replace("%40", "@")
    page = open_page("compare", is_open=False, **LIGHT | {"pins": pin})
    raw = [each.value for each in page.at.markdown if "reads" in each.value]
    assert raw
    assert all("<b>" not in text and "**x**" not in text for text in raw)
