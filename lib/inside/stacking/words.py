"""What is said about a second model: its score written out, its weights, its leak. Plain text."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import singledispatch

import numpy as np
import pandas as pd
from scipy.special import expit, softmax
from sklearn.pipeline import Pipeline

from lib.combiners import BaseCombiner
from lib.combiners.rules.averages import WeightedAverage, weighted_tally
from lib.combiners.stacking_boosting import BoostingStacking
from lib.combiners.stacking_logistic import LogisticStacking
from lib.combiners.stacking_neighbours import NeighboursStacking
from lib.inside.numbers import compared, percent, points, signed
from lib.inside.row_fold import Answered, beside_the_truth
from lib.inside.stacking.computing import (
    MANY,
    JudgedLeak,
    Leak,
    Weighed,
    columns_read,
    on_raw_columns,
    owner_of,
    terms_of,
)
from lib.inside.voting.words import shown_classes
from lib.statistics.metrics import METRICS
from lib.verdict.phrases import interval
from lib.words import three_digits

META = "What does the second model learn from?"
SCORE = "The final score, written out"
LEAKS = (
    "A common mistake: fit the models, let them answer about their own training rows, and train "
    "the second model on that. This switch is the only place in the app that does so."
)
DIAMONDS = "What it learned instead are the hollow diamonds among the weights above."


def out_of_fold_table(answered: Answered) -> str:
    """What the table below it is."""
    return (
        "From the models' answers alone, beside the truth: the out-of-fold table. Here are some of "
        f"its {len(answered.opened.fold.taught):,} rows, and last the chosen one, whose truth it "
        "must guess."
    )


def two_classes_need_one_column(classes: Sequence[str]) -> str:
    """Why there is one column a model, "" where there are more."""
    if len(classes) != 2:
        return ""
    first, second = classes
    return f"With two classes the probability of {second} says it all; {first} is the rest."


def decision(answered: Answered) -> str:
    """What the second model says, and whether that is right."""
    return f"It says {answered.names.classes[answered.winner]}. {beside_the_truth(answered)}"


# Its score, written out

NO_SUM = "This second model is no weighted sum, so there is no sum to write out."
BLENDS = (
    "The second model may only blend: each model gets a weight that is not negative, and the "
    "weights sum to one."
)
LEAST = 5e-4  # a term below would be 0.000
ADDS_UP = (
    "The second model is a logistic regression. It starts from a constant, adds each column times "
    "its weight, and turns the sum into a probability."
)
ASKS_QUESTIONS = (
    "No weights here. The second model is a row of small trees, each of which asks up to two "
    "questions about the models' answers and moves the probability a little."
)


@dataclass(frozen=True, eq=False)
class Written:
    """How a fitted second model came to its answer about one row.

    how : in a sentence or two. lines : the computing, with its numbers. proba : (n_classes,) what
    the lines come to. terms : what was added up for the winner, None when nothing was; its columns
    are what goes in, its value, its weight, and their product.
    """

    how: str
    lines: tuple[str, ...]
    proba: np.ndarray
    terms: pd.DataFrame | None = None


@singledispatch
def write_out(rule: BaseCombiner, answered: Answered) -> Written:
    """The answer of a fitted second model to one row, step by step. rule : that of the answer."""
    return Written(NO_SUM, (), answered.proba)


@write_out.register
def _(rule: WeightedAverage, answered: Answered) -> Written:
    tally, names = weighted_tally(rule, answered.said), answered.names
    winner = int(tally.support.argmax())
    lines = tuple(
        f"p({names.classes[c]}) = {tally.equations[c]}"
        for c in shown_classes(tally.support, winner)
    )
    terms = terms_of(names.models, answered.said[:, winner], rule.weights_)
    return Written(BLENDS, lines, tally.support, terms)


@write_out.register
def _(rule: LogisticStacking, answered: Answered) -> Written:
    names = answered.names
    columns = columns_read(rule, names)
    values = rule.table(answered.said[None], answered.features)[0]
    weights, starts = on_raw_columns(rule.learner_)
    scores = weights @ values + starts
    groups = [owner_of(column, names) for column in columns]
    sums = [
        _sum_in_words(start, line, values, groups)
        for start, line in zip(starts, weights, strict=True)
    ]
    if len(scores) == 1:
        proba, lines = _two_classes(float(scores[0]), sums[0], names.classes)
        winner = 0
    else:
        proba = softmax(scores)
        winner = int(proba.argmax())
        lines = _many_classes(scores, sums, names.classes)
    terms = terms_of(columns, values, weights[winner], starts[winner])
    return Written(ADDS_UP, lines, proba, terms)


def _sum_in_words(start: float, weights: np.ndarray, values: np.ndarray, groups: list[str]) -> str:
    """Every term of a short sum that adds anything; what each model brings in all to a long one."""
    total = three_digits(float(start + weights @ values))
    if len(values) <= MANY:
        terms = [
            f"{signed(w)} × {three_digits(v)}"
            for w, v in zip(weights, values, strict=True)
            if abs(w * v) >= LEAST
        ]
    else:
        brought = pd.Series(weights * values).groupby(groups, sort=False).sum()
        terms = [f"{signed(part)} [{name}]" for name, part in brought.items()]
    return f"{three_digits(start)} {' '.join(terms)} = {total}"


def _two_classes(
    score: float, total: str, classes: Sequence[str]
) -> tuple[np.ndarray, tuple[str, ...]]:
    proba = np.array([expit(-score), expit(score)])
    return proba, (
        f"score of {classes[1]} = {total}",
        f"p({classes[1]}) = 1 / (1 + e^({three_digits(-score)})) = {three_digits(proba[1])}",
        f"p({classes[0]}) = 1 − {three_digits(proba[1])} = {three_digits(proba[0])}",
    )


def _many_classes(
    scores: np.ndarray, sums: Sequence[str], classes: Sequence[str]
) -> tuple[str, ...]:
    """The two highest scores, and how the highest becomes a probability."""
    order = np.argsort(-scores, kind="stable")
    first = order[0]
    powers = [f"e^{three_digits(scores[c])}" for c in order[:3]] + ["…"] * (len(scores) > 3)
    return (
        *[f"score of {classes[c]} = {sums[c]}" for c in order[:2]],
        f"p({classes[first]}) = {powers[0]} / ({' + '.join(powers)}) = "
        f"{three_digits(softmax(scores)[first])}",
    )


@write_out.register
def _(rule: NeighboursStacking, answered: Answered) -> Written:
    names, opened, learner = answered.names, answered.opened, rule.learner_
    table = rule.table(answered.said[None], answered.features)
    if isinstance(learner, Pipeline):
        table, learner = learner[:-1].transform(table), learner[-1]
    nearest = learner.model_.kneighbors(table, return_distance=False)[0]
    y = opened.task.y[opened.fold.taught[nearest]]
    counts = np.bincount(y, minlength=len(names.classes))
    proba = counts / counts.sum()
    lines = tuple(
        f"p({names.classes[c]}) = {counts[c]} / {len(y)} = {three_digits(proba[c])}"
        for c in np.argsort(-counts, kind="stable")
        if counts[c]
    )
    how = (
        f"No weights here. The second model looks up the {len(y)} training rows about which the "
        "models said most nearly the same, and counts what was true there."
    )
    return Written(how, lines, proba)


@write_out.register
def _(rule: BoostingStacking, answered: Answered) -> Written:
    table = rule.table(answered.said[None], answered.features)
    stages = np.array([P[0] for P in rule.learner_.staged_predict_proba(table)])
    winner = int(stages[-1].argmax())
    shown = [t for t in (1, 3, 10, 30, 100) if t < len(stages)] + [len(stages)]
    steps = ", ".join(f"after {t}: {three_digits(stages[t - 1, winner])}" for t in shown)
    line = f"p({answered.names.classes[winner]}) after so many trees: {steps}"
    return Written(ASKS_QUESTIONS, (line,), stages[-1])


# What it learned


def weights_in_words(weighed: Weighed) -> str:
    """Where the weight lies, and where a leak moves it."""
    honest, leaky = weighed.honest, weighed.leaky
    largest = float(honest.abs().max())
    first = " and ".join(honest.index[np.isclose(honest.abs(), largest)])
    sentences = [
        f"The largest share of all weight, {percent(largest)}, goes to {first}."
        if weighed.is_share
        else f"The largest weight, {largest:.2f} in size, goes to {first}."
    ]
    if (honest < 0).any():
        sentences.append(
            "A weight below zero speaks against what the model says, given all the others."
        )
    if leaky is not None:
        before, after = (each.abs() / max(each.abs().sum(), 1e-12) for each in (honest, leaky))
        winner = int((after - before).to_numpy().argmax())
        sentences.append(
            f"The leaky one shifts weight to {before.index[winner]}, from "
            f"{percent(before.iloc[winner])} of all weight to {percent(after.iloc[winner])}: on "
            "rows that models have seen, whoever knows them by heart looks best."
        )
    return " ".join(sentences)


# The leak


def leak_in_words(judged: JudgedLeak) -> str:
    """The three scores in sentences."""
    leak = judged.leak
    score = METRICS[leak.metric]
    claimed, found, honest = (
        score.format(float(values.mean())) for values in (leak.claimed, leak.found, leak.honest)
    )
    text = (
        f"Trained on answers about rows the models had already seen, the second model reports "
        f"{claimed}. On rows held back it reaches {found}; the honest one reaches {honest}."
    )
    return " ".join(filter(None, [text, _what_the_leak_cost(judged)]))


def _what_the_leak_cost(judged: JudgedLeak) -> str:
    """The honest one against the leaky one on rows held back, "" where that is not known."""
    leak = judged.leak
    against = compared(leak.honest - leak.found, leak.metric, leak.n_rows, judged.rope)
    if not against.is_known:
        return ""
    span, size = interval(against, leak.metric), points(leak.metric, against.mean)
    if against.low > 0:
        return f"So the leak cost {size} ({span}), and its own report hid that."
    if against.high < 0:
        return (
            f"Here the leaky one is {size} better on held-back rows as well ({span}, honest minus "
            "leaky), but nobody could have known that from its own report."
        )
    return (
        f"The difference on held-back rows, {size}, could be chance ({span}), but the report is "
        "fake all the same: nobody could have known from it."
    )


def under_the_leak(leak: Leak) -> str:
    """What is drawn, under the picture."""
    return (
        f"{METRICS[leak.metric].title}, mean over the {len(leak.found)} folds of the first repeat, "
        "with 95 % intervals. The hollow mark and the cross belong to the leaky one."
    )
