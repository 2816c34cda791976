"""Knobs as data: what a visitor may set, between which limits, and how it is written in a link.

`lib.ui.controls` turns them into widgets. A value that a link asks for goes through
`parse`, which is total: it returns an allowed value, such that `format` loses nothing of it, or
raises ValueError with words that follow the text: "is not a number".
"""

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Value = float | int | str | bool
Knobs = tuple[tuple[str, Value], ...]


@dataclass(frozen=True)
class Slider:
    """A number between `low` and `high`; whole when `step` is whole. One between two steps is the
    nearest step.

    `unit` follows the number on screen ("%", "rows"); `help` says in plain words what changes.
    """

    label: str
    low: float
    high: float
    default: float
    step: float = 1
    unit: str = ""
    help: str = ""

    @property
    def is_whole(self) -> bool:
        return all(float(v).is_integer() for v in (self.low, self.high, self.default, self.step))

    def parse(self, text: str) -> Value:
        try:
            value = int(text) if self.is_whole else float(text)
        except ValueError:
            raise ValueError(f"is not a {'whole ' * self.is_whole}number") from None
        if not self.low <= value <= self.high:  # also refuses nan
            raise ValueError(f"is not between {self.low:g} and {self.high:g}")
        step = self.low + self.step * round((value - self.low) / self.step)
        return (int if self.is_whole else float)(self.format(min(step, self.high)))

    def format(self, value: Value) -> str:
        return f"{value:.10g}"


@dataclass(frozen=True)
class Choice:
    """One of `options`, a mapping from the name used in links to the words on screen."""

    label: str
    options: Mapping[str, str]
    default: str
    help: str = ""

    def knows(self, text: str) -> bool:
        """Whether that can be chosen."""
        return text in self.options

    def parse(self, text: str) -> Value:
        if not self.knows(text):
            known = textwrap.shorten(", ".join(self.options), 90, placeholder=" …")
            raise ValueError(f"is not one of {known}")
        return text

    def format(self, value: Value) -> str:
        return str(value)

    def __hash__(self) -> int:
        return hash((self.label, tuple(self.options), self.default))


@dataclass(frozen=True)
class Toggle:
    """On or off."""

    label: str
    default: bool = False
    help: str = ""

    def parse(self, text: str) -> Value:
        if text not in ("on", "off"):
            raise ValueError("is neither on nor off")
        return text == "on"

    def format(self, value: Value) -> str:
        return "on" if value else "off"


@dataclass(frozen=True)
class Weights:
    """One number from `low` to `high` for each member, in their order, written "2-1-0.5".

    A missing number counts as 1, so an empty text means equal weights. most : numbers.
    """

    label: str
    high: float = 5
    most: int = 12
    low: float = 0
    step: float = 0.1
    default: str = ""
    help: str = ""

    def parse(self, text: str) -> Value:
        weights = text.split("-") if text else []
        if len(weights) > self.most:
            raise ValueError(f"has more than {self.most} numbers")
        one = Slider(self.label, self.low, self.high, 1, step=0.01)  # a percent of one
        return "-".join(one.format(one.parse(weight)) for weight in weights)

    def format(self, value: Value) -> str:
        return str(value)

    def numbers(self, value: str, n_members: int) -> list[float]:
        """The weight of each of `n_members` members."""
        given = [float(weight) for weight in value.split("-")] if value else []
        return (given + [1.0] * n_members)[:n_members]


@dataclass(frozen=True)
class Text:
    """A text that is made elsewhere, by a hand that draws for instance; it has no widget of its own
    and is too long to be told.

    read : gives the one text that says the same, or raises ValueError as `parse` does.
    """

    label: str
    read: Callable[[str], str]
    default: str = ""
    help: str = ""

    def parse(self, text: str) -> Value:
        return self.read(text)

    def format(self, value: Value) -> str:
        return str(value)


Control = Slider | Choice | Toggle | Weights | Text


def settings(controls: Mapping[str, Control], knobs: Knobs) -> dict[str, Value]:
    """Every knob's value: what the visitor set, the default for the rest."""
    return {name: control.default for name, control in controls.items()} | dict(knobs)


def changed(controls: Mapping[str, Control], values: Mapping[str, Any]) -> Knobs:
    """The knobs that differ from their defaults, sorted: the canonical form in a scenario."""
    return tuple(
        (name, values[name])
        for name in sorted(controls)
        if name in values and values[name] != controls[name].default
    )
