"""Which methods are the same here: what must be equal, with the reason and the measured check."""

from dataclasses import dataclass

import numpy as np

from lib.engine.results import Method, Results

ROUNDING = 1e-9  # probabilities closer than this differ by rounding alone


@dataclass(frozen=True)
class Twins:
    """Two methods that must answer alike.

    difference : the largest between their probabilities, over all rows and classes of the first
        pass over the folds.
    """

    method: Method
    other: Method
    reason: str
    difference: float


def twins(results: Results) -> list[Twins]:
    """Every pair that must be equal for the present choice, as the methods themselves say."""
    return [
        Twins(
            method,
            results.method(method.same_as),
            method.reason,
            largest_difference(results, method.key, method.same_as),
        )
        for method in results.methods
        if method.same_as in results.positions
    ]


def largest_difference(results: Results, key: str, other: str) -> float:
    """Between the out-of-fold probabilities of two methods in the first pass, from 0 to 1."""
    P = results.repeats[0].P
    return float(np.abs(P[results.positions[key]] - P[results.positions[other]]).max())


def equal_by_chance(results: Results) -> list[list[Method]]:
    """Groups of methods that gave the same answers in the first pass although none had to."""
    groups: list[list[Method]] = []
    for method in results.methods:
        if method.same_as in results.positions:
            continue  # said already
        for group in groups:
            if largest_difference(results, group[0].key, method.key) <= ROUNDING:
                group.append(method)
                break
        else:
            groups.append([method])
    return [group for group in groups if len(group) > 1]
