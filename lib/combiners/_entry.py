"""What a combiner's file in this folder must give."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from lib.base_models import Member
from lib.catalogue.controls import Control, Value
from lib.combiners._base import BaseCombiner
from lib.combiners._merged import Merged

Column = Member | Merged  # what the engine fits: one column of P

Level = Literal[
    "feature", "representation", "parameter", "structure", "score", "rank", "decision", "behaviour"
]

Kind = Literal[
    "single",
    "voting",
    "stacking",
    "selection",
    "early",
    "late",
    "intermediate",
    "parameters",
    "structure",
    "knowledge",
]


def the_same(members: Sequence[Member], settings: Mapping[str, Value]) -> tuple[Member, ...]:
    """Most combiners work on the members as the visitor chose them."""
    return tuple(members)


@dataclass(frozen=True)
class Combiner:
    """What each file of this folder gives as `ENTRY`.

    build : called as `build(**knobs)`, returns an unfitted BaseCombiner.
    inputs : which members' probabilities it works on, from those the visitor chose; early fusion
        asks for versions that see every view, and what merges inside for a `Merged` model.
        Called as `inputs(members, knobs)`.
    is_standard : compared unless the visitor chose otherwise; the rest is there to be switched on.
    learns : fits on out-of-fold probabilities, so the engine must provide them.
    symmetric : the order of the members does not matter.
    same_as : None, or a sentence when this method must give exactly what another gives for these
        members, as (key of the other, sentence); called as `same_as(members, knobs)`.
    formula : LaTeX. needs : plain words. short : at most 16 characters.
    operator : the sign between the members and the result in the picture strip.
    """

    title: str
    short: str
    summary: str
    family: Literal["single", "ensembling", "fusion"]
    kind: Kind
    level: Level
    formula: str
    needs: str
    build: Callable[..., BaseCombiner]
    controls: Mapping[str, Control] = field(default_factory=dict)
    inputs: Callable[[Sequence[Member], Mapping[str, Value]], tuple[Column, ...]] = the_same
    same_as: Callable[[Sequence[Member], Mapping[str, Value]], tuple[str, str] | None] = (
        lambda members, knobs: None
    )
    is_standard: bool = True
    learns: bool = True
    symmetric: bool = True
    operator: str = "→"
    order: int = 100
