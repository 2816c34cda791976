"""Before something dear is computed the page says so, and what was stopped stays stopped."""

import time
from dataclasses import replace

import pytest

from lib.engine.line import SHORT_SECONDS
from lib.lessons import entries
from lib.scenario.experiment import Experiment
from lib.scenario.record import DEFAULT
from lib.ui import cost, passes, shell
from lib.ui.pool import N_WORKERS
from tests.pages.conftest import LIGHT

pytestmark = pytest.mark.usefixtures("empty_cache")

MINUTES = 60 * N_WORKERS


def costs(monkeypatch, minutes):
    monkeypatch.setattr(cost, "worker_seconds", lambda *asked: minutes * MINUTES)


def labels(opened):
    return [button.label for button in opened.at.main.button]


def start(opened):
    opened.act(opened.at.button(key="start").click())


def test_what_takes_minutes_is_started_by_whoever_knows_that(open_page, monkeypatch):
    costs(monkeypatch, 4)
    opened = open_page("compare", is_open=False, **LIGHT)
    assert opened.headline == "This takes a while"
    (said,) = opened.at.warning
    assert "about 4 minutes" in said.value
    assert "logistic regression" in said.value  # what to leave out
    assert not opened.at.get("plotly_chart")
    start(opened)
    assert opened.at.get("plotly_chart")
    assert not opened.at.warning


@pytest.mark.parametrize("page", ["explore", "inside", "verdict"])
def test_every_page_asks_before_it_computes(open_page, monkeypatch, page):
    costs(monkeypatch, 4)
    monkeypatch.setattr(Experiment, "run", None)  # nothing is fitted
    opened = open_page(page, is_open=False, **LIGHT)
    assert opened.headline == "This takes a while"
    assert opened.at.button(key="start")


def test_what_takes_too_long_is_refused_and_the_way_back_is_offered(open_page, monkeypatch):
    opened = open_page("compare", is_open=False, **LIGHT)
    first = opened.headline
    costs(monkeypatch, 300)
    opened.at.session_state["_scenario"] = replace(
        opened.scenario, dataset_knobs=(("rows", 2000),), folds=10, repeats=20
    )
    opened.act(opened.at)
    assert opened.headline == "Too much to compute here"
    (said,) = opened.at.warning
    for part in ("about 5 hours", "10 folds", "20 repeats", "the 2,000 rows", "leave out"):
        assert part in said.value
    assert "start" not in {button.key for button in opened.at.main.button}
    opened.act(opened.at.button(key="back").click())
    assert opened.headline == first


def test_what_was_stopped_is_computed_no_further_until_it_is_wanted_again(open_page):
    opened = open_page("compare", is_open=False, **LIGHT | {"repeats": "2"})
    other = replace(opened.scenario, seed=3)
    opened.at.session_state["_scenario"] = other
    opened.at.session_state["_stopped"] = other.question
    opened.act(opened.at)
    assert opened.headline == "Stopped before it was done"
    assert opened.scenario == other  # the choices are kept
    assert opened.at.button(key="back")
    start(opened)
    assert opened.at.get("plotly_chart")


def test_what_was_stopped_after_a_pass_shows_that_one(open_page, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(passes, "finish", lambda page: None)
        opened = open_page("compare", is_open=False, **LIGHT | {"repeats": "2"})
    opened.at.session_state["_stopped"] = opened.scenario.question
    opened.act(opened.at)
    assert opened.at.get("plotly_chart")
    assert opened.says("You stopped after 1 of 2 repeats")
    start(opened)
    assert not opened.says("You stopped")
    assert len(opened.case.results.repeats) == 2


def test_many_more_repeats_are_asked_about_and_the_first_ones_stay(open_page, monkeypatch):
    opened = open_page("compare", is_open=False, **LIGHT | {"repeats": str(DEFAULT.repeats)})
    costs(monkeypatch, 4)
    opened.at.session_state["_scenario"] = replace(opened.scenario, repeats=DEFAULT.repeats + 1)
    opened.act(opened.at)
    assert opened.at.get("plotly_chart")
    assert opened.says("This takes about")
    start(opened)
    assert len(opened.case.results.repeats) == DEFAULT.repeats + 1


def test_cancel_stops_whatever_takes_long_and_only_that_once(open_page, monkeypatch):
    opened = open_page("compare", is_open=False, **LIGHT)
    monkeypatch.setattr(shell, "CANCEL_SECONDS", 0.0)
    look = passes.look
    monkeypatch.setattr(passes, "look", lambda page: page.once(slowly) or look(page))
    opened.at.session_state["_stops"] = True
    opened.act(opened.at)
    assert opened.headline == "Stopped before it was done"
    assert opened.at.button(key="start")
    opened.act(opened.at)
    assert opened.headline != "Stopped before it was done"


def slowly():
    time.sleep(1)


def test_the_first_page_and_the_lessons_are_never_asked_about_and_wait_behind_nobody(monkeypatch):
    steps = [step.scenario for lesson in entries().values() for step in lesson.steps]
    asked = {DEFAULT, *steps}
    assert len(asked) > 8
    for scenario in asked:
        question = scenario.question
        assert cost.worker_seconds(question, scenario.repeats) < cost.ASK_SECONDS  # on one core
        assert 0 < cost.rank(question) <= SHORT_SECONDS
    costs(monkeypatch, 300)  # on a server that is very slow
    for scenario in asked:
        cost.ask_first(scenario.question, scenario.repeats, is_agreed=False)
    with pytest.raises(cost.HeldError):
        cost.ask_first(replace(DEFAULT, seed=1).question, 1, is_agreed=False)


def test_what_this_machine_refuses_a_cluster_is_asked_about(monkeypatch):
    long, cluster = replace(DEFAULT, seed=1).question, "tcp://127.0.0.1:8786"
    monkeypatch.setattr(cost, "MOST_SECONDS", 0.0)
    costs(monkeypatch, 300)
    for address, offer in (("", ""), (cluster, "Start it")):
        monkeypatch.setenv("BETTER_TOGETHER_DASK", address)
        with pytest.raises(cost.HeldError) as held:
            cost.ask_first(long, 5, is_agreed=False)
        assert held.value.offer == offer
    cost.ask_first(long, 5, is_agreed=True)
