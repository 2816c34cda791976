"""Which methods gave the same answers although none had to; those that must share one row."""

import numpy as np

from lib.engine.results import Method, Results

ROUNDING = 1e-9  # probabilities closer than this differ by rounding alone


def largest_difference(results: Results, key: str, other: str) -> float:
    """Between the out-of-fold probabilities of two methods in the first pass, from 0 to 1."""
    P = results.repeats[0].P
    return float(np.abs(P[results.positions[key]] - P[results.positions[other]]).max())


def equal_by_chance(results: Results) -> list[list[Method]]:
    """Groups of methods that gave the same answers in the first pass although none had to."""
    groups: list[list[Method]] = []
    for method in results.methods:
        for group in groups:
            if largest_difference(results, group[0].key, method.key) <= ROUNDING:
                group.append(method)
                break
        else:
            groups.append([method])
    return [group for group in groups if len(group) > 1]
