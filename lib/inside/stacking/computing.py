"""A second model opened: its folds, its table, its weights, and what it believes after a leak."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from joblib import Parallel, delayed
from sklearn.base import clone
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline

from lib.combiners import BaseCombiner
from lib.combiners.rules.averages import WeightedAverage
from lib.combiners.stacking_logistic import LogisticStacking
from lib.engine.evaluation import run_repeat
from lib.engine.fitting import fit_and_predict, quick_fits
from lib.engine.folds import KEPT, OLDEST, is_forward, learned_from
from lib.engine.progress import Progress, count, part_of, silent
from lib.engine.results import Repeat
from lib.engine.task import Combination, Task
from lib.inside.row_fold import Answered, Names, keys_of, members_task, rows_of
from lib.scenario.experiment import Experiment
from lib.statistics.metrics import METRICS

SAMPLE = 8  # training rows in the table
LEARNS, ANSWERS, ASIDE = "learns", "answers", "set aside"
MANY = 8  # terms of a sum that can be read; more are gathered by model


def rules() -> tuple[str, ...]:
    """Keys of the second models to choose from."""
    return keys_of(lambda entry: entry.kind == "stacking")


# Who saw which rows


def rounds(folds: np.ndarray, held_back: int) -> tuple[list[int], dict[str, tuple[str, ...]]]:
    """The folds in the order drawn, the one held back last; and for each fit of every model that
    answers about it what the fit does with the rows of each fold, in that order. In time order what
    comes later takes no part."""
    forward, every = is_forward(folds), sorted(set(folds.tolist()))
    others = [f for f in every if (f < held_back if forward else f != held_back)]
    asked = [f for f in others if f >= (KEPT if forward else 0)]

    def role(fold: int, about: int) -> str:
        return ANSWERS if fold == about else ASIDE if forward and fold > about else LEARNS

    inner = {
        f"Round {i + 1}": (*[role(fold, about) for fold in others], ASIDE)
        for i, about in enumerate(asked)
    }
    return [*others, held_back], inner | {"Last": (*[LEARNS] * len(others), ANSWERS)}


def name_of_fold(fold: int) -> str:
    """As it is called on screen; those below 0 are never tested."""
    return f"fold {fold + 1}" if fold >= 0 else "oldest" if fold == OLDEST else "never tested"


# What the second model learns from


def meta_names(titles: Sequence[str], class_names: Sequence[str]) -> list[str]:
    """The columns of the second model's table: with two classes the second one says it all."""
    classes = class_names[1:] if len(class_names) == 2 else class_names
    return [f"{title}: {name}" for title in titles for name in classes]


def meta_features(P: np.ndarray) -> np.ndarray:
    """(n_samples, n_models, n_classes) as that table, (n_samples, n_columns)."""
    first = 1 if P.shape[2] == 2 else 0
    return P[:, :, first:].reshape(len(P), -1)


def sample_rows(P: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Positions of a few training rows, half of them rows about which the models disagree."""
    votes = P.argmax(axis=2)
    disputed = np.flatnonzero((votes != votes[:, :1]).any(axis=1))
    rng = np.random.default_rng(0)
    some = rng.permutation(disputed)[: SAMPLE // 2]
    rest = rng.permutation(np.setdiff1d(np.arange(len(y)), some))[: SAMPLE - len(some)]
    return np.sort(np.concatenate([some, rest]))


def meta_table(answered: Answered) -> pd.DataFrame:
    """Some rows the second model learned from, and last the chosen one, beside the truth."""
    opened, classes = answered.opened, answered.names.classes
    fold, y = opened.fold, opened.task.y
    some = sample_rows(fold.P_train, y[fold.taught])
    rows = [*fold.taught[some], answered.row]
    P = np.concatenate([fold.P_train[some], answered.said[None]])
    frame = pd.DataFrame({"Row": rows, "Fold": opened.folds[rows] + 1})
    frame["Use"] = [*["learned from"] * len(some), "chosen, to be answered"]
    frame["Truth"] = [classes[c] for c in y[rows]]
    frame[meta_names(answered.names.models, classes)] = meta_features(P)
    return frame


# What it learned


def weights_of(rule: BaseCombiner, names: Names, c: int) -> pd.Series | None:
    """What a fitted second model learned to multiply by, for class c; None when it does not.

    Two classes share one score, that of the second.
    """
    if isinstance(rule, WeightedAverage):
        return pd.Series(rule.weights_, index=list(names.models))
    if not isinstance(rule, LogisticStacking):
        return None
    weights, _ = on_raw_columns(rule.learner_)
    line = weights[0] if len(weights) == 1 else weights[c]
    return pd.Series(line, index=columns_read(rule, names))


def on_raw_columns(learner: Pipeline | LogisticRegression) -> tuple[np.ndarray, np.ndarray]:
    """(n_scores, n_columns) weights, (n_scores,) constants; a scaler in front is multiplied in."""
    if not isinstance(learner, Pipeline):
        return learner.coef_, learner.intercept_
    scaler, last = learner[0], learner[-1]
    weights = last.coef_ / scaler.scale_
    return weights, last.intercept_ - weights @ scaler.mean_


def columns_read(rule: LogisticStacking, names: Names) -> list[str]:
    """What the columns are called that the second model reads."""
    read = [(names.features[c], part) for c, part in rule.features_read()]
    own = [f"{feature}: {part}" if part else feature for feature, part in read]
    return meta_names(names.models, names.classes) + own


def share_by_model(weights: pd.Series, names: Names) -> pd.Series:
    """How much of all weight, without its sign, lies on each model's columns."""
    owner = [owner_of(column, names) for column in weights.index]
    sizes = weights.abs().groupby(owner, sort=False).sum()
    total = sizes.sum()
    return sizes / total if total > 0 else sizes


def owner_of(column: str, names: Names) -> str:
    """The model whose answer a column is."""
    owners = {name: model for model in names.models for name in meta_names([model], names.classes)}
    return owners.get(column, column if column in names.models else "columns of the data")


def terms_of(
    columns: Sequence[str], values: np.ndarray, weights: np.ndarray, start: float | None = None
) -> pd.DataFrame:
    """What is added up for one score: what goes in, its value, its weight, and their product."""
    frame = pd.DataFrame({"Goes in": list(columns), "Value": values, "Weight": weights})
    frame["Value × weight"] = frame["Value"] * frame["Weight"]
    if start is None:
        return frame
    constant = pd.DataFrame({"Goes in": ["the constant"], "Value × weight": [start]})
    return pd.concat([constant, frame], ignore_index=True)[list(frame.columns)]


# What it believes when it learns from answers about rows already seen


@dataclass(frozen=True, eq=False)
class Leak:
    """A second model trained on answers about rows the models had learned from. Never do this.

    Scores fold by fold, (n_splits,) each, of n_rows rows in all. claimed : of the leaky one on the
    rows it was fitted on, as it would report itself. found : of the leaky one on rows held back.
    honest : of the second model fitted on out-of-fold answers, on the same rows. rules : the leaky
    second models.
    """

    claimed: np.ndarray
    found: np.ndarray
    honest: np.ndarray
    rules: tuple[BaseCombiner, ...]
    metric: str
    n_rows: int


def leak(
    experiment: Experiment, first: Repeat, metric: str, progress: Progress = silent
) -> dict[str, Leak]:
    """What happens to each second model when out-of-fold answers are forgotten.

    The only place in this app where anything learns from answers about rows that the models were
    trained on. first : the repeat of `experiment` whose folds are used, and whose honest answers,
    if the second models were compared there.
    """
    task, folds, score = members_task(experiment, first, rules()), first.folds, METRICS[metric]
    inside = _answers_about_all(task, folds, part_of(progress, 0, 1, "Leaking on purpose, "))
    honest = _honest(task, first, experiment.scenario.calibrate)
    found = {}
    for each in task.combinations:
        fitted, scores = [], []
        for fold, P in enumerate(inside):
            train = np.flatnonzero(learned_from(folds, fold))
            test = np.flatnonzero(folds == fold)
            rule, said = _learn_from_seen(task, each, P, train)
            judged = ((train, said), (test, said), (test, honest[each.method.key]))
            scores.append([float(score.compute(task.y[rows], says[rows])) for rows, says in judged])
            fitted.append(rule)
        claims, finds, honests = np.array(scores).T
        found[each.method.key] = Leak(claims, finds, honests, tuple(fitted), metric, len(folds))
    return found


def _learn_from_seen(
    task: Task, each: Combination, P: np.ndarray, train: np.ndarray
) -> tuple[BaseCombiner, np.ndarray]:
    """The leaky rule, and what it says about every row: those it was fitted on, and all others."""
    P = P[:, list(each.inputs)]
    with quick_fits():
        rule = clone(each.combiner).fit(P[train], task.y[train], rows_of(task.X, train))
        return rule, rule.predict_proba(P, task.X)


def _answers_about_all(task: Task, folds: np.ndarray, progress: Progress) -> list[np.ndarray]:
    """For each fold (n_samples, n_models, n_classes): models fitted without it, asked about all."""
    n_splits = int(folds.max()) + 1
    answers = []
    for fold in range(n_splits):
        train = np.flatnonzero(learned_from(folds, fold))
        known = (rows_of(task.X, train), task.y[train], task.n_classes)
        fits = Parallel()(
            delayed(fit_and_predict)(estimator, known, task.X) for estimator in task.estimators
        )
        answers.append(np.stack([fit.P for fit in fits], axis=1))
        count(progress, fold + 1, n_splits, "every model without one fold")
    return answers


def _honest(task: Task, first: Repeat, is_calibrated: bool) -> dict[str, np.ndarray]:
    """(n_samples, n_classes) out-of-fold answers of each rule, fitted if they were not compared.

    is_calibrated : `first` calibrated them, which would set them apart from the leaky ones.
    """
    keys = [each.method.key for each in task.combinations]
    if is_calibrated or not set(keys) <= {method.key for method in first.methods}:
        first = run_repeat(task, first.folds)
    positions = {method.key: i for i, method in enumerate(first.methods)}
    return {key: first.P[positions[key]] for key in keys}


@dataclass(frozen=True)
class JudgedLeak:
    """A leak, and the points that are too few to matter."""

    leak: Leak
    rope: float


@dataclass(frozen=True, eq=False)
class Weighed:
    """What a second model weighs, and what the leaky one does where there is one.

    honest, leaky : with the same index, the names of what is weighed. is_share : of all weight,
    signs left out, because there are too many columns to draw each.
    """

    honest: pd.Series
    leaky: pd.Series | None
    is_share: bool


def weighed(answered: Answered, leak: Leak | None) -> Weighed | None:
    """The weights behind an answer; None when this second model has none."""
    names, c = answered.names, answered.winner
    honest = weights_of(answered.rule, names, c)
    if honest is None:
        return None
    leaky = weights_of(leak.rules[answered.opened.number], names, c) if leak else None
    if len(honest) <= MANY:
        return Weighed(honest, leaky, False)
    shares = None if leaky is None else share_by_model(leaky, names)
    return Weighed(share_by_model(honest, names), shares, True)
