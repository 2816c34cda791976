"""What matters to one visitor: how much each cost weighs, and limits that rule a method out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lib.cares._catalogue import entries, limits

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


def _in_order(names: Iterable[str], pairs: Amounts) -> Amounts:
    chosen: Mapping[str, float] = dict(pairs)
    return tuple((name, chosen[name]) for name in names if chosen.get(name))
