"""The sealed test on the Verdict page: set aside, open once, and never forget that."""

import base64

from lib.engine.folds import DataError
from lib.scenario.experiment import load_dataset, sealed_rows
from lib.scenario.link import from_query
from lib.ui import state
from lib.ui.plain import plain
from lib.ui.shell import PATHS
from lib.verdict import sealed, sealed_words
from tests.pages.conftest import QUICK, TWO_MODELS

SEALED = QUICK | TWO_MODELS | {"sealed": "20"}
KEPT = state.OPENINGS


def markdown(opened):
    return " ".join(text.value for text in opened.at.markdown)


def openings(opened):
    session = opened.at.session_state  # which has no `get`
    return session[KEPT] if KEPT in session else ()  # noqa: SIM401


def box(opened):
    (found,) = [each for each in opened.at.checkbox if each.key.startswith("chosen.")]
    return found


def open_rows(opened):
    opened.act(box(opened).check())
    opened.act(opened.at.button(key="open_sealed").click())


def go_to(opened, page):
    opened.at.switch_page(PATHS[page])
    opened.at.run()
    opened.check()


def test_nothing_is_set_aside_until_one_click_does_so(open_page):
    opened = open_page("verdict", **QUICK, **TWO_MODELS)
    assert not opened.at.checkbox
    opened.act(opened.at.button(key="set_aside").click())
    assert opened.link["sealed"] == "20"
    assert "20 rows are sealed" in markdown(opened)
    assert opened.at.sidebar.slider(key="sealed").value == 20
    assert openings(opened) == ()


def test_opening_takes_a_choice_first(open_page):
    opened = open_page("verdict", **SEALED)
    assert opened.at.button(key="open_sealed").disabled
    opened.act(box(opened).check())
    assert not opened.at.button(key="open_sealed").disabled
    assert openings(opened) == ()
    assert sealed_words.AFTER not in markdown(opened)


def test_what_comes_out_is_shown_and_survives_other_pages_and_reset(open_page):
    opened = open_page("verdict", **SEALED)
    open_rows(opened)
    (found,) = openings(opened)
    scenario, _ = from_query(opened.link)
    assert found.question == scenario.question
    assert (found.look, found.n_sealed) == (1, 20)
    assert plain(sealed_words.kept(found)) in markdown(opened)
    assert "open_sealed" not in [button.key for button in opened.at.button]
    (picture,) = [c for c in opened.at.get("plotly_chart") if "chart_sealed" in c.proto.id]
    assert "promise" in picture.proto.alt
    go_to(opened, "About")
    go_to(opened, "Verdict")
    assert openings(opened) == (found,)
    assert "right on" in markdown(opened)
    opened.act(opened.at.button[[b.label for b in opened.at.button].index("Reset")].click())
    assert openings(opened) == (found,)
    assert "set_aside" in [button.key for button in opened.at.button]


def test_another_look_at_the_same_rows_is_called_one(open_page):
    opened = open_page("verdict", **SEALED)
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


def test_the_open_page_says_when_the_verdict_has_moved(open_page, monkeypatch):
    opened = open_page("verdict", **SEALED)
    open_rows(opened)
    other = "model1" if openings(opened)[0].pick.key != "model1" else "model2"
    monkeypatch.setattr(sealed, "choice", lambda case: other)
    opened.act(opened.at)
    assert any("verdict has moved" in words for words in opened.words)


def test_rows_stay_sealed_when_a_model_fails_on_all_open_rows(open_page, monkeypatch):
    def fails(*_):
        raise DataError("The tree cannot be drawn here.")

    opened = open_page("verdict", **SEALED | {"seed": "77"})
    monkeypatch.setattr("lib.ui.sealed.predict_everywhere", fails)
    open_rows(opened)
    assert openings(opened) == ()
    assert any("The rows stay sealed." in words for words in opened.words)


def test_too_few_rows_to_seal_is_a_sentence_and_the_choices_stay(open_page):
    opened = open_page("verdict", **QUICK | {"sealed": "5", "balance": "90", "flip": "0"})
    assert opened.headline == "Nothing to compare yet"
    assert any("cannot be set aside" in words for words in opened.words)
    opened.act(opened.at.sidebar.slider(key="sealed").set_value(0))
    assert opened.headline != "Nothing to compare yet"


def test_the_picture_shows_open_rows_only(open_page):
    opened = open_page(**SEALED)
    scenario, _ = from_query(opened.link)
    n_open = len(load_dataset(scenario).y)
    assert n_open + len(sealed_rows(scenario).y) == 100
    drawn = opened.component("stage_picture")["picture"]["y"]
    assert len(base64.b64decode(drawn)) == n_open
    said = plain(f"{n_open} rows (without the sealed ones)")
    assert any(said in c.value for c in opened.at.caption)
