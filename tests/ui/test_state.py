"""The visitor's scenario: kept between runs, mirrored in the address, tied to widgets; and what the
frame of a page says while something is computed."""

from streamlit.testing.v1 import AppTest

from lib.scenario.link import LINK_VERSION, to_query
from lib.scenario.record import DEFAULT
from lib.scenario.views import MAX_NAME
from lib.words.outside import JOINER
from tests.pages.conftest import Opened

PAGE = """
from dataclasses import replace

import streamlit as st

from lib.scenario.record import DEFAULT
from lib.ui import state

scenario = state.open_page()
seed = state.bind("seed", scenario.seed, lambda now, value: replace(now, seed=value))
st.number_input("Seed", 0, 9999, **seed)
folds = state.bind("folds", scenario.folds, lambda now, value: replace(now, folds=value))
st.slider("Folds", 3, 10, **folds)
st.button("Reset", on_click=state.put, args=(DEFAULT,))
st.button("Nothing")
odd = replace(DEFAULT, rope=3.9999999, views=(("a\\u202eb", (0,)), ("c" * 50, (1,))))
st.button("Odd", on_click=state.put, args=(odd,))
st.button("Iris", on_click=state.put, args=(replace(DEFAULT, dataset="iris"),))
st.text(repr(state.current() == scenario))
st.text(f"{scenario.dataset} {scenario.seed} {scenario.folds}")
st.text(repr(state.knobs_left("moons")))
for notice in state.notices():
    st.info(notice)
"""


def open_link(**query):
    at = AppTest.from_string(PAGE, default_timeout=30)
    for name, value in query.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def said(at):
    return at.text[1].value


def test_a_plain_visit_shows_the_default_and_writes_its_link():
    at = open_link()
    assert said(at) == "moons 0 5"
    assert Opened(at).link == to_query(DEFAULT)


def test_how_data_were_left_is_remembered_for_whoever_made_them():
    at = open_link(flip="7")
    assert at.text[2].value == "()"
    at.button[3].click().run()
    assert said(at) == "iris 0 5"
    assert at.text[2].value == "(('flip', 7),)"


def test_what_is_chosen_is_what_its_link_says_and_what_was_mended_is_said():
    at = open_link()
    at.button[2].click().run()
    opened = Opened(at)
    assert opened.scenario.rope == 4
    assert opened.scenario.views == (("ab", (0,)), ("c" * MAX_NAME, (1,)))
    assert len(at.info) == 3
    assert at.text[0].value == "True"


def test_a_link_is_opened_once_and_then_the_visitor_is_in_charge():
    at = open_link(v=LINK_VERSION, seed="7", data="circles")
    assert said(at) == "circles 7 5"
    assert at.number_input[0].value == 7
    at.number_input[0].set_value(8).run()
    assert said(at) == "circles 8 5"
    at.button[1].click().run()
    assert said(at) == "circles 8 5"
    assert at.text[0].value == "True"
    at.slider[0].set_value(4).run()
    assert Opened(at).link == {"v": LINK_VERSION, "data": "circles", "seed": "8", "folds": "4"}
    at.number_input[0].set_value(9).run()  # one after the other, and both count
    assert said(at) == "circles 9 4"


def test_reset_puts_widgets_and_address_back():
    at = open_link(v=LINK_VERSION, seed="7", folds="4")
    at.button[0].click().run()
    assert said(at) == "moons 0 5"
    assert (at.number_input[0].value, at.slider[0].value) == (0, 5)
    assert Opened(at).link == to_query(DEFAULT)


def test_a_link_opened_in_a_running_session_is_followed():
    """What the browser's Back button does: the address changes, nothing was pressed."""
    at = open_link()
    at.number_input[0].set_value(3).run()
    at.query_params["seed"] = "5"
    at.run()
    assert said(at) == "moons 5 5"
    assert at.number_input[0].value == 5
    at.query_params.clear()  # back to a bare address is the default again
    at.query_params["v"] = LINK_VERSION
    at.run()
    assert said(at) == "moons 0 5"


def test_a_notice_stays_until_the_visitor_chooses_something():
    at = open_link(v=LINK_VERSION, seed="many", folds="4")
    assert said(at) == "moons 0 4"
    assert len(at.info) == 1
    assert "many" in at.info[0].value
    at.button[1].click().run()
    assert len(at.info) == 1
    at.slider[0].set_value(6).run()
    assert not at.info


def test_a_broken_link_is_mended_in_the_address_and_cannot_set_the_keys_of_the_state():
    keys = dict.fromkeys(["_scenario", "_link", "_notices"], "x")
    at = open_link(v="9", seed="many", nonsense="x" * 300, **keys)
    assert Opened(at).link == to_query(DEFAULT)
    assert said(at) == "moons 0 5"
    assert len(at.info) == 3
    assert all(f"\\{key}" in at.info[2].value for key in keys)  # one of the names unknown


def _a_page_at_work() -> None:
    import streamlit as st

    from lib.scenario.record import DEFAULT
    from lib.ui.shell import Page

    Page(DEFAULT, st.container(), 0).progress(
        0, "Fitting trees on ![a view](https://example.org/a.png)"
    )


def test_progress_names_views_without_formatting():
    (progress,) = AppTest.from_function(_a_page_at_work, default_timeout=60).run().get("progress")
    assert "![" not in progress.proto.text.replace(JOINER, "")
    assert "\\!\\[a view\\]\\(https\\://example.org/a.png\\)" in progress.proto.text.replace(
        JOINER, ""
    )


def _a_widget_and_a_note() -> None:
    import streamlit as st

    from lib.ui import state

    wanted = int(st.query_params.get("wanted", "3"))
    bound = state.bind("rows", wanted, lambda now, _: now, "value")
    st.text(f"{st.slider('Rows', 0, 9, **bound)} {'value' in bound}")


def test_a_widget_gets_its_value_as_a_default_unless_it_has_to_be_set():
    at = AppTest.from_function(_a_widget_and_a_note, default_timeout=30).run()
    assert at.text[0].value == "3 True"
    at.query_params["wanted"] = "5"  # chosen elsewhere
    assert at.run().text[0].value == "5 False"
    assert at.run().text[0].value == "5 True"


def test_no_click_and_no_widget_changes_what_the_link_locks():
    at = open_link(seed="5", locks="data,seed")
    at.number_input[0].set_value(7).run()
    for label in ("Reset", "Iris", "Odd"):
        next(each for each in at.button if each.label == label).click().run()
        assert said(at).startswith("moons 5 ")
    assert Opened(at).link["locks"] == "data,seed"
    at.slider[0].set_value(4).run()
    assert said(at) == "moons 5 4"
    at.query_params["data"] = "iris"  # a link inside the app
    del at.query_params["locks"]
    at.run()
    assert said(at).startswith("moons 5 ")
