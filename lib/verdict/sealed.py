"""The sealed test: rows that nothing has seen are opened once, and the promise is held to them.

What cross-validation promises was measured on rows that also chose the pick. Rows set aside before
anything was fitted (`sealed_rows`) are the only ones that no choice has touched, and
that only until somebody looks: whatever is chosen afterwards knows them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import binomtest

from lib import datasets
from lib.datasets import Dataset
from lib.engine.results import Results
from lib.scenario.record import Scenario
from lib.statistics.comparison import Interval
from lib.statistics.metrics import METRICS
from lib.verdict.case import Case
from lib.verdict.comparisons import score_of
from lib.verdict.records import Candidate
from lib.words import in_sentence

LEVEL = 0.95
N_RESAMPLES = 1000


@dataclass(frozen=True)
class Promise:
    """One score of one method, as the metric gives it (a share, not a percentage).

    promised : what was to be expected before anything was opened, and its interval: the mean over
    the folds of the open rows, `measured`, without the luck of having been chosen.
    got : on the sealed rows, which it counts as `n`. Wilson's interval for accuracy, else a
    bootstrap interval.
    """

    metric: str
    promised: Interval
    got: Interval
    measured: float = float("nan")

    @property
    def is_kept(self) -> bool:
        """The two are no further apart than the errors of both explain. Both are uncertain, so
        their errors add, as independent ones do: the root of the sum of squares."""
        gap = self.got.mean - self.promised.mean
        if gap > 0:
            errors = (self.promised.high - self.promised.mean, self.got.mean - self.got.low)
        else:
            errors = (self.promised.mean - self.promised.low, self.got.high - self.got.mean)
        return abs(gap) <= math.hypot(*np.nan_to_num(errors))


@dataclass(frozen=True)
class Held:
    """One method on the sealed rows. scores : of the metric that decides, then accuracy.

    clean : share answered right where labels made wrong on purpose are put right again; None
    where no label was made wrong.
    """

    key: str
    title: str
    short: str
    scores: tuple[Promise, ...]
    clean: float | None


@dataclass(frozen=True)
class SealedTest:
    """What came out when the sealed rows of a question were opened.

    pick : what was chosen. other : the best single model, or the best combination when the best
    single model was chosen; None when there was nothing else.
    only_pick, only_other : rows that just one of the two answers right. n_groups : how many groups
    the sealed rows come from, None when every row stands for itself. look : 1 for the first time
    that this session opens these rows.
    """

    question: Scenario
    n_sealed: int
    n_groups: int | None
    pick: Held
    other: Held | None
    only_pick: int
    only_other: int
    look: int = 1


def wilson(n_right: int, n_rows: int) -> Interval:
    """A share and its 95 % score interval (Wilson 1927). Raises ValueError without any row."""
    found = binomtest(n_right, n_rows).proportion_ci(LEVEL, method="wilson")
    return Interval(n_right / n_rows, float(found.low), float(found.high), n_rows)


def mcnemar(only_one: int, only_other: int) -> float:
    """Exact p-value of McNemar's test (McNemar 1947): how often chance alone would share out the
    rows on which exactly one of two methods is right at least as unevenly. Two-sided binomial test
    against a half; 1 when they never differ."""
    differing = only_one + only_other
    return float(binomtest(only_one, differing).pvalue) if differing else 1.0


def bootstrap(metric: str, y: np.ndarray, P: np.ndarray, random_state: int = 0) -> Interval:
    """A score and its 95 % percentile interval over rows drawn with replacement (Efron 1979).

    P : (n_samples, n_classes). Draws in which the score is not defined do not count.
    """
    compute, rng = METRICS[metric].compute, np.random.default_rng(random_state)
    draws = rng.integers(len(y), size=(N_RESAMPLES, len(y)))
    scores = np.array([compute(y[rows], P[rows]) for rows in draws])
    scores = scores[np.isfinite(scores)]
    low, high = np.quantile(scores, (0.025, 0.975)) if len(scores) else (np.nan, np.nan)
    return Interval(float(compute(y, P)), float(low), float(high), len(y))


def choice(case: Case) -> str:
    """Key of the method that is put to the test: the pick, else what the verdict says to keep."""
    return case.verdict.pick or case.verdict.reference


def can_be_opened(case: Case) -> bool:
    """There is a promise to be held to."""
    return case.verdict.problem not in ("no score", "too few rows")


def hold(case: Case, sealed: Dataset, P: np.ndarray) -> SealedTest:
    """The promises of the choice and of its rival, held to the sealed rows for the first time.

    P : (n_methods, n_sealed, n_classes) of every method in the results, fitted on all open rows.
    """
    verdict, results, key = case.verdict, case.results, choice(case)
    rival = verdict.reference if key != verdict.reference else verdict.rival
    of = {each: P[results.positions[each]] for each in (key, rival) if each}
    pick, *others = [_tested(case, each, sealed, of[each]) for each in of]
    is_right = [case.metric.answers(each) == sealed.y for each in of.values()]
    one, other = is_right[0], is_right[-1]
    return SealedTest(
        question=case.scenario.question,
        n_sealed=len(sealed.y),
        n_groups=None
        if results.groups is None or sealed.groups is None
        else len(np.unique(sealed.groups)),
        pick=pick,
        other=others[0] if others else None,
        only_pick=int((one & ~other).sum()),
        only_other=int((other & ~one).sum()),
    )


def looks(scenario: Scenario, tests: Sequence[SealedTest]) -> int:
    """How often these rows, or some of them, were opened. Other shares of the same rows count: they
    overlap. So does anything drawn from a recorded data set, which has no other rows to draw."""
    return sum(_rows_of(one.question) == _rows_of(scenario) for one in tests)


def _rows_of(scenario: Scenario) -> tuple[object, ...]:
    if datasets.entries()[scenario.dataset].fresh is None:
        return (scenario.dataset,)
    return scenario.dataset, scenario.dataset_knobs, scenario.seed


def title_of(case: Case, key: str) -> str:
    """How a method that is put to the test is called on screen."""
    if key == case.verdict.reference:
        return f"The best single model ({in_sentence(case.verdict.facts.single_title)})"
    return case.verdict.candidate(key).title


def promised(results: Results, candidate: Candidate, metric: str) -> Interval:
    """The score that decides, `metric`, as measured, less the part of the candidate's lead over the
    best single model that is put down to luck."""
    measured, belief = score_of(results, candidate.key, metric), candidate.against_single
    if not belief.is_known:
        return measured
    luck = (belief.mean - belief.expected) / float(METRICS[metric].gain(1.0))
    ends = (measured.mean - luck, measured.low - luck, measured.high - luck)
    return Interval(*ends, measured.n)


def _tested(case: Case, key: str, sealed: Dataset, P: np.ndarray) -> Held:
    answers, true = case.metric.answers(P), sealed.y_true
    promises = []
    for metric in dict.fromkeys((case.scenario.metric, "accuracy")):
        if metric == "accuracy":
            got = wilson(int((answers == sealed.y).sum()), len(sealed.y))
        else:
            got = bootstrap(metric, sealed.y, P)
        expected = measured = score_of(case.results, key, metric)
        if metric == case.scenario.metric:
            expected = promised(case.results, case.verdict.candidate(key), metric)
        promises.append(Promise(metric, expected, got, measured.mean))
    has_wrong = true is not None and bool((true != sealed.y).any())
    clean = float((answers == true).mean()) if has_wrong else None
    is_reference = key == case.verdict.reference
    short = "Best single" if is_reference else case.verdict.candidate(key).short
    return Held(key, title_of(case, key), short, tuple(promises), clean)
