"""The wiring of a way to decide, as a card draws it."""

from dataclasses import dataclass

Links = tuple[tuple[int, int], ...]  # from a box of one layer to a box of the next


@dataclass(frozen=True)
class Wiring:
    """How an answer comes about, from the inputs down.

    layers : the texts of the boxes of each layer. links : for each gap between two layers, which
    box leads to which.
    """

    layers: tuple[tuple[str, ...], ...] = ()
    links: tuple[Links, ...] = ()


def all_to_all(above: int, below: int) -> Links:
    """Every box leads to every box of the next layer."""
    return tuple((i, j) for i in range(above) for j in range(below))


def one_to_one(count: int) -> Links:
    """Every box leads to the one below it."""
    return tuple((i, i) for i in range(count))
