"""What can be asked of a verdict: more repeats, a fairer score, what the choice was worth."""

from dataclasses import replace

import pytest

from lib.scenario.record import TABS
from lib.statistics.metrics import METRICS
from lib.verdict.notes import more_repeats, selected
from tests.pages.conftest import QUICK, TWO_MODELS

SMALL = QUICK | TWO_MODELS


def test_the_best_score_is_shown_as_measured_and_corrected(open_page):
    opened = open_page("verdict", **SMALL)
    found = selected(opened.case)
    shown = [METRICS["accuracy"].format(value) for value in (found.raw, found.corrected)]
    assert [tile.value for tile in opened.at.metric] == shown
    assert f"best of {found.n_candidates} candidates" in opened.at.metric[0].label
    assert "balanced" not in [button.key for button in opened.at.button]  # this problem is even


def test_more_repeats_are_run_until_the_answer_is_clear(open_page, monkeypatch):
    monkeypatch.setattr("lib.ui.verdict_card.MAX_REPEATS", 4)
    opened = open_page("verdict", **SMALL | {"seed": "1"})
    before = opened.case
    assert more_repeats(before, 4) == 2  # else this scenario has nothing to run
    opened.act(opened.at.button(key="more_repeats").click())
    after = opened.case
    repeats = after.scenario.repeats
    assert before.scenario.repeats < repeats == len(after.results.repeats) <= 4
    assert more_repeats(after, 4) is None
    assert "more_repeats" not in [button.key for button in opened.at.button]
    assert opened.says(f"fter {repeats} repeats")


def test_one_click_leaves_a_score_that_flatters(open_page):
    opened = open_page("verdict", **SMALL | {"balance": "90"})
    assert opened.says("Accuracy flatters here")
    opened.act(opened.at.button(key="balanced").click())
    assert opened.link["metric"] == "balanced_accuracy"
    assert not opened.says("Accuracy flatters here")


def test_one_strong_model_competes_when_asked_and_only_then(open_page):
    opened = open_page("verdict", **SMALL)
    assert opened.says("that was not compared")
    opened.act(opened.at.toggle(key="tuned").set_value(True))
    assert "equal_budget" in opened.link["methods"].split(",")
    assert opened.case.verdict.tuned == "equal_budget"
    assert opened.says("one strong model alone scores")
    assert not opened.says("that was not compared")
    opened.act(opened.at.toggle(key="tuned").set_value(False))
    assert "methods" not in opened.link


def test_calibration_is_switched_on_and_its_effect_shown(open_page):
    opened = open_page("verdict", **SMALL | {"methods": "soft_vote,majority_vote"})
    assert not opened.says("after calibration")
    before = opened.case.scenario
    opened.act(opened.at.toggle(key="calibration").set_value(True))
    assert opened.link["calibrate"] == "on"
    assert opened.case.scenario == replace(before, calibrate=True)
    said = [text for text in opened.said if "after calibration" in text]
    assert len(said) == 2
    assert all("its log-loss" in text for text in said)


@pytest.mark.parametrize("tab", TABS)
def test_a_calibrated_scenario_can_be_looked_inside(open_page, tab):
    link = SMALL | {"tab": tab, "row": "0"}
    calibrated = open_page("inside", **link, calibrate="on")
    if tab == "stacking":
        assert calibrated.said == open_page("inside", **link).said
