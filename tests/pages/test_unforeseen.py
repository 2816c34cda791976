"""What nobody foresaw ends in a sentence and a way on, and a press is heard whoever forgot it."""

import logging
import re

import pytest
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.runtime.state.session_state import SessionState
from streamlit.testing.v1.app_test import TESTING_KEY

from lib.scenario.link import from_query
from lib.scenario.record import DEFAULT
from lib.ui import compare, explore, inside, sidebar, tables, unforeseen, verdict_card
from tests.pages.conftest import LIGHT

SECRET = "a value of the data in /somewhere/private"
BROKEN = {  # a page -> what breaks on it, and whether its headline is there before
    "explore": (explore, "pictures", True),
    "compare": (compare, "truth", True),
    "inside": (inside, "show", False),
    "verdict": (verdict_card, "decision", False),
}


def breaks(*anything, **more):
    raise ZeroDivisionError(SECRET)


def copied(opened):
    return opened.component("unforeseen.copy")["lines"]


@pytest.mark.parametrize("page", BROKEN)
def test_a_fault_is_a_sentence_the_choices_stay_and_trying_again_helps(
    open_page, monkeypatch, caplog, page
):
    module, name, has_headline = BROKEN[page]
    with monkeypatch.context() as patch:
        patch.setattr(module, name, breaks)
        opened = open_page(page, is_open=False, **LIGHT)  # no red box, and all choices: see `check`
        before = opened.link
        assert (opened.headline != unforeseen.HEADLINE) == has_headline
        (sentence,) = opened.words
        assert sentence == unforeseen.SENTENCE
        first, second = copied(opened)
        number = re.match(r"Fault (\w{8}), \d{4}-.* UTC, page " + page.capitalize(), first)[1]
        assert re.fullmatch(r"ZeroDivisionError in [\w/.]+\.py, line \d+, [\w<>]+", second)
        assert SECRET not in first + second
        assert number in caplog.text
        assert SECRET in caplog.text  # for us
    opened.act(opened.at.button(key="unforeseen.again").click())
    assert not opened.words
    assert opened.headline != unforeseen.HEADLINE
    assert opened.link == before


def test_choices_that_fail_leave_the_page(open_page, monkeypatch):
    opened = open_page("compare", **LIGHT)
    monkeypatch.setattr(sidebar, "_more", breaks)
    opened.at.run()
    assert not opened.at.exception
    assert opened.words == [unforeseen.SENTENCE]
    assert opened.at.get("plotly_chart")


def test_the_place_of_a_fault_is_in_our_code_even_when_a_library_raised_it():
    with pytest.raises(AttributeError) as found:
        from_query({"models": 3})
    assert re.match(r"in lib/\w+/\w+\.py, line \d+", unforeseen.place_of(found.value))
    assert unforeseen.place_of(ValueError()) == "outside of our code"


def run_forgotten(opened):
    """What happens on a server that was started anew: it has no session, while the browser sends
    all its widgets and the address."""
    at = opened.at
    sent = at._tree.get_widget_states()
    new = SessionState()
    new[TESTING_KEY] = at._session_state[TESTING_KEY]
    at._session_state = SafeSessionState(new, lambda: None)
    at.session_state = type(at.session_state)(at._session_state)
    at._run(sent)
    opened.check()


PRESSES = {  # on a page that the server has forgotten -> what the link says then
    "a pill": (
        "compare",
        lambda at: at.button_group(key="models").set_value(["random_forest"]),
        "models=random_forest",
    ),
    "Reset": ("compare", lambda at: at.button[-1].click(), "v=2"),
    "a slider in the sidebar": (
        "compare",
        lambda at: at.slider(key="data.moons.noise").set_value(0.5),
        "noise=0.5",
    ),
    "a slider below the pictures": (
        "explore",
        lambda at: at.slider(key="hand.moons.flip").set_value(10),
        "flip=10",
    ),
    "a list of the page": (
        "compare",
        lambda at: at.selectbox(key="compare.metric").set_value("log_loss"),
        "metric=log_loss",
    ),
    "a tab": (
        "inside",
        lambda at: at.segmented_control(key="tab").set_value("stacking"),
        "tab=stacking",
    ),
}


@pytest.mark.parametrize("press", PRESSES)
def test_the_first_press_in_a_forgotten_session_is_heard(open_page, press):
    page, pressing, said = PRESSES[press]
    opened = open_page(page, is_open=False, **LIGHT | {"seed": "7"})
    before = opened.link
    name, _, value = said.partition("=")
    assert before.get(name) != value or name == "v"
    pressing(opened.at)
    run_forgotten(opened)
    if name == "v":
        assert opened.scenario == DEFAULT
    else:
        assert opened.link == before | {name: value}
    opened.act(opened.at)  # and that is all
    assert name == "v" or opened.link == before | {name: value}


def test_a_link_that_is_opened_in_a_forgotten_session_stays_as_it_is(open_page):
    opened = open_page("compare", is_open=False, **LIGHT | {"seed": "7", "flip": "20"})
    before = opened.link
    run_forgotten(opened)
    assert opened.link == before
    opened.act(opened.at.button_group(key="models").set_value(["decision_tree"]))
    assert opened.link["models"] == "decision_tree:max_depth=3"


@pytest.mark.parametrize("has_brought", [False, True])
def test_the_log_repeats_no_words_about_somebodys_rows(has_brought, monkeypatch):
    written = []
    logger = logging.getLogger("better_together")
    monkeypatch.setattr(logger, "error", lambda *said, **more: written.append(f"{said} {more}"))
    monkeypatch.setattr(tables, "has_brought", lambda: has_brought)
    with pytest.raises(ZeroDivisionError) as problem:
        breaks()
    unforeseen.note(problem.value, "Explore")
    assert ("ZeroDivisionError" in written[0], SECRET in written[0]) == (True, not has_brought)
    assert ("in breaks" in written[0]) == has_brought
