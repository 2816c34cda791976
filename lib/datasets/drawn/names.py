"""What a drawing, its axes and its classes are called, as one text: "pets,weight,,cat,dog".

They may be any text; what is shown of them is cleaned with all that data call their classes.
"""

from collections.abc import Sequence
from urllib.parse import quote, unquote

USUAL = ("", "across", "up", "A", "B", "C", "D")  # the drawing, its axes, its classes
LONGEST = 40  # letters of a name


def write_names(names: Sequence[str]) -> str:
    """What is called as usual, or not at all, is left out."""
    own = [_neat(name) for name in names[: len(USUAL)]]
    parts = [
        "" if name == usual else quote(name, safe="", errors="replace")
        for name, usual in zip(own, USUAL, strict=False)
    ]
    return ",".join(parts).rstrip(",")


def read_names(text: str) -> tuple[str, ...]:
    """As many as USUAL, in that order. Never fails: what is missing is called as usual."""
    own = [_neat(unquote(part)) for part in text.split(",")[: len(USUAL)]]
    own += [""] * (len(USUAL) - len(own))
    return tuple(name or usual for name, usual in zip(own, USUAL, strict=True))


def checked_names(text: str) -> str:
    """The one text that says the same. Raises ValueError when it has more names than there are."""
    if text.count(",") >= len(USUAL):
        raise ValueError(f"has more than {len(USUAL)} names")
    return write_names(read_names(text))


def _neat(name: str) -> str:
    return " ".join(name.split())[:LONGEST].rstrip()
