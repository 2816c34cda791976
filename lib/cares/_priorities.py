"""What matters to one visitor: how much each cost weighs, and limits that rule a method out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lib.cares._entry import entries, limits

Amounts = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Priorities:
    """weights : (care, above 0 to HEAVIEST). limits : (name of a limit, most allowed)."""

    weights: Amounts = ()
    limits: Amounts = ()

    def __bool__(self) -> bool:
        return bool(self.weights or self.limits)

    @property
    def ordered(self) -> "Priorities":
        """As a scenario holds them: in the order of the catalogue, without the zeros."""
        return Priorities(_in_order(entries(), self.weights), _in_order(limits(), self.limits))

    def weight(self, care: str) -> float:
        """0 for what does not matter."""
        return dict(self.weights).get(care, 0.0)

    def with_weight(self, care: str, weight: float) -> "Priorities":
        """A copy in which this matters so much."""
        return Priorities((*{**dict(self.weights), care: weight}.items(),), self.limits).ordered

    def with_limit(self, limit: str, most: float) -> "Priorities":
        """A copy in which no more than this is allowed; 0 for no limit."""
        return Priorities(self.weights, (*{**dict(self.limits), limit: most}.items(),)).ordered


NO_WISH = Priorities()


@dataclass(frozen=True)
class Preset:
    """Priorities named by use."""

    title: str
    sentence: str
    priorities: Priorities


PRESETS: dict[str, Preset] = {
    "nothing": Preset(
        "No special wish",
        "The simplest that may be as good as the best: fewest models, nothing to learn on top.",
        NO_WISH,
    ),
    "phone": Preset(
        "A phone",
        "It has to fit and to answer at once.",
        Priorities(
            (("latency", 3), ("size", 4), ("models", 2)),
            (("latency_us", 10_000), ("size_kb", 1000)),
        ),
    ),
    "hospital": Preset(
        "A hospital",
        "Probabilities must be honest, answers explained, and a shaky reading must not matter.",
        Priorities((("score", 2), ("calibration", 4), ("explain", 3), ("robust", 2))),
    ),
    "competition": Preset(
        "A competition",
        "Only the score is ranked, even by differences that may be luck.",
        Priorities((("score", 4),)),
    ),
    "batch": Preset(
        "A batch job",
        "Trained anew every night, answers in the morning.",
        Priorities((("score", 1), ("training", 4), ("models", 2))),
    ),
}


def preset_of(priorities: Priorities) -> str | None:
    """The preset that these are; None for a visitor's own."""
    return next((key for key, named in PRESETS.items() if named.priorities == priorities), None)


def _in_order(names: Iterable[str], pairs: Amounts) -> Amounts:
    chosen: Mapping[str, float] = dict(pairs)
    return tuple((name, chosen[name]) for name in names if chosen.get(name))
