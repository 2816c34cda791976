"""What the visitor cares about turned into a price; what a limit rules out."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from lib import cares
from lib.cares import Amounts, Priorities
from lib.verdict.records import Candidate


def broken_limits(costs: Mapping[str, float], limits: Amounts) -> tuple[str, ...]:
    """Names of the limits that are not kept; what was not measured keeps none."""
    every = cares.limits()
    return tuple(
        name
        for name, most in limits
        if not costs.get(every[name].care, math.inf) <= most * every[name].unit * (1 + 1e-9)
    )


def priced(candidates: Sequence[Candidate], priorities: Priorities) -> list[Candidate]:
    """With their price: how many times as much as the cheapest eligible one each costs, as a
    weighted geometric mean over what matters; so the unit of a cost does not matter. Below 1 for
    what is not eligible and cheaper than all that are.

    A cost that was not measured for every one of them is left out. nan without weights, and for
    what a limit rules out.
    """
    fair = [candidate for candidate in candidates if not candidate.breaks]
    weights = {
        care: weight
        for care, weight in priorities.weights
        if all(care in candidate.costs for candidate in fair)
    }
    if not (weights and fair):
        return list(candidates)
    eligible = [candidate for candidate in fair if candidate.is_eligible]
    cheapest = {care: min(_floored(c, care) for c in eligible) for care in weights}
    return [c if c.breaks else replace(c, price=_price(c, cheapest, weights)) for c in candidates]


def _floored(candidate: Candidate, care: str) -> float:
    return max(candidate.costs[care], cares.entries()[care].floor)


def _price(
    candidate: Candidate, cheapest: Mapping[str, float], weights: Mapping[str, float]
) -> float:
    total = 0.0
    for care, weight in weights.items():
        log_times = math.log(_floored(candidate, care) / cheapest[care])
        is_equal = abs(log_times) <= math.log(cares.entries()[care].same_within) + 1e-9
        total += 0.0 if is_equal else weight * log_times
    return math.exp(total / sum(weights.values()))
