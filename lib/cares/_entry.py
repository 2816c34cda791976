"""What a care is: one record for all that is known of it, and where all of them are found."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from lib.catalogue.controls import Slider
from lib.catalogue.entries import load_entries
from lib.engine.progress import Progress
from lib.engine.results import Results
from lib.engine.task import Task

HEAVIEST = 4  # of a weight: "above all"; 0 is "not at all"
Examine = Callable[[Task, Results, str, int, Progress], Mapping[str, float]]


@dataclass(frozen=True)
class Axis:
    """A care on the axis of a chart and in its table. title : says which way is better. column :
    heading in a table. what : in a sentence. unit : how much of the care's own unit is one."""

    title: str
    column: str
    what: str
    unit: float = 1


@dataclass(frozen=True)
class Limit:
    """A hard limit: what costs more is ruled out. name : in links. care : key of the care that it
    is about. unit : how much of that care's unit is one. control : the amounts to ask for. about :
    up to so many times as much is about at the limit, which keeps it: measuring again would give
    another amount."""

    name: str
    care: str
    unit: float
    control: Slider
    order: int
    about: float = 1.0


@dataclass(frozen=True)
class Care:
    """What each file of this folder gives as `ENTRY`: something to care about, less is better.

    label : on screen. phrase : in a sentence, after "what matters is". help : what is measured, and
        on what. floor : less is not worth having, so it counts as this much. same_within : two
        amounts less than so many times apart count as equal, because measuring again would part
        them anew.
    beside : key of a care that is told together with it.
    measure : called as `measure(results, metric)`, gives an amount for each method, (n_methods,).
    examine : in its place for what results do not hold, called as `examine(task, results, metric,
        random_state, progress)`, gives the amounts by key; may raise DataError. refits : it fits
        anew, on the first pass alone, so it is called once a question and when somebody cares.
    is_timed : it rests on `Results.times`, which are measured once the passes are done, or before
        when somebody cares.
    format : called as `format(amount, metric)`, the amount as it is written in a sentence.
    axis, limit : None when it cannot be drawn, or not be limited.
    """

    label: str
    phrase: str
    help: str
    floor: float
    format: Callable[[float, str], str]
    order: int
    measure: Callable[[Results, str], np.ndarray] | None = None
    examine: Examine | None = None
    refits: bool = False
    is_timed: bool = False
    beside: str = ""
    same_within: float = 1.0
    axis: Axis | None = None
    limit: Limit | None = None

    @property
    def control(self) -> Slider:
        """The weight as a knob."""
        return Slider(self.label, 0, HEAVIEST, 0, step=0.5, help=self.help)


def entries() -> dict[str, Care]:
    """Every care by file name, in their order."""
    return load_entries("lib.cares")


def limits() -> dict[str, Limit]:
    """Every hard limit by its name in links, in their order."""
    found = [care.limit for care in entries().values() if care.limit]
    return {limit.name: limit for limit in sorted(found, key=lambda limit: limit.order)}
