"""Every term that is not everyday English, once: shown where it stands, and listed on About.

One file for each group of terms, whose `TERMS` holds them by name; add one there.
"""

import re
from functools import cache

from lib.glossary import combining, learning, measuring
from lib.glossary._term import Term

__all__ = ["GROUPS", "TERMS", "Term", "met", "term"]

GROUPS = {
    "Combining": combining.TERMS,
    "Learning from data": learning.TERMS,
    "Measuring": measuring.TERMS,
}
TERMS = {name: each for group in GROUPS.values() for name, each in group.items()}


def term(name: str) -> Term:
    """The entry; KeyError for a term that is not in the glossary."""
    return TERMS[name]


def met(text: str) -> tuple[str, ...]:
    """Names of the terms that stand in a text, in the order of the glossary.

    >>> met("Stacks and soft votes")
    ('vote', 'stacking')
    """
    return tuple(name for name, spelling in _spellings().items() if spelling.search(text))


@cache
def _spellings() -> dict[str, re.Pattern[str]]:
    return {
        name: re.compile(
            rf"(?<!\w)(?:{'|'.join(map(re.escape, (name, *each.also)))})s?(?!\w)", re.IGNORECASE
        )
        for name, each in TERMS.items()
    }
