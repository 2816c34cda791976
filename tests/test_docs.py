"""What the guides mention is there, what they say was measured was, and the citation is one."""

import json
import re
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml

from lib import lessons
from lib.scenario.link import from_query
from lib.ui.shell import PAGES
from tests.browser import ROOT

GUIDES = sorted((ROOT / "docs").glob("*.md"))
FILES = ("README.md", *(f"docs/{guide.name}" for guide in GUIDES))
README, MAKEFILE, CHANGES = (
    (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "Makefile", "CHANGELOG.md")
)
SOURCE = " ".join(file.read_text(encoding="utf-8") for file in (ROOT / "lib").rglob("*.py"))
SERVED = ("/healthz", "/_stcore/")


def leads_somewhere(link):
    """Whether a page of the app honours all of it."""
    place, query = urlsplit(link).path.strip("/"), dict(parse_qsl(urlsplit(link).query))
    _, notices = from_query(query)
    found = "lesson" not in query or lessons.step_at(query["lesson"])
    return place.capitalize() in PAGES.values() and not notices and bool(found)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_a_guide_speaks_of_what_there_is(guide):
    text = guide.read_text(encoding="utf-8")
    known = {lesson.title for lesson in lessons.entries().values()} | set(PAGES.values())
    named = {" ".join(name.split()) for name in re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", text)}
    assert named - {"Report", "Slides", "you"} <= known
    links = [link for link in re.findall(r"`(/[^`]+)`", text) if not link.startswith(SERVED)]
    assert list(filter(leads_somewhere, links)) == links
    buttons = re.findall(r'"([A-Z][^"\n]{4,})"', text)
    assert [name for name in buttons if name not in SOURCE + README and name[-1] != "?"] == []
    assert f"docs/{guide.name}" in README


@pytest.mark.parametrize("name", FILES)
def test_files_and_commands_that_are_mentioned_exist(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    linked = re.findall(r"\]\((?!http)([^)#\s]+)[^)]*\)", text)
    assert [file for file in linked if not ((ROOT / name).parent / file).exists()] == []
    for file in re.findall(r"`((?:deploy|benchmarks|data|docs|lib)/[\w./-]+)`", text):
        assert (ROOT / file).exists(), file
    for target in re.findall(r"(?:^ {4}|`)make ([a-z]+)", text, re.MULTILINE):
        assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE), target
    for module in re.findall(r"python -m benchmarks (\w+)", text):
        assert (ROOT / "benchmarks" / f"bench_{module}.py").exists(), module


def test_what_a_class_costs_is_what_was_measured():
    measured = json.loads((ROOT / "benchmarks" / "latest.json").read_text(encoding="utf-8"))
    of_crowd = {
        figure["name"].split(": ")[1]: figure["value"]
        for figure in measured["figures"]
        if figure["module"] == "crowd"
    }
    text = (ROOT / "docs" / "hosting-a-class.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| .+ \| ([\d.,]+)[^|]*\|$", text, re.MULTILINE)
    assert told == [
        f"{of_crowd['presses']:.0f}",
        f"{of_crowd['errors']:.0f}",
        f"{of_crowd['p95 of what is known']:.2f}",
        f"{of_crowd['p95 of a new comparison']:.1f}",
        f"{of_crowd['memory before']:,.0f}",
        f"{of_crowd['memory at most']:,.0f}",
        f"{of_crowd['memory after, more']:.0f}",
    ]


def test_the_plans_fill_their_minutes_and_leave_room_for_the_lessons():
    text = (ROOT / "docs" / "teaching.md").read_text(encoding="utf-8")
    minutes = {lesson.title: lesson.minutes for lesson in lessons.entries().values()}
    for length in (45, 90):
        plan = text.partition(f"## {length} minutes")[2].partition("##")[0]
        rows = re.findall(r"^\| (\d+) – (\d+) \|(.*)$", plan, re.MULTILINE)
        ends = [int(begin) for begin, *_ in rows] + [length]
        assert ends == [0] + [int(end) for _, end, _ in rows]
        for begin, end, row in rows:
            needed = sum(minutes.get(name, 0) for name in re.findall(r"\*([^*]+)\*", row))
            assert needed <= int(end) - int(begin), row


def test_the_citation_has_what_a_citation_needs():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(cited)
    assert cited["cff-version"] == "1.2.0"
    assert cited["authors"] == [{"name": "The Better Together? authors"}]
    version, released = re.search(r"^## \[(\d[\d.]*)\] - (\S+)$", CHANGES, re.MULTILINE).groups()
    assert (cited["version"], cited["date-released"]) == (version, released)
    assert date.fromisoformat(cited["date-released"])
    assert cited["license"] == "MIT"
