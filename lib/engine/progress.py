"""How far long work is: one type for all of it."""

from collections.abc import Callable

Progress = Callable[[float, str], None]
"""Called with the share that is done, from 0 to 1, and what is being done, as plain text.
Whatever it raises stops the work at once."""


def silent(share: float, text: str) -> None:
    """The progress of work that nobody watches."""


def part_of(progress: Progress, number: int, total: int, title: str = "") -> Progress:
    """The progress of one part among `total` equal ones, counted from 0.

    >>> part_of(lambda share, text: print(share, text), 1, 2, "Pass 2, ")(0.5, "fitting a tree")
    0.75 Pass 2, fitting a tree
    """
    return lambda share, text: progress((number + share) / total, title + text)


def count(progress: Progress, done: int, total: int, label: str) -> None:
    """Say that one more fit of `total` is done."""
    progress(done / total, f"fitting {label} ({done} of {total} fits)")
