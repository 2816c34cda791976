"""What the guides mention is there, and the citation is one."""

import re

import pytest
import yaml

from lib import lessons
from lib.ui.shell import PAGES
from tests.browser import ROOT

GUIDES = sorted((ROOT / "docs").glob("*.md"))


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_a_guide_speaks_of_what_there_is(guide):
    text = guide.read_text(encoding="utf-8")
    known = {lesson.title for lesson in lessons.entries().values()} | set(PAGES.values())
    named = {" ".join(name.split()) for name in re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", text)}
    assert named - {"Report", "Slides"} <= known
    for file in re.findall(r"`(deploy/[\w./-]+)`", text):
        assert (ROOT / file).exists()
    assert f"docs/{guide.name}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_citation_has_what_a_citation_needs():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors", "version", "date-released"} <= set(cited)
    assert all(author for author in cited["authors"])
