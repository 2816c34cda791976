"""Unfitted estimators written as the constructor calls that make them."""

import inspect
import math
import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.pipeline import Pipeline

from lib.words.outside import as_literal, visible

WIDTH = 96  # of a line; it may end in a bracket and a comma
LONG = 8  # whole numbers in a row; more are written as a range


class Writer:
    """Writes objects as code, and remembers the classes that the code names.

    classes : (module, class) of each, for the imports.
    """

    def __init__(self) -> None:
        self.classes: set[tuple[str, str]] = set()

    def write(self, value: Any, indent: int = 0) -> str:
        """An expression that makes an equal object. Its first line starts anywhere up to `indent`
        columns in, the others at `indent` or more.

        Only what differs from a class's defaults is written. Raises TypeError when a value has no
        such expression.
        """
        if isinstance(value, np.generic):
            value = value.item()
        if value is None or isinstance(value, bool | int | float | str):
            return _scalar(value)
        if isinstance(value, list | tuple):
            return self._sequence(value, indent)
        if isinstance(value, dict):
            items = [f"{self.write(k)}: {self.write(v, indent + 4)}" for k, v in value.items()]
            return _bracketed("{", items, "}", indent)
        if isinstance(value, type):
            return self.name(value.__module__, value.__name__)
        return self._object(value, indent)

    def name(self, module: str, name: str) -> str:
        """The name of a class or function, remembered for the imports."""
        self.classes.add((module, name))
        return name

    def call(self, kind: Callable, arguments: Mapping[str, str], indent: int) -> str:
        """A call with arguments that are code already."""
        items = [f"{name}={text}" for name, text in arguments.items()]
        opening = f"{self.name(kind.__module__, kind.__name__)}("
        return _bracketed(opening, items, ")", indent)

    def _sequence(self, values: Sequence, indent: int) -> str:
        opening, closing = ("[", "]") if isinstance(values, list) else ("(", ")")
        if _is_long_range(values):
            kind = "list" if isinstance(values, list) else "tuple"
            return f"{kind}(range({values[0]}, {values[-1] + 1}))"
        items = [self.write(value, indent + 4) for value in values]
        if isinstance(values, tuple) and len(items) == 1:
            return _bracketed(opening, items, ",)", indent)
        return _bracketed(opening, items, closing, indent)

    def _pipeline(self, pipeline: Pipeline, indent: int) -> str:
        steps = [step for _, step in pipeline.steps if step not in ("passthrough", None)]
        if len(steps) == 1 and hasattr(steps[0], "predict_proba"):
            return self.write(steps[0], indent)  # one step needs no pipeline
        self.name("sklearn.pipeline", "make_pipeline")
        items = [self.write(step, indent + 4) for step in steps or ["passthrough"]]
        return _bracketed("make_pipeline(", items, ")", indent)

    def _object(self, value: Any, indent: int) -> str:
        if isinstance(value, Pipeline):
            return self._pipeline(value, indent)
        kind = type(value)
        arguments = {}
        for name, parameter in inspect.signature(kind).parameters.items():
            if not hasattr(value, name):
                raise TypeError(f"{kind.__name__} does not keep its parameter {name}")
            text = self.write(getattr(value, name), indent + 4)
            if parameter.default is parameter.empty or text != self._default(parameter):
                arguments[name] = text
        return self.call(kind, arguments, indent)

    def _default(self, parameter: inspect.Parameter) -> str:
        try:
            return Writer().write(parameter.default, 4)
        except TypeError:
            return repr(parameter.default)


def _scalar(value: float | str | None) -> str:
    if isinstance(value, str):
        return as_literal(value)
    is_odd = isinstance(value, float) and not math.isfinite(value)
    return f'float("{value}")' if is_odd else repr(value)


def comment(text: str, width: int = WIDTH) -> list[str]:
    """Any text as lines of a comment, which it cannot leave."""
    return [f"# {line}" for line in textwrap.wrap(visible(text), width - 2)]


def import_lines(classes: set[tuple[str, str]], take_home: str) -> list[str]:
    """The imports for classes of scikit-learn, by their public homes, and of our own."""
    by_module: dict[str, list[str]] = {}
    for module, name in sorted(classes):
        home = take_home if module.startswith("lib.") else _public(module)
        by_module.setdefault(home, []).append(name)
    ours = by_module.pop(take_home, [])
    ordered = sorted(by_module.items()) + ([(take_home, ours)] if ours else [])
    return [import_line(module, sorted(set(names))) for module, names in ordered]


def import_line(module: str, names: Sequence[str]) -> str:
    """One import of so many names."""
    line = f"from {module} import {', '.join(names)}"
    return line if len(line) <= WIDTH else _bracketed(f"from {module} import (", names, ")", 0)


def _public(module: str) -> str:
    """`sklearn.linear_model._logistic` is read from `sklearn.linear_model`."""
    parts = module.split(".")
    private = [i for i, part in enumerate(parts) if part.startswith("_")]
    return ".".join(parts[: private[0]] if private else parts)


def _is_long_range(values: Sequence) -> bool:
    whole = all(isinstance(v, int | np.integer) and not isinstance(v, bool) for v in values)
    return len(values) > LONG and whole and list(values) == [*range(values[0], values[-1] + 1)]


def _bracketed(opening: str, items: Sequence[str], closing: str, indent: int) -> str:
    """On one line when it fits, otherwise one item a line."""
    line = f"{opening}{', '.join(items)}{closing}"
    if "\n" not in line and indent + len(line) <= WIDTH:
        return line
    space = "\n" + " " * (indent + 4)
    return f"{opening}{''.join(f'{space}{i},' for i in items)}\n{' ' * indent}{closing.lstrip(',')}"
