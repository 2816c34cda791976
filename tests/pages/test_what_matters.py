"""Priorities change the pick with one click, and the page says what would change it."""

from lib.cares import PRESETS, Priorities
from lib.verdict.wishes import steps
from tests.pages.conftest import QUICK, TWO_MODELS

SMALL = QUICK | TWO_MODELS


def test_a_preset_is_one_click_and_decides(open_page):
    opened = open_page("verdict", is_open=False, **SMALL)
    assert opened.at.button_group(key="preset").value == "nothing"
    for key in [*[key for key in PRESETS if key != "nothing"], "nothing"]:
        opened.act(opened.at.button_group(key="preset").set_value(key))
        assert opened.scenario.priorities == PRESETS[key].priorities
        assert opened.case.scenario.priorities == PRESETS[key].priorities
        for step in steps(opened.case):
            assert opened.says(step.title)
    assert not {"care", "at_most"} & set(opened.link)


def test_other_priorities_give_another_pick(open_page):
    opened = open_page("verdict", is_open=False, **QUICK | {"seed": "1"})
    assert opened.at.header[0].value.startswith("No clear pick")
    opened.act(opened.at.button_group(key="preset").set_value("competition"))
    pick = opened.case.verdict.pick
    assert opened.at.header[0].value.startswith(
        opened.case.results.method(pick).title.split(" ")[0]
    )
    assert opened.says("costs least, weighed over the score")


def test_limits_that_nothing_keeps_give_a_plain_sentence_and_no_pick(open_page):
    opened = open_page("verdict", **SMALL | {"at_most": "latency_us:1,size_kb:1"})
    assert opened.headline.startswith("No pick")
    assert "your limits rule everything out" in opened.at.header[0].value
    assert opened.says("Closest to your limits comes")
    assert opened.says("Loosen a limit")
    assert "try_variations" not in [button.key for button in opened.at.button]


def test_weights_and_limits_are_set_by_hand_and_cleared_again(open_page):
    opened = open_page("verdict", **SMALL)
    opened.act(opened.at.slider(key="care.latency").set_value(2.5))
    opened.act(opened.at.number_input(key="most.models").set_value(1))
    assert (opened.link["care"], opened.link["at_most"]) == ("latency:2.5", "models:1")
    assert opened.scenario.priorities == Priorities((("latency", 2.5),), (("models", 1),))
    assert opened.says("Your own: Quick answers 2.5, at most 1 model")
    verdict = opened.case.verdict
    assert verdict.candidate(verdict.pick).models == 1
    assert opened.says("Ruled out by a limit")
    opened.act(opened.at.number_input(key="most.models").set_value(None))
    opened.act(opened.at.slider(key="care.latency").set_value(0.0))
    assert not {"care", "at_most"} & set(opened.link)


def test_variations_are_run_when_asked_for_and_told(open_page, empty_cache):
    opened = open_page("verdict", is_open=False, **SMALL)
    assert "What would change this pick?" in [each.value for each in opened.at.subheader]
    assert not opened.says("More or fewer rows")
    opened.act(opened.at.button(key="try_variations").click())
    for title in ("More or fewer rows", "More or fewer wrong labels", "A model less"):
        assert opened.says(f"**{title}.**")
    assert opened.says("ithout")
    assert "try_variations" not in [button.key for button in opened.at.button]


def test_the_words_are_one_click_away(open_page):
    opened = open_page("verdict", is_open=False, **SMALL)
    terms = ("Cross-validation", "Region of practical equivalence", "95 % interval")
    assert not opened.says(f"**{terms[0]}.**")
    opened.unfold("terms")
    assert all(opened.says(f"**{term}.**") for term in terms)
