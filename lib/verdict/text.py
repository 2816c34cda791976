"""The verdict as the page tells it, from the question to what speaks for and against it, as plain
text."""

import textwrap
from collections.abc import Iterator

from lib.verdict import grounds, notes, reasons, sentences
from lib.verdict.case import Case
from lib.verdict.caveats import set_apart
from lib.verdict.reasons import Point
from lib.verdict.voices import risk
from lib.words import in_sentence

WIDTH = 88


def as_text(case: Case) -> str:
    """Paragraphs with an empty line between them, folded. Text: whoever shows it escapes."""
    return "\n\n".join(filter(None, _paragraphs(case)))


def _paragraphs(case: Case) -> Iterator[str]:
    is_alone = sentences.is_alone(case)
    yield _folded(sentences.kicker(case))
    yield _folded(sentences.headline(case))
    yield _folded(sentences.lead(case) + ("" if is_alone else f" {risk(case)}"))
    yield _folded(sentences.detail(case))
    yield _folded(" ".join(filter(None, (grounds.why(case), notes.region_note(case)))))
    if key := case.verdict.subject:
        subject = in_sentence(case.results.method(key).title)
        yield _points(f"For {subject}", reasons.pros(case))
        yield _points(f"Against {subject}", reasons.cons(case))
    yield _folded(" ".join((*_left_out(case), *set_apart(case))))


def _left_out(case: Case) -> Iterator[str]:
    for failure in case.results.failures:
        yield f"{failure.title} could not be fitted: {failure.reason}."
    yield from case.experiment.problems


def _points(title: str, points: tuple[Point, ...]) -> str:
    lines = [_folded(f"- {point.sentence}", "  ") for point in points]
    return "\n".join([f"{title}:", *lines]) if lines else ""


def _folded(text: str, indent: str = "") -> str:
    return textwrap.fill(text, WIDTH, subsequent_indent=indent, break_long_words=False)
