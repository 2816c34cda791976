"""The sealed test: rows that nothing has seen are opened once, and the promise is held to them.

What cross-validation promises was measured on rows that also chose the pick. Rows set aside before
anything was fitted (`sealed_rows`) are the only ones that no choice has touched, and
that only until somebody looks: whatever is chosen afterwards knows them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy.stats import binomtest

from lib import datasets
from lib.datasets import Dataset
from lib.engine.results import Results
from lib.metrics import METRICS
from lib.scenario.record import Scenario
from lib.statistics.comparison import Interval
from lib.statistics.selection import Corrected
from lib.verdict.comparisons import score_of
from lib.verdict.records import Verdict
from lib.words import capital, difference, in_sentence, number, score_name

LEVEL = 0.95
SURPRISE = 0.05  # a p-value below this is called a difference
N_RESAMPLES = 1000
AFTER = (
    "From here on these rows are known. Any choice made after this look, of models, methods or "
    "settings, can be tuned to them, and another look at them is no longer an honest test."
)


@dataclass(frozen=True)
class Score:
    """One score of one method, as the metric gives it (a share, not a percentage).

    promised : mean and interval over the folds of the open rows, before anything was opened.
    got : on the sealed rows, which it counts as `n`. Wilson's interval for accuracy, else a
    bootstrap interval.
    """

    metric: str
    promised: Interval
    got: Interval

    @property
    def is_kept(self) -> bool:
        """The promise is one of the values that the sealed rows leave possible."""
        return self.got.low <= self.promised.mean <= self.got.high


@dataclass(frozen=True)
class Held:
    """One method on the sealed rows. scores : of the metric that decides, then accuracy.

    clean : share answered right where labels made wrong on purpose are put right again; None
    where no label was made wrong.
    """

    key: str
    title: str
    short: str
    scores: tuple[Score, ...]
    clean: float | None


@dataclass(frozen=True)
class Opened:
    """What came out when the sealed rows of a question were opened.

    pick : what was chosen. other : the best single model, or the best combination when the best
    single model was chosen; None when there was nothing else. corrected : the promise without the
    luck of the choice (`lib.statistics`), None when the choice was not the best mean.
    only_pick, only_other : rows that just one of the two answers right. n_groups : how many groups
    the sealed rows come from, None when every row stands for itself. look : 1 for the first time
    that this session opens these rows.
    """

    question: Scenario
    n_open: int
    n_sealed: int
    n_groups: int | None
    pick: Held
    other: Held | None
    corrected: float | None
    only_pick: int
    only_other: int
    look: int = 1

    @property
    def p_value(self) -> float:
        """Of McNemar's exact test; see `mcnemar`."""
        return mcnemar(self.only_pick, self.only_other)


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


def choice(verdict: Verdict) -> str:
    """Key of the method that is put to the test: the pick, else what the verdict says to keep."""
    return verdict.pick or verdict.reference


def chosen_title(verdict: Verdict) -> str:
    """How that method is called on screen."""
    return _title(verdict, choice(verdict))


def can_be_opened(verdict: Verdict) -> bool:
    """There is a promise to be held to."""
    return verdict.problem not in ("no score", "too few rows")


def rival_of(verdict: Verdict) -> str | None:
    """Key of what the choice is compared with; None when there is nothing else."""
    return verdict.reference if choice(verdict) != verdict.reference else verdict.rival


def hold(
    scenario: Scenario,
    results: Results,
    verdict: Verdict,
    selected: Corrected,
    sealed: Dataset,
    P: np.ndarray,
) -> Opened:
    """The promises of the choice and of its rival, held to the sealed rows for the first time.

    P : (n_methods, n_sealed, n_classes) of every method in `results`, fitted on all open rows.
    """
    keys = [choice(verdict), rival_of(verdict)]
    of = {key: P[results.positions[key]] for key in keys if key}
    pick, *others = [_tested(results, verdict, key, sealed, of[key]) for key in of]
    is_right = [each.argmax(axis=1) == sealed.y for each in of.values()]
    one, other = is_right[0], is_right[-1]
    is_leader = selected.key == pick.key and np.isfinite(selected.corrected)
    return Opened(
        question=scenario.question,
        n_open=len(results.y),
        n_sealed=len(sealed.y),
        n_groups=None if sealed.groups is None else len(np.unique(sealed.groups)),
        pick=pick,
        other=others[0] if others else None,
        corrected=selected.corrected if is_leader else None,
        only_pick=int((one & ~other).sum()),
        only_other=int((other & ~one).sum()),
    )


def looks(scenario: Scenario, openings: Sequence[Opened]) -> int:
    """How often these rows, or some of them, were opened. Other shares of the same rows count: they
    overlap. So does anything drawn from a recorded data set, which has no other rows to draw."""
    return sum(_rows_of(one.question) == _rows_of(scenario) for one in openings)


def _rows_of(scenario: Scenario) -> tuple[object, ...]:
    if datasets.entries()[scenario.dataset].fresh is None:
        return (scenario.dataset,)
    return scenario.dataset, scenario.dataset_knobs, scenario.seed


def _title(verdict: Verdict, key: str) -> str:
    if key == verdict.reference:
        return f"The best single model ({in_sentence(verdict.facts.single_title)})"
    return verdict.candidate(key).title


def _tested(results: Results, verdict: Verdict, key: str, sealed: Dataset, P: np.ndarray) -> Held:
    answers = P.argmax(axis=1)
    right = partial(np.equal, answers)
    scores = []
    for metric in dict.fromkeys((verdict.metric, "accuracy")):
        is_share = metric == "accuracy"
        n_right = int(right(sealed.y).sum())
        got = wilson(n_right, len(sealed.y)) if is_share else bootstrap(metric, sealed.y, P)
        scores.append(Score(metric, score_of(results, key, metric), got))
    true = sealed.y_true
    has_wrong = true is not None and bool((true != sealed.y).any())
    clean = float(right(true).mean()) if has_wrong else None
    short = "Best single" if key == verdict.reference else verdict.candidate(key).short
    return Held(key, _title(verdict, key), short, tuple(scores), clean)


# ---------------------------------------------------------------- in words


def status(percent: float, opened: Opened | None) -> str:
    """One line for a report. percent : of the rows set aside (`Scenario.sealed`)."""
    if opened is None:
        return f"Sealed test: {f'{percent:g} % still sealed' if percent else 'not set aside'}."
    score = opened.pick.scores[0]
    rest = f", McNemar p = {opened.p_value:.2g}" if opened.other else ""
    return f"Sealed test: opened at the {_nth(opened.look)} look, {_promise(score)}{rest}."


def sentences(opened: Opened) -> tuple[str, ...]:
    """What came out, in plain text: the verdict on the promise first, the warning last."""
    start = looked_before(opened.look - 1)
    found = [
        kept(opened),
        *[_detail(opened, held) for held in (opened.pick, opened.other) if held],
        pair(opened),
        _clean(opened),
        _groups(opened),
        AFTER,
    ]
    return tuple(sentence for sentence in (start, *found) if sentence)


def precision(results: Results, verdict: Verdict, n_rows: int) -> str:
    """How well so many rows can tell a share, before they are opened."""
    right = results.means("accuracy")[results.positions[choice(verdict)]]
    found = wilson(round(float(right) * n_rows), n_rows)
    low, high = (METRICS["accuracy"].format(value) for value in (found.low, found.high))
    return (
        f"If {METRICS['accuracy'].format(found.mean)} of {n_rows:,} rows are answered right, the "
        f"95 % interval reaches from {low} to {high}: a smaller gap to the promise than that "
        "cannot be told from luck."
    )


def looked_before(n_looks: int) -> str:
    """The warning that these rows are known already; "" when they are not."""
    if not n_looks:
        return ""
    times = "once" if n_looks == 1 else f"{n_looks} times"
    return (
        f"These rows, or some of them, were already opened {times} in this session, with other "
        "models or settings: what follows is no longer a clean test."
    )


def kept(opened: Opened) -> str:
    """Whether the promise was kept, in one sentence."""
    score = opened.pick.scores[0]
    metric = METRICS[score.metric]
    rows = f"{opened.n_sealed:,} sealed rows"
    if not np.isfinite([score.got.low, score.got.high, score.promised.mean]).all():
        return f"On the {rows} this score is not defined, so nothing can be said of the promise."
    if score.is_kept:
        return (
            f"The promise was kept: {metric.format(score.promised.mean)} was promised, and the "
            f"{rows} give {_got(score)}, which includes it."
        )
    gain = float(metric.gain(score.got.mean - score.promised.mean))
    how = "better" if gain > 0 else "worse"
    verdict = "more than kept" if gain > 0 else "not kept"
    return (
        f"The promise was {verdict}: {metric.format(score.promised.mean)} was promised, and the "
        f"{rows} give {_got(score)}. It did {difference(score.metric, gain)} {how} than promised, "
        "and that is more than the luck of which rows were sealed usually explains"
        f"{_excuses(opened, score)}."
    )


def _excuses(opened: Opened, score: Score) -> str:
    """What Wilson's interval leaves out, where it matters."""
    found = []
    if opened.n_groups is not None:
        found.append("whole groups were sealed, whose luck is larger than that of single rows")
    if score.promised.low <= score.got.mean <= score.promised.high:
        show = METRICS[score.metric].format
        low, high = show(score.promised.low), show(score.promised.high)
        found.append(f"the promise itself was uncertain (95 % interval {low} to {high})")
    return f"; but {' and '.join(found)}" if found else ""


def pair(opened: Opened) -> str:
    """The choice against the other on the same rows, in counts; "" without another."""
    if opened.other is None:
        return ""
    one, other = capital(in_sentence(opened.pick.title)), in_sentence(opened.other.title)
    n_one, n_other = (_counted(n, "row") for n in (opened.only_pick, opened.only_other))
    p = opened.p_value
    told = "tell the two apart" if p < SURPRISE else "cannot tell the two apart"
    promised = opened.pick.scores[-1].promised.mean - opened.other.scores[-1].promised.mean
    got = (opened.only_pick - opened.only_other) / opened.n_sealed
    return (
        f"{one} is right on {n_one} that {other} gets wrong, and wrong on {n_other} that it gets "
        f"right: these rows {told} (McNemar's exact test, p = {p:.2g}). Its lead in accuracy is "
        f"{number(100 * got, 1)} points here, and {number(100 * promised, 1)} were promised."
    )


def _detail(opened: Opened, held: Held) -> str:
    """ "Soft voting: accuracy promised 74.9 %, got 73.8 % (...)", for every score."""
    parts = [f"{score_name(score.metric)} {_promise(score)}" for score in held.scores]
    if held is opened.pick and opened.corrected is not None:
        fair = METRICS[held.scores[0].metric].format(opened.corrected)
        parts.insert(1, f"without the luck of having been chosen, {fair} was to be expected")
    return f"{held.title}: {'; '.join(parts)}."


def _promise(score: Score) -> str:
    return f"promised {METRICS[score.metric].format(score.promised.mean)}, got {_got(score)}"


def _got(score: Score) -> str:
    """ "73.8 % (Wilson 95 % interval 67.1 % to 79.6 %)"."""
    show, how = METRICS[score.metric].format, "Wilson"
    if score.metric != "accuracy":
        how = "bootstrap"
    interval = f"{how} {100 * LEVEL:.0f} % interval {show(score.got.low)} to {show(score.got.high)}"
    return f"{show(score.got.mean)} ({interval})"


def _clean(opened: Opened) -> str:
    if opened.pick.clean is None:
        return ""
    show = METRICS["accuracy"].format
    shares = [
        f"{in_sentence(one.title)} gets {show(one.clean)} right"
        for one in (opened.pick, opened.other)
        if one and one.clean is not None
    ]
    return (
        "Some labels were made wrong on purpose, in the sealed rows too. Against the right labels "
        f"{' and '.join(shares)}."
    )


def _groups(opened: Opened) -> str:
    if opened.n_groups is None:
        return ""
    return (
        f"The sealed rows come from {_counted(opened.n_groups, 'group')}, and rows of one group "
        "resemble each other: the intervals and the p-value take them for independent and are "
        "surer than they should be."
    )


def _counted(n: int, what: str) -> str:
    return f"{n:,} {what}{'' if n == 1 else 's'}"


def _nth(number: int) -> str:
    """
    >>> _nth(1), _nth(2), _nth(3), _nth(11), _nth(22)
    ('1st', '2nd', '3rd', '11th', '22nd')
    """
    tens = 10 < number % 100 < 14
    return f"{number}{'th' if tens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
