"""What the ranking of ways to combine is drawn from in tests."""

from collections.abc import Iterator

from lib.claims import Ranking
from tests.drawing.hostile import HOSTILE

CHANCES = {"distilled": (0.9, 0.1, 0.0), "soft_vote": (0.0, 0.2, 0.8), "gone": (0.3, 0.4, 0.3)}


def ranking(chances: dict[str, tuple[float, float, float]] = CHANCES) -> Ranking:
    """chances : method -> how probably it is worse, as good, better."""
    return Ranking(
        [
            {"method": key, "worse": worse, "as_good": good, "better": better}
            | {"typical": 5 * (better - worse), "wins": 3, "losses": 1, "sets": 9}
            for key, (worse, good, better) in chances.items()
        ]
    )


def rankings() -> Iterator[tuple[str, Ranking]]:
    yield "usual", ranking()
    yield "one way", ranking({"soft_vote": (0.1, 0.2, 0.7)})
    yield "hostile names", ranking(CHANCES | {HOSTILE: (0.5, 0.0, 0.5)})


RECORDS = {"lib.claims.RANKING": rankings}
