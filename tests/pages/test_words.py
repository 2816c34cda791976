"""Words are explained where they stand, by a press; and fusion is what the visitor means by it."""

import pytest

from lib import combiners
from lib.combiners import MEANINGS
from lib.glossary import TERMS, met
from lib.ui import words
from tests.pages.conftest import LIGHT

OTHERWISE = {"broken", "machine learning"}  # of a sensor; in the titles of what is cited
IN_SCRIPTS = {"pass"}  # what only the browser writes


def words_of(page):
    """Names of the terms that are listed under "Words"."""
    page.at.session_state["words"] = True
    page.act(page.at)
    return {name for name, each in TERMS.items() if page.says(each.sentence)}


def text_of(page):
    """Whatever the page says, in pictures and on buttons too."""
    sent = [each.proto.json for each in page.at.get("bidi_component")]
    choices = [text for each in page.at.button_group for text in (each.label, *each.options)]
    return " ".join([*page.said, *page.words, *sent, *choices])


@pytest.mark.parametrize("page", ["explore", "compare", "inside", "verdict", "claims"])
def test_the_words_of_a_page_are_listed_on_it(open_page, page):
    opened = open_page(page, **LIGHT)
    said, shown = met(" ".join(opened.said)), met(text_of(opened))
    listed = words_of(opened)
    assert set(said) - OTHERWISE <= listed
    assert listed - IN_SCRIPTS <= set(shown)
    links = [each.proto.label for each in opened.at.get("page_link")]
    assert "All words, on the About page" in links


def test_a_lesson_lists_the_words_of_its_step(open_page):
    lesson = open_page("learn", **LIGHT, lesson="two_sensors-2")
    assert {"stacking"} <= words_of(lesson) < set(TERMS)


def test_every_term_is_on_one_page(open_page):
    about = open_page("about", **LIGHT)
    for each in TERMS.values():
        assert about.says(each.sentence)
        assert about.says(each.source)
        assert about.says(each.formula.replace("\\", ""))
    assert not any(each.label == "Words" for each in about.at.get("popover"))


def test_what_is_called_fusion_follows_from_what_is_combined(open_page):
    entries = combiners.entries()
    held = {k: {n for n, e in entries.items() if m.counts(e)} for k, m in MEANINGS.items()}
    assert {"soft_vote", "stacking_logistic", "late_mean"} <= held["answers"] - held["weights"]
    assert "early_fusion" in held["sources"] - held["answers"]
    assert held["weights"] | held["sources"] < held[""]
    assert not any("best_single" in keys for keys in held.values())
    about = open_page("about", **LIGHT)
    for key, meaning in MEANINGS.items():
        about.act(about.at.radio(key="fusion").set_value(key))
        assert about.scenario.fusion == key
        assert about.says(f"Then this is fusion** ({len(held[key])})")
        assert about.says(meaning.why)
        assert about.says(meaning.source)


def test_what_is_meant_by_fusion_marks_the_ways_and_changes_no_number(open_page):
    usual, other = (open_page(**LIGHT, fusion=key) for key in ("", "answers"))
    titles, marked = (
        [card["title"] for card in page.component("stage")["cards"]] for page in (usual, other)
    )
    assert titles == ["One model", "Vote", "Stack"]
    assert marked == ["One model: not fusion", "Vote: fusion", "Stack: fusion"]
    assert other.says(MEANINGS["answers"].sentence)
    scores = [page.component("stage")["scores"] for page in (usual, other)]
    assert scores[0] == scores[1]
    assert usual.scenario.question == other.scenario.question
    assert usual.scenario.judged == other.scenario.judged
    compared = open_page("compare", **LIGHT, fusion="answers")
    (table,) = [each.value for each in compared.at.dataframe if words.MEANT in each.value]
    said = dict(zip(table["method"], table[words.MEANT], strict=True))
    assert said["Soft vote"] == words.YES
    assert said["Best single model"] == words.NO
