"""What the visitor cares about turned into a price; what a limit rules out."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from lib import cares
from lib.cares import Amounts, Priorities
from lib.verdict.records import Candidate

ROUNDING = 1e-9


def broken_limits(costs: Mapping[str, float], limits: Amounts) -> tuple[str, ...]:
    """Names of the limits that are not kept; what was not measured keeps none."""
    every = cares.limits()
    return tuple(
        name for name, most in limits if not over(costs, name, most) <= every[name].about + ROUNDING
    )


def touched_limits(costs: Mapping[str, float], limits: Amounts) -> tuple[str, ...]:
    """Names of the limits that are kept, though only because about at a limit counts as kept."""
    every = cares.limits()
    return tuple(
        name for name, most in limits if 1 + ROUNDING < over(costs, name, most) <= every[name].about
    )


def over(costs: Mapping[str, float], name: str, most: float) -> float:
    """How many times as much as the limit allows; inf for what was not measured."""
    limit = cares.limits()[name]
    return costs.get(limit.care, math.inf) / (most * limit.unit)


def priced(candidates: Sequence[Candidate], priorities: Priorities) -> list[Candidate]:
    """With their price: how many times as much as the cheapest eligible one each costs, as a
    weighted geometric mean over what matters; so the unit of a cost does not matter. Below 1 for
    what is not eligible and cheaper than all that are. What is as cheap as the lowest price but
    for amounts that measuring again would part anew has that price too, so that none of them is
    picked by chance.

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
    amounts = [_amounts(candidate, weights) for candidate in fair if candidate.is_eligible]
    least = {care: min(each[care] for each in amounts) for care in weights}
    best = min(amounts, key=lambda each: _price(each, least, weights))

    def price(candidate: Candidate) -> float:
        mine = _amounts(candidate, weights)
        is_as_cheap = candidate.is_eligible and _price(mine, best, weights) <= 1
        return _price(best if is_as_cheap else mine, least, weights)

    return [c if c.breaks else replace(c, price=price(c)) for c in candidates]


def _amounts(candidate: Candidate, weights: Iterable[str]) -> dict[str, float]:
    """By care; what is not worth having less of counts as that much."""
    return {care: max(candidate.costs[care], cares.entries()[care].floor) for care in weights}


def _price(
    amounts: Mapping[str, float], standard: Mapping[str, float], weights: Mapping[str, float]
) -> float:
    """How many times the standard, those that count as equal being equal."""
    total = 0.0
    for care, weight in weights.items():
        log_times = math.log(amounts[care] / standard[care])
        is_equal = abs(log_times) <= math.log(cares.entries()[care].same_within) + ROUNDING
        total += 0.0 if is_equal else weight * log_times
    return math.exp(total / sum(weights.values()))
