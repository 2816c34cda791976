"""Every term has a sentence, something to look at and a source, and is found where it stands."""

import ast
import re
from xml.etree import ElementTree

from lib.glossary import GROUPS, TERMS, met
from lib.ui.term_pictures import NAMES, picture
from tests.test_architecture import FILES, PAGES

CITED = re.compile(r"^\S.*\((1[89]|20)\d\d\) [A-Z].+\.$|^Our own word for .+\.$")
MARKERS = {"term", "terms", "meets", "entry"}  # what is given names of terms


def test_a_term_has_a_sentence_something_to_look_at_and_a_source():
    assert len(TERMS) == sum(map(len, GROUPS.values()))  # none in two groups
    for name, each in TERMS.items():
        assert each.sentence.endswith("."), name
        assert 20 < len(each.sentence) < 260, name
        assert bool(each.formula) != (name in NAMES), f"{name}: a formula, or else a picture"
        assert all(map(CITED.match, each.source.split("; "))) or CITED.match(each.source), name
        if each.formula:
            assert each.formula.count("{") == each.formula.count("}"), name
        assert name in met(f"Say {name}s here.") or name in met(f"Say {name} here."), name


def test_a_picture_of_a_term_is_read_out_and_at_home_in_both_themes():
    for name in NAMES:
        drawn = ElementTree.fromstring(picture(name))
        assert drawn.get("role") == "img"
        assert len(drawn.get("aria-label")) > 12
        inks = {each.get(part) for each in drawn.iter() for part in ("fill", "stroke")}
        assert inks <= {"currentColor", "none", None}, name


def test_every_term_that_is_marked_on_a_page_is_in_the_glossary():
    marked = {
        word.value
        for file in [*FILES, *PAGES]
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and (getattr(node.func, "attr", "") or getattr(node.func, "id", "")) in MARKERS
        for word in node.args
        if isinstance(word, ast.Constant) and isinstance(word.value, str)
    }
    assert marked > {"vote", "expected gain", "distillation"}
    assert marked <= set(TERMS)


def test_a_text_is_searched_for_whole_words():
    assert met("A soft vote, stacked; the folders of a source") == ("source", "vote")
    assert met("held-out rows of two passes") == ("held-back rows", "pass")
    assert not met("manifold surpassing reviews")
