"""Single words of a link: each is read as it is, or refused with a ValueError that says why."""

import re
from collections.abc import Callable, Collection

from lib.scenario.views import FURTHEST_COLUMN
from lib.words.outside import quoted


def one_of(known: Collection[str], problem: str) -> Callable[[str], str]:
    """Reads a name that must be known. problem : says so of any other, {}."""

    def read(text: str) -> str:
        if text not in known:
            raise ValueError(problem.format(quoted(text)))
        return text

    return read


def read_plane(text: str) -> str:
    """Two columns, "0-1"."""
    first, _, second = text.partition("-")
    try:
        columns = int(first), int(second)
    except ValueError:
        columns = -1, -1
    if min(columns) < 0 or max(columns) > FURTHEST_COLUMN or columns[0] == columns[1]:
        raise ValueError(f"{quoted(text)} does not name two columns to draw")
    return f"{columns[0]}-{columns[1]}"


def read_row(text: str) -> str:
    """The position of a row."""
    if not (text.isdecimal() and text.isascii() and len(text) < 10):
        raise ValueError(f"{quoted(text)} is not the number of a row")
    return str(int(text))


def read_lesson(text: str) -> str:
    """A lesson and the number of its step, "two_sensors-3"; whether there is such a one is open."""
    if not re.fullmatch(r"[a-z][a-z_]{0,39}-[1-9]\d?", text, re.ASCII):
        raise ValueError(f"{quoted(text)} is not a step of a lesson")
    return text
