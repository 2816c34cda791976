"""One measured figure, and whether it meets its goal."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A record of latest.json; without a goal, `goal` is empty and `met` is None."""

    name: str
    value: float
    unit: str
    goal: str = ""
    met: bool | None = None


def at_least(goal: float, name: str, value: float, unit: str) -> Figure:
    """A figure that should be this large or larger."""
    return Figure(name, float(value), unit, f">= {goal:g}", bool(value >= goal))


def at_most(goal: float, name: str, value: float, unit: str) -> Figure:
    """A figure that should be this small or smaller."""
    return Figure(name, float(value), unit, f"<= {goal:g}", bool(value <= goal))
