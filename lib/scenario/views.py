"""A visitor's own views: columns in named groups, written in a link, checked against the data.

Whatever a link or a half-finished edit asks for, `arrange` makes views of it that cover every
column once, and says in plain sentences what it had to change.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote

import numpy as np

from lib.catalogue.entries import distinct
from lib.datasets import Dataset
from lib.words import counted, listed
from lib.words.outside import MOST, cleaned
from lib.words.outside import quoted as said

View = tuple[str, tuple[int, ...]]  # a name, and positions of columns
Views = tuple[View, ...]

REST = "the rest"
MAX_VIEWS = 12  # a model for each must still be fewer than anybody waits for
MAX_NAME = MOST
FURTHEST_COLUMN = 9999  # a link may say anything; so many columns it may say
A_VIEW_A_COLUMN = 8  # columns, at most
PIXEL = re.compile(r"row (\d+), column (\d+)")


# ---------------------------------------------------------------- in a link


def write_view(view: View) -> str:
    """
    >>> write_view(("top, left", (0, 1, 2, 3, 7)))
    'top%2C%20left:0-3.7'
    """
    name, columns = view
    return f"{quote(name, safe='')}:{'.'.join(map(_write_run, _runs(columns)))}"


def read_view(text: str) -> View:
    """What `write_view` wrote, columns in order and each once. Raises ValueError, in words."""
    name, colon, columns = text.partition(":")
    if not colon:
        raise ValueError(f"{said(text)} is not a view, a name and its columns")
    return unquote(name), _read_columns(columns)


def _runs(columns: Iterable[int]) -> list[tuple[int, int]]:
    """First and last of each stretch of neighbouring columns."""
    runs: list[tuple[int, int]] = []
    for column in sorted(columns):
        if runs and column == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], column)
        else:
            runs.append((column, column))
    return runs


def _write_run(run: tuple[int, int]) -> str:
    first, last = run
    return f"{first}" if first == last else f"{first}-{last}"


def _read_columns(text: str) -> tuple[int, ...]:
    columns: set[int] = set()
    for piece in filter(None, text.split(".")):
        first, _, last = piece.partition("-")
        run = range(_column(first, text), _column(last or first, text) + 1)
        if not run or not columns.isdisjoint(run):  # so no text can ask for more than there may be
            raise ValueError(f"{said(text)} does not name columns, each once")
        columns.update(run)
    return tuple(sorted(columns))


def _column(digits: str, text: str) -> int:
    is_number = digits.isascii() and digits.isdecimal() and len(digits) < 10
    if not is_number or int(digits) > FURTHEST_COLUMN:
        raise ValueError(f"{said(text)} does not name columns by their numbers")
    return int(digits)


# ---------------------------------------------------------------- against the data


@dataclass(frozen=True)
class Arrangement:
    """Views that fit a data set, and what had to be changed for that, one sentence each.

    groups : every column once, every name once; a group may still be empty.
    """

    groups: Views
    problems: tuple[str, ...] = ()

    @property
    def views(self) -> dict[str, tuple[int, ...]]:
        """The groups that have columns: what models can see."""
        return {name: columns for name, columns in self.groups if columns}


def arrange(asked: Views, dataset: Dataset) -> Arrangement:
    """The views that were asked for, made fit for the data; () means the data set's own.

    A column that does not exist is left out, one asked for twice stays where it was named first,
    and those in no view make a view of their own. Names get a number where they are not unique.
    """
    own = own_views(dataset)
    n_columns = len(dataset.feature_names)
    if not any(column < n_columns for _, columns in asked for column in columns):
        return Arrangement(own, (_NONE_FITS,) if asked else ())
    names, about_names = _named([name for name, _ in asked])
    groups, about_columns = _dealt_once(
        dict(zip(names, (columns for _, columns in asked), strict=True)), dataset.feature_names
    )
    empty = [name for name, columns in groups.items() if not columns]
    problems = [*about_names, *about_columns, *([_nothing_to_see(empty)] if empty else [])]
    return Arrangement(tuple(groups.items()), tuple(problems))


def own_views(dataset: Dataset) -> Views:
    """The views a data set has, as a scenario would ask for them."""
    return tuple((name, tuple(sorted(columns))) for name, columns in dataset.views.items())


_NONE_FITS = (
    "None of the views asked for has a column of this data set, so the data set's own views are "
    "used. Edit them under “More settings: the sources”."
)


def _named(asked: Sequence[str]) -> tuple[list[str], list[str]]:
    """A name for each view, unlike any other; and a sentence when some had to be changed."""
    names = distinct((cleaned(wanted) or f"view {i}" for i, wanted in enumerate(asked, 1)), " ")
    new = [name for name, wanted in zip(names, asked, strict=True) if name != wanted]
    if not new:
        return names, []
    return names, [
        f"Each view needs a short name of its own, so there is now {quoted(new)}; give it a name "
        "you like better."
    ]


def _dealt_once(
    asked: Mapping[str, tuple[int, ...]], names: Sequence[str]
) -> tuple[dict[str, tuple[int, ...]], list[str]]:
    """Every column in one view only; and what to say about those that were not."""
    wanted = Counter(column for columns in asked.values() for column in columns)
    foreign = sorted(column for column in wanted if column >= len(names))
    twice = sorted(c for c, times in wanted.items() if times > 1 and c < len(names))
    dealt, taken = {}, set(foreign)
    for name, columns in asked.items():
        dealt[name] = tuple(sorted(set(columns) - taken))
        taken.update(columns)
    left = tuple(column for column in range(len(names)) if column not in taken)
    problems = []
    if foreign:
        problems.append(
            f"The views ask for {counted(len(foreign), 'column')} that these data do not have; "
            f"their {len(names)} columns are counted from 0 to {len(names) - 1}."
        )
    if twice:
        problems.append(
            f"A column can be in one view only; {_columns(twice, names)} stays where it was named "
            "first."
        )
    if left:
        dealt[REST] = tuple(sorted((*dealt.get(REST, ()), *left)))
        problems.append(f"In no view, and so in “{REST}”: {_columns(left, names)}.")
    return dealt, problems


def _nothing_to_see(names: Sequence[str]) -> str:
    return (
        f"No model can look at {quoted(names)}: there is no column in it. Tick some there, or "
        "remove it."
    )


# ---------------------------------------------------------------- in words


def quoted(names: Sequence[str]) -> str:
    """
    >>> quoted(["a", "b", "c"])
    '“a”, “b” and “c”'
    """
    return listed([f"“{name}”" for name in names])


def in_words(views: Mapping[str, Sequence[int]]) -> str:
    """
    >>> in_words({"sepal": (0, 1), "petal": (2,)})
    'sepal (2 columns), petal (1 column)'
    """
    sizes = {name: counted(len(columns), "column") for name, columns in views.items()}
    return ", ".join(f"{name} ({size})" for name, size in sizes.items())


def _columns(columns: Sequence[int], names: Sequence[str]) -> str:
    """Some columns by name, and how many more there are."""
    shown = quoted([names[column] for column in columns[:3]])
    return shown if len(columns) <= 3 else f"{shown} and {len(columns) - 3} more"


# ---------------------------------------------------------------- other views


def presets(own: Dataset) -> dict[str, Views]:
    """Title -> views, ready to be chosen for a data set with its own views; those first."""
    n_columns = len(own.feature_names)
    each = tuple((name, (column,)) for column, name in enumerate(own.feature_names))
    found: dict[str, Views] = {}
    if own.is_flat:
        found["Each axis is a sensor"] = each
    found["The data set's own"] = own_views(own)
    found |= _halves_of_a_picture(own.feature_names)
    if n_columns <= A_VIEW_A_COLUMN:
        found["Each column is a view"] = each
    for parts, title in ((2, "Two"), (3, "Three"), (4, "Four")):
        found[f"{title} equal parts"] = _parts(n_columns, parts)
    found["All columns in one view"] = (("everything", tuple(range(n_columns))),)
    return _different(found)


def _parts(n_columns: int, parts: int) -> Views:
    """Neighbouring columns together."""
    cut = np.array_split(np.arange(n_columns), parts)
    return tuple((f"part {i + 1}", tuple(part.tolist())) for i, part in enumerate(cut))


def _halves_of_a_picture(names: Sequence[str]) -> dict[str, Views]:
    """Halves of a picture, when every column is a pixel whose name says where it lies."""
    places = [PIXEL.fullmatch(name) for name in names]
    if not all(places):
        return {}
    rows, across = np.array([[int(n) for n in place.groups()] for place in places if place]).T

    def cut(where: np.ndarray, first: str, second: str) -> Views:
        near = where <= where.max() // 2
        both = ((first, np.flatnonzero(near)), (second, np.flatnonzero(~near)))
        return tuple((name, tuple(columns.tolist())) for name, columns in both)

    return {
        "Left and right half": cut(across, "left", "right"),
        "Top and bottom half": cut(rows, "top", "bottom"),
    }


def _different(found: Mapping[str, Views]) -> dict[str, Views]:
    """Each way to group the columns once, whatever it is called, and none with an empty group."""
    seen: dict[frozenset[tuple[int, ...]], str] = {}
    for title, views in found.items():
        groups = frozenset(tuple(sorted(columns)) for _, columns in views)
        if all(groups):
            seen.setdefault(groups, title)
    return {title: found[title] for title in seen.values()}


# ---------------------------------------------------------------- edits


def with_columns(groups: Views, position: int, columns: Iterable[int]) -> Views:
    """These columns in that group and in no other; the group's former columns may be in none."""
    chosen = tuple(sorted(columns))
    return tuple(
        (name, chosen if i == position else tuple(c for c in own if c not in chosen))
        for i, (name, own) in enumerate(groups)
    )


def renamed(groups: Views, position: int, name: str) -> Views:
    """The same groups, one under another name, which `arrange` may have to change."""
    return tuple((name if i == position else own, c) for i, (own, c) in enumerate(groups))


def without(groups: Views, position: int) -> Views:
    """One group less; its columns are in no group then."""
    return (*groups[:position], *groups[position + 1 :])


def with_new(groups: Views) -> Views:
    """One empty group more."""
    names = [name for name, _ in groups]
    number = next(n for n in range(1, len(names) + 2) if f"new view {n}" not in names)
    return (*groups, (f"new view {number}", ()))
