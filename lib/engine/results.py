"""What the engine measured: frozen, with tidy tables. No chart, no page, no verdict here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

import numpy as np
import pandas as pd

from lib.engine.costs import Costs, Times
from lib.engine.kept import Kept, confused_in, right_in
from lib.statistics.metrics import METRICS

# What happens with several models, told by the kind of a method. The last two are both fusion.
ONE, VOTE, STACK, SOURCES, MODEL = WAYS = ("one", "vote", "stack", "sources", "model")
WAY_OF = {
    "member": ONE,
    "single": ONE,
    "voting": VOTE,
    "selection": VOTE,
    "stacking": STACK,
    "early": SOURCES,
    "late": SOURCES,
    "intermediate": SOURCES,
    "parameters": MODEL,
    "structure": MODEL,
    "knowledge": MODEL,
}


@dataclass(frozen=True)
class Name:
    """A second name of a method, with the reason why the two must give the same answers."""

    key: str
    title: str
    short: str
    reason: str


@dataclass(frozen=True)
class Method:
    """One row of every comparison: a base model alone, or a combination.

    family : "member" for a base model alone; else that of what is combined.
    also : the other names it has here. learns : its rule is learned from answers out of fold.
    counts : it answers with shares of votes, which are no probabilities; calibrated, they are.
    """

    key: str
    title: str
    short: str
    family: str
    kind: str
    also: tuple[Name, ...] = ()
    learns: bool = False
    counts: bool = False

    def is_ranked(self, metric: str) -> bool:
        """Whether the score can be held against that of methods that give probabilities."""
        return not (self.counts and METRICS[metric].judges_sureness)

    def has_name(self, key: str) -> bool:
        """Whether this is the key of this method, or of one that must answer alike."""
        return key == self.key or any(name.key == key for name in self.also)

    @property
    def way(self) -> str:
        """Which of `WAYS` it is."""
        return WAY_OF[self.kind]


@dataclass(frozen=True)
class Failure:
    """A model or a combiner that could not be fitted on these rows, and its own words."""

    title: str
    reason: str


@dataclass(frozen=True)
class Mishap:
    """Fits that failed of what took part all the same: there it gave the shares of the classes."""

    title: str
    reason: str
    n_failed: int
    n_fits: int

    @property
    def is_out(self) -> bool:
        """Whether it failed too often to take part."""
        return 2 * self.n_failed > self.n_fits


@dataclass(frozen=True, eq=False)
class Repeat:
    """One pass over K folds: what every method said about rows it had not seen.

    columns : which base models of the task took part, those that could be fitted.
    folds : (n_rows,) fold of each row of the data; the last may be below 0, which no result speaks
    of: they are never tested. P : (n_methods, n_samples, n_classes), n_samples of them are tested.
    P_members : (n_samples, n_models, n_classes), every base model, extra versions included; no
    model in a pass that only adds to the others (`without_members`).
    scores : metric -> (n_methods, n_folds). usage : (n_methods, n_models) share of folds in which
    a method runs that model.

    Kept as computed, not as float32: near 0 and 1 that ties probabilities which differ, and what is
    scored again on other rows changes (log loss by up to 8, the area under the curve by 0.03, in
    `test_scores_as_before`). Of very many, a later pass has none, but `kept`.
    """

    methods: tuple[Method, ...]
    columns: tuple[int, ...]
    folds: np.ndarray
    P: np.ndarray
    P_members: np.ndarray
    scores: dict[str, np.ndarray]
    usage: np.ndarray
    costs: Costs
    failures: tuple[Failure, ...] = ()
    mishaps: tuple[Mishap, ...] = ()
    kept: Kept | None = None

    def is_like(self, other: "Repeat") -> bool:
        """Whether the same models and combinations took part, in as many folds."""
        same_folds = self.folds.max() == other.folds.max()
        return bool(same_folds) and (self.columns, self.methods) == (other.columns, other.methods)

    def without_members(self) -> "Repeat":
        """Half as large: what every base model said is looked at in the first pass alone."""
        n_samples, _, n_classes = self.P_members.shape
        return replace(self, P_members=np.empty((n_samples, 0, n_classes)))


@dataclass(frozen=True, eq=False)
class Results:
    """All repeats so far. Every number on screen is a function of this record.

    y : (n_samples,) of the rows that were tested, the first of the data.
    failures : what took no part, because it could not be fitted. groups : (n_samples,) or None;
    rows of one group belong together (`Bonds.units`).
    measured : how long answers take, once that was measured (`lib.engine.timing`).
    decides : the score that decides; where it weighs mistakes, answers are those that cost least.
    """

    y: np.ndarray
    class_names: tuple[str, ...]
    repeats: tuple[Repeat, ...]
    failures: tuple[Failure, ...] = ()
    groups: np.ndarray | None = None
    measured: Times | None = None
    decides: str = "accuracy"

    @property
    def methods(self) -> tuple[Method, ...]:
        return self.repeats[0].methods

    @property
    def mishaps(self) -> list[Mishap]:
        """Of all repeats together."""
        found: dict[tuple[str, str, int], int] = {}
        for each in chain.from_iterable(repeat.mishaps for repeat in self.repeats):
            key = each.title, each.reason, each.n_fits * len(self.repeats)
            found[key] = found.get(key, 0) + each.n_failed
        return [Mishap(title, why, n, n_fits) for (title, why, n_fits), n in found.items()]

    @cached_property
    def positions(self) -> dict[str, int]:
        """Position of each method by key, second names included."""
        names = {n.key: i for i, method in enumerate(self.methods) for n in method.also}
        return names | {method.key: i for i, method in enumerate(self.methods)}

    def method(self, key: str) -> Method:
        """The method of that key; KeyError when it took no part."""
        return self.methods[self.positions[key]]

    @property
    def n_splits(self) -> int:
        return int(self.repeats[0].folds.max()) + 1

    def fold_scores(self, metric: str) -> np.ndarray:
        """(n_methods, n_repeats * n_folds); folds are paired across methods."""
        if metric in self.repeats[0].scores:
            return np.concatenate([repeat.scores[metric] for repeat in self.repeats], axis=1)
        if metric not in self._by_costs:
            found = [fold_scores(self.y, r.P, r.folds, (metric,))[metric] for r in self.complete]
            self._by_costs[metric] = np.concatenate(found, axis=1)
        return self._by_costs[metric]

    @cached_property
    def _by_costs(self) -> dict[str, np.ndarray]:
        """Scores that weigh mistakes, which are too many to be measured before they are wanted."""
        return {}

    def means(self, metric: str) -> np.ndarray:
        """(n_methods,) mean over all folds in which the score is defined."""
        return _mean(self.fold_scores(metric))

    def differences(self, key: str, other: str, metric: str) -> np.ndarray:
        """(n_repeats * n_folds,) how much better `key` is than `other`, fold by fold.

        In points for percentages, in plain units for the rest; positive is better, always.
        """
        scores = self.fold_scores(metric)
        gap = scores[self.positions[key]] - scores[self.positions[other]]
        gap = gap[~np.isnan(gap)]
        return np.asarray(METRICS[metric].gain(gap))

    def ranking(self, metric: str, keys: Sequence[str] | None = None) -> list[str]:
        """Keys from best to worst mean, of those that the score can rank; the earlier in the list
        wins a tie."""
        every = [method.key for method in self.methods] if keys is None else keys
        keys = [key for key in every if self.method(key).is_ranked(metric)]
        means = np.asarray(METRICS[metric].gain(self.means(metric)))
        worst_last = {k: -np.nan_to_num(means[self.positions[k]], nan=-np.inf) for k in keys}
        return sorted(keys, key=lambda k: worst_last[k])

    @cached_property
    def members(self) -> tuple[str, ...]:
        """Keys of the base models alone."""
        return tuple(method.key for method in self.methods if method.family == "member")

    @cached_property
    def combinations(self) -> tuple[str, ...]:
        """Keys of everything that combines; the best single model is not among them."""
        return tuple(m.key for m in self.methods if m.family in ("ensembling", "fusion"))

    def favourite_member(self, key: str = "best_single") -> Method:
        """The base model that a choosing method picked in most folds."""
        usage = np.mean([repeat.usage[self.positions[key]] for repeat in self.repeats], axis=0)
        return self.methods[int(usage[: len(self.members)].argmax())]

    @property
    def said(self) -> np.ndarray:
        """(n_samples, n_models, n_classes) by the base models, out of fold, in the first repeat."""
        return self.repeats[0].P_members[:, : len(self.members)]

    @property
    def complete(self) -> tuple[Repeat, ...]:
        """Those of which every answer is kept: all unless there are very many answers."""
        return tuple(each for each in self.repeats if each.kept is None)

    def right(self, key: str) -> np.ndarray:
        """(n_repeats, n_samples) whether what was answered out of fold is right."""
        at = self.positions[key]
        return np.stack([right_in(each, at, self.y, self.decides) for each in self.repeats])

    def confusions(self, key: str) -> np.ndarray:
        """(n_repeats, n_classes true, n_classes most probable) counts of rows."""
        return np.stack([confused_in(r, self.positions[key], self.y) for r in self.repeats])

    def predicted(self, key: str) -> np.ndarray:
        """(n_samples,) out-of-fold answers of the first repeat."""
        return METRICS[self.decides].answers(self.repeats[0].P[self.positions[key]])

    def costs(self) -> Costs:
        """Means over repeats of what was measured on the fitted objects."""
        return Costs.merge([repeat.costs for repeat in self.repeats], "mean")

    @property
    def times(self) -> Times:  # nan until it was measured
        return self.measured or Times.unknown(len(self.methods))

    def table(self) -> pd.DataFrame:
        """One row a method: every metric's mean, and every cost. The table behind the charts."""
        costs = self.costs()
        columns = {
            "key": [method.key for method in self.methods],
            "method": [method.title for method in self.methods],
            "family": [method.family for method in self.methods],
            **{name: self.means(name) for name in METRICS},
            "models": costs.models,
            "fit_seconds": costs.fit_seconds,
            "row_seconds": self.times.alone,
            "batch_seconds": self.times.in_batch,
            "size_bytes": costs.size_bytes,
        }
        return pd.DataFrame(columns)


def fold_scores(
    y: np.ndarray, P: np.ndarray, folds: np.ndarray, metrics: Iterable[str] = METRICS
) -> dict[str, np.ndarray]:
    """Metric -> (n_methods, n_folds)."""
    parts = [np.flatnonzero(folds == fold) for fold in range(int(folds.max()) + 1)]
    return {
        name: np.stack([METRICS[name].compute(y[part], P[:, part]) for part in parts], axis=1)
        for name in metrics
    }


def _mean(scores: np.ndarray) -> np.ndarray:
    """Mean over the last axis of the defined scores; nan where none is."""
    defined = ~np.isnan(scores)
    total = np.where(defined, scores, 0).sum(axis=-1)
    return np.divide(
        total, defined.sum(axis=-1), out=np.full(total.shape, np.nan), where=defined.any(axis=-1)
    )
