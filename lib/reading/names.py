"""What the columns are called: each by one clean line, and no two alike."""

from collections.abc import Sequence
from itertools import count

from lib.reading.table import Note
from lib.words.outside import cleaned

LONGEST = 80
QUOTES = "'\"`"


def named(own: Sequence[str]) -> tuple[list[str], list[Note]]:
    """The names, in the order of the columns, and what was done to them.

    >>> named(["a", "a", "", " c"])[0]
    ['a', 'a (2)', 'column 3', 'c']
    """
    notes: list[Note] = []
    names: dict[str, None] = {}  # in order, and quick to look into
    for position, text in enumerate(own):
        name = cleaned(text, LONGEST)
        if not name:
            name = _free(f"column {position + 1}", names)
            notes.append(Note("blank_name", f"Column {position + 1} has no name: “{name}”.", name))
        if name in names:
            first, name = name, _free(name, names)
            said = f"Two columns are called “{first}”; one is “{name}” now."
            notes.append(Note("same_name", said, name))
        names[name] = None
    return list(names), notes


def _free(name: str, taken: dict[str, None]) -> str:
    """The name, with a number behind it if there is one like it."""
    numbered = (f"{name} ({i})" for i in count(2))
    return name if name not in taken else next(n for n in numbered if n not in taken)


def unquoted(names: Sequence[str]) -> tuple[str, ...]:
    """Without the quotes that a program put around every name.

    >>> unquoted(["'a'", "'b c'"]), unquoted(["'a'", "b"])
    (('a', 'b c'), ("'a'", 'b'))
    """
    ends = {name[:1] + name[-1:] for name in names if len(name) > 2}
    are_quoted = ends in ({2 * quote} for quote in QUOTES) and min(map(len, names)) > 2
    return tuple(name[1:-1] if are_quoted else name for name in names)
