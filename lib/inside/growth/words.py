"""What the growth lab says."""

import numpy as np

from lib.inside.growth.computing import (
    ADABOOST,
    BOOSTING,
    FOREST,
    MOST_COLUMNS,
    Growth,
    Recipe,
    doubt,
    enough,
)
from lib.inside.rows import Encoded
from lib.statistics.metrics import METRICS
from lib.words import counted

EXPLAINED = {
    FOREST: "A random forest is a soft vote: every tree is trained on rows drawn with replacement "
    "and may only look at some columns at each question, so that the trees err differently; their "
    "probabilities are averaged.",
    BOOSTING: "Gradient boosting is a weighted sum that is learned step by step: each small tree "
    "is fitted to what the sum before it still gets wrong, and a share of it is added.",
    ADABOOST: "AdaBoost is a weighted vote that is learned step by step: rows the last tree got "
    "wrong count more for the next one, and a tree that errs less has more say.",
}
ADDED = {  # title and note of the picture of the last step alone
    FOREST: ("The tree added last", "training rows; larger: drawn more often, a dot: not at all"),
    BOOSTING: (
        "What this step changes",
        "colour: the class it pushes up. Training rows; larger: the sum before was further off, "
        "crossed: it is still wrong",
    ),
    ADABOOST: ("The tree added last", "training rows; larger: they count more for this tree"),
}
TOGETHER = {
    FOREST: "The average of all trees so far",
    BOOSTING: "The sum of all steps so far",
    ADABOOST: "The weighted vote of all trees so far",
}
HELD_OUT = "held-out rows, which no tree has seen"
# What is counted. A step of gradient boosting may be several trees, one a class.
THINGS = {FOREST: "tree", BOOSTING: "step", ADABOOST: "tree"}

percent = METRICS["accuracy"].format


def things(number: int, growth: Growth) -> str:
    """ "1 tree", "5 steps"."""
    return counted(number, THINGS[growth.recipe.kind])


def headline(growth: Growth, rope: float) -> str:
    """One sentence on what growing bought. rope : points too few to matter."""
    _, held = growth.scores("accuracy")
    k, n = enough(held, rope), growth.n_steps
    fit = growth.overfit
    if fit.is_real:
        return f"Boosting is at its best after {things(fit.best, growth)}, then it learns noise."
    one = f"One {THINGS[growth.recipe.kind]}"
    some = f"{one} alone gets {percent(held[0])} right"
    if k > 1:
        some += f", {k} together {percent(held[k - 1])}"
    if 100 * (held[k - 1] - held[-1]) > rope:
        return f"{some}, and all {n} only {percent(held[-1])}."
    if k == 1:
        return f"{some}, and more of them hardly help."
    return f"{some}, {'and more hardly help' if k < n else 'and the last ones still helped'}."


def in_words(growth: Growth, rope: float) -> str:
    """What the curves say: when more stops helping, and what the training rows pretend."""
    train, held = growth.scores("accuracy")
    k, n, rows = enough(held, rope), growth.n_steps, growth.held.together.shape[1]
    sentences = [
        f"With {things(1, growth)} {percent(held[0])} of the {rows} held-out rows are right, "
        f"with {things(n, growth)} {percent(held[-1])} (so few rows leave about "
        f"{doubt(held[-1], rows):.0f} points of doubt either way); of the rows it learned from it "
        f"is {percent(train[-1])} by then."
    ]
    if k < n:
        points = "1 point" if rope == 1 else f"{rope:g} points"
        sentences.append(
            f"From {things(k, growth)} on ({percent(held[k - 1])}), no larger number is more "
            f"than {points} better here{_worse(held, k, n, rope)}."
        )
    if growth.recipe.kind == BOOSTING:
        sentences.append(_harm(growth))
    return " ".join(sentences)


def _worse(held: np.ndarray, k: int, n: int, rope: float) -> str:
    """How much all n are behind the k that were enough, where that matters."""
    behind = 100 * (held[k - 1] - held[-1])
    return f", and all {n} are {behind:.1f} points worse" if behind > rope else ""


def _harm(growth: Growth) -> str:
    """Whether boosting for too long did harm."""
    brier, best = growth.held.scores["brier"], things(growth.overfit.best, growth)
    lowest, last = brier.min(), brier[-1]
    if growth.overfit.is_real:
        return (
            f"Too many steps harm: the Brier score of the held-out rows is lowest after {best} "
            f"({lowest:.3f}) and then rises to {last:.3f}, while that of the training rows "
            "goes on falling: the later steps learn noise."
        )
    return (
        "No harm from too many steps can be told here: the Brier score of the held-out rows is "
        f"lowest after {best} ({lowest:.3f}) and {last:.3f} at the end."
    )


def shortcut(recipe: Recipe, rows: Encoded) -> str:
    """What is done differently on wide data."""
    n = rows.X_train.shape[1]
    if recipe.kind != BOOSTING or n <= MOST_COLUMNS:
        return ""
    return (
        f"To be quick, each question of a tree looks at {MOST_COLUMNS} of the {n} numbers only, "
        "drawn at random."
    )


def readouts_alone(growth: Growth) -> list[str]:
    """A text below each picture of the last step. One of gradient boosting has no answer itself."""
    if growth.recipe.kind == BOOSTING:
        return [f"Step {count} of {growth.n_steps}" for count in growth.counts]
    alone = growth.held.alone[growth.counts - 1]
    return [f"Alone {percent(right)} of the held-out rows right" for right in alone]


def readouts_together(growth: Growth) -> list[str]:
    """A text below each picture of all steps so far."""
    train, held = (scores[growth.counts - 1] for scores in growth.scores("accuracy"))
    return [
        f"{percent(out)} of the held-out rows right, {percent(own)} of the training rows"
        for own, out in zip(train, held, strict=True)
    ]
