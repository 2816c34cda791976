"""What every display of the app keeps, wherever it is: each is asked for the same.

A display is any `Display` at the top of a module of `lib`. One that a page shows of its own accord
(`page="compare"`) is drawn from the cases of `tests/charts/records.py`. Every other one needs
example records: the file `tests/<room>/records.py` has

    RECORDS = {"lib.<room>.<module>.<CONSTANT>": function}

whose function yields pairs (what is special about it, record): the usual one first, then every
awkward one (one class of everything, nothing at all, undefined numbers, a first repeat), and one
with `HOSTILE` of `tests.hostile` wherever a name can come from data. A display that is
made for its record, by a function that the path then names, comes with it: (what is special about
it, record, display). Nothing need be changed here.
"""

import importlib
import inspect
import json
import math
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pytest
from plotly.graph_objects import Figure

import lib
from lib.drawing.display import Display
from lib.drawing.methods import MAX_MARKERS
from tests.charts.records import cases
from tests.hostile import HOSTILE

TESTS = Path(__file__).parents[1]
SHOWS_NO_PICTURE = ("lib.ui",)  # what only puts displays on a page; slow to import
WAYS = {  # how an axis title says it; part of a bar has no higher and lower
    "higher": ("higher is better", "more of “better” is better"),
    "lower": ("lower is better", "fewer is better"),
    "neither": ("",),
}
MOST_SENTENCES = 4
DIGITS = (1, 3)  # tables may be rounded to these
OURS = re.compile(r"</?(?:br|b|i|extra)>")  # tags that we write ourselves


class Shown(NamedTuple):
    """One display of one record."""

    name: str
    record: Any
    display: Display[Any]
    figure: Figure
    words: str
    table: pd.DataFrame


def displays() -> dict[str, Display[Any]]:
    """Every display by the place where it stands."""
    found = {}
    for module in pkgutil.walk_packages(lib.__path__, "lib."):
        if not module.name.startswith(SHOWS_NO_PICTURE):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, Display) and id(value) not in map(id, found.values()):
                    found[f"{module.name}.{name}"] = value
    return found


def records() -> dict[str, Callable[[], Iterable[tuple[Any, ...]]]]:
    """The example records of all rooms."""
    found: dict[str, Any] = {}
    for file in sorted(TESTS.glob("*/records.py")):
        found |= importlib.import_module(f"tests.{file.parent.name}.records").RECORDS
    return found


DISPLAYS, RECORDS = displays(), records()
every_display = pytest.mark.parametrize("path", DISPLAYS | RECORDS)


@cache
def shown(path: str) -> list[Shown]:
    """The display with every example, drawn once."""
    usual, found = DISPLAYS.get(path), []
    examples = RECORDS.get(path, cases if usual and usual.page else None)
    assert examples, f"no example record for {path}"
    for name, record, *own in examples():
        display = own[0] if own else usual
        drawn = display.draw(record), display.words(record), display.table(record)
        found.append(Shown(name, record, display, *drawn))
    return found


def texts_in(node: Any) -> Iterator[str]:
    """Every text of a figure's JSON."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from texts_in(child)


def drawn_numbers(figure: Figure) -> Iterator[float]:
    """What can be pointed at, on axes that do not name their ticks themselves."""
    for trace in figure.data:
        for letter in "xy":
            axis = figure.layout[f"{letter}axis{(trace[f'{letter}axis'] or letter)[1:]}"]
            values = trace[letter]
            if values is None or axis.ticktext is not None or trace.hoverinfo == "skip":
                continue
            if np.issubdtype(np.asarray(values).dtype, np.number):
                yield from np.asarray(values, dtype=float).ravel()


def numbers_of(table: pd.DataFrame) -> np.ndarray:
    """Every number of a table, and the mean of each column, which may be drawn beside them."""
    numbers = table.select_dtypes("number").astype(float)
    return np.concatenate([numbers.to_numpy().ravel(), numbers.mean().to_numpy()])


def test_there_are_displays_and_every_example_belongs_to_one() -> None:
    assert len(DISPLAYS) >= 8
    for path in RECORDS:  # raises when there is no such thing, or none of that name any more
        assert path in DISPLAYS or inspect.isfunction(pkgutil.resolve_name(path)), path


@every_display
def test_it_asks_looks_like_the_others_and_its_axes_say_which_way_is_better(path: str) -> None:
    for one in shown(path):
        assert one.display.question.endswith("?")
        assert one.display.question[0].isupper()
        assert isinstance(one.figure, Figure), one.name
        assert isinstance(one.table, pd.DataFrame), one.name
        layout, better = one.figure.layout, one.display.better(one.record)
        titles = [layout.xaxis.title.text, layout.yaxis.title.text]
        assert all(titles), one.name
        said = " ".join(titles).replace("<br>", " ")
        assert any(way in said for way in WAYS[better]), (one.name, titles)
        assert layout.height >= 100, one.name
        assert layout.paper_bgcolor.endswith("0)"), one.name
        assert layout.plot_bgcolor.endswith("0)"), one.name
        assert layout.yaxis.automargin, one.name
        assert layout.font.color is None, one.name  # the page's theme gives it
        assert layout.title.text is None, one.name  # the page writes the question


@every_display
def test_it_gives_plotly_finite_arrays_not_too_many_marks_and_harmless_text(path: str) -> None:
    for one in shown(path):
        marks = 0
        for trace in one.figure.data:
            values = trace.to_plotly_json()
            for numbers in (values[letter] for letter in "xyz" if values.get(letter) is not None):
                assert isinstance(numbers, np.ndarray), (one.name, trace.name)
            if trace.type == "scatter" and "markers" in trace.mode:
                marks += len(trace.x)
        assert marks <= MAX_MARKERS or one.display.draws_rows, one.name
        text = one.figure.to_json()
        assert "Infinity" not in text, one.name
        assert "NaN" not in text, one.name
        for part in texts_in(json.loads(text)):
            assert "<" not in OURS.sub("", part), (one.name, part)


@every_display
def test_its_words_are_a_few_plain_sentences(path: str) -> None:
    for one in shown(path):
        assert one.words.endswith("."), one.name
        assert one.words[0] == one.words[0].upper() or HOSTILE in one.words, one.name
        assert not re.search(r"\b(nan|inf|None)\b|\*\*|`", one.words), (one.name, one.words)
        for paragraph in one.words.split("\n\n"):
            sentences = re.split(r"[.?!] (?=[A-Z])", paragraph)
            assert "\n" not in paragraph, (one.name, one.words)
            assert len(sentences) <= MOST_SENTENCES, (one.name, one.words)
        alt = one.display.alt(one.record)
        assert alt == f"{one.display.question} {one.words}", one.name


@every_display
def test_its_table_holds_what_is_drawn(path: str) -> None:
    assert any(len(one.table) for one in shown(path))
    for one in shown(path):
        held = numbers_of(one.table)
        if not one.figure.layout.annotations or len(one.table):
            for number in drawn_numbers(one.figure):
                near = np.isclose(held, number) | np.isin(held, [round(number, d) for d in DIGITS])
                assert near.any() or math.isnan(number), (one.name, number)
