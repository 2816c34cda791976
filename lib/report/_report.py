"""The record that every export is made of; nothing here is looked up while a file is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from lib.drawing.display import Display
from lib.engine.boundary import Picture
from lib.engine.plane import Plane
from lib.verdict.case import Case


@dataclass(frozen=True, eq=False)
class Part:
    """One titled part of a report, as plain text: whoever writes it into a file escapes it.

    sentences : a paragraph each. points : (what it is about or the claim, the rest) each.
    """

    title: str
    sentences: tuple[str, ...] = ()
    points: tuple[tuple[str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        """There is nothing under the title."""
        return not (self.sentences or self.points)


@dataclass(frozen=True, eq=False)
class Boundaries:
    """What methods answer on a plane through the data; pictures by the key of their method.

    members : what every member says there, for whoever counts their votes by hand.
    """

    plane: Plane
    pictures: Mapping[str, Picture]
    members: np.ndarray


@dataclass(frozen=True, eq=False)
class Pinned:
    """Another case that is held against this one. differs : what it has that others have not, in
    words."""

    case: Case
    differs: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Report:
    """Everything an export says.

    day : printed on it; given, not looked up, so that the same record gives the same file.
    link : the address that opens the same scenario, or only its query ("?v=1") when the app does
    not know its address; "" where there is none. boundaries : None when there is no picture.
    extras : further parts, shown before what the verdict does not show. pins : each is a slide.
    """

    case: Case
    day: date
    link: str
    boundaries: Boundaries | None = None
    extras: tuple[Part, ...] = ()
    pins: tuple[Pinned, ...] = ()
    measured: tuple[tuple[Display[Any], Any], ...] = ()
