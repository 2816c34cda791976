"""What a fitted second model did to one row, written out with its own numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import singledispatch

import numpy as np
import pandas as pd
from scipy.special import expit, softmax
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline

from lib.combiners import BaseCombiner
from lib.combiners.rules.averages import WeightedAverage
from lib.combiners.rules.tally import number, weighted_tally
from lib.combiners.stacking_boosting import BoostingStacking
from lib.combiners.stacking_logistic import LogisticStacking
from lib.combiners.stacking_neighbours import NeighboursStacking
from lib.inside.opened import Opened, rows_of
from lib.inside.voting import shown_classes

MANY = 8  # terms of a sum that can be read; more are gathered by model


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


@dataclass(frozen=True)
class Names:
    """What things are called: the models, the classes, the columns of X."""

    models: tuple[str, ...]
    classes: tuple[str, ...]
    features: tuple[str, ...]


def meta_names(titles: Sequence[str], class_names: Sequence[str]) -> list[str]:
    """The columns of the second model's table: with two classes the second one says it all."""
    classes = class_names[1:] if len(class_names) == 2 else class_names
    return [f"{title}: {name}" for title in titles for name in classes]


@singledispatch
def write_out(rule: BaseCombiner, opened: Opened, row: int, names: Names) -> Written:
    """The answer of a fitted second model to one row, step by step."""
    return Written(
        "This second model is no weighted sum, so there is no sum to write out.",
        (),
        opened.answer(rule, row),
    )


@singledispatch
def weights_of(rule: BaseCombiner, names: Names, c: int) -> pd.Series | None:
    """What a fitted second model learned to multiply by, for class c; None when it does not.

    Two classes share one score, that of the second.
    """
    return None


@weights_of.register
def _(rule: WeightedAverage, names: Names, c: int) -> pd.Series:
    return pd.Series(rule.weights_, index=list(names.models))


@weights_of.register
def _(rule: LogisticStacking, names: Names, c: int) -> pd.Series:
    weights, _ = _on_raw_columns(rule.learner_)
    line = weights[0] if len(weights) == 1 else weights[c]
    return pd.Series(line, index=_columns_read(rule, names))


def share_by_model(weights: pd.Series, names: Names) -> pd.Series:
    """How much of all weight, without its sign, lies on each model's columns."""
    owner = [_owner(column, names) for column in weights.index]
    sizes = weights.abs().groupby(owner, sort=False).sum()
    total = sizes.sum()
    return sizes / total if total > 0 else sizes


def _owner(column: str, names: Names) -> str:
    """The model whose answer a column is."""
    owners = {name: model for model in names.models for name in meta_names([model], names.classes)}
    return owners.get(column, column if column in names.models else "columns of the data")


def _columns_read(rule: LogisticStacking, names: Names) -> list[str]:
    own = [names.features[c] for c in rule.columns_] if rule.passthrough else []
    return meta_names(names.models, names.classes) + own


@write_out.register
def _(rule: WeightedAverage, opened: Opened, row: int, names: Names) -> Written:
    P, tally = opened.said(row), weighted_tally(rule, opened.said(row))
    winner = int(tally.support.argmax())
    lines = tuple(
        f"p({names.classes[c]}) = {tally.equations[c]}"
        for c in shown_classes(tally.support, winner)
    )
    how = "The second model may only blend: each model gets a weight that is not negative, and the "
    how += "weights sum to one."
    terms = _terms(names.models, P[:, winner], rule.weights_)
    return Written(how, lines, tally.support, terms)


@write_out.register
def _(rule: LogisticStacking, opened: Opened, row: int, names: Names) -> Written:
    columns = _columns_read(rule, names)
    values = rule.table(opened.said(row)[None], rows_of(opened.task.X, [row]))[0]
    weights, starts = _on_raw_columns(rule.learner_)
    scores = weights @ values + starts
    groups = [_owner(column, names) for column in columns]
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
    how = "The second model is a logistic regression. It starts from a constant, adds each column "
    how += "times its weight, and turns the sum into a probability."
    return Written(how, lines, proba, _terms(columns, values, weights[winner], starts[winner]))


def _on_raw_columns(learner: Pipeline | LogisticRegression) -> tuple[np.ndarray, np.ndarray]:
    """(n_scores, n_columns) weights, (n_scores,) constants; a scaler in front is multiplied in."""
    if not isinstance(learner, Pipeline):
        return learner.coef_, learner.intercept_
    scaler, last = learner[0], learner[-1]
    weights = last.coef_ / scaler.scale_
    return weights, last.intercept_ - weights @ scaler.mean_


def _sum_in_words(start: float, weights: np.ndarray, values: np.ndarray, groups: list[str]) -> str:
    """Every term of a short sum; what each model brings in all to a long one."""
    total = number(float(start + weights @ values))
    if len(values) <= MANY:
        terms = [f"{signed(w)} × {number(v)}" for w, v in zip(weights, values, strict=True)]
    else:
        brought = pd.Series(weights * values).groupby(groups, sort=False).sum()
        terms = [f"{signed(part)} [{name}]" for name, part in brought.items()]
    return f"{number(start)} {' '.join(terms)} = {total}"


def signed(value: float) -> str:
    """
    >>> signed(0.5), signed(-2)
    ('+ 0.500', '− 2')
    """
    return f"{'−' if value < 0 else '+'} {number(abs(value))}"


def _two_classes(
    score: float, total: str, classes: Sequence[str]
) -> tuple[np.ndarray, tuple[str, ...]]:
    proba = np.array([expit(-score), expit(score)])
    return proba, (
        f"score of {classes[1]} = {total}",
        f"p({classes[1]}) = 1 / (1 + e^({number(-score)})) = {number(proba[1])}",
        f"p({classes[0]}) = 1 − {number(proba[1])} = {number(proba[0])}",
    )


def _many_classes(
    scores: np.ndarray, sums: Sequence[str], classes: Sequence[str]
) -> tuple[str, ...]:
    """The two highest scores, and how the highest becomes a probability."""
    order = np.argsort(-scores, kind="stable")
    first = order[0]
    powers = [f"e^{number(scores[c])}" for c in order[:3]] + ["…"] * (len(scores) > 3)
    return (
        *[f"score of {classes[c]} = {sums[c]}" for c in order[:2]],
        f"p({classes[first]}) = {powers[0]} / ({' + '.join(powers)}) = "
        f"{number(softmax(scores)[first])}",
    )


def _terms(
    columns: Sequence[str], values: np.ndarray, weights: np.ndarray, start: float | None = None
) -> pd.DataFrame:
    frame = pd.DataFrame({"Goes in": list(columns), "Value": values, "Weight": weights})
    frame["Value × weight"] = frame["Value"] * frame["Weight"]
    if start is None:
        return frame
    constant = pd.DataFrame({"Goes in": ["the constant"], "Value × weight": [start]})
    return pd.concat([constant, frame], ignore_index=True)[list(frame.columns)]


@write_out.register
def _(rule: NeighboursStacking, opened: Opened, row: int, names: Names) -> Written:
    table = rule.table(opened.said(row)[None], rows_of(opened.task.X, [row]))
    learner = rule.learner_
    if isinstance(learner, Pipeline):
        table, learner = learner[:-1].transform(table), learner[-1]
    nearest = learner.model_.kneighbors(table, return_distance=False)[0]
    y = opened.task.y[opened.fold.train[nearest]]
    counts = np.bincount(y, minlength=len(names.classes))
    proba = counts / counts.sum()
    lines = tuple(
        f"p({names.classes[c]}) = {counts[c]} / {len(y)} = {number(proba[c])}"
        for c in np.argsort(-counts, kind="stable")
        if counts[c]
    )
    how = f"No weights here. The second model looks up the {len(y)} training rows about which the "
    how += "models said most nearly the same, and counts what was true there."
    return Written(how, lines, proba)


@write_out.register
def _(rule: BoostingStacking, opened: Opened, row: int, names: Names) -> Written:
    table = rule.table(opened.said(row)[None], rows_of(opened.task.X, [row]))
    stages = np.array([P[0] for P in rule.learner_.staged_predict_proba(table)])
    winner = int(stages[-1].argmax())
    shown = [t for t in (1, 3, 10, 30, 100) if t < len(stages)] + [len(stages)]
    steps = ", ".join(f"after {t}: {number(stages[t - 1, winner])}" for t in shown)
    how = "No weights here. The second model is a row of small trees, each of which asks up to two "
    how += "questions about the models' answers and moves the probability a little."
    return Written(how, (f"p({names.classes[winner]}) after so many trees: {steps}",), stages[-1])
