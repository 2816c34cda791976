"""What the weights lab says."""

import numpy as np

from lib.inside.weights.computing import (
    HALF,
    LOG_ODDS,
    MATCHED,
    MIXES,
    NAIVE,
    ONE_VALLEY,
    PROBABILITIES,
    SHARED,
    Barriers,
    TwoNetworks,
    Way,
)
from lib.networks.averaging import shape_in_words
from lib.networks.network import Network

FLAT = 0.005  # a rise of the log-loss that nobody would see in the curve

MANY_QUESTION = "Is one pair luck, and does a wider network help?"
NOTES = {
    NAIVE: "weights mixed unit by unit, as they happen to be numbered",
    MATCHED: "the same A and B, but the units of B are renumbered first",
    SHARED: "A and B went on from one half-trained network",
    PROBABILITIES: "the answers are mixed; both networks stay alive",
    LOG_ODDS: "the sums before the last squashing are mixed",
    ONE_VALLEY: "one linear model with mixed weights",
}
NO_BARRIER = (
    "Mixing probabilities can never have a barrier: the log-loss of an average of probabilities is "
    "at most the average of their log-losses. The price is that both networks must run."
)
WHY_MATCHING = (
    "Hidden units have no order of their own: two networks may know the same bends under different "
    "numbers, and then a plain average mixes units that do different things. Matching renumbers "
    "the units of B to lie close to those of A, which changes nothing in what B says. Branches of "
    "one half-trained network never lose the common order."
)


def headline(found: TwoNetworks, rope: float) -> str:
    """One sentence on what happens halfway. rope : points too few to matter."""
    if found.setup.other_shape:
        return "Networks of different shapes cannot be averaged; their answers still can."
    if not found.setup.layers:
        return "Without a hidden layer, averaging weights is averaging log-odds, exactly."
    naive, matched, shared = (found.by_title[title].drop for title in (NAIVE, MATCHED, SHARED))
    if naive <= rope:
        return "Here even a naive average of two networks answers as well as the two themselves."
    start = f"Halfway, the naive average loses {naive:.0f} points of accuracy"
    if max(matched, shared) <= rope:
        return f"{start}; with matched units or a shared start next to none are lost."
    return (
        f"{start}, the matched one {_lost(matched, rope)}, the shared start {_lost(shared, rope)}."
    )


def _lost(drop: float, rope: float) -> str:
    return "next to none" if drop <= rope else f"{drop:.0f}"


def opened(found: TwoNetworks) -> str:
    """What was fitted: the shape of A, and of B where it is another."""
    shapes = dict.fromkeys((shape_in_words(found.a.shape), shape_in_words(found.b.shape)))
    return f"one pair of networks of {' and '.join(shapes)} units"


def refusal(a: Network, b: Network) -> str:
    """What cannot be done with two shapes, why, and what can."""
    return (
        f"The weights of A ({shape_in_words(a.shape)} units) and B ({shape_in_words(b.shape)} "
        f"units) cannot be averaged: {why_not(a, b)}. Mix what they say instead (late fusion, the "
        "first picture), put both into one wider network, which says the average of their log-odds "
        "(the second picture), or distil both into one network of any shape (Distil lab)."
    )


def why_not(a: Network, b: Network) -> str:
    """Which layers of two networks have no counterpart; "" when all of them have."""
    inner_a, inner_b = a.shape[1:-1], b.shape[1:-1]
    if len(inner_a) != len(inner_b):
        return (
            f"A has {_layers(len(inner_a))} and B has {_layers(len(inner_b))}, so whole layers "
            "of one have no counterpart in the other"
        )
    differing = [
        f"hidden layer {level} has {ours} units in A and {theirs} in B"
        for level, (ours, theirs) in enumerate(zip(inner_a, inner_b, strict=True), start=1)
        if ours != theirs
    ]
    if not differing:
        return ""
    return f"{' and '.join(differing)}, so some weights of B have no counterpart in A"


def _layers(number: int) -> str:
    return ("no hidden layer", "one hidden layer", "two hidden layers")[number]


def readouts(way: Way) -> list[str]:
    """A text below each mix."""
    return [
        f"Log-loss {loss:.3f}, {100 * right:.1f} % right"
        for loss, right in zip(way.losses, way.accuracies, strict=True)
    ]


def way_in_words(way: Way) -> str:
    """The barrier of one way, with the numbers it is made of."""
    highest = int(np.argmax(way.losses - way.chord))
    right = (
        f"Halfway {100 * way.accuracies[HALF]:.1f} % of the rows are right; at the ends "
        f"{100 * way.accuracies[0]:.1f} % and {100 * way.accuracies[-1]:.1f} %."
    )
    if way.barrier < FLAT:
        return (
            "No barrier: the log-loss never rises visibly above the straight line between its ends "
            f"({way.losses[0]:.3f} and {way.losses[-1]:.3f}). {right}"
        )
    return (
        f"A barrier of {way.barrier:.3f}: at {100 * MIXES[highest]:.0f} % of B the log-loss is "
        f"{way.losses[highest]:.3f}, where the straight line between the ends "
        f"({way.losses[0]:.3f} and {way.losses[-1]:.3f}) is at {way.chord[highest]:.3f}. {right}"
    )


def reasons(found: TwoNetworks) -> list[str]:
    """Why it is so; every number is measured on this pair."""
    if found.setup.other_shape:
        return [NO_BARRIER]
    if found.setup.layers:
        return [WHY_MATCHING, NO_BARRIER]
    gap = found.largest_gap(ONE_VALLEY, LOG_ODDS)
    return [
        "A and B are logistic regressions, each trained on a draw of its own: on the same rows "
        "they would be one and the same model. Mixed weights and mixed log-odds give the same "
        f"answers; the largest difference between two probabilities is {gap:.1g}. There is "
        "nothing to match, because there is no hidden unit whose number could be exchanged.",
        NO_BARRIER,
    ]


def barriers_in_words(barriers: Barriers) -> str:
    """What width does to the barrier of a naive average, and how often matching lowers it."""
    frame = barriers.frame
    medians = frame.groupby("Hidden units")[[NAIVE, MATCHED, SHARED]].median()
    narrow, wide = medians.index.min(), medians.index.max()
    lower = int((frame[MATCHED] < frame[NAIVE]).sum())
    parts = [
        f"{title.lower()} {medians.loc[narrow, title]:.3f} with {narrow} units and "
        f"{medians.loc[wide, title]:.3f} with {wide}"
        for title in (NAIVE, MATCHED, SHARED)
    ]
    eases = medians.loc[wide, MATCHED] < medians.loc[narrow, MATCHED]
    return (
        f"Median barrier of {barriers.n_pairs} pairs: {'; '.join(parts)}. Here more hidden units "
        f"{'lower' if eases else 'do not lower'} the barrier after matching. Matching gives a "
        f"lower barrier than the naive average in {lower} of {len(frame)} pairs."
    )


def about_the_pairs(barriers: Barriers) -> str:
    """What the diamonds and lines are."""
    return (
        f"Diamond: median of {barriers.n_pairs} pairs with other starts; line: from the lowest to "
        "the highest. All on the same rows, so this says nothing about other data."
    )
