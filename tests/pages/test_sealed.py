"""The sealed test on the Verdict page: set aside, open once, and never forget that."""

import base64

from lib.datasets import DataError
from lib.scenario.loading import load_dataset, sealed_rows
from lib.ui import state
from lib.verdict import sealed, sealed_words
from tests.pages.conftest import QUICK, TWO_MODELS

SEALED = QUICK | TWO_MODELS | {"sealed": "20", "methods": "soft_vote"}
KEPT = state.OPENINGS


def openings(opened):
    session = opened.at.session_state  # which has no `get`
    return session[KEPT] if KEPT in session else ()  # noqa: SIM401


def box(opened):
    (found,) = [each for each in opened.at.checkbox if each.key.startswith("chosen.")]
    return found


def open_verdict(open_page, **query):
    """With the tab of the sealed test."""
    opened = open_page("verdict", **query)
    opened.act(opened.at.button_group(key="verdict_tab").set_value("The sealed test"))
    return opened


def open_rows(opened):
    opened.act(box(opened).check())
    opened.act(opened.at.button(key="open_sealed").click())


def test_nothing_is_set_aside_until_one_click_does_so_and_opening_takes_a_choice(open_page):
    opened = open_verdict(open_page, **QUICK, **TWO_MODELS, methods="soft_vote")
    assert not opened.at.checkbox
    opened.act(opened.at.button(key="set_aside").click())
    assert opened.link["sealed"] == "20"
    assert opened.says("20 rows are sealed")
    assert opened.at.sidebar.slider(key="sealed").value == 20
    assert opened.at.button(key="open_sealed").disabled
    opened.act(box(opened).check())
    assert not opened.at.button(key="open_sealed").disabled
    assert openings(opened) == ()
    assert not opened.says(sealed_words.AFTER)


def test_what_comes_out_is_shown_and_survives_other_pages_and_reset(open_page, monkeypatch):
    opened = open_verdict(open_page, **SEALED)
    open_rows(opened)
    (found,) = openings(opened)
    assert found.question == opened.scenario.question
    assert (found.look, found.n_sealed) == (1, 20)
    assert opened.says(sealed_words.kept(found))
    assert "open_sealed" not in [button.key for button in opened.at.button]
    (picture,) = [c for c in opened.at.get("plotly_chart") if "chart_sealed" in c.proto.id]
    assert "promise" in picture.proto.alt
    opened.go_to("about")
    opened.go_to("verdict")
    assert openings(opened) == (found,)
    assert opened.says("right on")
    assert not opened.words
    other = "model1" if found.pick.key != "model1" else "model2"
    with monkeypatch.context() as patch:
        patch.setattr(sealed, "choice", lambda case: other)
        opened.act(opened.at)
    assert any("verdict has moved" in words for words in opened.words)
    opened.act(opened.at.button[[b.label for b in opened.at.button].index("Reset")].click())
    assert openings(opened) == (found,)
    assert "set_aside" in [button.key for button in opened.at.button]


def test_another_look_at_the_same_rows_is_called_one(open_page):
    opened = open_verdict(open_page, **SEALED)
    open_rows(opened)
    opened.act(opened.at.sidebar.slider(key="folds").set_value(4))
    assert any("already opened once in this session" in words for words in opened.words)
    assert not box(opened).value
    open_rows(opened)
    assert [one.look for one in openings(opened)] == [1, 2]
    assert any("already opened once" in words for words in opened.words)
    opened.act(opened.at.sidebar.slider(key="folds").set_value(3))
    assert not any("already opened" in words for words in opened.words)  # the first look, again
    assert len(openings(opened)) == 2


def test_rows_stay_sealed_when_a_model_fails_on_all_open_rows(open_page, monkeypatch):
    def fails(*_):
        raise DataError("The tree cannot be drawn here.")

    opened = open_verdict(open_page, **SEALED | {"seed": "77"})
    monkeypatch.setattr("lib.ui.sealed.predict_everywhere", fails)
    open_rows(opened)
    assert openings(opened) == ()
    assert any("The rows stay sealed." in words for words in opened.words)


def test_the_picture_shows_open_rows_only(open_page):
    opened = open_page(**SEALED)
    n_open = len(load_dataset(opened.scenario).y)
    assert n_open + len(sealed_rows(opened.scenario).y) == 100
    drawn = opened.component("stage_picture")["y"]
    assert len(base64.b64decode(drawn)) == n_open
