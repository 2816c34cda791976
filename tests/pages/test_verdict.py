"""What can be asked of a verdict: other priorities, more repeats, a fairer score, variations, and
files to take home, which are made when somebody asks for them."""

import io
import itertools
import re
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from lib.cares import PRESETS, Priorities
from lib.scenario.record import TABS as INSIDE
from lib.statistics.metrics import METRICS
from lib.ui import plain, take_away, verdict_card
from lib.ui.memory import size_of
from lib.ui.verdict_tabs import TABS
from lib.verdict.advice import use_if
from lib.verdict.card import gain_text, of_100
from lib.verdict.notes import more_repeats, selected
from lib.verdict.phrases import alone_and_together
from lib.verdict.reasons import cons, pros
from lib.verdict.sentences import detail, headline, kicker, lead
from lib.verdict.wishes import steps
from tests.pages.conftest import QUICK, TWO_MODELS

SMALL = QUICK | TWO_MODELS | {"methods": "soft_vote,stacking_logistic"}


def open_tab(opened, title):
    opened.act(opened.at.button_group(key="verdict_tab").set_value(title))


def buttons(opened):
    return [button.key for button in opened.at.button]


def headings(opened):
    """(level, text) in the order of the page."""
    found = [(e.tag, e.value) for e in opened.at.main if e.type in ("title", "header", "subheader")]
    return [(int(tag[1]), text) for tag, text in found]


def test_the_card_says_what_the_sentences_say_and_draws_a_hundred_rows(open_page):
    opened = open_page("verdict", is_open=False, **SMALL)
    case = opened.case
    assert opened.headline.replace("\\", "") == headline(case)
    said = " ".join(opened.said).replace("\u00a0", " ").replace("**", "")
    for sentence in (kicker(case), lead(case), detail(case)):
        assert sentence in said
    drawn = [text for text in opened.said if "<svg" in text]
    found = of_100(case)
    assert any(
        f'aria-label="Of 100 pumps: {found.right} right, {found.rescued}' in t for t in drawn
    )
    assert any(f"The gain is {gain_text(case)}" in text for text in drawn)
    for use in use_if(case):
        assert any(use.title in text for _, text in headings(opened))
    for points in (pros(case), cons(case)):
        shown = [opened.says(f"- {point.sentence}".replace(" %", "\u00a0%")) for point in points]
        assert shown == [True] * min(3, len(points)) + [False] * (len(points) - 3)


def test_headings_go_down_one_level_at_a_time_and_one_tab_is_drawn(open_page):
    opened = open_page("verdict", is_open=False, **SMALL)
    for title in TABS:
        open_tab(opened, title)
        levels = [level for level, _ in headings(opened)]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
        others = set(TABS) - {title}
        assert not others & {text for _, text in headings(opened)}
    opened.go_to("about")
    opened.go_to("verdict")
    assert opened.at.button_group(key="verdict_tab").value == list(TABS)[-1]


def test_the_best_is_corrected_and_one_strong_model_competes_only_when_asked(open_page):
    opened = open_page("verdict", **SMALL)
    assert not opened.at.metric
    opened.unfold("chosen")
    found = selected(opened.case)
    shown = [METRICS["accuracy"].format(value) for value in (found.raw, found.corrected)]
    assert [tile.value for tile in opened.at.metric] == shown
    assert f"best of {found.n_candidates} candidates" in opened.at.metric[0].label
    assert "balanced" not in buttons(opened)  # this problem is even
    open_tab(opened, "What would change it?")
    opened.act(opened.at.toggle(key="tuned").set_value(True))
    assert "equal_budget" in opened.link["methods"].split(",")
    assert opened.case.verdict.tuned == "equal_budget"
    assert "try_strong" not in buttons(opened)
    open_tab(opened, "How sure?")
    assert opened.says("one strong model alone scores")


def test_more_repeats_are_run_until_the_answer_is_clear(open_page, monkeypatch):
    monkeypatch.setattr("lib.ui.verdict_tabs.MAX_REPEATS", 4)
    opened = next(
        page
        for seed in range(9)
        if more_repeats((page := open_page("verdict", **SMALL | {"seed": str(seed)})).case, 4) == 2
    )
    before = opened.case
    opened.act(opened.at.button(key="more_repeats").click())
    after = opened.case
    repeats = after.scenario.repeats
    assert before.scenario.repeats < repeats == len(after.results.repeats) <= 4
    assert more_repeats(after, 4) is None
    assert "more_repeats" not in buttons(opened)
    assert opened.says(f"fter {repeats} repeats")


def test_one_click_leaves_a_score_that_flatters(open_page):
    opened = open_page("verdict", **SMALL | {"balance": "90"})
    assert opened.says("Accuracy flatters here")
    opened.act(opened.at.button(key="balanced").click())
    assert opened.link["metric"] == "balanced_accuracy"
    assert not opened.says("Accuracy flatters here")


def test_calibration_is_switched_on_and_its_effect_shown(open_page):
    opened = open_page("verdict", **SMALL | {"methods": "soft_vote,majority_vote"})
    assert not opened.says("after calibration")
    opened.unfold("calibrated")
    before = opened.case.scenario
    opened.act(opened.at.toggle(key="calibration").set_value(True))
    assert opened.link["calibrate"] == "on"
    assert opened.case.scenario == replace(before, calibrate=True)
    said = [text for text in opened.said if "its log-loss" in text]
    assert len(said) == 2
    assert all("after calibration" in text for text in said)


@pytest.mark.parametrize("tab", INSIDE)
def test_a_calibrated_scenario_can_be_looked_inside(open_page, tab):
    link = SMALL | {"tab": tab, "row": "0"}
    calibrated = open_page("inside", **link, calibrate="on")
    if tab == "stacking":
        assert calibrated.said == open_page("inside", **link).said


def test_a_preset_is_one_click_and_decides(open_page):
    opened = open_page("verdict", **SMALL)
    open_tab(opened, "What does it cost?")
    assert opened.at.button_group(key="preset").value == "nothing"
    for key in [*[key for key in PRESETS if key != "nothing"], "nothing"]:
        opened.act(opened.at.button_group(key="preset").set_value(key))
        assert opened.scenario.priorities == PRESETS[key].priorities
        for step in steps(opened.case):
            assert opened.says(step.sentence)
    assert not {"care", "at_most"} & set(opened.link)


def test_limits_that_nothing_keeps_give_a_plain_sentence_and_no_pick(open_page):
    opened = open_page("verdict", **SMALL | {"at_most": "latency_us:1,size_kb:1"})
    assert opened.says("No pick: your limits rule out all")
    assert opened.says("Loosen a limit")
    open_tab(opened, "What does it cost?")
    assert opened.says("Ruled out by a limit")
    open_tab(opened, "What would change it?")
    assert "try_variations" not in buttons(opened)


def test_weights_and_limits_are_set_by_hand_and_cleared_again(open_page):
    opened = open_page("verdict", **SMALL)
    opened.act(opened.at.slider(key="care.latency").set_value(2.5))
    opened.act(opened.at.number_input(key="most.models").set_value(1))
    assert (opened.link["care"], opened.link["at_most"]) == ("latency:2.5", "models:1")
    assert opened.scenario.priorities == Priorities((("latency", 2.5),), (("models", 1),))
    assert opened.says("Your own: Quick answers 2.5, at most 1 model")
    verdict = opened.case.verdict
    assert verdict.candidate(verdict.pick).runs == 1
    open_tab(opened, "What does it cost?")
    assert opened.says("Ruled out by a limit")
    opened.act(opened.at.number_input(key="most.models").set_value(None))
    opened.act(opened.at.slider(key="care.latency").set_value(0.0))
    assert not {"care", "at_most"} & set(opened.link)


def test_variations_are_run_when_asked_for_and_the_words_are_one_click_away(open_page, empty_cache):
    opened = open_page("verdict", is_open=False, **SMALL)
    open_tab(opened, "What would change it?")
    assert not any("variations." in text for text in opened.said)
    opened.act(opened.at.button(key="try_variations").click())
    titles = {text for level, text in headings(opened) if level == 3}
    assert {"More or fewer rows", "More or fewer wrong labels", "A model less"} <= titles
    assert any(re.search(r"in \d+ of \d+ variations\.", text) for text in opened.said)
    assert "try_variations" not in buttons(opened)
    open_tab(opened, "What this does not show")
    assert opened.says("that was not compared")
    terms = ("Cross-validation", "Region of practical equivalence", "95 % interval")
    assert not opened.says(f"**{terms[0]}.**")
    opened.unfold("terms")
    assert all(opened.says(f"**{term}.**") for term in terms)


# ---------------------------------------------------------------- files to take home


def offered(opened):
    return [button.key for button in opened.at.get("download_button")]


def files_of(opened):
    return take_away.TakeAway(opened.visit, opened.case, date(2026, 11, 23), "?v=1")


def test_pictures_are_drawn_and_the_model_is_fitted_only_when_asked_for(open_page, empty_cache):
    opened = open_page("verdict", **SMALL)
    assert offered(opened) == []
    open_tab(opened, "Every number")
    assert {"take_numbers", "take_code"} <= set(offered(opened))
    assert not {"take_report", "take_model"} & set(offered(opened))
    code = zipfile.ZipFile(io.BytesIO(take_away._script(files_of(opened))))
    assert {"script.py", "data.csv"} <= set(code.namelist())
    assert not files_of(opened).has_pictures
    opened.act(opened.at.button(key="prepare_pictures").click())
    assert files_of(opened).has_pictures
    assert {"take_report", "take_slides", "take_numbers"} <= set(offered(opened))
    assert "prepare_pictures" not in [button.key for button in opened.at.button]
    opened.act(opened.at.button(key="prepare_model").click())
    assert "take_model" in offered(opened)
    files = files_of(opened)
    assert files.is_fitted
    content = files.fit()
    assert {"README.md", "model.skops"} <= set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    assert files.fit() is content
    later = take_away._later(files, take_away.TakeAway.fit)
    assert later() is content
    assert size_of([later], set()) < 200_000  # it keeps no case alive in the visitor's session


def test_what_explore_has_drawn_need_not_be_prepared(open_page, empty_cache):
    open_page("explore", **SMALL)
    assert {"take_report", "take_slides"} <= set(offered(open_page("verdict", **SMALL)))


@pytest.mark.parametrize("plane", ["", "0-1", "0-99"])
def test_the_files_are_of_this_scenario(open_page, plane):
    query = SMALL | {"data": "iris", "seed": "3"} | ({"plane": plane} if plane else {})
    files = files_of(open_page("verdict", is_open=False, **query))
    report = files.report()
    assert report.boundaries is not None
    assert set(report.boundaries.pictures) == set(files.case.results.positions)
    assert files.file_name("html") == "better-together-iris-3.html"
    assert take_away.html.write(report).count("<figure>") == 2
    assert take_away._slides(files)


def test_a_count_that_goes_on_is_said(open_page, one_pass, empty_cache):
    opened = open_page("verdict", **SMALL | {"repeats": "4"})
    assert any("holds 1 of 4 passes" in text.value for text in opened.at.caption)
    assert "3 of 12 trials" in detail(opened.case)


def test_without_a_pick_the_best_single_model_goes_home(open_page):
    files = files_of(open_page("verdict", is_open=False, **SMALL))
    undecided = replace(files.case)
    vars(undecided)["verdict"] = replace(files.case.verdict, pick=None)
    assert replace(files, case=undecided).pick == files.case.verdict.reference


def test_the_two_scores_stand_out(open_page):
    case = open_page("verdict", **SMALL).case
    assert f"**{plain(alone_and_together(case))}**".replace(" %", "\u00a0%") in verdict_card.lead(
        case
    )
