"""The same question on other samples of its data: how much of a lead is luck, and what it rests on.

A sample is a scenario like any other with another seed and one pass over its folds. Only those
methods take part that stand for a way today, so nobody is chosen by what is then measured.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from lib import combiners, datasets
from lib.catalogue.controls import Slider
from lib.engine.results import ONE, WAYS, fold_scores
from lib.scenario.record import SHARED, Scenario, in_order
from lib.statistics.metrics import METRICS
from lib.verdict.case import Case
from lib.verdict.variations import What, other_rows, with_knob
from lib.words import in_sentence

SINGLE = "best_single"
REDRAWS = 20
AT_EACH_VALUE = 5  # samples of a curve
CURVES: dict[What, str] = {
    "flip": "Wrong labels",
    "rows": "Rows",
    "balance": "Class balance",
    "members": "Models",
}
WRONG_LABELS = (0, 10, 20, 30, 40)  # percent
BALANCES = (10, 30, 50, 70, 90)  # percent of rows in the first class
TICKS: dict[What, str] = {
    "flip": "{:g} %",
    "rows": "{:,.0f}",
    "balance": "{:g} %",
    "members": "{:g}",
}
APART = 5  # points between two of these
FEW = 5  # models are tried one by one up to here


@dataclass(frozen=True)
class Stand:
    """Who stands for a way: the pick where it is one of them, else the best by its mean. today :
    its mean score on the sample that is looked at."""

    way: str
    key: str
    title: str
    today: float


@dataclass(frozen=True)
class Plan:
    """Which samples are asked, and about whom.

    what : is changed from row to row, None when nothing is. title : of that, as on an axis. noun :
    what the labels count, as it follows them. labels : one a row.
    scenarios : a row a value, in it a scenario a sample. stands : one model first. pick : position
    of the way that is picked today, None without a pick. rival : of the combination that is argued
    about. now : position of the value as it is, None where no row has it. redrawn : what differs
    from sample to sample, in sentences.
    """

    what: What | None
    title: str
    noun: str
    labels: tuple[str, ...]
    scenarios: tuple[tuple[Scenario, ...], ...]
    stands: tuple[Stand, ...]
    pick: int | None
    rival: int
    metric: str
    redrawn: str
    now: int | None = None

    @property
    def n_samples(self) -> int:
        """Of each value."""
        return len(self.scenarios[0])

    @property
    def every(self) -> tuple[Scenario, ...]:
        """All scenarios, row by row."""
        return tuple(scenario for row in self.scenarios for scenario in row)


@dataclass(frozen=True, eq=False)
class Samples:
    """What came of a plan. scores : (n_values, n_samples, n_ways) as the metric gives them, nan
    where a way is not there. problem : why a sample gave none, "" when all did."""

    plan: Plan
    scores: np.ndarray
    problem: str = ""

    @property
    def gains(self) -> np.ndarray:
        """(n_values, n_samples) how much better the rival is than one model, in points or units."""
        gap = self.scores[..., self.plan.rival] - self.scores[..., 0]
        return np.asarray(METRICS[self.plan.metric].gain(gap))

    @property
    def leads(self) -> np.ndarray:
        """(n_values, n_samples, n_ways) whether no other way has a better score; some may share."""
        better = METRICS[self.plan.metric].gain(self.scores)
        best = np.nanmax(np.where(np.isnan(better), -np.inf, better), axis=-1, keepdims=True)
        return np.asarray(better == best)

    @property
    def means(self) -> np.ndarray:
        """(n_values, n_ways) over the samples in which a way has a score; nan without any."""
        known = ~np.isnan(self.scores)
        total = np.where(known, self.scores, 0).sum(axis=1)
        n = known.sum(axis=1)
        return np.where(n > 0, total / np.maximum(n, 1), np.nan)


def stands(case: Case) -> tuple[Stand, ...]:
    """One for each way there is, the best single model first; () when there is none of these."""
    results, metric = case.results, case.scenario.metric
    means, found = results.means(metric), []
    if SINGLE not in results.positions:
        return ()
    for way in WAYS:
        keys = [m.key for m in results.methods if m.way == way and m.key in combiners.entries()]
        argued = [key for key in keys if key in (case.verdict.pick, case.verdict.combination)]
        best = argued[:1] or results.ranking(metric, keys)[:1]
        for key in dict.fromkeys([SINGLE, *argued]) if way == ONE else best:
            today = float(means[results.positions[key]])
            if np.isfinite(today):
                found.append(Stand(way, key, results.method(key).title, today))
    return tuple(found)


def redraws(case: Case) -> Plan | None:
    """Samples with nothing changed; None where nothing can be compared."""
    return _plan(case, None, (0.0,), REDRAWS)


def curves(scenario: Scenario) -> dict[What, str]:
    """What a curve can be drawn along here, and what that is called."""
    controls, drawn_from = datasets.entries()[scenario.dataset].controls, _drawn_from(scenario)
    return {
        what: title
        for what, title in CURVES.items()
        if (what == "members" or isinstance(controls.get(what), Slider))
        and len(_values(drawn_from, what)) > 1
    }


def curve(case: Case, what: What) -> Plan | None:
    """A few samples at each of some values; None where nothing can be compared."""
    return _plan(case, what, _values(_drawn_from(case.scenario), what), AT_EACH_VALUE)


def scores_in(plan: Plan, case: Case) -> np.ndarray:
    """(n_ways,) what those who stand for the ways score in the case of one sample.

    Along wrong labels they are scored by the labels before any were made wrong, as a user of the
    model would want to be right; everywhere else as on the page.
    """
    results, found = case.results, np.full(len(plan.stands), np.nan)
    first = results.repeats[0]
    scores = first.scores[plan.metric]
    clean = case.experiment.tested.y_true
    if plan.what == "flip" and clean is not None:
        tested = first.folds[: len(clean)]
        scores = fold_scores(clean, first.P, tested, (plan.metric,))[plan.metric]
    for i, stand in enumerate(plan.stands):
        if stand.key in results.positions:
            of_folds = scores[results.positions[stand.key]]
            if not np.isnan(of_folds).all():
                found[i] = np.nanmean(of_folds)
    return found


def obstacle(scenario: Scenario) -> str:
    """Why these data must not be sampled again, "" when they may."""
    if scenario.sealed and datasets.entries()[scenario.dataset].fresh is None:
        return (
            "Some rows are set aside and sealed, and another sample of these recorded rows would "
            "have them in it. Set nothing aside to see how much is luck."
        )
    return ""


def _plan(case: Case, what: What | None, values: Sequence[float], n_samples: int) -> Plan | None:
    found, scenario, verdict = stands(case), _drawn_from(case.scenario), case.verdict
    if len(found) < 2:
        return None
    keys = [stand.key for stand in found]
    bare = replace(scenario, methods=in_order(keys), repeats=1, cares=(), at_most=())
    return Plan(
        what,
        *(_named(case, what) if what else ("", "")),
        labels=tuple(TICKS[what].format(value) if what else "" for value in values),
        scenarios=tuple(
            tuple(_sample(bare, what, value, number + 1) for number in range(n_samples))
            for value in values
        ),
        stands=found,
        pick=keys.index(verdict.pick) if verdict.pick in keys else None,
        rival=keys.index(verdict.combination) if verdict.combination in keys else 1,
        metric=case.scenario.metric,
        redrawn=_redrawn(case, scenario, what),
        now=list(values).index(_now(scenario, what)) if what else None,
    )


def _named(case: Case, what: What) -> tuple[str, str]:
    """What is changed as on an axis, and as it follows a number."""
    if what == "balance":
        name = f"“{case.dataset.class_names[0]}”"
        return f"Share of {name}", name
    return CURVES[what], in_sentence(CURVES[what])


def _sample(scenario: Scenario, what: What | None, value: float, number: int) -> Scenario:
    """One sample with one thing put at a value. Which models are left of the visitor's, where some
    are left out, is drawn anew too; in one sample more are the same ones and others."""
    seeds = int(SHARED["seed"].high) + 1  # type: ignore[union-attr]
    seed = (scenario.seed + number) % seeds
    other = replace(scenario, seed=seed)
    if what == "members":
        order = np.random.default_rng(seed).permutation(len(scenario.members))[: int(value)]
        return replace(other, members=tuple(scenario.members[i] for i in sorted(order)))
    return with_knob(other, what, value) if what else other


def _drawn_from(scenario: Scenario) -> Scenario:
    """What samples are drawn of: of recorded rows at most half at a time, or all samples would have
    the same ones."""
    entry = datasets.entries()[scenario.dataset]
    known, values = entry.at_hand(scenario.dataset_knobs)
    rows = known.get("rows")
    if entry.fresh is not None or not isinstance(rows, Slider):
        return scenario
    return with_knob(scenario, "rows", max(rows.low, min(float(values["rows"]), rows.high // 2)))


def _now(scenario: Scenario, what: What) -> float:
    if what == "members":
        return float(len(scenario.members))
    values = datasets.entries()[scenario.dataset].at_hand(scenario.dataset_knobs)[1]
    return float(values[what])


def _values(scenario: Scenario, what: What) -> list[float]:
    """Some values along one thing, that of now among them, from small to large."""
    now = _now(scenario, what)
    if what == "members":
        n = len(scenario.members)
        some = range(1, n + 1) if n <= FEW else (1, 2, 3, n // 2, n)
        return sorted({float(count) for count in some})
    entry = datasets.entries()[scenario.dataset]
    knob = entry.at_hand(scenario.dataset_knobs)[0][what]
    if not isinstance(knob, Slider):
        raise TypeError(f"{what} is no number here")
    if what == "rows":
        most = knob.high if entry.fresh is not None else max(knob.low, knob.high // 2)
        return sorted([now, *other_rows(replace(knob, high=most), now)])
    some = WRONG_LABELS if what == "flip" else BALANCES
    apart = [v for v in some if knob.low <= v <= knob.high and abs(v - now) >= APART]
    return sorted([now, *map(float, apart)])


def _redrawn(case: Case, scenario: Scenario, what: What | None) -> str:
    """What differs from sample to sample."""
    entry = datasets.entries()[scenario.dataset]
    known, values = entry.at_hand(scenario.dataset_knobs)
    rows = known.get("rows")
    if entry.fresh is not None:
        return f"Each sample is drawn anew from the same formula: other {entry.things}, same truth."
    if not isinstance(rows, Slider):
        return (
            "These rows were given once and cannot be drawn again: only the cut into folds is "
            "redrawn, which shows less luck than new rows would."
        )
    n = float(values["rows"])
    said = (
        "These data were recorded once, so nobody can draw new ones: each sample is another random "
        f"{'part' if what == 'rows' else format(n, ',.0f')} of the {rows.high:,.0f} rows on file."
    )
    if what:
        fewer = " Where a class has too few rows for a share, there are fewer of both."
        return said + fewer * (what == "balance")
    if scenario == case.scenario:
        return said
    return (
        f"{said} Halves differ from one another about as much as whole new samples would "
        "(McCarthy 1969), and score a little lower because there is less to learn from."
    )
